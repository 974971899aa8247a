import type { TemplateBlock } from '../../facts/document.js';
import type { Expr, ExprEntry } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { conditionHolds, operandOf, type Values } from './condition.js';

/** A template as far as the chart's defaults decide it: dead branches are gone, values stand in place of what prints them, the rest is opaque. */
export interface Rendered {
  readonly tree: Expr;
  /** The whole document stands under a condition that the defaults switch off. */
  readonly off: boolean;
}

export function render(tree: Expr, blocks: readonly TemplateBlock[], values: Values): Rendered {
  const alive = blocks.map((block) => {
    const holds =
      block.word === 'range'
        ? undefined
        : conditionHolds(block.condition, { ...values, ...dotAt(block, blocks, values) });
    return { block, dead: holds !== undefined && holds === block.not };
  });
  const dead = alive.filter((one) => one.dead).map(({ block }) => block);
  const around = dead.filter(({ start, end }) => start <= tree.at.start && tree.at.start < end);
  const inside = dead.filter((block) => !around.includes(block));
  const isDead = (at: Span) => inside.some(({ start, end }) => start <= at.start && at.start < end);
  return { tree: filled(tree, { isDead, blocks, values }), off: around.length > 0 };
}

interface Filling {
  readonly isDead: (at: Span) => boolean;
  readonly blocks: readonly TemplateBlock[];
  readonly values: Values;
}

function filled(expr: Expr, filling: Filling): Expr {
  if (expr.is === 'map') {
    const entries = expr.entries
      .filter(({ keyAt, value }) => !filling.isDead(keyAt ?? value.at))
      .map((entry): ExprEntry => ({ ...entry, value: filled(entry.value, filling) }));
    return { ...expr, entries };
  }
  if (expr.is === 'list')
    return { ...expr, items: expr.items.filter(({ at }) => !filling.isDead(at)).map((item) => filled(item, filling)) };
  if (expr.is !== 'opaque') return expr;
  const whole = /^(["']?)\{\{-?\s*([\s\S]*?)\s*-?\}\}\1$/.exec(expr.source.trim());
  if (!whole || /\}\}/.test(whole[2] ?? '')) return expr;
  const value = operandOf(whole[2] ?? '', { ...filling.values, ...dotAt(expr.at, filling.blocks, filling.values) });
  if (value === undefined || value === null) return expr;
  if (typeof value !== 'object') return { is: 'literal', value, at: expr.at };
  return value;
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
