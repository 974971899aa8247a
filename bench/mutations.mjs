// Small changes of a file's text, as a fuzzer makes them: everything comes from the generator of numbers that it is given.

/** Numbers that are the same for the same seed (mulberry32). */
export function numbersOf(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit) => Math.floor(next() * limit);
  const one = (list) => list[below(list.length)];
  return { next, below, one };
}

/** What grammars, masks, printers and tables of names trip over. */
const tokens = [
  ...'{}[]()<>"\'`\\/|&;:,.=!?#$%@*+-~^_ \n\t\r\0',
  '\r\n', '\u2028', '\ufeff', '\u202e', '\ud800', '\udc00', '\u0130', '\u{1f4a9}', '\u001b[31m', '\u00a0', '\u3000',
  '{{', '}}', '{{-', '-}}', '{%', '%}', '${', '$(', '$((', '#{', '<?php', '?>', '<<EOT', 'EOT', '<<~X', '/*', '*/', '//', '"""', "'''", '=>', '->', '::', '...', '&&', '||', '??', '?.', ',,', '(,)', '[]', '{}',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'length', '__class__', 'then', 'undefined', 'null', 'NaN', 'Infinity', 'nil', 'None', 'true', 'false', 'yes', '~',
  '0', '-1', '1e400', '999999999999999999999', '0x', '08', '1.2.3.4', '::1', '0/0', '%s', '%00', '..', '../..', '/', './', '.', '', '*', '**', 'https://', 'redis://', 'redis://:@/', 'postgres://a:b@:x/', 'unix:', 'http://[', 'sqlite:', '${A:-${A}}', '${A', '&a', '*a', '<<: *a', '!!map', '!Ref a', '? a', '- - -', '---', '...',
  'if', 'else', 'end', 'do', 'while', 'for', 'return', 'function', 'class', 'def', 'import', 'from', 'async', 'await', 'yield', 'new', 'include', 'extends', 'require', 'export', 'env', 'getenv', 'server', 'location', 'upstream', 'FROM', 'RUN', 'CMD', 'ENV', 'services:', 'command:', 'volumes:', 'replicas:',
]; // biome-ignore format: a table

const word = /[\p{L}_$][\p{L}\p{N}_$-]*|\d+|"[^"\n]*"|'[^'\n]*'/gu;

const longest = 60_000;

/** A part of a text, mostly short, now and then long. */
function span(text, { next, below }) {
  const start = below(text.length + 1);
  const length = next() < 0.7 ? below(12) : next() < 0.8 ? below(120) : below(text.length + 1);
  return [start, Math.min(text.length, start + length)];
}

const put = (text, start, end, other) => text.slice(0, start) + other + text.slice(end);

function words(text) {
  return [...text.matchAll(word)];
}

function lines(text, change) {
  const list = text.split('\n');
  change(list);
  return list.join('\n');
}

/** Each takes a text, the numbers, and another text of the same language. */
const mutations = {
  cut: (text, n) => put(text, ...span(text, n), ''),
  end: (text, n) => text.slice(0, n.below(text.length + 1)),
  begin: (text, n) => text.slice(n.below(text.length + 1)),
  double: (text, n) => {
    const [start, end] = span(text, n);
    return put(text, end, end, text.slice(start, end));
  },
  repeat: (text, n) => {
    const [start, end] = span(text, n);
    const part = text.slice(start, Math.min(end, start + 200));
    return put(text, start, start, part.repeat(2 ** n.below(n.next() < 0.9 ? 6 : 12)).slice(0, longest));
  },
  token: (text, n) => {
    const at = n.below(text.length + 1);
    return put(text, at, at, n.one(tokens));
  },
  nest: (text, n) => {
    const at = n.below(text.length + 1);
    return put(text, at, at, n.one(tokens).repeat(2 ** n.below(n.next() < 0.9 ? 6 : 13)).slice(0, longest));
  },
  instead: (text, n) => put(text, ...span(text, n), n.one(tokens)),
  word: (text, n) => {
    const found = words(text);
    if (found.length === 0) return text;
    const { index, 0: old } = n.one(found);
    return put(text, index, index + old.length, n.next() < 0.5 ? n.one(tokens) : n.one(found)[0]);
  },
  everywhere: (text, n) => {
    const found = words(text);
    return found.length === 0 ? text : text.replaceAll(n.one(found)[0], () => n.one(tokens)).slice(0, longest);
  },
  splice: (text, n, other) => {
    const [start, end] = span(other, n);
    return put(text, ...span(text, n), other.slice(start, end));
  },
  cross: (text, n, other) => text.slice(0, n.below(text.length + 1)) + other.slice(n.below(other.length + 1)),
  append: (text, _, other) => `${text}\n${other}`,
  swap: (text, n) =>
    lines(text, (list) => {
      const a = n.below(list.length);
      const b = n.below(list.length);
      [list[a], list[b]] = [list[b], list[a]];
    }),
  dropLine: (text, n) => lines(text, (list) => list.splice(n.below(list.length), 1 + n.below(3))),
  indent: (text, n) => lines(text, (list) => { const at = n.below(list.length); list[at] = ' '.repeat(n.below(9)) + list[at].trimStart(); }),
  ends: (text, n) => text.replaceAll('\n', n.one(['\r\n', '\r', '\n\n', ' \n', '\\\n', '\u2028', ''])),
  char: (text, n) => {
    const at = n.below(text.length + 1);
    return put(text, at, at + 1, String.fromCharCode(n.below(n.next() < 0.8 ? 128 : 65536)));
  },
  bracket: (text, n) => {
    const found = [...text.matchAll(/[{}[\]()"'`<>]/g)];
    if (found.length === 0) return text;
    const { index } = n.one(found);
    return put(text, index, index + 1, n.one(['', '', '(', ')', '{', '}', '[', ']', '"', "'"]));
  },
}; // biome-ignore format: one mutation a line or so

const kinds = Object.values(mutations);

/** A text changed in one to a few ways. */
export function mutate(text, numbers, other) {
  let changed = text;
  for (let left = 1 + numbers.below(numbers.next() < 0.8 ? 2 : 8); left > 0; left--)
    changed = numbers.one(kinds)(changed, numbers, other).slice(0, longest);
  return changed;
}

/** Now and then a file has a name that nobody would give it. */
export function mutatePath(path, numbers) {
  const parts = path.split('/');
  const at = numbers.below(parts.length);
  const old = parts[at];
  parts[at] = numbers.one([
    `${old}${numbers.one(tokens)}`, `${numbers.one(tokens)}${old}`, '__proto__', 'constructor', `${'a'.repeat(200)}${old}`, `${old} `, `.${old}`, `${'-_'.repeat(60)}${old}`,
  ]).replaceAll('/', '_').replaceAll('\0', '') || 'x'; // biome-ignore format: a table
  return parts.some((part) => part === '..' || part === '.') ? path : parts.join('/');
}
