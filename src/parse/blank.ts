/** Overwriting with spaces what no grammar can read, so that every offset stays true. */

/** `text` with the range made of spaces; line breaks stay, and so do all offsets. */
export function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + spaces(text.slice(start, end)) + text.slice(end);
}

/** As many spaces as `text` has UTF-16 units, its line breaks kept. */
export function spaces(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

const unreadable = /[\0-\x08\x0e-\x1f\x7f]/;
const conflict = /^(?:<{7}|>{7}|\|{7}|={7})(?![<>|=]).*$/gm;

/** Control characters and the marker lines of a merge conflict (both sides stay) become spaces. */
export function blankNoise(text: string): string {
  const plain = unreadable.test(text) ? text.replace(/[\0-\x08\x0e-\x1f\x7f]/g, ' ') : text;
  return plain.includes('<<<<<<<') || plain.includes('>>>>>>>') ? plain.replace(conflict, spaces) : plain;
}
