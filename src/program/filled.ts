import type { Call, Expr } from '../code/model.js';
import type { Made } from './values.js';

/** Functions that fill a template in with what follows it (CPython, str.format; php.net, sprintf; ruby, Kernel#format; Node.js, util.format). */
const printing = /^(sprintf|format|Kernel\.(format|sprintf)|(node:)?util\.format|sprintf-js\.sprintf)\(\)$/;

/** What a filled template is made of, in order: `'{0}/{1}.db'.format(a, b)`, `sprintf('%s/%s', a, b)`; undefined where the call fills none. */
export function filledParts(name: string, made: Made): readonly Expr[] | undefined {
  const { callee, args } = made.call;
  if (callee.is === 'member' && callee.name === 'format' && callee.of.is === 'literal') {
    const given = (key: string, count: number) =>
      args.find((arg) => arg.name === key)?.value ?? args[key === '' ? count : Number(key)]?.value;
    return partsOf(callee.of, /\{([\w]{0,40})[^{}]{0,80}\}/g, given);
  }
  const list = joinedList(name, made.call);
  if (list) return list;
  const [template, ...rest] = args;
  if (!printing.test(name) || template?.value.is !== 'literal') return undefined;
  const given = (key: string, count: number) => rest[key === '' ? count : Number(key) - 1]?.value;
  return partsOf(template.value, /%(?:(\d{1,2})\$)?[-+ 0]?\d{0,3}(?:\.\d{1,3})?[a-z]/g, given);
}

/** A list that is written out, joined: `implode('/', [a, b])`, `'/'.join([a, b])`, `[a, b].join('/')`. */
function joinedList(name: string, { callee, args }: Call): readonly Expr[] | undefined {
  const given = args.map(({ value }) => value);
  const on = callee.is === 'member' && callee.name === 'join' ? callee.of : undefined;
  const all = on ? [on, ...given] : /^(implode|join)\(\)$/.test(name) ? given : [];
  const list = all.find((one) => one.is === 'list');
  const between = all.find((one) => one.is !== 'list');
  if (!list) return undefined;
  return list.items.flatMap((item, index) => (index > 0 && between ? [between, item] : [item]));
}

/** The texts between the marks, and what stands in their place; a mark that is given nothing stays as it is written. */
function partsOf(
  template: Expr & { is: 'literal' },
  mark: RegExp,
  given: (key: string, count: number) => Expr | undefined,
): readonly Expr[] {
  const text = String(template.value);
  const parts: Expr[] = [];
  let from = 0;
  let count = 0;
  const add = (end: number) => {
    if (end > from) parts.push({ ...template, value: text.slice(from, end) });
  };
  for (const found of text.matchAll(mark)) {
    const value = given(found[1] ?? '', count++);
    if (!value) continue;
    add(found.index);
    parts.push(value);
    from = found.index + found[0].length;
  }
  add(text.length);
  return parts;
}
