import { xml } from './xml.js';

/** Text that stays text in HTML, in an element or a quoted attribute. */
export const escapeHtml = xml;

/** A sentence of ours or of a file with its `code` set as such; everything else stays text. */
export function prose(words: string): string {
  return escapeHtml(words).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** A word for a badge, with a class of the same name for its colour. */
export function badge(word: string, kind: string = word): string {
  return `<span class="badge ${/^[a-z-]+$/.test(kind) ? kind : 'unknown'}">${escapeHtml(word)}</span>`;
}

/** Text cut to a length, for drawings. */
export function short(text: string, most: number): string {
  const chars = [...text];
  return chars.length <= most ? text : `${chars.slice(0, most - 1).join('')}…`;
}
