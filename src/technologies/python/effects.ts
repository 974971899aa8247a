import type { PyExpr } from '../../facts/python-code.js';
import { said } from '../../resolve/evidence.js';
import { matchesPathWildcards } from '../wildcards.js';
import { dottedName, evaluateExpr } from './evaluate.js';
import { type Frame, fileContent, lookUp } from './frame.js';
import { after, bounded, type GivenArgument, type PyValue, textIn, withKeys } from './values.js';

/** A statement that is a call: what it changes among the names that we follow. */
export function effectOf(expr: PyExpr, frame: Frame): void {
  if (expr.is === 'call' && passedOn(expr, frame)) return;
  if (expr.is !== 'call' || expr.callee.is !== 'attribute') {
    callPlain(expr, frame);
    return;
  }
  const { name: target, keys } = targetOf(expr.callee.of, frame);
  const method = expr.callee.name;
  const args = expr.args.map(
    ({ name, value }): GivenArgument => ({ ...(name ? { name } : {}), value: evaluateExpr(value, frame) }),
  );
  if (target === 'os.environ' && method === 'setdefault') giveDefault(args, frame);
  if (/^(write|write_text|write_bytes|dump)$/.test(method)) keep(expr, frame);
  if (target === undefined || target === 'os.environ') return;
  const held = lookUp(target, frame);
  const before = withinKeys(held, keys);
  if (/^(append|insert|add|extend)$/.test(method) && before?.is === 'list') {
    const value = args.at(-1)?.value;
    const items = method === 'extend' && value?.is === 'list' ? value.items : value ? [value] : [];
    const more = bounded({ ...before, items: [...before.items, ...items] }, expr.at);
    frame.names.set(target, withKeys(held, keys, more));
    return;
  }
  if (/(^|\.)conf(ig)?$/.test(target) || before?.is === 'map') configure({ target, keys, method, args, frame });
}

/** `config`, `app.config`, `DATABASES["default"]`: a name, and the keys below it; without a name where a key is computed. */
function targetOf(expr: PyExpr, frame: Frame): { readonly name: string | undefined; readonly keys: readonly string[] } {
  const keys: string[] = [];
  let here = expr;
  while (here.is === 'item') {
    const key = textIn(evaluateExpr(here.key, frame));
    if (key === undefined) return { name: undefined, keys };
    keys.unshift(key);
    here = here.of;
  }
  return { name: dottedName(here), keys };
}

function withinKeys(value: PyValue | undefined, keys: readonly string[]): PyValue | undefined {
  return keys.reduce<PyValue | undefined>((of, key) => (of?.is === 'map' ? of.entries.get(key) : undefined), value);
}

/** `configure(app)`: what a function of the app does to an object that it is given, under the name that the object has here. */
function passedOn(expr: Extract<PyExpr, { is: 'call' }>, frame: Frame): boolean {
  const callee =
    expr.callee.is === 'name' || expr.callee.is === 'attribute' ? evaluateExpr(expr.callee, frame) : undefined;
  if (callee?.is !== 'function') return false;
  const { parameters } = callee.definition;
  const own = new Map<string, PyValue>();
  const given: (readonly [parameter: string, name: string])[] = [];
  for (const [index, { name, value, splat }] of expr.args.entries()) {
    const parameter = name ?? parameters[index]?.name;
    if (parameter === undefined || splat) continue;
    own.set(parameter, evaluateExpr(value, frame));
    const held = dottedName(value);
    if (held === undefined) continue;
    given.push([parameter, held]);
    for (const [key, known] of frame.names)
      if (key.startsWith(`${held}.`)) own.set(`${parameter}${key.slice(held.length)}`, known);
  }
  if (given.length === 0) return false;
  const { names } = frame.machine.call(callee, own);
  for (const [parameter, held] of given) {
    for (const [key, value] of names)
      if (key.startsWith(`${parameter}.`))
        frame.names.set(`${held}${key.slice(parameter.length)}`, after(frame.path, value));
  }
  return true;
}

/** `update(A=1)`, `from_mapping(...)`, `from_object("x.Y")` and the like on a dict or on an app's configuration. */
function configure(call: {
  target: string;
  keys: readonly string[];
  method: string;
  args: readonly GivenArgument[];
  frame: Frame;
}): void {
  const { target, keys, method, args, frame } = call;
  const set = (name: string, value: PyValue): void => {
    frame.names.set(target, withKeys(lookUp(target, frame), [...keys, name], after(frame.path, value)));
  };
  if (method === 'setdefault') {
    const name = textIn(args[0]?.value);
    const before = withinKeys(lookUp(target, frame), keys);
    if (name !== undefined && args[1] && !(before?.is === 'map' && before.entries.has(name))) set(name, args[1].value);
  } else if (method === 'update' || method === 'from_mapping') {
    for (const { name, value } of args) {
      if (name !== undefined) set(name, value);
      else if (value.is === 'map') for (const [key, own] of value.entries) set(key, own);
    }
  } else if (method === 'from_object') {
    for (const [name, value] of namesOf(args[0]?.value, frame)) if (/^[A-Z][A-Z0-9_]*$/.test(name)) set(name, value);
  } else if (method === 'from_prefixed_env') {
    const prefix = textIn(args.find(({ name }) => name === 'prefix' || name === undefined)?.value) ?? 'FLASK';
    for (const layer of frame.machine.environment.layers.toReversed()) {
      for (const [name, { value, at }] of layer.entries) {
        if (name.startsWith(`${prefix}_`) && value.is === 'literal')
          set(name.slice(prefix.length + 1), { is: 'scalar', value: value.value, because: [said(at, `sets ${name}`)] });
      }
    }
  }
}

/** The names of what is loaded as configuration: a class, an object of one, a module, or the dotted path of these. */
export function namesOf(value: PyValue | undefined, frame: Frame): Iterable<readonly [string, PyValue]> {
  switch (value?.is) {
    case 'class':
      return frame.machine.attributes(value);
    case 'instance':
      return frame.machine.attributes(value.of);
    case 'module':
      return frame.machine.names(value.file) ?? [];
    case 'map':
      return value.entries;
    case 'scalar': {
      const path = String(value.value ?? '');
      const whole = frame.machine.fileOf(path, frame.file);
      if (whole !== undefined) return frame.machine.names(whole) ?? [];
      const cut = path.lastIndexOf('.');
      const file = cut < 0 ? undefined : frame.machine.fileOf(path.slice(0, cut), frame.file);
      const named = file === undefined ? undefined : frame.machine.names(file)?.get(path.slice(cut + 1));
      return named && named.is !== 'scalar' ? namesOf(named, frame) : [];
    }
    default:
      return [];
  }
}

function giveDefault(args: readonly GivenArgument[], frame: Frame): void {
  const name = textIn(args[0]?.value);
  if (name !== undefined && args[1] && !frame.machine.given.has(name)) frame.machine.given.set(name, args[1].value);
}

/** `file.write(key)`: what was made anew is also kept in a file. */
function keep(expr: Extract<PyExpr, { is: 'call' }>, frame: Frame): void {
  const file = expr.callee.is === 'attribute' ? dottedName(expr.callee.of) : undefined;
  for (const { value } of expr.args) {
    const made = evaluateExpr(value, frame);
    if (file !== undefined && made.is === 'random')
      frame.names.set(fileContent(file), { ...made, kept: said(expr.at, 'keeps it in a file of this server') });
    const name =
      value.is === 'name'
        ? value.name
        : value.is === 'call' && value.callee.is === 'attribute'
          ? dottedName(value.callee.of)
          : undefined;
    const held = name === undefined ? undefined : lookUp(name, frame);
    if (name !== undefined && held?.is === 'random')
      frame.names.set(name, { ...held, kept: said(expr.at, 'keeps it in a file of this server') });
  }
}

/** `include("components/*.py")` of django-split-settings runs other files in this one. */
function callPlain(expr: PyExpr, frame: Frame): void {
  if (expr.is !== 'call') return;
  const callee = evaluateExpr(expr.callee, frame);
  if (callee.is !== 'library' || callee.name !== 'split_settings.tools.include') return;
  const folder = frame.file.split('/').slice(0, -1).join('/');
  for (const { value } of expr.args) {
    const inner = value.is === 'call' ? value.args[0]?.value : value;
    const path = inner && textIn(evaluateExpr(inner, frame));
    if (path === undefined) continue;
    const pattern = `${folder}/${path}`.replace(/^\//, '').replaceAll('?', '\0');
    for (const fact of frame.machine.facts.of('python-module')) {
      if (!matchesPathWildcards(pattern, fact.at.file)) continue;
      for (const [name, own] of frame.machine.names(fact.at.file) ?? []) frame.names.set(name, own);
    }
  }
}
