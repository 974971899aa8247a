import { visible } from './visible.js';

/** Text as it may stand in an attribute or an element of XML 1.0: quotes and brackets escaped, forbidden characters shown as escapes. */
export function xml(text: string): string {
  return visible(text)
    .replace(/\p{Surrogate}|[\ufffe\uffff]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

/** Attributes of an element, in order. */
export function attributes(given: Readonly<Record<string, string | number>>): string {
  return Object.entries(given)
    .map(([name, value]) => ` ${name}="${xml(String(value))}"`)
    .join('');
}
