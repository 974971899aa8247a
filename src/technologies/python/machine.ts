import type { Fact, Facts } from '../../facts/fact.js';
import type { PyExpr, PyStatement } from '../../facts/python-code.js';
import type { Span } from '../../facts/span.js';
import type { Environment } from '../../resolve/environments.js';
import { said } from '../../resolve/evidence.js';
import { effectOf } from './effects.js';
import { argumentsIn, evaluateExpr, fieldOf } from './evaluate.js';
import { type Frame, lookUp, type Machine } from './frame.js';
import { inclusionsOf } from './included.js';
import { moduleFile } from './modules.js';
import { placedModules } from './placed.js';
import { after, bounded, eitherOf, type PyValue, truthOf, unknownValue, withKeys } from './values.js';

const deepest = 12;
/** Modules that take in one another in a longer row are not run. */
const deepestImport = 60;
const mostSteps = 120_000;

/** Makes a machine over the facts of an app. */
export function machineOf(facts: Facts, environment: Environment): Machine {
  const modules = new Map<string, Fact<'python-module'>>();
  for (const fact of facts.of('python-module')) modules.set(fact.at.file, fact);
  const placed = placedModules(facts);
  const placeOf = new Map([...placed].map(([target, source]) => [source, target]));
  const files = new Set([...modules.keys(), ...placed.keys()]);
  const found = new Map<string, string | undefined>();
  const done = new Map<string, Map<string, PyValue>>();
  const classes = new Map<PyStatement, ReadonlyMap<string, PyValue>>();
  let depth = 0;
  let taken = 0;
  const steps = { left: mostSteps };
  const machine: Machine = {
    environment,
    facts,
    given: new Map(),
    names(file) {
      const before = done.get(file);
      const module = modules.get(file);
      if (before || !module || taken >= deepestImport) return before;
      const names = new Map<string, PyValue>();
      done.set(file, names);
      const frame = { machine, file, names, outer: names, returned: [], path: [], steps };
      taken++;
      run(module.statements, frame);
      taken--;
      return frame.names;
    },
    fileOf(module, from) {
      const place = placeOf.get(from) ?? from;
      const key = `${module} ${place.slice(0, place.lastIndexOf('/') + 1)}`;
      const before = found.get(key);
      if (before !== undefined || found.has(key)) return before;
      const named = moduleFile(module, place, files);
      const file = named === undefined ? undefined : (placed.get(named) ?? named);
      found.set(key, file);
      return file;
    },
    defined(file, name) {
      const module = modules.get(file);
      return module?.plain ? definedIn(module, name) : undefined;
    },
    call(value, args) {
      if (depth >= deepest) return { names: new Map(), returned: undefined };
      depth++;
      const outer = machine.names(value.file) ?? new Map<string, PyValue>();
      const frame: Frame = { machine, file: value.file, names: new Map(args), outer, returned: [], path: [], steps };
      for (const { name, fallback } of value.definition.parameters) {
        if (!args.has(name) && fallback)
          frame.names.set(name, evaluateExpr(fallback, { ...frame, names: new Map(outer) }));
      }
      run(value.definition.body, frame);
      depth--;
      const [first, ...more] = frame.returned;
      return { names: frame.names, returned: first && more.reduce(eitherOf, first) };
    },
    argumentsOf({ at: { file }, inside, args }) {
      const outer = machine.names(file) ?? new Map<string, PyValue>();
      const names = new Map(inside === undefined ? outer : namesInside(file, inside, machine));
      return argumentsIn(args, { machine, file, names, outer, returned: [], path: [], steps });
    },
    field(of, name, at) {
      const names = machine.names(of.of.file) ?? new Map<string, PyValue>();
      const frame = { machine, file: of.of.file, names: new Map(names), outer: names, returned: [], path: [], steps };
      return fieldOf(of, { name, at }, frame);
    },
    attributes(value) {
      const before = classes.get(value.definition);
      if (before || depth >= deepest) return before ?? new Map();
      depth++;
      classes.set(value.definition, new Map());
      const outer = machine.names(value.file) ?? new Map<string, PyValue>();
      const frame: Frame = { machine, file: value.file, names: new Map(), outer, returned: [], path: [], steps };
      const names = new Map<string, PyValue>();
      for (const base of value.definition.bases) {
        const found = evaluateExpr(base, frame);
        if (found.is === 'class') for (const [name, own] of machine.attributes(found)) names.set(name, own);
      }
      run(value.definition.body, frame);
      for (const [name, own] of frame.names) names.set(name, own);
      classes.set(value.definition, names);
      depth--;
      return names;
    },
  };
  return machine;
}

/** The names in a function after it has run, `Class.method` too; those of its module where it is not found. */
function namesInside(file: string, inside: string, machine: Machine): ReadonlyMap<string, PyValue> {
  const outer = machine.names(file) ?? new Map<string, PyValue>();
  const [first = '', second] = inside.split('.');
  const holder = outer.get(first);
  if (second === undefined) return holder?.is === 'function' ? machine.call(holder, new Map()).names : outer;
  const method = holder?.is === 'class' ? machine.attributes(holder).get(second) : undefined;
  if (holder?.is !== 'class' || method?.is !== 'function') return outer;
  const self = method.definition.parameters[0]?.name;
  const object: PyValue = { is: 'instance', of: holder, args: [], because: [] };
  return machine.call(method, new Map(self === undefined ? [] : [[self, object]])).names;
}

/** Runs statements in a frame; false when the block ended early (`return`, `raise`). */
export function run(statements: readonly PyStatement[], frame: Frame): boolean {
  for (const statement of statements) if (!step(statement, frame)) return false;
  return true;
}

function step(statement: PyStatement, frame: Frame): boolean {
  if (frame.steps.left-- < 0) return false;
  switch (statement.is) {
    case 'bind':
      bind(statement, frame);
      return true;
    case 'do':
      effectOf(statement.value, frame);
      for (const taken of inclusionsOf(statement, frame)) run(taken.statements, taken.frame);
      return true;
    case 'if':
      return choose(statement.branches, frame);
    case 'try':
      return attempt(statement, frame);
    case 'maybe': {
      const [taken, goes] = fork(statement.body, frame);
      if (goes) refill(frame.names, merged(frame.names, taken));
      return true;
    }
    case 'def':
      frame.names.set(statement.name, { is: 'function', definition: statement, file: frame.file, because: [] });
      return true;
    case 'class':
      frame.names.set(statement.name, { is: 'class', definition: statement, file: frame.file, because: [] });
      return true;
    case 'import':
      frame.names.set(statement.local, imported(statement.full, statement.at, frame));
      return true;
    case 'import-all': {
      const file = frame.machine.fileOf(statement.module, frame.file);
      const names = file === undefined ? undefined : frame.machine.names(file);
      for (const [name, value] of names ?? []) if (!name.startsWith('_')) frame.names.set(name, value);
      return true;
    }
    case 'return':
      frame.returned.push(
        after(
          frame.path,
          statement.value ? evaluateExpr(statement.value, frame) : unknownValue('nothing is returned', statement.at),
        ),
      );
      return false;
    case 'raise':
      return false;
  }
}

function imported(full: string, at: Span, frame: Frame): PyValue {
  const whole = frame.machine.fileOf(full, frame.file);
  if (whole !== undefined && whole !== frame.file) return { is: 'module', file: whole, because: [] };
  const [, dots = '', path = ''] = /^(\.*)(?!\.)(.*)$/.exec(full) ?? [];
  const cut = path.lastIndexOf('.');
  if (cut < 0 && dots === '') return { is: 'library', name: full, because: [] };
  const name = path.slice(cut + 1);
  const file = frame.machine.fileOf(dots + path.slice(0, Math.max(cut, 0)), frame.file);
  if (file === undefined) return { is: 'library', name: full, because: [] };
  return (
    frame.machine.defined(file, name) ??
    frame.machine.names(file)?.get(name) ??
    unknownValue(`${name} is not found in ${file}`, at)
  );
}

/** What a module that holds no settings defines under a name, or takes from another one, without running it. */
function definedIn({ statements, at }: Fact<'python-module'>, name: string): PyValue | undefined {
  const statement = statements.findLast(
    (one) =>
      ((one.is === 'def' || one.is === 'class') && one.name === name) ||
      (one.is === 'import' && one.local === name) ||
      (one.is === 'bind' && one.name === name) ||
      /^(if|try|maybe|import-all)$/.test(one.is),
  );
  const { file } = at;
  switch (statement?.is) {
    case 'def':
      return { is: 'function', definition: statement, file, because: [] };
    case 'class':
      return { is: 'class', definition: statement, file, because: [] };
    default:
      return undefined;
  }
}

function bind(statement: Extract<PyStatement, { is: 'bind' }>, frame: Frame): void {
  if (statement.operator === ':') {
    // an annotated field without a value: whoever makes the object gives it
    if (!frame.names.has(statement.name))
      frame.names.set(statement.name, {
        is: 'unknown',
        why: 'it has no value of its own',
        because: [said(statement.at, 'has no default')],
        required: statement.name,
      });
    return;
  }
  const whole = evaluateExpr(statement.value, frame);
  let value = statement.position === undefined ? whole : partAt(whole, statement.position, statement.at);
  const before = lookUp(statement.name, frame);
  const keys = statement.keys.map((key) => keyText(key, frame));
  if (statement.operator === '+=' && before) value = added(keys.length > 0 ? undefined : before, value);
  value = bounded(after(frame.path, value), statement.at);
  const [variable] = keys;
  if (statement.name === 'os.environ' && variable !== undefined) frame.machine.given.set(variable, value);
  else if (keys.length === 0) frame.names.set(statement.name, value);
  else if (!keys.includes(undefined)) frame.names.set(statement.name, withKeys(before, keys as string[], value));
}

function partAt(whole: PyValue, position: number, at: Span): PyValue {
  if (whole.is === 'list') return whole.items[position] ?? unknownValue('it is computed by code', at);
  if (whole.is === 'unknown' || whole.is === 'random') return whole;
  return unknownValue('it is computed by code', at);
}

function added(before: PyValue | undefined, value: PyValue): PyValue {
  if (before?.is === 'list' && value.is === 'list') return { ...before, items: [...before.items, ...value.items] };
  if (before?.is === 'scalar' && value.is === 'scalar' && typeof before.value === 'string')
    return {
      is: 'scalar',
      value: before.value + String(value.value ?? ''),
      because: [...before.because, ...value.because],
    };
  return before === undefined || before.is === 'list'
    ? value
    : { is: 'unknown', why: 'it is computed by code', because: before.because };
}

function keyText(key: PyExpr, frame: Frame): string | undefined {
  const value = evaluateExpr(key, frame);
  return value.is === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

function choose(branches: Extract<PyStatement, { is: 'if' }>['branches'], frame: Frame): boolean {
  const [branch, ...rest] = branches;
  if (!branch) return true;
  // who runs the program has seen to it that it starts
  if (branch.test && branch.body.at(-1)?.is === 'raise') return choose(rest, frame);
  const test = branch.test && evaluateExpr(branch.test, frame);
  const truth = test ? truthOf(test) : true;
  if (truth !== undefined) {
    const path = [...frame.path, ...(test?.because ?? []).slice(-3)];
    const inner = { ...frame, path };
    const goes = truth ? run(branch.body, inner) : choose(rest, inner);
    return goes;
  }
  const [taken, goes] = fork(branch.body, frame);
  const other = { ...frame, names: new Map(frame.names) };
  const othersGo = choose(rest, other);
  if (goes && othersGo) refill(frame.names, merged(taken, other.names));
  else refill(frame.names, goes ? taken : other.names);
  return goes || othersGo;
}

/** The same map with other contents: functions that run meanwhile look into it. */
function refill(names: Map<string, PyValue>, to: ReadonlyMap<string, PyValue>): void {
  const entries = [...to];
  names.clear();
  for (const [name, value] of entries) names.set(name, value);
}

function fork(body: readonly PyStatement[], frame: Frame): readonly [names: Map<string, PyValue>, goes: boolean] {
  const inner = { ...frame, names: new Map(frame.names) };
  const goes = run(body, inner);
  return [inner.names, goes];
}

function merged(one: ReadonlyMap<string, PyValue>, other: ReadonlyMap<string, PyValue>): Map<string, PyValue> {
  const names = new Map(one);
  for (const [name, value] of other) {
    const own = names.get(name);
    names.set(name, own ? eitherOf(own, value) : value);
  }
  return names;
}

/** What the body set stands; a handler's value counts where the body left it open. */
function attempt(statement: Extract<PyStatement, { is: 'try' }>, frame: Frame): boolean {
  const before = new Map(frame.names);
  const goes = run(statement.body, frame);
  for (const handler of statement.handlers) {
    const inner = { ...frame, names: new Map(before) };
    if (!run(handler, inner)) continue;
    for (const [name, value] of inner.names) {
      const own = frame.names.get(name);
      if (own === undefined) frame.names.set(name, value);
      else if ((own.is === 'unknown' || (own.is === 'made' && value.is === 'random')) && value !== before.get(name))
        frame.names.set(name, eitherOf(own, value));
    }
  }
  return goes;
}
