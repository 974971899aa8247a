import type { DocumentFact, NamedPlace, TemplateBlock } from '../../facts/document.js';
import type { Expr, ExprEntry } from '../../facts/expr.js';
import { conditionHolds, operandOf, type Values } from './condition.js';

/** A template as far as the chart's defaults decide it: dead branches are gone, values stand in place of what prints them, the rest is opaque. */
export interface Rendered {
  readonly tree: Expr;
  /** The whole document stands under a condition that the defaults switch off. */
  readonly off: boolean;
}

/** The chart around a template: its default values and its named templates. */
export interface Chart {
  readonly values: Values;
  readonly definitions: ReadonlyMap<string, DocumentFact>;
}

export function render(template: DocumentFact, chart: Chart): Rendered {
  const { tree } = template;
  const dead = deadBlocks(template, chart);
  const around = dead.filter(({ start, end }) => start <= tree.at.start && tree.at.start < end);
  const filling = fillingOf(
    template,
    chart,
    dead.filter((block) => !around.includes(block)),
    0,
  );
  return { tree: filled(tree, filling), off: around.length > 0 };
}

function deadBlocks({ blocks = [] }: DocumentFact, { values }: Chart): readonly TemplateBlock[] {
  return blocks.filter((block) => {
    if (block.word === 'range') return false;
    const holds = conditionHolds(block.condition, { ...values, ...dotAt(block, blocks, values) });
    return holds !== undefined && holds === block.not;
  });
}

interface Filling {
  readonly isDead: (at: { readonly start: number }) => boolean;
  readonly template: DocumentFact;
  readonly chart: Chart;
  /** How many named templates stand around: one may print itself. */
  readonly depth: number;
}

function fillingOf(template: DocumentFact, chart: Chart, dead: readonly TemplateBlock[], depth: number): Filling {
  const isDead = (at: { readonly start: number }) => dead.some(({ start, end }) => start <= at.start && at.start < end);
  return { isDead, template, chart, depth };
}

function filled(expr: Expr, filling: Filling): Expr {
  if (expr.is === 'map') {
    const entries = expr.entries
      .filter(({ keyAt, value }) => !filling.isDead(keyAt ?? value.at))
      .map((entry): ExprEntry => ({ ...entry, value: withIncluded(entry, filling) }));
    return { ...expr, entries };
  }
  if (expr.is === 'list')
    return { ...expr, items: expr.items.filter(({ at }) => !filling.isDead(at)).map((item) => filled(item, filling)) };
  if (expr.is !== 'opaque') return expr;
  const whole = /^(["']?)\{\{-?\s*([\s\S]*?)\s*-?\}\}\1$/.exec(expr.source.trim());
  if (!whole || /\}\}/.test(whole[2] ?? '')) return expr;
  const named = /^(?:include|template)\s+"([^"]+)"/.exec(whole[2] ?? '')?.[1];
  if (named !== undefined) return printed(named, filling) ?? expr;
  const { chart, template } = filling;
  const value = operandOf(whole[2] ?? '', { ...chart.values, ...dotAt(expr.at, template.blocks ?? [], chart.values) });
  if (value === undefined || value === null) return expr;
  if (typeof value !== 'object') return { is: 'literal', value, at: expr.at };
  return value;
}

/** A list whose lines begin with what a named template prints: its items come first. */
function withIncluded({ keyAt, value }: ExprEntry, filling: Filling): Expr {
  const own = filled(value, filling);
  if (own.is !== 'list' || value.is !== 'list' || !keyAt) return own;
  const region = { start: keyAt.end, end: value.at.end };
  return { ...own, items: [...includedIn(region, value.items, filling), ...own.items] };
}

/** What named templates print among the items of a list, not within one of them. */
function includedIn(region: { start: number; end: number }, items: readonly Expr[], filling: Filling): readonly Expr[] {
  return (filling.template.includes ?? [])
    .filter((one) => region.start <= one.start && one.end <= region.end && !filling.isDead(one))
    .filter((one) => !items.some(({ at }) => at.start <= one.start && one.start < at.end))
    .flatMap(({ name }) => {
      const expr = printed(name, filling);
      return expr?.is === 'list' ? expr.items : [];
    });
}

const depthLimit = 5;

/** What a named template prints, with the chart's defaults. */
function printed(name: string, { chart, depth }: Filling): Expr | undefined {
  const template = chart.definitions.get(name);
  if (!template || depth >= depthLimit) return undefined;
  const filling = fillingOf(template, chart, deadBlocks(template, chart), depth + 1);
  const own = filled(template.tree, filling);
  if (own.is !== 'list' || template.tree.is !== 'list') return own;
  const region: NamedPlace = template.definition ?? { name, ...template.tree.at };
  return { ...own, items: [...includedIn(region, template.tree.items, filling), ...own.items] };
}

/** What `.` is at a place: the value of the innermost `with` around it. */
function dotAt(place: { start: number }, blocks: readonly TemplateBlock[], values: Values): { dot?: Expr } {
  const around = blocks
    .filter(
      (block) =>
        block.word !== 'if' && !block.not && block !== place && block.start <= place.start && place.start < block.end,
    )
    .toSorted((a, b) => a.start - b.start);
  let dot: Expr | undefined;
  for (const block of around) {
    const value =
      block.word === 'with' ? operandOf(block.condition, { ...values, ...(dot ? { dot } : {}) }) : undefined;
    dot = typeof value === 'object' && value !== null ? value : undefined;
  }
  return dot ? { dot } : {};
}
