import type { Kept } from './measure.js';

export type Group = 'single' | 'pairs' | 'silent';

/** What is wanted of every language and way of writing, in per cent: where it is not reached, `npm run generality` ends with 1. Never lower one. */
const wanted: Readonly<Record<Group, number>> = { single: 95, pairs: 90, silent: 99 };

/** The part that the checks measure: the same one every time, so that what it finds is a change of the program. */
export const sample = { shareOf: { javascript: 0.06, php: 0.5, python: 0.2, ruby: 0.5 }, seed: 1 };

export function groupOf({ transformation }: Kept, variant: 'bad' | 'good'): Group {
  if (variant === 'good') return 'silent';
  return transformation.includes(', then ') ? 'pairs' : 'single';
}

/** The rows of the whole that lie below what is wanted. */
export function belowWanted(rows: readonly Kept[], variant: 'bad' | 'good'): readonly string[] {
  return rows.flatMap((row) => {
    const bar = wanted[groupOf(row, variant)];
    const share = (100 * row.kept) / row.tried;
    return share < bar ? [`${row.language}, ${row.transformation}: ${share.toFixed(1)} % of ${row.tried}, wanted ${bar} %`] : [];
  }); // biome-ignore format: long lines
}

/** The languages whose part lies below what is wanted, each group taken together; all of them are told. */
export function held(rows: readonly Kept[], variant: 'bad' | 'good'): { readonly told: readonly string[]; readonly below: readonly string[] } {
  const told: string[] = [];
  const below: string[] = [];
  for (const language of new Set(rows.map((row) => row.language)))
    for (const group of ['single', 'pairs', 'silent'] as const) {
      const own = rows.filter((row) => row.language === language && groupOf(row, variant) === group);
      const [tried, kept] = [own.reduce((sum, row) => sum + row.tried, 0), own.reduce((sum, row) => sum + row.kept, 0)];
      if (tried === 0) continue;
      const share = (100 * kept) / tried;
      const line = `${language.padEnd(11)} ${group.padEnd(7)} ${String(kept).padStart(4)} of ${String(tried).padStart(4)}  ${share.toFixed(1)} %, held ${wanted[group]} %`;
      told.push(line);
      if (share < wanted[group]) below.push(line);
    }
  return { told, below };
} // biome-ignore format: long lines
