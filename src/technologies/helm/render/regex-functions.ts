import { table } from '../../../table.js';
import { type Call, type Functions, failed, known } from './function.js';
import { type Regex, regexOf } from './regex.js';
import { cut, joined } from './rope.js';
import { bool, list, madeOf, type Text, type Value, words } from './value.js';

/** Longer texts are not searched. */
const longest = 20_000;

export const regexFunctions: Functions = table({
  ...both('regexMatch', known('ss', ([pattern, text], call) => searched(call, pattern, text, (regex) => bool(regex.exec(text.text, 0) !== undefined, text.pieces[0]?.at)))),
  ...both('regexFind', known('ss', ([pattern, text], call) => searched(call, pattern, text, (regex) => {
    const found = regex.exec(text.text, 0);
    return found ? cut(text, found[0] ?? 0, found[1]) : words('');
  }))),
  ...both('regexFindAll', known('ssi', ([pattern, text, count], call) => searched(call, pattern, text, (regex) => {
    const found = matches(regex, text.text, count).map(([start = 0, end]) => cut(text, start, end));
    return found.length === 0 ? { ...list([], 'string'), unmade: true } : list(found, 'string');
  }))),
  ...both('regexReplaceAll', known('sss', ([pattern, text, by], call) => by.text.length > 200 && text.text.length > 2000 ? failed(call, 'makes too long a text') : searched(call, pattern, text, (regex) => replaced(regex, text, (found) => madeOf(expanded(by.text, { regex, text: text.text, found }), text))))),
  ...both('regexReplaceAllLiteral', known('sss', ([pattern, text, by], call) => by.text.length > 200 && text.text.length > 2000 ? failed(call, 'makes too long a text') : searched(call, pattern, text, (regex) => replaced(regex, text, () => by)))),
  ...both('regexSplit', known('ssi', ([pattern, text, count], call) => searched(call, pattern, text, (regex) => list(pieces(regex, text, count), 'string')))),
  regexQuoteMeta: known('s', ([text]) => madeOf(text.text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'), text)),
}); // biome-ignore format: a table

function both(name: string, one: Functions[string]): Functions {
  return { [name]: one, [`must${name[0]?.toUpperCase()}${name.slice(1)}`]: one };
}

function searched(call: Call, pattern: Text, text: Text, search: (regex: Regex) => Value): Value {
  const regex = regexOf(pattern.text);
  if (!regex) return failed(call, `the pattern ${JSON.stringify(pattern.text)} cannot be read`);
  return text.text.length > longest ? failed(call, 'the text is too long to be searched') : search(regex);
}

type Match = readonly number[];

/** As regexp's `allMatches`: an empty match right behind the last one does not count. */
function matches(regex: Regex, text: string, count: number): readonly Match[] {
  const found: Match[] = [];
  let lastEnd = -1;
  for (let from = 0; from <= text.length && (count < 0 || found.length < count); ) {
    const match = regex.exec(text, from);
    if (!match) break;
    const [start = 0, end = 0] = match;
    const isEmpty = start === end;
    if (!(isEmpty && start === lastEnd)) found.push(match);
    from = isEmpty ? end + 1 : end;
    lastEnd = end;
  }
  return found;
}

function replaced(regex: Regex, text: Text, by: (match: Match) => Text): Text {
  const parts: Text[] = [];
  let behind = 0;
  for (const match of matches(regex, text.text, -1)) {
    const [start = 0, end = 0] = match;
    parts.push(cut(text, behind, start), by(match));
    behind = end;
  }
  parts.push(cut(text, behind));
  return joined(parts.filter((part) => part.text !== ''));
}

/** `$1`, `${1}` and `${name}` as regexp's `Expand` reads them: the longest name counts. */
function expanded(template: string, { regex, text, found }: { regex: Regex; text: string; found: Match }): string {
  return template.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (whole, plain?: string, braced?: string) => {
    if (whole === '$$') return '$';
    const name = plain ?? braced ?? '';
    const index = /^\d+$/.test(name) ? Number(name) : regex.groups.lastIndexOf(name);
    const [start = -1, end = -1] = index < 0 ? [] : found.slice(index * 2, index * 2 + 2);
    return start < 0 ? '' : text.slice(start, end);
  });
}

function pieces(regex: Regex, text: Text, count: number): readonly Text[] {
  if (count === 0) return [];
  if (text.text === '') return [text];
  const parts: Text[] = [];
  let begin = 0;
  let end = 0;
  for (const [start = 0, stop = 0] of matches(regex, text.text, count)) {
    if (count > 0 && parts.length === count - 1) break;
    end = start;
    if (stop !== 0) parts.push(cut(text, begin, end));
    begin = stop;
  }
  if (end !== text.text.length) parts.push(cut(text, begin));
  return parts;
}
