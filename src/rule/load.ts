import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Rule, type Topic, topics } from './rule.js';

/** A rule with the id that its path gives it. */
export interface LoadedRule extends Rule {
  /** `sessions/per-server-store` */
  readonly id: string;
  readonly topic: Topic;
}

/** The built-in rules: every module below dist/rules. */
export const builtinRules = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'rules');

/** Loads every `<topic>/<hazard>.js` below a folder, in the order of ids. A new rule is a new file and nothing else. */
export async function loadRules(folder: string = builtinRules): Promise<readonly LoadedRule[]> {
  const ids: { id: string; topic: Topic }[] = [];
  for (const topic of topics) {
    for (const file of listing(join(folder, topic)))
      if (file.endsWith('.js')) ids.push({ id: `${topic}/${file.slice(0, -3)}`, topic });
  }
  ids.sort((a, b) => (a.id < b.id ? -1 : 1));
  return Promise.all(
    ids.map(async ({ id, topic }) => {
      const module = await import(pathToFileURL(join(folder, `${id}.js`)).href);
      return { ...(module.default as Rule), id, topic };
    }),
  );
}

function listing(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
