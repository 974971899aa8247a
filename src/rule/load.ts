import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { declared } from './declarative.js';
import { type Example, type Rule, type Topic, topics } from './rule.js';

/** A rule with the id that its path gives it. */
export interface LoadedRule extends Rule {
  /** `sessions/per-server-store` */
  readonly id: string;
  readonly topic: Topic;
  /** Its page in the package; a team's own rules have none. */
  readonly page?: string;
}

/** The built-in rules: every module below dist/rules. */
export const builtinRules = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'rules');

/** Loads every `<topic>/<hazard>.js` (or `.yaml`, a rule as data) below a folder, in the order of ids. A new rule is a new file and nothing else. */
export async function loadRules(folder: string = builtinRules): Promise<readonly LoadedRule[]> {
  const ids: { id: string; topic: Topic; file: string }[] = [];
  for (const topic of topics) {
    for (const file of listing(join(folder, topic)))
      if (/\.(js|yaml)$/.test(file)) ids.push({ id: `${topic}/${file.replace(/\.\w+$/, '')}`, topic, file });
  }
  ids.sort((a, b) => (a.id < b.id ? -1 : 1));
  const page = (id: string) => (folder === builtinRules ? { page: `docs/rules/${id}.md` } : {});
  return Promise.all(
    ids.map(async ({ id, topic, file }) => {
      const path = join(folder, topic, file);
      if (file.endsWith('.yaml')) return { ...declared(parse(readFileSync(path, 'utf8'))), id, topic, ...page(id) };
      const module = await import(pathToFileURL(path).href);
      return { ...(module.default as Rule), id, topic, ...page(id) };
    }),
  );
}

/**
 * Rules with all their examples: their own, and those of a folder of the rule's name (`sessions/per-server-store/rails.js`), where the
 * examples of a technology stand once a rule has many. An audit does not need them, so it does not load them.
 */
export async function withExamples(
  rules: readonly LoadedRule[],
  folder: string = builtinRules,
): Promise<readonly LoadedRule[]> {
  return Promise.all(
    rules.map(async (rule) => {
      const files = listing(join(folder, rule.id))
        .filter((file) => file.endsWith('.js'))
        .sort();
      const modules = await Promise.all(files.map((file) => import(pathToFileURL(join(folder, rule.id, file)).href)));
      return {
        ...rule,
        examples: [...rule.examples, ...modules.flatMap((module) => module.default as readonly Example[])],
      };
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
