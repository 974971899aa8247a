import { looksSecret } from './secret-names.js';
import { type SecretSpan, secretSpans, type Writing } from './secret-spans.js';

/** Shows a text without its secrets. */
export type Mask = (text: string, writing?: Writing) => string;

/** A text with every value masked that is a secret by its name or its shape. Reads of variables stay. */
export function maskSecrets(text: string, writing: Writing = 'data'): string {
  return cover(text, secretSpans(text, writing));
}

/** Covers places of a text. */
export function cover(text: string, spans: readonly SecretSpan[]): string {
  let shown = '';
  let from = 0;
  for (const { start, end } of spans) {
    // the line ends of a key in armour stay, so that lines keep their numbers
    shown += text.slice(from, start) + text.slice(start, end).replace(/[^\n\r]+/g, '***');
    from = end;
  }
  return shown + text.slice(from);
}

/** The values that a text gives as secrets and that look like it: they are masked wherever they are printed. */
export function secretValues(text: string, writing: Writing): readonly string[] {
  return secretSpans(text, writing)
    .map(({ start, end }) => text.slice(start, end))
    .filter((value) => looksSecret(value) && !value.includes('\n'));
}

/** The door that every printed text passes: secrets by name, by shape, and those values that are known from anywhere. */
export function maskOf(known: Iterable<string>): Mask {
  const values = [...new Set(known)].sort((a, b) => b.length - a.length);
  return (text, writing) => {
    let shown = text;
    for (const value of values) if (shown.includes(value)) shown = shown.replaceAll(value, '***');
    return maskSecrets(shown, writing);
  };
}
