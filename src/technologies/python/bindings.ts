import type { PyExpr, PyStatement } from '../../facts/python-code.js';
import type { Span } from '../../facts/span.js';
import type { Change } from '../../resolve/repair.js';
import type { Machine } from './frame.js';
import { readBefore, requiredRead } from './repairs.js';

type ClassStatement = Extract<PyStatement, { is: 'class' }>;
type Binding = Extract<PyStatement, { is: 'bind' }>;

/** Changes after which the program stops without a variable, and its name. */
export interface Required {
  readonly changes: readonly Change[];
  readonly variable: string;
}

/** A statement that gives something its value. */
interface Given {
  readonly binding: Binding;
  /** It is a field of a settings class of pydantic, which reads the environment by itself. */
  readonly isField: boolean;
  /** The settings class whose field it is. */
  readonly owner?: ClassStatement;
  /** A condition decides whether it runs. */
  readonly isConditional: boolean;
}

/** The statements of a file that bind something; of functions and classes too. */
function bindingsIn(machine: Machine, file: string): readonly Given[] {
  const statements = machine.facts
    .of('python-module')
    .filter(({ at }) => at.file === file)
    .flatMap((module) => module.statements);
  return bindingsOf(statements, { isField: false, isConditional: false });
}

function bindingsOf(statements: readonly PyStatement[], around: Omit<Given, 'binding'>): readonly Given[] {
  return statements.flatMap((each): readonly Given[] => {
    switch (each.is) {
      case 'bind':
        return [{ binding: each, ...around }];
      case 'def':
        return bindingsOf(each.body, { ...around, isField: false });
      case 'class':
        return bindingsOf(each.body, { ...around, isField: each.bases.some(isSettings), owner: each });
      case 'if':
        return each.branches.flatMap(({ body }) => bindingsOf(body, { ...around, isConditional: true }));
      case 'try':
      case 'maybe':
        return bindingsOf(each.body, { ...around, isConditional: true });
      default:
        return [];
    }
  });
}

function isSettings(base: PyExpr): boolean {
  return (base.is === 'name' || base.is === 'attribute') && base.name === 'BaseSettings';
}

/** Lets the program take a key from the environment only, where one statement of the file gives it its value. */
export function requiredKey(machine: Machine, label: string, made: Span): Required | undefined {
  const named = bindingsIn(machine, made.file).filter(({ binding }) => isNamed(binding, label));
  const given =
    named.find(({ binding }) => holds(binding.value.at, made)) ?? (named.length === 1 ? named[0] : undefined);
  // the other branch of a condition names the variable
  const variable = named.map(({ binding }) => variableIn(binding.value)).find((name) => name !== undefined);
  if (!given || (given.isField && isHeld(machine, given.owner))) return undefined;
  const field = `${optionOf(given.owner, 'env_prefix') ?? ''}${label}`.toUpperCase();
  const value = { value: given.binding.value, isField: given.isField };
  return required(machine, value, made.file, given.isField ? field : (variable ?? label));
}

/** The same for the one statement whose value holds a place; what is `replaceable` by a file that is read later keeps its value as a default. */
export function requiredAt(
  machine: Machine,
  at: Span | undefined,
  variable: string,
  replaceable = false,
): Required | undefined {
  if (!at) return undefined;
  const given = bindingsIn(machine, at.file).find(({ binding }) => holds(binding.value.at, at));
  if (!given || given.isConditional || given.binding.operator !== '=') return undefined;
  const value = exprAt(given.binding.value, at);
  // a default that starts the app on one machine stays: the variable is what every server has to be given
  if (value && !given.isField && fallsBack(value)) return undefined;
  const isName = value === given.binding.value && /^[A-Z][A-Z0-9_]*_(URL|URI|HOST)$/.test(given.binding.name);
  const label = isName ? given.binding.name : variable;
  if (value && replaceable && !given.isField && variableIn(value) === undefined)
    return withDefault(machine, value, label);
  return value ? required(machine, { value, isField: given.isField }, at.file, label) : undefined;
}

function withDefault(machine: Machine, { at }: PyExpr, variable: string): Required {
  const { code, imports } = readBefore(machine, at.file, variable);
  const around: readonly Change[] = [
    { is: 'insert', at, where: 'before', text: code },
    { is: 'insert', at, where: 'after', text: ')' },
  ];
  return { changes: [...imports, ...around], variable };
}

/**
 * The value of a key of the dict at a place becomes the default of a variable, so that whoever gives it nowhere keeps what there is; undefined
 * where the dict has no such key, or where what stands there cannot be told.
 */
export function entryWithDefault(
  machine: Machine,
  dict: Span,
  key: string,
  variable: string,
): readonly Change[] | undefined {
  const dicts = bindingsIn(machine, dict.file).flatMap(({ binding }) => mapAt(binding.value, dict) ?? []);
  const value = dicts[0]?.entries.find((entry) => entry.key?.is === 'literal' && entry.key.value === key)?.value;
  return value && variableIn(value) === undefined ? withDefault(machine, value, variable).changes : undefined;
}

function mapAt(expr: PyExpr, at: Span): Extract<PyExpr, { is: 'map' }> | undefined {
  if (expr.is !== 'map') return undefined;
  if (expr.at.start === at.start && expr.at.end === at.end) return expr;
  const inner = expr.entries.find(({ value }) => holds(value.at, at));
  return inner && mapAt(inner.value, at);
}

/** The variable that the value at a place reads, where it has something to fall back to. */
export function variableWithDefault(machine: Machine, at: Span | undefined): string | undefined {
  const given = at && bindingsIn(machine, at.file).find(({ binding }) => holds(binding.value.at, at));
  const value = at && given && exprAt(given.binding.value, at);
  return value && fallsBack(value) ? variableIn(value) : undefined;
}

function fallsBack(value: PyExpr): boolean {
  if (variableIn(value) === undefined) return false;
  return value.is === 'operation' || value.is === 'choice' || (value.is === 'call' && value.args.length > 1);
}

/** The value in a dict, a list or a call's arguments that a place belongs to; what reads the environment is one value. */
function exprAt(expr: PyExpr, at: Span): PyExpr | undefined {
  const inner =
    expr.is === 'map'
      ? expr.entries.map(({ value }) => value)
      : expr.is === 'list'
        ? expr.items
        : expr.is === 'call' && variableIn(expr) === undefined
          ? expr.args.map(({ value }) => value)
          : undefined;
  if (!inner) return expr;
  const next = inner.find((each) => holds(each.at, at));
  return next && exprAt(next, at);
}

/** Gives a setting that belongs to another one its value, on the line behind the statement that holds that one's place. */
export function settingBeside(
  machine: Machine,
  at: Span,
  { name, code }: { readonly name: string; readonly code: string },
): Change | undefined {
  const given = bindingsIn(machine, at.file).find(({ binding }) => holds(binding.value.at, at));
  if (!given || given.isConditional || given.isField) return undefined;
  const { binding } = given;
  const [key, ...more] = binding.keys;
  if (more.length > 0 || (!key && !/^\w+$/.test(binding.name))) return undefined;
  const target = key ? `${binding.name}["${name}"]` : name;
  return { is: 'lines', at: binding.at, text: [`${target} = ${code}`] };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

function isNamed({ name, keys, operator }: Binding, label: string): boolean {
  if (operator !== '=') return false;
  const [key] = keys;
  if (key) return /(^|\.)config$/.test(name) && key.is === 'literal' && key.value === label;
  return name === label || (label === 'SECRET_KEY' && name.endsWith('.secret_key'));
}

function required(
  machine: Machine,
  { value, isField }: { readonly value: PyExpr; readonly isField: boolean },
  file: string,
  label: string,
): Required {
  if (isField)
    return {
      changes: requiredField(value, file),
      variable: label === label.toLowerCase() ? label.toUpperCase() : label,
    };
  const variable = variableIn(value) ?? label;
  const { code, imports } = requiredRead(machine, file, variable);
  return { changes: [...imports, { is: 'replace', at: value.at, text: code }], variable };
}

/**
 * Objects of the class are a field of another settings class that gives its own fields names in the environment: which name counts depends on
 * who makes the object (pydantic-settings 2, `env_nested_delimiter`).
 */
function isHeld(machine: Machine, owner: ClassStatement | undefined): boolean {
  return machine.facts
    .of('python-module')
    .some(({ statements }) =>
      statements.some(
        (holder) =>
          holder.is === 'class' &&
          holder !== owner &&
          optionOf(holder, 'env_nested_delimiter') !== undefined &&
          holder.body.some(
            ({ is, ...one }) =>
              is === 'bind' &&
              'value' in one &&
              one.value?.is === 'call' &&
              one.value.callee.is === 'name' &&
              one.value.callee.name === owner?.name,
          ),
      ),
    );
}

/** An option of `model_config = SettingsConfigDict(...)`. */
function optionOf(owner: ClassStatement | undefined, name: string): string | undefined {
  const config = owner?.body.find((one) => one.is === 'bind' && one.name === 'model_config');
  const value =
    config?.is === 'bind' && config.value.is === 'call'
      ? config.value.args.find((arg) => arg.name === name)?.value
      : undefined;
  return value?.is === 'literal' ? String(value.value) : undefined;
}

function requiredField(value: PyExpr, file: string): readonly Change[] {
  if (value.is === 'call' && value.callee.is === 'name' && value.callee.name === 'Field')
    return [{ is: 'fields', of: 'call', at: value.at, set: { default: undefined, default_factory: undefined } }];
  return [
    { is: 'import', file, statement: 'from pydantic import Field' },
    { is: 'replace', at: value.at, text: 'Field()' },
  ];
}

/** The variable that the expression asks for first. */
function variableIn(expr: PyExpr): string | undefined {
  if (expr.is === 'operation') return expr.left && variableIn(expr.left);
  if (expr.is === 'choice') return variableIn(expr.whenTrue);
  const first = expr.is === 'call' ? expr.args[0]?.value : expr.is === 'item' ? expr.key : undefined;
  const name = first?.is === 'literal' ? String(first.value) : '';
  return /^[A-Z][A-Z0-9_]*$/.test(name) ? name : undefined;
}
