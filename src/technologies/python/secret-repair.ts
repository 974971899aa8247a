import type { PyExpr, PyStatement } from '../../facts/python-code.js';
import type { Span } from '../../facts/span.js';
import type { Change } from '../../resolve/repair.js';
import type { Machine } from './frame.js';
import { requiredRead } from './repairs.js';

type Binding = Extract<PyStatement, { is: 'bind' }>;

/** The one place of a file that gives a key its value, and whether a settings class of pydantic does. */
interface Given {
  readonly binding: Binding;
  readonly isField: boolean;
}

/** Lets the program take a key from the environment only, where one statement of the file gives it its value. */
export function requiredKey(machine: Machine, label: string, random: Span): readonly Change[] {
  const statements = machine.facts
    .of('python-module')
    .filter(({ at }) => at.file === random.file)
    .flatMap((module) => module.statements);
  const [given, ...more] = bindingsOf(statements, label, false);
  if (!given || more.length > 0) return [];
  const { value } = given.binding;
  const { file } = random;
  if (given.isField) {
    if (value.is === 'call' && value.callee.is === 'name' && value.callee.name === 'Field')
      return [{ is: 'fields', of: 'call', at: value.at, set: { default: undefined, default_factory: undefined } }];
    const statement = 'from pydantic import Field';
    return [
      { is: 'import', file, statement },
      { is: 'replace', at: value.at, text: 'Field()' },
    ];
  }
  const { code, imports } = requiredRead(machine, file, variableIn(value) ?? label);
  return [...imports, { is: 'replace', at: value.at, text: code }];
}

function bindingsOf(statements: readonly PyStatement[], label: string, isField: boolean): readonly Given[] {
  return statements.flatMap((each): readonly Given[] => {
    if (each.is === 'bind') return isMeant(each, label) ? [{ binding: each, isField }] : [];
    if (each.is === 'def') return bindingsOf(each.body, label, false);
    if (each.is === 'class') return bindingsOf(each.body, label, each.bases.some(isSettings));
    if (each.is === 'if') return each.branches.flatMap(({ body }) => bindingsOf(body, label, isField));
    return each.is === 'try' || each.is === 'maybe' ? bindingsOf(each.body, label, isField) : [];
  });
}

function isMeant({ name, keys, operator }: Binding, label: string): boolean {
  if (operator !== '=') return false;
  const [key] = keys;
  if (key) return /(^|\.)config$/.test(name) && key.is === 'literal' && key.value === label;
  return name === label || (label === 'SECRET_KEY' && name.endsWith('.secret_key'));
}

function isSettings(base: PyExpr): boolean {
  return (base.is === 'name' || base.is === 'attribute') && base.name === 'BaseSettings';
}

/** The variable that the expression asks for first. */
function variableIn(expr: PyExpr): string | undefined {
  if (expr.is === 'operation') return expr.left && variableIn(expr.left);
  if (expr.is === 'choice') return variableIn(expr.whenTrue);
  const first = expr.is === 'call' ? expr.args[0]?.value : undefined;
  const name = first?.is === 'literal' ? String(first.value) : '';
  return /^[A-Z][A-Z0-9_]*$/.test(name) ? name : undefined;
}
