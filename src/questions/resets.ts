import type { Arg, Call, CodeModule, Expr } from '../code/model.js';
import { callsOf, expressionsOf, guardsAround, within } from '../code/walk.js';
import { append, grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Effect } from '../program/effects.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Way } from '../program/reach.js';
import { type Func, isOwnName } from '../program/values.js';
import { known } from '../resolve/evidence.js';
import type { BootStep } from '../resolve/parts/boot-step.js';
import { type Asked, placeOfExpr, stepsOf } from './asked.js';
import { gatesOf, isOfEnvironment } from './gates.js';
import { chainOf, queryBehind } from './gathered.js';
import { guardsOf, isOfMemory, startFiles, startWayOf } from './process-start.js';
import { literalOf, writtenOut } from './written-out.js';

/**
 * Rows of the whole installation that each process sets back when it starts (`User.update_all(online: false)`): the others are at work with them. Not
 * what is too old, what the process itself left behind, nor what only one of several branches does.
 */
export function resetsAtStart(asked: Asked): readonly BootStep[] {
  const { program } = asked;
  return program.effects.of('shared').flatMap((effect): readonly BootStep[] => {
    const { site, row, weak } = effect;
    // Ruby's words for it say what they are, whatever they are called on
    if (
      !/^(rows|emptied)$/.test(row.what ?? '') ||
      (weak && site.func.module.language !== 'ruby') ||
      !asked.runs(site.func.module.path)
    )
      return [];
    if ((row.what === 'rows' && !setsBack(effect, program)) || isOfMemory(site.call, site.func, program)) return [];
    const way = startOf(site, program);
    const path = [site, ...(way?.calls ?? [])];
    if (!way || way.weak || path.some((one) => isChosen(one, asked))) return [];
    // what a statement hands back of the rows that it changed holds nobody off
    if (guardsOf(path, program).some(({ at }) => at.file !== site.func.module.path || at.start !== site.call.start))
      return [];
    if (gatesOf(site, way, asked).some(({ isOpen }) => !isOpen)) return [];
    const at = placeOfExpr(site.call, site.func);
    return [
      {
        step: 'reset-shared-state',
        label: labelOf(effect, program),
        technology: asked.technologyOf(site.func.module.path),
        when: 'each-process',
        guards: [],
        runs: known(true, [...stepsOf(way), { at, says: 'runs in every process that starts' }]),
        at,
      },
    ];
  });
}

/** The statement, or the words of the call: `User.update_all`. */
function labelOf({ site, name }: Effect, program: Program): string {
  const { callee } = site.call;
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (sql.test(last)) return textOf(site, program)?.slice(0, 60) ?? last;
  return callee.is === 'member' && callee.of.is === 'name' ? `${callee.of.name}.${last}` : last;
}

/** The way from what each process of the app runs first. */
function startOf(site: Site, program: Program): Way | undefined {
  if (site.func.module.language !== 'ruby') return startWayOf(site, program);
  const way = program.reach.wayTo(site, ['boot']);
  return way && startFiles(program).some((pattern) => pattern.test(way.entry.func.module.path)) ? way : undefined;
}

/** A condition or a loop around a call; not one that asks how the process is set up, which is the same in every copy, or if there are such rows. */
function isChosen({ func, guard }: Site, asked: Asked): boolean {
  for (const { guard: one } of guardsAround(func.fn, guard)) {
    const isSame =
      /^(if|else)$/.test(one.is) &&
      one.test !== undefined &&
      (isOfEnvironment(one.test, func, asked) || asksIfAny(one.test, func, asked.program));
    if (!isSame && !/^(try|with)$/.test(one.is)) return true;
  }
  return false;
}

/** `ids.length === 0`, of what a query has found. */
function asksIfAny(test: Expr, func: Func, program: Program): boolean {
  for (const one of within(test))
    if (one.is === 'member' && /^(length|size)$/.test(one.name))
      return queryBehind(one.of, func, program, isOlder) !== undefined;
  return false;
}

const sql = /(^|\.)(\$?(execute|query)(raw|rawunsafe)?|exec(_query)?|run|statement)$/i;

function setsBack({ site, name }: Effect, program: Program): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (sql.test(last)) return isStatementOfAll(textOf(site, program));
  const built = statementAround(site);
  if (built) return isBuiltOfAll(writtenOut(built, site.func, program), site, program);
  const call = writtenOut(site.call, site.func, program);
  const chain = chainOf(call);
  const criteria = [...chain.flatMap(({ args }) => args.map(({ value }) => value)), ...criteriaIn(call)];
  const { language } = site.func.module;
  if (
    namedIn(call).some((part) =>
      queriesOf(program)
        .get(`${language} ${part}`)
        ?.some((one) => isOfAge(one, program)),
    )
  )
    return false;
  if (chain.some((one) => isOlder(one) || isOfAgeAt(one, site, program))) return false;
  if (!criteria.every((one) => isFixed(one, site, program))) return false;
  if (/^(delete_all|destroy_all|deleteMany|delete_many|truncate)$/.test(last))
    return call.args.every(({ value }) => isFixed(value, site, program));
  if (!/^(update_all|updateMany|update_many|update)$/.test(last)) return false;
  if (last === 'update' && criteria.length === 0 && call.args.length < 2) return false;
  const values = valuesIn(call);
  return values.length > 0 && isClearing(values, [...chain, ...criteria].flatMap(pairsIn));
}

/** The last call of a statement that is put together behind the call that begins it: `db.update(jobs).set({ ... }).where(...)`. */
function statementAround({ call, func }: Site): Call | undefined {
  if (call.callee.is !== 'member' || !/^(update|updateTable|delete|deleteFrom)$/.test(call.callee.name) || call.args.some(({ value }) => value.is === 'map')) return undefined;
  let found: Call | undefined;
  let length = 0;
  for (const one of callsOf(func.fn)) {
    const chain = one.start === call.start ? chainOf(one) : [];
    if (chain.includes(call) && chain.length > length) [found, length] = [one, chain.length];
  }
  return found;
} // biome-ignore format: one condition

function isBuiltOfAll(last: Call, site: Site, program: Program): boolean {
  const chain = [last, ...chainOf(last)];
  const named = (name: RegExp) => chain.filter(({ callee }) => callee.is === 'member' && name.test(callee.name));
  const values = named(/^(set|values)$/).flatMap(({ args }) => args.flatMap(({ value }) => pairsIn(value)));
  const criteria = named(/where$/i).flatMap(({ args }) => args.map(({ value }) => value));
  const queries = criteria.flatMap((one) => [...within(one)]).flatMap((one) => queryBehind(one, site.func, program, isOlder) ?? []).map((one) => writtenOut(one, site.func, program));
  const asked = [...criteria, ...queries.flatMap(({ args }) => args.map(({ value }) => value))];
  const isGathered = (one: Expr) => queryBehind(one, site.func, program, isOlder) !== undefined;
  if (!asked.every((one) => isFixed(one, site, program, isGathered))) return false;
  return values.length > 0 && isClearing(values, [...named(/where$/i), ...queries, ...asked].flatMap(pairsIn));
} // biome-ignore format: one form a line

/** A statement that is written out as a whole. */
function textOf({ call, func }: Site, { paths }: Program): string | undefined {
  const [first] = call.args;
  if (!first || call.args.length > 1) return undefined;
  const [value, ...more] = paths.usual(first.value, func);
  if (value?.is !== 'literal' || more.length > 0) return undefined;
  return String(value.value).replaceAll(/\s+/g, ' ').trim().replace(/;$/, '');
}

/** `UPDATE users SET online = false`, `TRUNCATE locks`; not what has a place for a value, or asks for a time. */
function isStatementOfAll(text: string | undefined): boolean {
  if (text === undefined || /[$:?%]\w*|\bnow\b|current_|interval|[<>]/i.test(text)) return false;
  if (/^(truncate( table)?|delete from) ["'`\w.]+$/i.test(text)) return true;
  const parts = /^update ["'`\w.]+ set (.+)$/i.exec(text)?.[1]?.split(/ where /i);
  const pairs = (one: string | undefined) => [...(one ?? '').matchAll(/(?<!\w)(\w{1,64})["'`]? ?= ?('[^']{0,200}'|\w{1,64})/g)].map(([, key = '', given = '']) => ({ key, text: given.replaceAll("'", '') })); // biome-ignore format: one form
  return parts !== undefined && isClearing(pairs(parts[0]), pairs(parts[1]));
}

/** What stands under a name, as it is written. */
interface Pair {
  readonly key: string;
  readonly text: string;
}

/** Nothing, no and zero say that there is none any more; another word than the one that is looked for moves rows on (`running` to `failed`). */
function isClearing(values: readonly Pair[], criteria: readonly Pair[]): boolean {
  return values.some(
    ({ key, text }) =>
      /^(null|false|0|)$/i.test(text) ||
      criteria.some((one) => one.key === key && one.text !== text && !/^(null|)$/i.test(one.text)),
  );
}

/** The words of the chain that it stands at the end of. */
function namedIn({ callee }: Call): readonly string[] {
  const found: string[] = [];
  for (const one of within(callee)) if (one.is === 'member' || one.is === 'name') found.push(one.name);
  return found;
}

/** The bodies of the parts of queries that the app names (Rails' `scope :idle, -> { ... }`, also in a concern; Laravel's `scopeIdle()`). */
const queriesOf = onceFor(({ classes, library, scopes }: Program): ReadonlyMap<string, readonly Func[]> => {
  const found = new Map<string, Func[]>();
  const put = (name: string, module: CodeModule, index: number) => {
    const func = scopes.funcAt(module, index);
    if (func) append(found, `${module.language} ${name}`, func);
  };
  const scoped = (one: Expr, macro: string, module: CodeModule) => {
    if (one.is !== 'call' || one.callee.is !== 'name' || one.callee.name !== macro) return;
    const [name, body] = one.args;
    if (name?.value.is === 'literal' && body?.value.is === 'function') put(String(name.value.value), module, body.value.fn);
  };
  const rows = grouped(library.queries, ({ language }) => (language ? [language] : []));
  for (const { parts } of classes.klasses)
    for (const { class: cls, module } of parts)
      for (const { prefix, macro } of rows.get(module.language) ?? []) {
        for (const { name, fn } of cls.methods)
          if (prefix !== undefined && name.startsWith(prefix)) put(name.charAt(prefix.length).toLowerCase() + name.slice(prefix.length + 1), module, fn);
        if (macro !== undefined) for (const one of cls.macros) scoped(one, macro, module);
      }
  for (const { module, fn } of scopes.funcs)
    for (const { macro } of rows.get(module.language) ?? [])
      if (macro !== undefined) for (const one of callsOf(fn)) scoped(one, macro, module);
  return found;
}); // biome-ignore format: one form a line

function isOfAge(func: Func, program: Program): boolean {
  for (const one of expressionsOf(func.fn)) {
    if (isOlder(one)) return true;
    if (one.is === 'call' && one.args.some(({ value }) => isOlder(literalOf({ expr: value, func }, program))))
      return true;
  }
  return false;
}

/** `{ where: ... }`, and the first of two tables that are given. */
function criteriaIn({ args }: Call): readonly Expr[] {
  const maps = args.filter(({ value, name }) => name === undefined && value.is === 'map').map(({ value }) => value);
  const named = maps.flatMap((one) => entryOf(one, 'where') ?? []);
  return named.length > 0 ? named : maps.slice(0, -1);
}

function valuesIn({ args }: Call): readonly Pair[] {
  const named = args.flatMap((arg) => (arg.name === undefined ? [] : pairOf(arg.name, arg)));
  const maps = args.filter(({ value, name }) => name === undefined && value.is === 'map').map(({ value }) => value);
  const whole = maps.find((one) => entryOf(one, 'where') === undefined && maps.indexOf(one) === (maps.some((other) => entryOf(other, 'where')) ? 0 : maps.length - 1)); // biome-ignore format: one condition
  const data = maps.flatMap((one) => entryOf(one, 'data') ?? []);
  return [...named, ...[...data, ...(data.length === 0 && whole ? [whole] : [])].flatMap(pairsIn)];
}

function entryOf(expr: Expr, name: string): Expr | undefined {
  if (expr.is !== 'map') return undefined;
  return expr.entries.find(({ key }) => key?.is === 'literal' && key.value === name)?.value;
}

function pairsIn(expr: Expr): readonly Pair[] {
  const found: Pair[] = [];
  for (const one of within(expr)) {
    if (one.is === 'map')
      for (const { key, value } of one.entries) if (key?.is === 'literal') found.push(...pairOf(String(key.value), { value }));
    if (one.is === 'call') for (const arg of one.args) if (arg.name !== undefined) found.push(...pairOf(arg.name, arg));
    if (one.is === 'call') found.push(...comparedIn(one));
  }
  return found;
} // biome-ignore format: one form

/** `eq(jobs.state, 'running')`, `where('state', '=', 'running')`. */
function comparedIn({ callee, args }: Call): readonly Pair[] {
  const [of, ...rest] = args.map(({ value }) => value);
  const value = rest.at(-1);
  if (!of || !value || rest.length > 2 || value.is !== 'literal') return [];
  if (callee.is === 'name') return callee.name === 'eq' && of.is === 'member' ? pairOf(of.name, { value }) : [];
  const isEqual = rest.length === 1 || (rest[0]?.is === 'literal' && rest[0].value === '=');
  const isWhere = callee.is === 'member' && /where$/i.test(callee.name) && of.is === 'literal';
  return isEqual && isWhere ? pairOf(String(of.value), { value }) : [];
}

function pairOf(key: string, { value }: Pick<Arg, 'value'>): readonly Pair[] {
  return value.is === 'literal' ? [{ key, text: String(value.value ?? '') }] : [];
}

/** Asks for the same rows in every process, and for none by their age: words and numbers that are written out, constants. */
function isFixed(expr: Expr, site: Site, program: Program, isKnown = (_: Expr) => false): boolean {
  const known = new Set<Expr>();
  for (const one of within(expr)) {
    if (known.has(one)) continue;
    if (one.is === 'call' && isOfAgeAt(one, site, program)) return false;
    if (isKnown(one)) {
      for (const inner of within(one)) known.add(inner);
      continue;
    }
    if (isOlder(one) || /^(text|function|index|opaque)$/.test(one.is)) return false;
    if (one.is === 'call' && one.args.length === 0 && one.callee.is === 'member') return false;
    if (one.is === 'name' && isLocal(one.name, site.func)) return false;
  }
  return true;
}

/** A part of a query that a function of the app adds, or hands on. */
function isOfAgeAt(call: Call, { func }: Site, program: Program): boolean {
  const isIt = (one: Call) => one.start === call.start && one.end === call.end;
  const isAdded = program.graph.sitesOf(func).some((site) => isIt(site.call) && site.targets.some((one) => isOfAge(one, program)));
  return isAdded || program.linker.evaluate(call, func).some((value) => value.is === 'external' && value.made !== undefined && isOlder(value.made.call));
} // biome-ignore format: one condition a line

/** A name that the function was given, or has worked out. */
function isLocal(name: string, func: Func): boolean {
  for (let here: Func | undefined = func; here?.outer; here = here.outer) if (isOwnName(name, here)) return true;
  return false;
}

/** `at < limit`, `..limit`, `{ $lt: limit }`, `seen__lt=limit`, `'seen_at < ?'`. */
function isOlder(expr: Expr): boolean {
  if (expr.is === 'operation') return /^(<|<=|>|>=)$/.test(expr.sign) || (/^\.\.\.?$/.test(expr.sign) && (!expr.left || isNone(expr.left)));
  if (expr.is === 'literal') return /[<>]/.test(String(expr.value));
  if (expr.is === 'map') return expr.entries.some(({ key }) => key?.is === 'literal' && /^(\$?lte?|before)$|__lte?$/.test(String(key.value)));
  return expr.is === 'call' && (expr.args.some(({ name }) => name !== undefined && /__lte?$/.test(name)) || (expr.callee.is === 'name' && /^(LessThan|LessThanOrEqual|lt|lte)$/.test(expr.callee.name)));
} // biome-ignore format: one form a line

function isNone(expr: Expr): boolean {
  return expr.is === 'literal' && (expr.value === null || expr.value === '');
}
