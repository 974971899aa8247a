import type { Facts } from '../../facts/fact.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import { variablesAsked } from './conditions.js';

/**
 * A start script rewrites what a file of the configuration names (`sed -i 's/adapter: disk/adapter: bucket/' config/storage.yaml`) where one
 * variable is set or has a value: that is the app's own switch, and the file is left as it stands.
 */
export function switchByRewriting(facts: Facts, { file, word }: { readonly file: string; readonly word: string }): Repair | undefined {
  for (const { commands } of facts.of('shell-script')) {
    for (const { words, conditions, at } of commands) {
      const [first, ...rest] = words.map(({ value }) => value);
      const isRewriting = first === 'sed' && rest.some((one) => /^(-\w*i|--in-place)/.test(one));
      if (!isRewriting || !rest.some((one) => isSame(one, file)) || !rest.some((one) => says(one, word))) continue;
      const names = new Set(conditions.slice(-1).flatMap(variablesAsked));
      const [name] = names;
      if (name === undefined || names.size > 1) continue;
      const test = conditions.at(-1) ?? '';
      const title = `Set ${name}, by which ${at.file} leads to another storage`;
      return {
        ...byHand(
          title,
          `${at.file} rewrites ${file} where \`${test.slice(0, 80)}\`: give every server the same, with what the other way reads besides`,
          'What is kept on disk already does not move by itself: copy it before you switch',
        ),
        whole: true,
      };
    }
  }
  return undefined;
} // biome-ignore format: conditions

/** By its path from the root, or from a folder below it. */
function isSame(written: string, file: string): boolean {
  const path = written.replace(/^\.?\//, '');
  return path.includes('/') && (path === file || path.endsWith(`/${file}`) || file.endsWith(`/${path}`));
}

/** The expression takes the word away (before its second delimiter). */
function says(expression: string, word: string): boolean {
  const [, sign = ''] = /^s(\W)/.exec(expression) ?? [];
  if (sign === '') return false;
  const taken = expression.split(sign)[1] ?? '';
  return taken.split(/[^\w-]+/).includes(word);
}
