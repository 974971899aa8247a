import type { PyArgument, PyExpr } from '../../facts/python-code.js';
import type { Span } from '../../facts/span.js';
import { said } from '../../resolve/evidence.js';
import { isEnvironment, readEnvironment } from './environment.js';
import { type Frame, fileContent, lookUp } from './frame.js';
import { libraryCall } from './library.js';
import { methodOf } from './methods.js';
import { compareScalars, put } from './operators.js';
import {
  after,
  type ClassValue,
  eitherOf,
  type GivenArgument,
  type ObjectValue,
  type PyValue,
  scalar,
  shown,
  textIn,
  truthOf,
  unknownValue,
} from './values.js';

/** What an expression comes to in a frame. */
export function evaluateExpr(expr: PyExpr, frame: Frame): PyValue {
  switch (expr.is) {
    case 'literal':
      return scalar(expr.value, expr.at);
    case 'name':
      return nameValue(expr.name, expr.at, frame);
    case 'attribute':
      return attributeValue(expr, frame);
    case 'item':
      return itemValue(expr, frame);
    case 'call':
      return callValue(expr, frame);
    case 'list':
      return { is: 'list', items: itemsOf(expr.items, frame), because: [said(expr.at, 'is a list')] };
    case 'map':
      return mapValue(expr, frame);
    case 'text':
      return joined(expr.parts, expr.at, frame);
    case 'operation':
      return operationValue(expr, frame);
    case 'choice': {
      const when = evaluateExpr(expr.when, frame);
      const truth = truthOf(when);
      if (truth === undefined) return eitherOf(evaluateExpr(expr.whenTrue, frame), evaluateExpr(expr.whenFalse, frame));
      return after(when.because.slice(-3), evaluateExpr(truth ? expr.whenTrue : expr.whenFalse, frame));
    }
    case 'opaque': {
      const random = expr.holds.map((held) => evaluateExpr(held, frame)).find((held) => held.is === 'random');
      return random ?? unknownValue('it is computed by code', expr.at);
    }
  }
}

function nameValue(name: string, at: Span, frame: Frame): PyValue {
  const found = lookUp(name, frame);
  if (found) return found;
  if (name === '__file__')
    return { is: 'scalar', value: `./${frame.file}`, because: [said(at, 'is the path of this file')] };
  if (name === '__name__') return { is: 'scalar', value: 'module', because: [said(at, 'is the name of this module')] };
  return { is: 'library', name, because: [] };
}

function attributeValue(expr: Extract<PyExpr, { is: 'attribute' }>, frame: Frame): PyValue {
  const dotted = dottedName(expr);
  const assigned = dotted === undefined ? undefined : lookUp(dotted, frame);
  if (assigned) return assigned;
  const of = evaluateExpr(expr.of, frame);
  switch (of.is) {
    case 'module':
      return (
        frame.machine.names(of.file)?.get(expr.name) ?? unknownValue(`${expr.name} is not found in ${of.file}`, expr.at)
      );
    case 'class':
      return frame.machine.attributes(of).get(expr.name) ?? unknownValue('it is computed by code', expr.at);
    case 'instance':
      return fieldOf(of, expr, frame);
    case 'library':
      return { is: 'library', name: `${of.name}.${expr.name}`, because: of.because };
    case 'made':
      return { is: 'library', name: `${of.by}().${expr.name}`, because: of.because };
    case 'scalar':
      if (expr.name === 'parent' && typeof of.value === 'string')
        return { ...of, value: of.value.split('/').slice(0, -1).join('/') };
      return unknownValue('it is computed by code', expr.at);
    default:
      return of.is === 'unknown' || of.is === 'random' ? of : unknownValue('it is computed by code', expr.at);
  }
}

/** A field of an object: what its class says. One without a value is given by the environment where the class reads its fields from there. */
export function fieldOf(of: ObjectValue, expr: { readonly name: string; readonly at: Span }, frame: Frame): PyValue {
  const given = of.args.find(({ name }) => name === expr.name)?.value;
  if (given) return given;
  const own = frame.machine.attributes(of.of).get(expr.name);
  if (!isSettings(of.of, frame)) return own ?? unknownValue('it is computed by code', expr.at);
  if (own === undefined || own.is === 'function') return unknownValue('it is computed by code', expr.at);
  return settingsField(expr.name, own, of.of, frame);
}

/** pydantic-settings: constructor, then environment (names without regard to case), then the field's own default. */
function settingsField(name: string, own: PyValue, of: ClassValue, frame: Frame): PyValue {
  const config = frame.machine.attributes(of).get('model_config');
  const prefix =
    config?.is === 'made' ? textIn(config.args.find((arg) => arg.name === 'env_prefix')?.value) : undefined;
  const isField = own.is === 'made' && /(^|\.)Field$/.test(own.by);
  const alias = isField
    ? textIn(own.args.find((arg) => /^(validation_alias|alias|env)$/.test(arg.name ?? ''))?.value)
    : undefined;
  const inner = isField ? own.args.find((arg) => arg.name === 'default' || arg.name === undefined)?.value : own;
  const fallback = isField ? (factoryOf(own, frame) ?? inner) : own;
  const at = own.because.flatMap((step) => ('file' in step.at ? [step.at] : [])).at(-1);
  const open = fallback === undefined || (fallback.is === 'unknown' && fallback.required !== undefined);
  return readEnvironment(
    {
      name: alias ?? `${prefix ?? ''}${name}`.toUpperCase(),
      at: at ?? { file: of.file, start: of.definition.at.start, end: of.definition.at.end },
    },
    open ? undefined : fallback,
    frame.machine,
  );
}

function factoryOf(own: Extract<PyValue, { is: 'made' }>, frame: Frame): PyValue | undefined {
  const factory = own.args.find((arg) => arg.name === 'default_factory')?.value;
  if (factory?.is === 'library') return libraryCall(factory.name, [], { at: placeIn(own, frame), frame });
  if (factory?.is === 'function') return frame.machine.call(factory, new Map()).returned;
  return factory?.is === 'random' ? factory : undefined;
}

function placeIn(value: PyValue, frame: Frame): Span {
  return (
    value.because.flatMap((step) => ('file' in step.at ? [step.at] : [])).at(-1) ?? {
      file: frame.file,
      start: 0,
      end: 0,
    }
  );
}

/** A class may stand below itself (`class Settings(Settings)`). */
function isSettings(of: ClassValue, frame: Frame, seen = new Set<unknown>()): boolean {
  if (seen.has(of.definition) || !seen.add(of.definition)) return false;
  return of.definition.bases.some((base) => {
    const found = evaluateExpr(base, { ...frame, file: of.file, names: new Map(frame.machine.names(of.file) ?? []) });
    return found.is === 'class'
      ? isSettings(found, frame, seen)
      : found.is === 'library' && /(^|\.)BaseSettings$/.test(found.name);
  });
}

function itemValue(expr: Extract<PyExpr, { is: 'item' }>, frame: Frame): PyValue {
  const of = evaluateExpr(expr.of, frame);
  const key = evaluateExpr(expr.key, frame);
  const text = textIn(key);
  if (text === undefined) return of.is === 'random' ? of : unknownValue('it is computed by code', expr.at);
  if (of.is === 'library' && isEnvironment(of.name))
    return readEnvironment({ name: text, at: expr.at }, undefined, frame.machine);
  if (of.is === 'map') return of.entries.get(text) ?? unknownValue(`it has no '${text}'`, expr.at);
  if (of.is === 'list') return of.items.at(Number(text)) ?? unknownValue('it is computed by code', expr.at);
  if (of.is === 'made') return methodOf(of, '[]', [{ value: key }], { at: expr.at, frame });
  return of.is === 'unknown' || of.is === 'random' ? of : unknownValue('it is computed by code', expr.at);
}

function callValue(expr: Extract<PyExpr, { is: 'call' }>, frame: Frame): PyValue {
  const args = argumentsIn(expr.args, frame);
  const given = { at: expr.at, frame };
  if (expr.callee.is === 'attribute') {
    const file = /^read(_text|_bytes|line)?$/.test(expr.callee.name) ? dottedName(expr.callee.of) : undefined;
    const written = file === undefined ? undefined : lookUp(fileContent(file), frame);
    if (written) return written;
    const of = evaluateExpr(expr.callee.of, frame);
    if (!/^(module|library|class|function|unknown)$/.test(of.is)) {
      if (of.is === 'made') {
        const name = `${of.by}().${expr.callee.name}`;
        const result = libraryCall(name, args, { ...given, of });
        if (result) return result;
      }
      return methodOf(of, expr.callee.name, args, given);
    }
    if (of.is === 'unknown') return of;
  }
  const callee = evaluateExpr(expr.callee, frame);
  if (callee.is === 'function') return functionCall(callee, args, given);
  if (callee.is === 'class')
    return { is: 'instance', of: callee, args, because: [said(expr.at, `makes a ${callee.definition.name}`)] };
  if (callee.is === 'made')
    return (
      libraryCall(`${callee.by}()()`, args, { ...given, of: callee }) ?? unknownValue('it is computed by code', expr.at)
    );
  if (callee.is === 'library') {
    const result = libraryCall(callee.name, args, given) ?? envHelper(callee.name.split('.').at(-1) ?? '', args, given);
    return result ?? { is: 'made', by: callee.name, args, because: [said(expr.at, `calls ${callee.name}`)] };
  }
  const name = dottedName(expr.callee)?.split('.').at(-1) ?? '';
  return envHelper(name, args, given) ?? unknownValue('it is computed by code', expr.at);
}

/** Helpers that a project writes for itself (`get_bool_from_env("X", "no")`): a name that speaks of the environment, a variable's name first. */
function envHelper(
  name: string,
  args: readonly GivenArgument[],
  { at, frame }: { at: Span; frame: Frame },
): PyValue | undefined {
  const variable = textIn(args[0]?.value);
  if (!/(^|_)(env|environ|getenv|envvar)(_|$)/i.test(name) || !variable || !/^[A-Z][A-Z0-9_]*$/.test(variable))
    return undefined;
  const fallback =
    args.find((arg) => arg.name === 'default')?.value ??
    args.slice(1).find((arg) => arg.name === undefined && (arg.value.is !== 'list' || /list/i.test(name)))?.value;
  const value = readEnvironment({ name: variable, at }, fallback ?? scalar(null, at), frame.machine);
  if (/bool|flag/i.test(name) && value.is === 'scalar' && value.value !== null)
    return { ...value, value: /^(1|true|yes|on|t|y)$/i.test(String(value.value)) };
  return value;
}

function functionCall(
  callee: Extract<PyValue, { is: 'function' }>,
  args: readonly GivenArgument[],
  given: { at: Span; frame: Frame },
): PyValue {
  const helper = envHelper(callee.definition.name, args, given);
  if (helper) return helper;
  const { parameters } = callee.definition;
  const own = new Map<string, PyValue>();
  let position = 0;
  for (const { name, value } of args) {
    const target = name ?? parameters[position++]?.name;
    if (target !== undefined) own.set(target, value);
  }
  const { returned } = given.frame.machine.call(callee, own);
  return returned ?? unknownValue('it is computed by code', given.at);
}

/** Arguments as they come to, spread out where that is known. */
export function argumentsIn(args: readonly PyArgument[], frame: Frame): readonly GivenArgument[] {
  const found: GivenArgument[] = [];
  for (const { name, value, splat } of args) {
    const given = evaluateExpr(value, frame);
    if (!splat) found.push({ ...(name ? { name } : {}), value: given });
    else if (given.is === 'map') for (const [key, own] of given.entries) found.push({ name: key, value: own });
    else if (given.is === 'list') for (const item of given.items) found.push({ value: item });
  }
  return found;
}

function itemsOf(items: readonly PyExpr[], frame: Frame): readonly PyValue[] {
  return items.flatMap((item) => {
    if (item.is === 'opaque' && item.source.startsWith('*')) return [];
    return [evaluateExpr(item, frame)];
  });
}

/** A key that a template writes several times with different values is not known. */
function mapValue(expr: Extract<PyExpr, { is: 'map' }>, frame: Frame): PyValue {
  const entries = new Map<string, PyValue>();
  const literal = new Set<string>();
  for (const { key, value } of expr.entries) {
    const own = evaluateExpr(value, frame);
    if (!key) {
      if (own.is === 'map') for (const [name, inner] of own.entries) entries.set(name, inner);
      continue;
    }
    const name = textIn(evaluateExpr(key, frame));
    if (name === undefined) continue;
    const before = literal.has(name) ? entries.get(name) : undefined;
    literal.add(name);
    entries.set(name, before ? eitherOf(before, own) : own);
  }
  return { is: 'map', entries, because: [said(expr.at, 'is a dict')] };
}

function joined(parts: readonly PyExpr[], at: Span, frame: Frame): PyValue {
  let text = '';
  const because = [];
  for (const part of parts) {
    const value = evaluateExpr(part, frame);
    if (value.is === 'random') return value;
    if (part.is !== 'literal') because.push(...value.because);
    // a hole that is not known leaves a gap: the scheme and the shape still tell something
    text += value.is === 'scalar' ? String(value.value ?? '') : '?';
  }
  return {
    is: 'scalar',
    value: text,
    because: [...because, said(at, `is ${shown(text.replace(/:\/\/[^@/]*@/, '://'))}`)].slice(-6),
  };
}

function operationValue(expr: Extract<PyExpr, { is: 'operation' }>, frame: Frame): PyValue {
  const right = (): PyValue => evaluateExpr(expr.right, frame);
  if (!expr.left) return negated(expr, right());
  const left = evaluateExpr(expr.left, frame);
  const truth = truthOf(left);
  if (expr.sign === 'or') {
    if (truth === undefined) return eitherOf(left, right());
    return truth ? left : after(left.because.slice(-2), right());
  }
  if (expr.sign === 'and') {
    if (truth === undefined) return truthOf(right()) === false ? right() : left;
    return truth ? right() : left;
  }
  return compare(expr, [left, right()], frame);
}

function negated(expr: Extract<PyExpr, { is: 'operation' }>, value: PyValue): PyValue {
  if (expr.sign === '-' && value.is === 'scalar') return { ...value, value: -Number(value.value) };
  const truth = truthOf(value);
  if (expr.sign !== 'not' || truth === undefined)
    return value.is === 'unknown' ? value : unknownValue('it is computed by code', expr.at);
  return { is: 'scalar', value: !truth, because: value.because };
}

function compare(
  expr: Extract<PyExpr, { is: 'operation' }>,
  [left, right]: readonly [PyValue, PyValue],
  frame: Frame,
): PyValue {
  const because = [...left.because, ...right.because].slice(-6);
  const answer = (value: boolean): PyValue => ({ is: 'scalar', value, because });
  const isIn = expr.sign === 'in' || expr.sign === 'not in';
  if (isIn && right.is === 'library' && isEnvironment(right.name) && left.is === 'scalar') {
    const found = readEnvironment({ name: String(left.value), at: expr.at }, scalar(null, expr.at), frame.machine);
    return {
      is: 'scalar',
      value: (found.is !== 'scalar' || found.value !== null) === (expr.sign === 'in'),
      because: found.because,
    };
  }
  const text = put(expr, left, right);
  if (text) return text;
  if (isIn && right.is === 'map' && left.is === 'scalar')
    return answer(right.entries.has(String(left.value)) === (expr.sign === 'in'));
  if (left.is === 'random' || right.is === 'random') return left.is === 'random' ? left : right;
  if (expr.sign === '/' && left.is !== 'unknown' && right.is === 'scalar')
    return {
      is: 'scalar',
      value: `${textIn(left) ?? '?'}/${right.value}`,
      because: [said(expr.at, `is the path '${textIn(left) ?? '?'}/${right.value}'`)],
    };
  if (left.is === 'unknown' && left.required === undefined) return left;
  if (right.is === 'unknown' && right.required === undefined) return right;
  if (isIn && right.is === 'list' && left.is === 'scalar') {
    const has = right.items.some((item) => item.is === 'scalar' && item.value === left.value);
    return answer(has === (expr.sign === 'in'));
  }
  if (left.is === 'list' && right.is === 'list' && expr.sign === '+')
    return { ...left, items: [...left.items, ...right.items] };
  if (left.is === 'map' && right.is === 'map' && expr.sign === '|')
    return { ...left, entries: new Map([...left.entries, ...right.entries]) };
  if (left.is !== 'scalar' || right.is !== 'scalar') {
    const isNone = (value: PyValue): boolean => value.is === 'scalar' && value.value === null;
    if (expr.sign === 'is' && (isNone(left) || isNone(right))) return answer(false);
    if (expr.sign === 'is not' && (isNone(left) || isNone(right))) return answer(true);
    return unknownValue('it is computed by code', expr.at);
  }
  return compareScalars(expr, left, right);
}

/** `a.b.c` of names and attributes only. */
export function dottedName(expr: PyExpr): string | undefined {
  if (expr.is === 'name') return expr.name;
  const of = expr.is === 'attribute' ? dottedName(expr.of) : undefined;
  return of === undefined || expr.is !== 'attribute' ? undefined : `${of}.${expr.name}`;
}
