import { table } from '../table.js';

const opposites: Readonly<Record<string, string>> = table({
  true: 'false',
  false: 'true',
  yes: 'no',
  no: 'yes',
  on: 'off',
  off: 'on',
  '1': '0',
  '0': '1',
});

/** Whether a text is one by which a setting says no. */
export function saysNo(text: string): boolean {
  return /^(false|no|off|0)$/i.test(text);
}

/** The other word, of one by which a variable of the environment says yes or no. */
export function oppositeOf(word: string): string | undefined {
  const found = opposites[word.toLowerCase()];
  const isUpper = word !== word.toLowerCase();
  return found === undefined || !isUpper ? found : word === word.toUpperCase() ? found.toUpperCase() : `${found[0]?.toUpperCase()}${found.slice(1)}`; // biome-ignore format: one choice
}
