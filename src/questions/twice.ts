import type { Expr } from '../code/model.js';
import { expressionsOf, within } from '../code/walk.js';
import type { Effect } from '../program/effects.js';
import { tablesGiven } from '../program/given-at.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func, Value } from '../program/values.js';
import { callBehind } from './calls-behind.js';
import { wordsOf } from './constants.js';
import { isSameText } from './same-thing.js';

/** What comes of an effect that two servers have: double, the same as once, or nobody can say. */
export type Twice = 'double' | 'same' | 'open';

/** The words of stores in every language, by the last name of what a library offers. */
const removes =
  /(^|_)(r?soft)?(delete|destroy|remove|purge|prune|truncate|trash|unlink|drop|clear|forget|expire|find(One|ById)And(Delete|Remove)|force_?delete|native_?delete)|^([hsz]?del|[sz]rem)$/i;
/** They leave the row that there is, or put the very same one in its place. */
const settles =
  /upsert|merge|replace|(insert|update)_?or_?(ignore|insert|create)|(get|first|find|create)_?or_?(get|first|find|create|insert|new)|^(set(ex|nx)?|[hs]set|hmset|sadd|zadd|put\w*|restore|touch|commit|flush|transaction\w*|wrapInTransaction|dataset)$/i;
const counts = /increment|decrement|^(h?incr|decr)|_counters?$|toggle|^[lr]push$|^publish$|^xadd$/i;
const changes = /(^|_)(bulk_?|native_?|find(One|ById)And)?(update|modify|patch|change|write)/i;
const saves = /^(save|store|persist)/i;
const runsSql =
  /^(\$?(execute|query)(raw|unsafe|script|statement|_query|_params|many)*|exec(_query|_params)?|statement|unprepared|raw|run|mysqli?_\w*query|pg_\w*query\w*|real_query|multi_query|(mysqli_|pg_)?prepare)$/i;

/** Options and calls by which a row that is there already stays as it is. */
const leavesRows =
  /^(skipDuplicates|ignoreDuplicates|updateOnDuplicate|ignore_conflicts|update_conflicts|onConflict|orIgnore|orUpdate|on_conflict\w*|onDuplicateKeyUpdate|on_duplicate_key_update|jobId|singletonKey)$/;

/** What an effect comes to when it is had a second time. */
export function twiceOf(effect: Effect, program: Program): Twice {
  const { row, site } = effect;
  const name = commandOf(effect) ?? lastOf(effect.name);
  switch (row.what) {
    case 'mail':
    case 'message':
      return 'double';
    case 'process':
      return 'open';
    case 'http':
      return askedOf(name, site, program);
    default:
      if (row.is === 'enqueue') return isLeft(site, program) ? 'same' : 'double';
      return rowsOf(name, site, program);
  }
}

function rowsOf(name: string, site: Site, program: Program): Twice {
  if (runsSql.test(name)) return sqlOf(site, program);
  if (/^ltrim$/i.test(name)) return takesFront(site) ? 'double' : 'same';
  if (removes.test(name)) return 'same';
  if (counts.test(name)) return 'double';
  if (settles.test(name) || isLeft(site, program)) return 'same';
  if (changes.test(name)) return growsFromOld(site, program) ? 'double' : 'same';
  if (saves.test(name)) return isNew(site, program) || addsToOwn(site) ? 'double' : 'same';
  return 'double';
}

/** Whether an effect changes nothing: a statement that asks, a request that fetches. */
export function readsOnly({ row, site, name }: Effect, program: Program): boolean {
  const last = lastOf(name);
  if (row.what === 'http') return askedOf(last, site, program) === 'same' && !/put|delete/i.test(last);
  if (row.what !== 'rows' || !runsSql.test(last)) return false;
  const text = statementOf(site, program);
  return text !== undefined && /^\s*(select|with|show|pragma)\b/i.test(text) && !/lock|for\s+update/i.test(text);
}

/** The statement that a call runs, as far as it is written out. */
function statementOf(site: Site, program: Program): string | undefined {
  const { call, func } = site;
  const built = call.args.map(({ value }) => builtIn(value, func)).find((word) => word !== undefined);
  return built ?? call.args.slice(0, 2).flatMap(({ value }) => textsOf(standingAt(value, site), func, program))[0];
}

/** A statement that is made elsewhere: nobody sees whether it asks or changes. */
export function isUnknownStatement({ row, site, name }: Effect, program: Program): boolean {
  return row.what === 'rows' && runsSql.test(lastOf(name)) && statementOf(site, program) === undefined;
}

/** A request that only reads, or says again what it has said. */
function askedOf(name: string, site: Site, program: Program): Twice {
  if (/post|patch/i.test(name)) return isQuery(site) ? 'same' : 'double';
  if (/^(get|head|options|put|delete|download|urlopen|open)|_(get|head)$/i.test(name)) return 'same';
  const words = methodsGiven(site, program);
  if (words.some((word) => /^(post|patch)$/i.test(word))) return 'double';
  if (words.some((word) => /^(get|head|options|put|delete)$/i.test(word))) return 'same';
  // without a method it is read
  return /^(fetch|axios|got|ky)$/i.test(name) && !hasKey(site, /^(method|body|data)$/, program) ? 'same' : 'open';
}

/** A question in the language of GraphQL is posted, and changes nothing. */
function isQuery({ call }: Site): boolean {
  for (const { value } of call.args)
    for (const one of within(value))
      for (const { key, value: said } of one.is === 'map' ? one.entries : [])
        if (key?.is === 'literal' && key.value === 'query' && /^\s*(query\b|\{)/.test(beginningOf(said))) return true;
  return false;
}

function beginningOf(expr: Expr): string {
  const first = expr.is === 'text' ? expr.parts[0] : expr;
  return first?.is === 'literal' ? String(first.value) : '';
}

/** The command of a store that is written out: `command('LTRIM', [key, 0, 9])`. */
function commandOf({ name, site }: Effect): string | undefined {
  const [first] = site.call.args;
  const isNamed = /\.(command|rawCommand|executeRaw|executeCommand|execute_command|sendCommand)$/.test(name);
  return isNamed && first?.value.is === 'literal' ? String(first.value.value) : undefined;
}

/** `ltrim key n -1` takes off what was read before: a second time, what nobody has read. From the first on, or from the end, it keeps a length. */
function takesFront({ call }: Site): boolean {
  const plain = call.args.flatMap(({ value }) => (value.is === 'list' ? value.items : [value]));
  const start = plain.at(-2);
  return start !== undefined && start.is !== 'literal' && !(start.is === 'operation' && !start.left);
}

/** All that is double is a count of installations: nobody acts on one more. */
export function isOnlyCounted(doubled: readonly Effect[], program: Program): boolean {
  return doubled.length > 0 && doubled.every(({ row, site }) => row.what === 'http' && isToldToMakers(site, program));
}

/** What has the say of somebody: who sends it is known by that. */
const credentials =
  /authori[sz]ation|token|secret|cookie|password|signature|(^|[-_])auth($|[-_A-Z])|(api|access|private)[-_]?key/i;

/**
 * An address that is written out in code is the same for whoever runs the app, and without a credential it acts for nobody. Where the app says there
 * which version it is, its makers count their installations: one more or less. An address that is hard to guess is a credential itself.
 */
function isToldToMakers(site: Site, program: Program): boolean {
  const values = addressesOf(site, program);
  const isPlain = values.every((value) => value.is === 'literal' && /^https?:\/\/[a-z][\w-]*(\.[\w-]+)+(\/[\w.-]{0,30})*$/i.test(String(value.value)) && !/\/[\w-]{16,}|\/\/hooks?\.|\/\/localhost/i.test(String(value.value)));
  return values.length > 0 && isPlain && saysItsVersion(site.func) && !hasCredential(site.call);
} // biome-ignore format: conditions

/** What the address that a call asks may be. */
function addressesOf({ call, func }: Site, { linker }: Program): readonly Value[] {
  const [address] = call.args;
  return address ? linker.evaluate(address.value, func) : [];
}

function hasCredential({ callee, args }: Site['call']): boolean {
  const parts = [...within(callee), ...args.flatMap(({ value }) => [...within(value)])];
  const said = parts.flatMap((one) => (one.is === 'member' || one.is === 'name' ? [one.name] : []));
  return [...said, ...args.flatMap(({ name, value }) => [name ?? '', ...keysIn(value)])].some((one) =>
    credentials.test(one),
  );
}

/** All that is double are requests to services of others that act for nobody: what comes of one more, the other service alone knows. */
export function isOnlyAsked(doubled: readonly Effect[], program: Program): boolean {
  return (
    doubled.length > 0 &&
    doubled.every(({ row, site }) => row.what === 'http' && !hasCredential(site.call) && isElsewhere(site, program))
  );
}

/** Its address is written out; one that a deployment sets is that of a service which works for this app. */
function isElsewhere(site: Site, program: Program): boolean {
  return addressesOf(site, program).some((value) => {
    const parts = value.is === 'literal' ? [value.expr] : value.is === 'structure' ? [...within(value.expr)] : [];
    return parts.some((part) => part.is === 'literal' && /^https?:\/\/\w/.test(String(part.value)));
  });
}

/** It reads the version of the app from its manifest. */
function saysItsVersion({ fn, module }: Func): boolean {
  const manifests = new Set(module.imports.flatMap(({ local, module: from }) => (/(^|\/)package\.json$|^importlib\.metadata$/.test(from) ? [local] : [])));
  for (const { value, target } of (module.functions[0]?.events ?? []).flatMap((event) => ('target' in event ? [event] : [])))
    if (value && target.is === 'name' && [...within(value)].some((one) => one.is === 'literal' && /(^|\/)package\.json$/.test(String(one.value)))) manifests.add(target.name);
  return [...expressionsOf(fn)].some((one) => (one.is === 'name' && (manifests.has(one.name) || one.name === '__version__')) || (one.is === 'member' && one.name === 'npm_package_version'));
} // biome-ignore format: conditions

/** The words that a request is given for its method, or beside its options. */
function methodsGiven(site: Site, program: Program): readonly string[] {
  const options = tablesGiven(site, program).flatMap(({ expr, func }) =>
    expr.entries.flatMap(({ key, value }) =>
      key?.is === 'literal' && key.value === 'method' ? wordsOf(value, func, program) : [],
    ),
  );
  const plain = site.call.args.filter(({ name }) => name === undefined || name === 'method');
  return [...options, ...plain.flatMap(({ value }) => wordsOf(value, site.func, program))];
}

function hasKey(site: Site, wanted: RegExp, program: Program): boolean {
  const tables = tablesGiven(site, program).map(({ expr }) => expr);
  return (
    site.call.args.some(({ name }) => name !== undefined && wanted.test(name)) ||
    [...tables, ...site.call.args.map(({ value }) => value)].some((one) => keysIn(one).some((key) => wanted.test(key)))
  );
}

/** The keys of all tables that stand in an expression. */
function keysIn(expr: Expr): readonly string[] {
  const found: string[] = [];
  for (const one of within(expr)) {
    if (one.is === 'map') for (const { key } of one.entries) if (key?.is === 'literal') found.push(String(key.value));
    if (one.is === 'call') for (const { name } of one.args) if (name !== undefined) found.push(name);
  }
  return found;
}

/** `{ skipDuplicates: true }`, `insert(row).onConflict('id').ignore()`. */
function isLeft(site: Site, program: Program): boolean {
  if (hasKey(site, leavesRows, program)) return true;
  const { call, func } = site;
  return func.fn.events.some(({ value }) => {
    if (!value || value.start > call.start || value.end < call.end) return false;
    for (const one of within(value))
      if (one.is === 'member' && leavesRows.test(one.name) && [...within(one.of)].includes(call)) return true;
    return false;
  });
}

/** What a statement does, as far as its text is known. */
function sqlOf(site: Site, program: Program): Twice {
  const { call, func } = site;
  const built = call.args.map(({ value }) => builtIn(value, func)).find((word) => word !== undefined);
  if (built) return built === 'insert' ? 'double' : growsFromOld(site, program) ? 'double' : 'same';
  const texts = call.args.slice(0, 2).flatMap(({ value }) => textsOf(standingAt(value, site), func, program));
  const text = texts.find((one) => /^\s*[a-z]+\s/i.test(one));
  if (text === undefined) return 'open';
  if (/^\s*insert\b/i.test(text))
    return /\bon\s+conflict\b|\bon\s+duplicate\s+key\b|^\s*insert\s+(or\s+)?(ignore|replace)\b|\bwhere\s+not\s+exists\b/i.test(
      text,
    )
      ? 'same'
      : 'double';
  if (/^\s*update\b/i.test(text))
    return /\b([a-z_]\w*)["'`\]]?\s*=\s*(?:coalesce\s*\(\s*)?["'`[]?(?:\w+\.)?["'`[]?\1\b[^,]{0,40}?[-+*/|]/i.test(text)
      ? 'double'
      : 'same';
  return 'same';
}

/** A statement may be built in so many steps that each bear a name. */
const mostNames = 2;

/** `execute(delete(Cart).where(...))`, `due = select(Cart).where(...); execute(due)`: the call that a statement is built from. */
function builtIn(expr: Expr, func: Func): string | undefined {
  const built = callBehind(expr, func, mostNames, ({ callee }) => callee.is === 'name' && statements.test(callee.name));
  return built?.callee.is === 'name' ? built.callee.name : undefined;
}

const statements = /^(delete|update|insert|select)$/;

/** Of a variable that is set again and again (`$query = ...; $db->prepare($query)`), what was said last before it is read. */
function standingAt(expr: Expr, { func, guard }: Site): Expr {
  if (expr.is !== 'name') return expr;
  let last: { readonly value: Expr; readonly isSure: boolean } | undefined;
  for (const event of func.fn.events) {
    if (event.is !== 'bind' || event.target.is !== 'name' || event.target.name !== expr.name) continue;
    if (event.value.end > expr.start) continue;
    const isSure = event.sign === undefined && (event.guard === undefined || event.guard === guard);
    last = { value: event.value, isSure };
  }
  return last?.isSure ? last.value : expr;
}

function textsOf(expr: Expr, func: Func, { linker }: Program): readonly string[] {
  const written = [...within(expr)].flatMap((one) =>
    one.is === 'literal' && typeof one.value === 'string' ? [one.value] : [],
  );
  if (written.length > 0) return [written.join(' ')];
  return linker.evaluate(expr, func).flatMap((value) => {
    if (value.is === 'literal') return [String(value.value)];
    if (value.is !== 'structure') return [];
    return [[...within(value.expr)].flatMap((one) => (one.is === 'literal' ? [String(one.value)] : [])).join(' ')];
  });
}

/** Keys that say how a value grows from the old one: of MongoDB, of Prisma. */
const growing = /^(\$inc|\$push|\$mul|\$pop|increment|decrement|multiply|divide|push)$/;

/** `{ count: row.count + 1 }`, `F('count') + 1`, `{ $inc: { count: 1 } }`, `DB::raw('count + 1')`. */
function growsFromOld({ call, func }: Site, program: Program): boolean {
  for (const { name, value } of call.args) {
    if (keysIn(value).some((key) => growing.test(key))) return true;
    if (name !== undefined && isFrom(value, name, func, program)) return true;
    for (const one of within(value)) {
      if (one.is !== 'map') continue;
      for (const { key, value: given } of one.entries)
        if (key?.is === 'literal' && isFrom(given, String(key.value), func, program)) return true;
    }
  }
  return false;
}

const arithmetic = /^[-+*/.%]$/;

/** Whether a value is reckoned from what stands under that name. */
function isFrom(value: Expr, name: string, func: Func, program: Program): boolean {
  for (const one of within(value)) {
    if (one.is === 'operation' && one.left && arithmetic.test(one.sign)) {
      for (const part of within(one)) {
        if (part.is === 'member' && part.name === name) return true;
        if (part.is === 'index' && part.key.is === 'literal' && part.key.value === name) return true;
        if (part.is === 'call' && part.args[0]?.value.is === 'literal' && part.args[0].value.value === name)
          return true;
      }
    }
    if (one.is !== 'call') continue;
    const text = textsOf(one.args[0]?.value ?? one, func, program)[0] ?? '';
    if (new RegExp(`\\b${name.replace(/\W/g, '')}\\b["'\`]?\\s*[-+*/|]`).test(text)) return true;
  }
  return false;
}

/** What is saved was made by this work, and is no row yet. */
function isNew({ call, func }: Site, program: Program): boolean {
  const saved = call.args.some(({ value }) => !/^(literal|map|function)$/.test(value.is))
    ? call.args.map(({ value }) => value)
    : [];
  const own = call.callee.is === 'member' ? [call.callee.of] : [];
  if (
    call.args.some(({ value }) => value.is === 'map' && value.entries.length > 1) &&
    !call.args.some(({ value }) => keysIn(value).some((key) => /^(id|_id|uuid)$/.test(key)))
  )
    return true;
  return [...saved, ...own].some((expr) => {
    if (isMaking(expr, func, program)) return true;
    if (expr.is !== 'name') return false;
    return (func.bindings.get(expr.name) ?? []).some((bound) => isMaking(bound.expr, bound.func, program));
  });
}

/** Makes a thing that nobody else has yet. */
export function isMaking(expr: Expr, func: Func, { linker }: Program): boolean {
  if (expr.is !== 'call') return false;
  if (expr.new) return true;
  if (expr.callee.is === 'member' && /^(new|build|dispense|create|make|new_record)$/.test(expr.callee.name))
    return true;
  return linker.evaluate(expr.callee, func).some(({ is }) => is === 'class');
}

/** `row.count += 1; row.save()`. */
function addsToOwn({ call, func }: Site): boolean {
  const saved = [...(call.callee.is === 'member' ? [call.callee.of] : []), ...call.args.map(({ value }) => value)];
  return func.fn.events.some((event) => {
    if (event.is !== 'bind' || event.target.is !== 'member') return false;
    const { target, value, sign } = event;
    if (!saved.some((one) => isSameText(one, target.of))) return false;
    if (sign !== undefined && /^(\+|-|\*|\/|\.)=$/.test(sign)) return true;
    if (value.is !== 'operation' || !value.left || !arithmetic.test(value.sign)) return false;
    return [...within(value)].some((one) => one.is === 'member' && isSameText(one, target));
  });
}

/** `Model.objects.filter().update` -> `update`. */
function lastOf(name: string): string {
  const plain = name.replace(/[!?]$/, '');
  return plain.slice(Math.max(plain.lastIndexOf('.'), plain.lastIndexOf('/')) + 1);
}

/** Calls that only speak to whoever runs the program, wait, or see to its own memory, in the words of every language. */
const speaks =
  /^(trace|debug|verbose|info|log|notice|warn|warning|error|critical|alert|fatal|exception|puts|print|printf|echo|write|writeln|writeLine|line|newLine|comment|question|table|title|section|text|success|note|caution|progress\w*|display|advance|finish|start|output|stdout|stderr|flush|sleep|usleep|delay|wait|exit|die|abort|unset|gc\w*|set_time_limit|ini_set|then|catch|finally|forEach|map|each|push|append|set|add|sort|clear|time|timeEnd|reset|disconnect|close|end|release|unref|emit|next|resolve|reject|raise|report|capture\w*|group|join|__construct|super|parent|assert\w*|expect|validate)$/i;

/** What only changes an object that somebody holds. */
const sets = /^(set|bind|with)[A-Z_]|^modify$/;

/** A call made for what it does, of which nothing is known: something unseen may come of it. What a library gives back is for who asked. */
export function isUnknownDeed({ call, func, targets, passes, names, callees }: Site, bodies: readonly Func[]): boolean {
  // what it is given to run is followed
  if (targets.length > 0 || passes.length > 0) return false;
  const { callee } = call;
  const name = callee.is === 'member' || callee.is === 'name' ? callee.name : '';
  // the last word of the task itself is for nobody
  const isEnd = bodies.includes(func) || isImported(name, func);
  const isDone = func.fn.events.some(
    (event) => (event.is === 'do' || (event.is === 'return' && isEnd)) && event.value === call,
  );
  if (!isDone || name === '' || speaks.test(name) || sets.test(name) || removes.test(name)) return false;
  return callees.length === 0
    ? callee.is === 'member' || isImported(name, func)
    : names.some((one) => /[./]/.test(one));
}

/** From a file of the app that is not there. */
function isImported(name: string, { module }: Func): boolean {
  return module.imports.some((one) => one.local === name && /^[.@~]{1,2}\//.test(one.module));
}
