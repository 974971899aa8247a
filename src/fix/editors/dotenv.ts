import { parseDotenv } from '../../parse/dotenv.js';
import type { Source } from '../../read/source.js';
import { type Cannot, type Edit, lineEnd, replacement } from '../edit.js';
import { once } from './parsed.js';

const dotenvOf = once(parseDotenv);

/** Sets a variable: the value of the assignment in force is replaced, a commented-out one is taken as the place for a new line, else the end of the file. */
export function setVariable(
  source: Source,
  { name, value }: { readonly name: string; readonly value: string },
): readonly Edit[] | Cannot {
  if (/[\r\n]/.test(value)) return { cannot: `the value of ${name} has several lines` };
  const { tree } = dotenvOf(source);
  const written = /^[\w./:@,+-]*$/.test(value) ? value : `"${value.replace(/["\\$]/g, '\\$&')}"`;
  const entry = tree.entries.findLast(({ key }) => key.text === name);
  if (entry) return [replacement(source, entry.value.start, entry.value.end, written)];
  const commented = tree.commented.findLast(({ key }) => key.text === name);
  const place = commented ? lineEnd(source.text, commented.value.end) : source.text.length;
  const needsBreak = place > 0 && !/[\r\n]$/.test(source.text.slice(0, place));
  const text = `${needsBreak ? '\n' : ''}${name}=${written}${place === source.text.length ? '\n' : ''}`;
  return [{ path: source.path, start: place, end: place, was: '', text, ...(needsBreak ? {} : { joins: true }) }];
}
