import type { ImageStage } from '../../facts/image.js';
import { folderNamed, type Packages } from '../../facts/workspace.js';
import { type PlacedCopy, through, under } from './copies.js';

/**
 * What the commands of a stage put elsewhere in it, traced back to the context: `cp -R apps/shop/dist /prod/dist`, a package with all that it needs
 * (pnpm 10, `deploy`) and the part of a repository that a package needs (turbo 2, `prune`).
 */
export function movedCopies(
  runs: ImageStage['runs'],
  copies: readonly PlacedCopy[],
  { workdir, packages = {} }: { readonly workdir: string; readonly packages?: Packages },
): readonly PlacedCopy[] {
  const moved: PlacedCopy[] = [];
  const move = (from: string, to: string): void => {
    const target = { target: under(workdir, to), into: false };
    const known = [...copies, ...moved];
    moved.push(...known.flatMap((one) => through(one, under(workdir, from), target)));
  };
  for (const { value } of runs) {
    for (const line of value.split(/&&|\|\||;|\n/)) {
      const words = line.trim().split(/\s+/);
      for (const { from, to } of movesOf(words, packages)) move(from, to);
    }
  }
  return moved;
}

interface Move {
  readonly from: string;
  readonly to: string;
}

function movesOf(words: readonly string[], packages: Packages): readonly Move[] {
  const at = words.findIndex((word) => /^(cp|mv|pnpm|turbo)$/.test(word));
  const rest = words.slice(at + 1);
  const plain = rest.filter((word) => !word.startsWith('-'));
  const [from = '', to = ''] = plain;
  if (words[at] === 'cp' || words[at] === 'mv')
    return plain.length === 2 && !/[*$]/.test(`${from}${to}`) ? [{ from, to }] : [];
  if (words[at] === 'turbo' && plain[0] === 'prune') {
    const out = optionOf(rest, /^--out-dir$/) ?? 'out';
    return ['', '/full', '/json'].map((part) => ({ from: '.', to: `${out}${part}` }));
  }
  const deploy = rest.indexOf('deploy');
  if (words[at] !== 'pnpm' || deploy < 0) return [];
  const target = rest
    .slice(deploy + 1)
    .find((word, index, all) => !word.startsWith('-') && !takesValue(all[index - 1]));
  const folder = folderNamed(optionOf(rest, filters), packages);
  return folder !== undefined && target !== undefined ? [{ from: folder, to: target }] : [];
}

const filters = /^(--filter|-F)$/;

function takesValue(option: string | undefined): boolean {
  return option !== undefined && filters.test(option);
}

function optionOf(words: readonly string[], name: RegExp): string | undefined {
  const index = words.findIndex((word) => name.test(word.split('=')[0] ?? ''));
  const word = words[index];
  return word?.includes('=') ? word.slice(word.indexOf('=') + 1) : word === undefined ? undefined : words[index + 1];
}
