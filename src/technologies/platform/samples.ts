import type { Fact, Facts } from '../../facts/fact.js';
import type { Way } from '../../resolve/parts/way.js';
import { folderOf } from '../docker/paths.js';

const platforms = /^(render|fly|digitalocean|railway|heroku|platform-sh)$/;

/** Files of three hosts and more in one folder below the top are there to be picked from: no app runs at all of them. */
function samplesIn(facts: Facts): readonly Fact<'document'>[] {
  const chosen = facts.of('chosen-way')[0]?.path;
  const byFolder = new Map<string, Fact<'document'>[]>();
  for (const fact of facts.of('document')) {
    const folder = folderOf(fact.at.file);
    if (!platforms.test(fact.technology) || folder === '.') continue;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), fact]);
  }
  const many = [...byFolder.values()].filter((all) => new Set(all.map(({ technology }) => technology)).size >= 3);
  return many.flat().filter(({ at: { file } }) => chosen === undefined || (file !== chosen && !file.startsWith(`${chosen}/`)));
} // biome-ignore format: conditions

/** The facts without such samples. */
export function withoutSamples(facts: Facts): Facts {
  const samples = new Set<unknown>(samplesIn(facts));
  if (samples.size === 0) return facts;
  return { of: (kind) => facts.of(kind).filter((fact) => !samples.has(fact)) };
}

export function sampleWays(facts: Facts): readonly Way[] {
  return samplesIn(facts).map(({ technology, at }) => ({ label: at.file, technology, judged: false, why: 'is one of the samples for several hosts in its folder', at })); // biome-ignore format: one record
}
