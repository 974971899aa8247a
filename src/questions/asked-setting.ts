import type { Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import { onceFor } from '../once.js';
import { argumentFor } from '../program/arguments.js';
import { lookupOf } from '../program/asked-by-key.js';
import type { Program } from '../program/program.js';
import type { Placed } from '../program/scopes.js';
import { type Func, isOwnName, type Value, withOuter } from '../program/values.js';
import { givenFor } from './above.js';
import { type Usual, usualOf, variableIn } from './asked-variable.js';
import { beginningOf, type Condition, conditionsOf, whenOf } from './decisions.js';
import { tablesIn } from './settings-tables.js';

/** What decides: a variable of the environment, a setting that is asked for by its name, what the code itself calls it, or a call that is not followed. */
export interface Setting {
  readonly is: 'variable' | 'setting' | 'name' | 'code';
  readonly name: string;
}

/** When a condition holds, in terms of what people set. */
export interface Wanted {
  readonly setting: Setting;
  /** The value that it must have (or, where `holds` is false, must not have); absent where it must be set at all. */
  readonly value?: string;
  /** The value need only begin so. */
  readonly begins?: true;
  /** What code takes where nobody sets the variable, and where it stands. */
  readonly usual?: Usual | undefined;
  readonly holds: boolean;
}

const farthest = 5;

/** What somebody would have to set for a condition to hold. */
export function wantedBy({ expr, func, value, holds }: Condition, program: Program): Wanted | undefined {
  const begun = value ? undefined : beginningOf(expr);
  const text = begun && textOf({ expr: begun.text, func }, program);
  if (begun && text !== undefined) {
    const found = traced({ expr: begun.of, func }, undefined, holds, { program, depth: 0 });
    if (found) return { ...found, value: text, begins: true };
  }
  return traced({ expr, func }, value && { expr: value, func }, holds, { program, depth: 0 });
}

/** In the words of the code, where nobody can tell what leads to it. */
export function inCode({ expr, func, value, holds }: Condition, program: Program): Wanted | undefined {
  if (expr.is === 'call' && expr.callee.is === 'member' && isLookedUp(expr.callee.of, func, program)) return undefined;
  const words = expr.is === 'call' && value === undefined ? chainOf(expr.callee) : undefined;
  return words === undefined ? undefined : { setting: { is: 'code', name: `${words}()` }, holds };
}

interface Tracing {
  readonly program: Program;
  readonly depth: number;
}

function traced(tested: Placed, value: Placed | undefined, holds: boolean, tracing: Tracing): Wanted | undefined {
  const { program, depth } = tracing;
  const text = value && textOf(value, program);
  if (value && text === undefined) return undefined;
  const end = (setting: Setting): Wanted => ({ setting, ...(text === undefined ? {} : { value: text }), holds });
  const variable = variableIn(tested, program) ?? speltIn(tested);
  if (variable) {
    const usual = usualOf(tested, program);
    return { ...end({ is: 'variable', name: variable }), ...(usual === undefined ? {} : { usual }) };
  }
  if (depth >= farthest) return undefined;
  const deeper = { program, depth: depth + 1 };
  const key = keyIn(tested, program);
  if (key) return end(key);
  const { expr, func } = tested;
  const [condition] = value ? [] : conditionsNamed(tested, holds, program);
  if (condition) return traced(condition, condition.value && { expr: condition.value, func: condition.func }, condition.holds, deeper); // biome-ignore format: one call
  if (value && expr.is === 'choice') return fromChoice(expr, { value, func, holds }, deeper);
  const derived = value && choiceOfTable(tested, program);
  if (derived) return traced(derived, value, holds, deeper);
  if (value && expr.is === 'call') {
    const through = fromReturns(tested, value, holds, deeper);
    if (through) return through;
  }
  if (!value && !holds && expr.is === 'operation') return undefined;
  const sources = sourcesOf(tested, program);
  // who calls a function with other things too sets nothing by it
  if (isParameter(expr, func)) return theSame(sources.map((source) => traced(source, value, holds, deeper)));
  for (const source of sources) {
    const found = traced(source, value, holds, deeper);
    // one caller may leave it to what is usual, and another one not
    if (found) return sources.length > 1 ? { ...found, usual: undefined } : found;
  }
  const words = value ? chainOf(expr) : undefined;
  if (words === undefined || isMadeHere(expr, func)) return undefined;
  if (isLookedUp(expr, func, program) || isOfRequest(expr, func, program) || isOfNobody(expr, func, program))
    return undefined;
  // what a library calls so (`PDO.FETCH_ASSOC`) is the library's
  if (
    expr.is === 'member' &&
    /^[A-Z]/.test(words) &&
    program.linker.evaluate(expr, func).some(({ is }) => is === 'external')
  )
    return undefined;
  return end(ofTable(words, program) ?? { is: 'name', name: words.replace(/^\$?this(->|\.)/, '') });
}

/** `settings.files.inBucket`, where the settings say `{ inBucket: process.env.FILES === 'bucket' }`: the one thing that has to hold there. */
function conditionsNamed({ expr, func }: Placed, holds: boolean, { linker }: Program): readonly Condition[] {
  if (expr.is !== 'member' && expr.is !== 'name' && expr.is !== 'call') return [];
  const [value, ...more] = linker.evaluate(expr, func);
  if (value?.is !== 'structure' || value.expr.is !== 'operation' || more.length > 0) return [];
  const found = conditionsOf(value.expr, holds, value.func);
  return found.length === 1 ? found : [];
}

/** What all of them say. */
function theSame(found: readonly (Wanted | undefined)[]): Wanted | undefined {
  const [first] = found;
  const isSame = (one: Wanted | undefined) => one?.setting.is === first?.setting.is && one?.setting.name === first?.setting.name && one?.holds === first?.holds; // biome-ignore format: one comparison
  // one caller may leave it to what is usual, and another one not
  return first && found.every(isSame) ? (found.length > 1 ? { ...first, usual: undefined } : first) : undefined;
}

function isParameter(expr: Expr, func: Func): boolean {
  return expr.is === 'name' && func.fn.params.some(({ name }) => name === expr.name);
}

/** A name to which a function gives what it works out. */
function isMadeHere(expr: Expr, func: Func): boolean {
  if (expr.is !== 'name') return false;
  const bound = withOuter(func).filter(({ index }) => index > 0).flatMap(({ bindings }) => bindings.get(expr.name) ?? []); // biome-ignore format: one list
  return bound.some((one) => one.expr.is !== 'literal');
}

/** It belongs to what a function is given by callers that nobody sees, or that are given it so themselves. */
function isOfNobody(expr: Expr, func: Func, program: Program, depth = 0): boolean {
  if (expr.is === 'member' || expr.is === 'index') return isOfNobody(expr.of, func, program, depth);
  const taking = expr.is === 'name' ? withOuter(func).find((one) => isParameter(expr, one)) : undefined;
  if (!taking || depth > farthest) return false;
  const given = givenFor(expr, taking, program);
  return given.length === 0 || given.some((one) => isOfNobody(one.expr, one.site.func, program, depth + 1));
}

/** A function of the app says the value on one of its ways: then it is asked what leads there. */
function fromReturns({ expr, func }: Placed, value: Placed, holds: boolean, tracing: Tracing): Wanted | undefined {
  const { program } = tracing;
  const site = program.graph.sitesOf(func).find(({ call }) => call === expr);
  for (const target of site?.targets.slice(0, 3) ?? []) {
    for (const event of target.fn.events) {
      if (event.is !== 'return' || !event.value) continue;
      if (textOf({ expr: event.value, func: target }, program) !== textOf(value, program)) continue;
      for (const { guard } of guardsAround(target.fn, event.guard)) {
        const when = whenOf(guard, target);
        const found =
          when && traced(when, when.value && { expr: when.value, func: target }, when.holds === holds, tracing);
        if (found) return found;
      }
    }
  }
  return undefined;
}

/** `env.BUCKET ? 's3' : 'disk'`: the value is that of one way alone, and then it is asked what leads there. */
function fromChoice(expr: Extract<Expr, { is: 'choice' }>, { value, func, holds }: Told, tracing: Tracing): Wanted | undefined {
  const { program } = tracing;
  const wanted = textOf(value, program);
  const isYes = textOf({ expr: expr.yes, func }, program) === wanted;
  const isNo = textOf({ expr: expr.no, func }, program) === wanted;
  return isYes === isNo || !expr.when ? undefined : traced({ expr: expr.when, func }, undefined, isYes === holds, tracing);
} // biome-ignore format: one signature

interface Told {
  readonly value: Placed;
  readonly func: Func;
  readonly holds: boolean;
}

/** `val.BUCKET_KEY`, of what a function is given that reads the environment as a whole: a name that is spelt as variables are. */
function speltIn({ expr, func }: Placed): string | undefined {
  if (expr.is !== 'member' || expr.of.is !== 'name' || !/^[A-Z][A-Z0-9]*_[A-Z0-9_]+$/.test(expr.name)) return undefined;
  const { name } = expr.of;
  return func.fn.params.some((param) => param.name === name) ? expr.name : undefined;
}

/** What a name, a field, a parameter or a wrapping call takes its value from. */
function sourcesOf({ expr, func }: Placed, program: Program): readonly Placed[] {
  const { classes, linker, graph } = program;
  switch (expr.is) {
    case 'name': {
      const index = func.fn.params.findIndex(({ name }) => name === expr.name);
      if (index >= 0)
        return graph.callersOf(func).flatMap(({ call, func: caller }) => {
          const given = call.args[index]?.value;
          return given ? [{ expr: given, func: caller }] : [];
        });
      for (let here: Func | undefined = func; here; here = here.outer) {
        const bound = here.bindings.get(expr.name);
        if (bound) return bound;
      }
      return [];
    }
    case 'member': {
      const owner = func.owner;
      if (expr.of.is === 'name') return entriesNamed(expr.name, func, program);
      if (expr.of.is !== 'this' || !owner) return [];
      return classes
        .fieldsOf(owner, expr.name, linker.evaluate)
        .flatMap(({ value, func: at }) => (value ? [{ expr: value, func: at }] : []));
    }
    case 'operation':
      return /^(\|\||\?\?|or|\?:)$/.test(expr.sign) && expr.left ? [{ expr: expr.left, func }] : [];
    case 'call': {
      const inner = [...expr.args.map(({ value }) => value), ...(expr.callee.is === 'member' ? [expr.callee.of] : [])];
      // `strtolower(x)`, `x.toLowerCase()`, `String(x)`
      const [only] = inner.filter(({ is }) => is === 'call' || is === 'name' || is === 'member' || is === 'operation');
      const isGiven = only && inner.length <= 2 && (only.is !== 'name' || isBound(only, func, program));
      return [...returnedBy(expr, func, program), ...(isGiven ? [{ expr: only, func }] : [])];
    }
    default:
      return [];
  }
}

/** Somebody gives the name a value; one that nobody does tells a function of the language what to do (`INPUT_COOKIE`). */
function isBound(expr: Extract<Expr, { is: 'name' }>, func: Func, { linker }: Program): boolean {
  const { name } = expr;
  const isHeld = withOuter(func).some((one) => isOwnName(name, one));
  return isHeld || linker.evaluate(expr, func).some(({ is }) => is !== 'external');
} // biome-ignore format: one condition

/** What the app's own function hands back: a getter of a service, also one that looks up the key which it is given. */
function returnedBy(expr: Expr, func: Func, { graph }: Program): readonly Placed[] {
  const site = graph.sitesOf(func).find(({ call }) => call === expr);
  return (site?.targets ?? []).slice(0, 2).flatMap((target) => {
    const lookup = lookupOf(target);
    const index = lookup ? target.fn.params.findIndex(({ name }) => name === lookup.key) : -1;
    const key = site && index >= 0 ? argumentFor(target, index, site.call) : undefined;
    if (lookup && key?.is === 'literal') return [{ expr: lookup.with(key), func: target }];
    return target.fn.events.flatMap(({ is, value }) =>
      is === 'return' && value ? [{ expr: value, func: target }] : [],
    );
  });
}

/** What the same file puts under that key into what it hands on, where nothing tells who hands it to the function. */
function entriesNamed(name: string, func: Func, { scopes }: Program): readonly Placed[] {
  return scopes
    .funcsIn(func.module.path)
    .flatMap((other) =>
      other.fn.events.flatMap(({ value: whole }) =>
        (whole ? [...within(whole)] : []).flatMap((map) =>
          map.is !== 'map'
            ? []
            : map.entries.flatMap(({ key, value }) =>
                key?.is === 'literal' && key.value === name && value.is !== 'literal'
                  ? [{ expr: value, func: other }]
                  : [],
              ),
        ),
      ),
    );
}

/** `config.get('storage.kind')`: a name, and at most what stands in for it. */
function keyIn({ expr, func }: Placed, program: Program): Setting | undefined {
  if (expr.is !== 'call' || expr.callee.is !== 'member' || expr.args.length === 0 || expr.args.length > 2) return undefined;
  const [key, usual] = expr.args;
  if (key?.value.is !== 'literal' || typeof key.value.value !== 'string' || !/^[\w.:/-]{2,60}$/.test(key.value.value)) return undefined;
  if (usual && usual.value.is !== 'literal' && !isParameter(usual.value, func)) return undefined;
  if (isOfRequest(expr.callee.of, func, program)) return undefined;
  // what an object does with a text is no setting
  const of = program.linker.evaluate(expr.callee.of, func);
  if (of.some((one) => one.is === 'literal' || one.is === 'structure' || isInput(one, program))) return undefined;
  if (!/^get|^config$|^(__)?(call|invoke)$|^(read|fetch|value|setting)/i.test(expr.callee.name)) return undefined;
  return ofTable(key.value.value, program) ?? { is: 'setting', name: key.value.value };
} // biome-ignore format: conditions

/** What a library hands over of a request (`flask.request.form`): nobody sets that. */
function isInput(value: Value, { library }: Program): boolean {
  return value.is === 'external' && library.inputs.find(value.name).length > 0;
}

/** The text of a value: its own, or its name in a list of names that is not seen. */
export function textOf({ expr, func }: Placed, { linker }: Program): string | undefined {
  if (expr.is === 'list') return expr.items[0] && textOf({ expr: expr.items[0], func }, { linker } as Program);
  const [value, ...more] = linker.evaluate(expr, func);
  if (value?.is === 'literal' && more.length === 0) return String(value.value);
  return expr.is === 'member' ? expr.name : undefined;
}

/** It belongs to what a call has given (a row of a table, what a client sent, a part of its address), also where that is handed on: nobody sets that. */
function isLookedUp(expr: Expr, func: Func, program: Program, depth = 0): boolean {
  const deeper = (one: Expr, at = func) => isLookedUp(one, at, program, depth + 1);
  if (depth > farthest) return false;
  if (expr.is === 'member' || expr.is === 'index') return deeper(expr.of);
  if (expr.is === 'call') return depth > 0;
  if (expr.is === 'choice') return deeper(expr.yes) || deeper(expr.no);
  if (expr.is !== 'name') return false;
  for (let here: Func | undefined = func; here; here = here.outer) {
    const bound = here.bindings.get(expr.name);
    if (bound) return bound.slice(0, 4).some((one) => one.expr.is === 'call' || isEntryOfGiven(one) || (one.expr !== expr && deeper(one.expr, one.func))); // biome-ignore format: one condition
    if (here.fn.params.some(({ name }) => name === expr.name)) return givenFor(expr, here, program).slice(0, 4).some((one) => deeper(one.expr, one.site.func)); // biome-ignore format: one condition
  }
  return false;
}

const requestHandlers = onceFor(
  ({ entries }: Program) => new Set(entries.flatMap(({ kind, func }) => (kind === 'request' ? [func] : []))),
);

/** It belongs to what a handler of requests is given, also where that is handed on (`body.kind`). */
function isOfRequest(expr: Expr, func: Func, program: Program, depth = 0): boolean {
  if (expr.is === 'member' || expr.is === 'index') return isOfRequest(expr.of, func, program, depth);
  if (expr.is !== 'name' || depth > farthest) return false;
  const taking = withOuter(func).find(({ fn }) => fn.params.some(({ name }) => name === expr.name));
  if (!taking) return false;
  if (requestHandlers(program).has(taking)) return true;
  return givenFor(expr, taking, program).some((one) => isOfRequest(one.expr, one.site.func, program, depth + 1));
}

/** `request.POST["kind"]`: an entry of what a function is given, by its key. */
function isEntryOfGiven({ expr, func }: Placed): boolean {
  if (expr.is !== 'index') return false;
  const { of } = expr;
  const base = of.is === 'member' ? of.of : of;
  return base.is === 'name' && func.fn.params.some(({ name }) => name === base.name);
}

/** `media.backend.kind`, of names only. */
function chainOf(expr: Expr): string | undefined {
  if (expr.is === 'name') return expr.name;
  if (expr.is === 'this') return 'this';
  const of = expr.is === 'member' ? chainOf(expr.of) : undefined;
  return of === undefined || expr.is !== 'member' ? undefined : `${of}.${expr.name}`;
}

/** The one variable that a table of settings takes a value from, by its place in the table. */
function ofTable(name: string, program: Program): Setting | undefined {
  const known = tablesIn(program).variables;
  const keys = name.split('.');
  for (let from = 0; from < keys.length; from++) {
    const path = keys.slice(from);
    if (path.length < 2 && keys.length > 1) break;
    const found = known.get(path.join('.'));
    if (found?.size === 1) return { is: 'variable', name: [...found][0] as string };
  }
  return undefined;
}

/** What a table of settings chooses for the name that is asked, where one table alone has it. */
function choiceOfTable({ expr, func }: Placed, program: Program): Placed | undefined {
  const words = expr.is === 'member' && expr.of.is === 'name' ? expr.of.name : undefined;
  const bound = words === undefined ? [] : (func.bindings.get(words) ?? []);
  const [of] = bound.length === 1 && bound[0]?.expr.is === 'member' ? [chainOf(bound[0].expr)] : [];
  if (of === undefined || expr.is !== 'member') return undefined;
  const keys = `${of}.${expr.name}`.split('.');
  for (let from = 0; from + 2 <= keys.length; from++) {
    const found = tablesIn(program).choices.get(keys.slice(from).join('.'));
    if (found?.length === 1) return found[0];
  }
  return undefined;
}
