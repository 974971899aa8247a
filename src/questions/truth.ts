import type { Expr } from '../code/model.js';
import type { Program } from '../program/program.js';
import type { Placed } from '../program/scopes.js';
import type { Func, Value } from '../program/values.js';
import { oppositeOf, saysNo } from '../resolve/yes-no.js';

/** Whether a condition holds wherever the app runs as it is shipped, and the variables of the environment that say so. */
export interface Truth {
  readonly holds: boolean;
  readonly variables: readonly string[];
}

/** Where conditions are asked. */
export interface Shipped {
  readonly program: Program;
  /** The texts that files of the repository give a variable, of all of them; undefined where one of them cannot be told. */
  texts(variable: string): readonly string[] | undefined;
}

/** Names for conditions that name conditions. */
const deepest = 8;

/** Asked of switches only: what is a yes or a no. A variable that nothing sets and that code does not ask for a word may be an address or a key. */
export function truthOf(test: Expr, func: Func, shipped: Shipped, depth = 0): Truth | undefined {
  if (depth > deepest) return undefined;
  const again = (expr: Expr) => truthOf(expr, func, shipped, depth + 1);
  if (test.is === 'operation') {
    const { sign, left, right } = test;
    if (!left) return /^(!|not)$/.test(sign) ? opposite(again(right)) : undefined;
    if (/^(&&|and)$/.test(sign)) return both(again(left), again(right));
    if (/^(\|\||or)$/.test(sign)) return opposite(both(opposite(again(left)), opposite(again(right))));
    const isSame = /^(={2,3}|is)$/.test(sign);
    if (!isSame && !/^(!={1,2}|is not)$/.test(sign)) return undefined;
    const found = compared(left, right, func, shipped) ?? compared(right, left, func, shipped);
    return isSame ? found : opposite(found);
  }
  const listed = listedIn(test);
  if (listed) return asWords(settledOf({ expr: listed.of, func }, shipped), listed.words);
  const settled = settledOf({ expr: test, func }, shipped);
  if (settled) return asYesOrNo(settled);
  if (test.is !== 'name' && test.is !== 'member' && test.is !== 'call' && test.is !== 'index') return undefined;
  const [value, ...more] = concrete(test, func, shipped);
  const isCondition = value?.is === 'structure' && value.expr.is === 'operation' && more.length === 0;
  return isCondition ? truthOf(value.expr, value.func, shipped, depth + 1) : undefined;
}

function concrete(expr: Expr, func: Func, { program: { linker, graph } }: Shipped): readonly Value[] {
  return linker.evaluate(expr, func).flatMap((value) => (value.is === 'parameter' ? graph.concrete(value) : [value]));
}

/** What a variable of the environment comes to. */
interface Settled {
  readonly variable: string;
  /** One for each place that sets it; what stands in for it where none does. */
  readonly values: readonly (string | number | boolean | null)[];
  /** Nothing makes a truth of the texts 'false' and '0'. */
  readonly isText: boolean;
}

function settledOf({ expr, func }: Placed, shipped: Shipped): Settled | undefined {
  const inner = unwrapped(expr);
  const { paths, library } = shipped.program;
  const all = concrete(inner, func, shipped);
  const read = all.flatMap((value) => {
    const variable = value.is === 'external' ? paths.variableOf(value) : undefined;
    return variable && value.is === 'external' ? [{ variable, value }] : [];
  });
  const [first] = read;
  if (!first || read.some(({ variable }) => variable.name !== first.variable.name)) return undefined;
  if (library.production.find(first.value.name).length > 0) return undefined;
  const beside = [...all.filter((value) => !read.some((one) => one.value === value)), ...paths.standsIn(first.value)];
  const usual = beside.flatMap((value) => (value.is === 'literal' ? [value.value] : []));
  if (usual.length !== beside.length) return undefined;
  const texts = shipped.texts(first.variable.name);
  if (!texts) return undefined;
  const isText = inner === expr && /^(process\.env|Bun\.env|os\.|ENV|getenv|\$_)/.test(first.value.name);
  const values = texts.length > 0 ? texts : usual;
  return { variable: first.variable.name, values, isText: isText && texts.length > 0 };
}

/** `os.getenv("X", "no").lower()`, `Boolean(x)`: what only spells it otherwise. */
function unwrapped(expr: Expr): Expr {
  if (expr.is !== 'call') return expr;
  const { callee, args } = expr;
  if (callee.is === 'member' && args.length === 0 && /^(toLowerCase|toUpperCase|trim|lower|upper|strip|downcase|casefold|toString)$/.test(callee.name))
    return unwrapped(callee.of);
  const [only] = args;
  const isPlain = callee.is === 'name' && /^(str|String|strtolower|trim|strtobool)$/.test(callee.name);
  return isPlain && only && args.length === 1 ? unwrapped(only.value) : expr;
} // biome-ignore format: conditions

/** `x in ("1", "true")`, `['1', 'true'].includes(x)`. */
function listedIn(test: Expr): { readonly of: Expr; readonly words: readonly string[] } | undefined {
  if (test.is !== 'call' || test.callee.is !== 'member' || test.callee.name !== 'includes') return undefined;
  const { of: list } = test.callee;
  const [only] = test.args;
  if (list.is !== 'list' || !only || !list.items.every(({ is }) => is === 'literal')) return undefined;
  return { of: only.value, words: list.items.flatMap((one) => (one.is === 'literal' ? [String(one.value)] : [])) };
}

function compared(one: Expr, other: Expr, func: Func, shipped: Shipped): Truth | undefined {
  if (other.is !== 'literal') return undefined;
  const word = String(other.value ?? '');
  const settled = settledOf({ expr: one, func }, shipped);
  // which of several ways is taken is told elsewhere
  return word === '' || oppositeOf(word) ? asWords(settled, [word]) : undefined;
}

function asWords(settled: Settled | undefined, words: readonly string[]): Truth | undefined {
  if (!settled) return undefined;
  const isOne = (value: Settled['values'][number]) => words.some((word) => word.toLowerCase() === String(value ?? '').toLowerCase()); // biome-ignore format: one comparison
  return all(settled, settled.values.length > 0 ? settled.values.map(isOne) : [words.includes('')]);
}

function asYesOrNo(settled: Settled): Truth | undefined {
  const { values, isText } = settled;
  const isNo = (value: Settled['values'][number]) => typeof value === 'string' && saysNo(value);
  if (values.length === 0 || (isText && values.some(isNo))) return undefined;
  if (values.some((value) => value === '' || value === null)) return undefined;
  return all(
    settled,
    values.map((value) => Boolean(value) && !isNo(value)),
  );
}

function all({ variable }: Settled, each: readonly boolean[]): Truth | undefined {
  const [holds] = each;
  return holds !== undefined && each.every((one) => one === holds) ? { holds, variables: [variable] } : undefined;
}

function opposite(truth: Truth | undefined): Truth | undefined {
  return truth && { ...truth, holds: !truth.holds };
}

function both(a: Truth | undefined, b: Truth | undefined): Truth | undefined {
  if (a?.holds === false) return a;
  if (b?.holds === false) return b;
  return a && b && { holds: true, variables: [...a.variables, ...b.variables] };
}
