import type { PartName } from '../resolve/app.js';
import { type Evidence, said } from '../resolve/evidence.js';
import type { Repair } from '../resolve/repair.js';
import { hazard, type Outcome, type Severity, safe, unclear } from './outcome.js';
import type { Example, Rule } from './rule.js';

/** A rule as data: about every item of a part that `where` describes, `require` must hold, or `forbid` must not. */
export interface DeclarativeRule {
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly remedy: Rule['remedy'];
  readonly aliases?: readonly string[];
  readonly given: PartName;
  readonly where?: Matchers;
  readonly require?: Matchers;
  readonly forbid?: Matchers;
  /** What is said of a hazard; `{field}` is replaced by the field of the item. */
  readonly message: string;
  /** What is said when all is well. */
  readonly safe?: string;
  readonly examples: readonly (Omit<Example, 'on'> & { readonly on?: string })[];
}

/** By the path of a field (`backend.technology`, `pinned.length`): what it must be. All must hold. */
export type Matchers = Readonly<Record<string, Matcher>>;

type Scalar = string | number | boolean;

export type Matcher =
  | Scalar
  | { readonly in: readonly Scalar[] }
  | { readonly not: Scalar | readonly Scalar[] }
  | { readonly least: number }
  | { readonly most: number }
  | { readonly contains: string }
  | { readonly exists: boolean };

/** A field of an item with the steps that decided it. */
interface Look {
  readonly value: unknown;
  /** Why the value cannot be known, when it cannot. */
  readonly unknown?: string;
  readonly because: readonly Evidence[];
}

interface Answer {
  readonly holds: boolean | undefined;
  readonly why?: string;
  readonly because: readonly Evidence[];
}

/** The rule that a declaration stands for. */
export function declared(declaration: DeclarativeRule): Rule {
  const { severity, title, why, remedy, aliases, given, examples } = declaration;
  return {
    severity,
    title,
    why,
    remedy,
    needs: [given],
    ...(aliases ? { aliases } : {}),
    *check(parts) {
      for (const item of parts[given] as readonly object[]) {
        const outcome = judged(item, declaration);
        if (outcome) yield outcome;
      }
    },
    examples: examples.map((example) => ({ on: '.', ...example })),
  };
}

function judged(item: object, declaration: DeclarativeRule): Outcome | undefined {
  const about = ask(item, declaration.where ?? {});
  if (about.holds === false) return undefined;
  const claim = ask(item, declaration.require ?? declaration.forbid ?? {});
  const because = evidenceOf(item, [...about.because, ...claim.because]);
  const { technology } = item as { readonly technology?: string };
  const repair = repairOf(item, Object.keys(declaration.require ?? declaration.forbid ?? {}));
  const extra = { ...(technology ? { technology } : {}), repair };
  if (about.holds === undefined || claim.holds === undefined)
    return unclear(`cannot tell whether ${fill(declaration.message, item)}: ${about.why ?? claim.why}`, because, extra);
  const isBad = declaration.require ? !claim.holds : claim.holds;
  return isBad
    ? hazard(fill(declaration.message, item), because, extra)
    : safe(fill(declaration.safe ?? `not so: ${declaration.message}`, item), because, extra);
}

/** The repair of the field that is judged, else that of the whole item. */
function repairOf(item: object, judgedPaths: readonly string[]): Repair | undefined {
  const { repair, repairs } = item as { repair?: Repair; repairs?: Readonly<Record<string, Repair | undefined>> };
  const fields = judgedPaths.map((path) => path.split('.')[0] ?? path);
  return fields.map((field) => repairs?.[field]).find((one) => one !== undefined) ?? repair;
}

/** Whether all matchers hold: one that does not decides, then one that cannot be known. */
function ask(item: object, matchers: Matchers): Answer {
  const because: Evidence[] = [];
  let why: string | undefined;
  for (const [path, matcher] of Object.entries(matchers)) {
    const look = lookAt(item, path);
    because.push(...look.because);
    if (typeof matcher === 'object' && 'exists' in matcher) {
      const there = look.unknown !== undefined || look.value !== undefined;
      if (there !== matcher.exists) return { holds: false, because };
    } else if (look.unknown !== undefined) why ??= look.unknown;
    else if (!matches(look.value, matcher)) return { holds: false, because };
  }
  return why === undefined ? { holds: true, because } : { holds: undefined, why, because };
}

function matches(value: unknown, matcher: Matcher): boolean {
  if (typeof matcher !== 'object') return value === matcher;
  if ('in' in matcher) return matcher.in.some((one) => one === value);
  if ('not' in matcher) return !(Array.isArray(matcher.not) ? matcher.not : [matcher.not]).some((one) => one === value);
  if ('least' in matcher) return typeof value === 'number' && value >= matcher.least;
  if ('most' in matcher) return typeof value === 'number' && value <= matcher.most;
  return (
    'contains' in matcher && (typeof value === 'string' || Array.isArray(value)) && value.includes(matcher.contains)
  );
}

/** Follows a path through an item; a resolved value on the way is opened, and its steps are kept. */
function lookAt(item: object, path: string): Look {
  let value: unknown = item;
  const because: Evidence[] = [];
  for (const step of path.split('.')) {
    if (Array.isArray(value) && step === 'length') return { value: value.length, because };
    value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    if (!isRecord(value) || !Array.isArray(value.because)) continue;
    because.push(...(value.because as readonly Evidence[]));
    if (value.state === 'unknown') return { value: undefined, unknown: String(value.why), because };
    if (value.state === 'known') value = value.value;
  }
  return { value, because };
}

/** The steps of the fields that were looked at, else those of the item, else its place. */
function evidenceOf(item: object, steps: readonly Evidence[]): readonly Evidence[] {
  if (steps.length > 0) return [...new Set(steps)];
  const { because, at } = item as { readonly because?: readonly Evidence[]; readonly at?: Evidence['at'] };
  if (because && because.length > 0) return because;
  return at && 'file' in at ? [said(at, 'is declared here')] : [];
}

function fill(words: string, item: object): string {
  return words.replace(/\{([\w.]+)\}/g, (_, path: string) => {
    const { value } = lookAt(item, path);
    return typeof value === 'object' || value === undefined ? 'unknown' : String(value);
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
