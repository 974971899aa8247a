import type { PyExpr } from '../../facts/python-code.js';
import { said } from '../../resolve/evidence.js';
import { entryIn, type PyValue, shown, unknownValue } from './values.js';

type Operation = Extract<PyExpr, { is: 'operation' }>;

/** `'sqs://%s:%s@' % (key, secret)`, `'redis://' + host`: a hole that is not known leaves a gap, the scheme and the shape still tell something. */
export function put(expr: Operation, left: PyValue, right: PyValue): PyValue | undefined {
  if (left.is !== 'scalar' || typeof left.value !== 'string') return undefined;
  const text = expr.sign === '%' ? filled(left.value, right) : left.value + part(right);
  const isAddress = expr.sign === '+' && /^[a-z+]+:\/\//.test(left.value) && right.is !== 'scalar';
  if (expr.sign !== '%' && !isAddress) return undefined;
  const given = right.is === 'list' ? right.items : right.is === 'map' ? [...right.entries.values()] : [right];
  const random = given.find(({ is }) => is === 'random');
  if (random) return random;
  const because = [...left.because, ...given.flatMap((one) => one.because), said(expr.at, `is ${shown(text)}`)].slice(
    -6,
  );
  return { is: 'scalar', value: text, because };
}

function filled(text: string, right: PyValue): string {
  const items = right.is === 'list' ? [...right.items] : [right];
  return text.replace(/%(?:\((\w+)\))?[sdr]/g, (_, key?: string) =>
    part(key === undefined ? items.shift() : entryIn(right, key)),
  );
}

function part(value: PyValue | undefined): string {
  return value?.is === 'scalar' ? String(value.value ?? '') : '?';
}

/** What an operator between two plain values comes to. */
export function compareScalars(
  expr: Extract<PyExpr, { is: 'operation' }>,
  left: Extract<PyValue, { is: 'scalar' }>,
  right: Extract<PyValue, { is: 'scalar' }>,
): PyValue {
  const because = [...left.because, ...right.because].slice(-6);
  const [a, b] = [left.value, right.value];
  switch (expr.sign) {
    case '==':
    case 'is':
      return { is: 'scalar', value: a === b, because };
    case '!=':
    case 'is not':
      return { is: 'scalar', value: a !== b, because };
    case 'in':
    case 'not in':
      return { is: 'scalar', value: String(b ?? '').includes(String(a ?? '')) === (expr.sign === 'in'), because };
    case '+':
      return {
        is: 'scalar',
        value: typeof a === 'number' && typeof b === 'number' ? a + b : `${a ?? ''}${b ?? ''}`,
        because,
      };
    case '*':
      return { is: 'scalar', value: Number(a) * Number(b), because };
    case '>':
      return { is: 'scalar', value: Number(a) > Number(b), because };
    case '<':
      return { is: 'scalar', value: Number(a) < Number(b), because };
    default:
      return unknownValue('it is computed by code', expr.at);
  }
}
