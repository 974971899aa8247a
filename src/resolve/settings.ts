import type { Expr, Scalar } from '../facts/expr.js';
import { type Environment, type Found, lookUp } from './environments.js';
import { chain, type Evidence, known, map, type Resolved, said, unknown } from './evidence.js';
import { begin, further, type Progress } from './progress.js';

/** What an expression may refer to. */
export interface Scope {
  readonly environment: Environment;
  /** The expression behind another setting's key, where the technology has such references. */
  readonly setting?: (key: string) => Expr | undefined;
  /** How the framework reads the text of a variable (Laravel turns `null` and `true` into values). */
  readonly cast?: (text: string) => Scalar;
  /** True when an empty variable counts as unset (`getenv('X') ?: d`, `process.env.X || d`). */
  readonly emptyIsUnset?: boolean;
  /** Whether a setting that is not found may still be set somewhere: it is then unknown, not unset. */
  readonly missingIsUnknown?: (key: string) => boolean;
}

/** A value in force; `undefined` when nothing sets it. */
export type Value = Scalar | undefined;

const depthLimit = 24;
/** Values that stand for each other twice, again and again, take more steps than anybody has time for. */
const mostSteps = 1000;
const longest = 10_000;

/** What an expression comes to, with every step taken: variables that are set or missing, fallbacks, references. */
export function evaluate(expr: Expr, scope: Scope, way: Progress = begin()): Resolved<Value> {
  if (way.spent.steps++ > mostSteps)
    return unknown('it is put together from too much', [said(expr.at, 'is put together')]);
  if (way.depth > depthLimit) return unknown('the value refers to itself', [said(expr.at, 'refers to itself')]);
  switch (expr.is) {
    case 'literal':
      return known(expr.value, [said(expr.at, `is ${show(expr.value)}`)]);
    case 'env':
      return evaluateEnv(expr, scope, way);
    case 'setting': {
      const target = scope.setting?.(expr.key) ?? expr.fallback;
      if (!target && scope.missingIsUnknown?.(expr.key))
        return unknown('it is made by code that cannot be followed', [said(expr.at, 'is made elsewhere')]);
      if (!target) return known(undefined, [said(expr.at, `${expr.key} is not set`)]);
      return prefix(said(expr.at, `takes the value of ${expr.key}`), evaluate(target, scope, further(way)));
    }
    case 'text':
      return evaluateText(expr, scope, way);
    case 'choice':
      return evaluateChoice(expr, scope, way);
    case 'equals':
      return evaluateEquals(expr, scope, way);
    case 'list':
    case 'map':
      return unknown('a list stands where one value is expected', [said(expr.at, 'is a list')]);
    case 'call':
      return unknown('it is made by code', [said(expr.at, `is made by ${expr.module}`)]);
    case 'opaque':
      return unknown('it is computed by code', [said(expr.at, `is computed: ${shorten(expr.source)}`)]);
  }
}

/** Evaluates to text: `undefined` and null become undefined, numbers and booleans their usual spelling. */
export function evaluateTextValue(expr: Expr, scope: Scope): Resolved<string | undefined> {
  return chain(evaluate(expr, scope), (value) =>
    known(value === undefined || value === null ? undefined : String(value), []),
  );
}

function evaluateEnv(expr: Extract<Expr, { is: 'env' }>, scope: Scope, way: Progress): Resolved<Value> {
  const found = lookUp(scope.environment, expr.name);
  if (found) {
    const inner = evaluate(found.value, { ...scope, environment: below(scope.environment, found) }, further(way));
    if (inner.state === 'unknown') return inner;
    const text = inner.value;
    if (!(scope.emptyIsUnset && (text === '' || text === undefined))) {
      const value = typeof text === 'string' && scope.cast ? scope.cast(text) : text;
      return known(
        value,
        [
          said(found.at, `sets ${expr.name}=${mask(expr.name, show(value, false))}`),
          said(expr.at, `reads ${expr.name}`),
        ].toReversed(),
      );
    }
  }
  const demand = demandOf(expr.name, scope.environment);
  if (demand) return unknown(demand.why, [...demand.because, said(expr.at, `reads ${expr.name}`)]);
  const missing: Evidence[] = scope.environment.layers
    .slice(0, 1)
    .map((layer) => said(layer.at, `${layer.label} does not set ${expr.name}`));
  if (!expr.fallback) return known(undefined, [...missing, said(expr.at, `reads ${expr.name}, which is not set`)]);
  const fallback = evaluate(expr.fallback, scope, further(way));
  if (fallback.state === 'unknown') return { ...fallback, because: [...missing, ...fallback.because] };
  const last = fallback.because.at(-1);
  const step = said(expr.at, `falls back to ${show(fallback.value)} when ${expr.name} is not set`);
  return known(
    fallback.value,
    expr.fallback.is === 'literal' || !last ? [...missing, step] : [...missing, step, ...fallback.because],
  );
}

/** A variable that nothing here sets, and without which the app does not start: its value is known to whoever runs it alone. */
export function demandOf(
  name: string,
  { demanded }: Environment,
): { readonly why: string; readonly because: readonly Evidence[] } | undefined {
  const at = demanded?.get(name);
  return (
    at && {
      why: `the start ends without ${name}: its value is given where it runs`,
      because: [said(at, `ends the start where ${name} is not set`)],
    }
  );
}

/**
 * A deployment file's `X: ${X:-d}` must not find itself: only the layers below may answer. What the deployment itself falls back to is nearer
 * than a sample that nobody is told to copy: that may be meant for another way of installing.
 */
function below(environment: Environment, { value, layer }: Found): Environment {
  const index = environment.layers.findIndex(({ label }) => label === layer.label);
  const rest = environment.layers.slice(index + 1);
  const fallback = value.is === 'env' ? value.fallback : undefined;
  const isSaid = layer.kind === 'deployment' && fallback?.is === 'literal' && (fallback.value ?? '') !== '';
  return { layers: isSaid ? rest.filter(({ readOnly }) => !readOnly) : rest };
}

function evaluateText(expr: Extract<Expr, { is: 'text' }>, scope: Scope, way: Progress): Resolved<Value> {
  let text = '';
  const because: Evidence[] = [];
  for (const part of expr.parts) {
    const value = evaluate(part, scope, further(way));
    because.push(...(part.is === 'literal' ? [] : value.because));
    if (value.state === 'unknown') return { ...value, because };
    text += value.value ?? '';
    if (text.length > longest)
      return unknown('it is put together to something too long', [said(expr.at, 'is put together')]);
  }
  return known(text, because.length > 0 ? because : [said(expr.at, `is ${show(text)}`)]);
}

function evaluateChoice(expr: Extract<Expr, { is: 'choice' }>, scope: Scope, way: Progress): Resolved<Value> {
  const condition = expr.when && evaluate(expr.when, scope, further(way));
  // `a ?? b`: what is asked for is what is taken, and taking it again doubles the steps at each further `??`
  const isTaken = expr.when?.is === 'choice' && expr.whenTrue.is === 'choice' && sameAt(expr.when, expr.whenTrue);
  const taken = () => (condition && isTaken ? condition : evaluate(expr.whenTrue, scope, further(way)));
  if (condition?.state === 'known') {
    const branch = isTrue(condition.value) ? taken() : evaluate(expr.whenFalse, scope, further(way));
    return { ...branch, because: [...condition.because, ...branch.because] };
  }
  // what is asked is whether it is set, and no start goes on where it is not
  if (condition && expr.when?.is === 'env' && demandOf(expr.when.name, scope.environment))
    return evaluate(expr.whenTrue, scope, further(way));
  const one = taken();
  const other = evaluate(expr.whenFalse, scope, further(way));
  if (one.state === 'known' && other.state === 'known' && one.value === other.value) return one;
  return unknown('it depends on a condition that the repository does not decide', [
    said(expr.at, 'depends on a condition'),
    ...one.because,
    ...other.because,
  ]);
}

function sameAt({ at: one }: Expr, { at: other }: Expr): boolean {
  return one.file === other.file && one.start === other.start && one.end === other.end;
}

function evaluateEquals(expr: Extract<Expr, { is: 'equals' }>, scope: Scope, way: Progress): Resolved<Value> {
  return chain(evaluate(expr.left, scope, further(way)), (left) =>
    map(evaluate(expr.right, scope, further(way)), (right) => text(left) === text(right)),
  );
}

/** Both sides as text: what comes from the environment is text, whatever it is compared with. */
function text(value: Value): string | undefined {
  if (value === undefined || value === null) return undefined;
  return value === true ? 'true' : value === false ? '' : String(value);
}

function isTrue(value: Value): boolean {
  return !(
    value === undefined ||
    value === null ||
    value === false ||
    value === '' ||
    value === 0 ||
    value === '0' ||
    value === 'false'
  );
}

function prefix<T>(step: Evidence, to: Resolved<T>): Resolved<T> {
  return { ...to, because: [step, ...to.because] };
}

/** A value as it is shown in a chain. */
export function show(value: Value, quoted = true): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' && quoted ? `'${shorten(value)}'` : shorten(String(value));
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

const secretName = /(^|_)(KEY|SECRET|PASS|PASSWORD|PASSWD|TOKEN|SALT|CREDENTIALS?|PRIVATE|DSN|URL|URI|AUTH)($|_)/i;

/** Values of names that look secret are never shown; a URL keeps its scheme and host. */
export function mask(name: string, value: string): string {
  if (value === '' || !secretName.test(name)) return value;
  const url = /^([a-z][a-z0-9+.-]*:\/\/)(?:[^@/\s]*@)?([^/?#\s]*)/i.exec(value);
  if (url) return `${url[1]}${url[2]}`;
  return '***';
}
