import type { Fact } from '../../facts/fact.js';
import type { Resolution } from '../technology.js';
import { fileKey } from './js/modules.js';

/** Files that the app's start commands load, directly or through others. */
export function reachableFiles(
  app: Resolution,
  modules: readonly Fact<'js-module'>[],
  find: (key: string) => string | undefined,
): ReadonlySet<string> {
  return filesFrom(entryKeys(app, find), modules, find);
}

/** The files of some keys, and all that they load. */
export function filesFrom(
  keys: readonly string[],
  modules: readonly Fact<'js-module'>[],
  find: (key: string) => string | undefined,
): ReadonlySet<string> {
  const byKey = new Map(modules.map((fact) => [fileKey(fact.at.file), fact]));
  const reached = new Set<string>();
  const waiting = [...keys];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const module = byKey.get(key);
    if (!module || reached.has(module.at.file)) continue;
    reached.add(module.at.file);
    for (const load of [...module.loads, ...module.passes]) {
      if (load.endsWith('*')) {
        if (load.length > 1)
          for (const other of byKey.keys()) if (other.startsWith(load.slice(0, -1))) waiting.push(other);
        continue;
      }
      const next = find(load);
      if (next) waiting.push(next);
    }
  }
  return reached;
}

const startNames =
  /^(main|start|start:(prod|production|web|server|docker|worker)|start-(docker|server|prod)|serve|server|production)$/;
const common = [
  'server',
  'app',
  'index',
  'main',
  'src/server',
  'src/app',
  'src/index',
  'src/main',
  'server/index',
  'server/server',
  'server/main',
  'bin/www',
];

/** Files that scripts of the manifest run and no start of the app does: programs of whoever works on it. */
export function scriptFiles(app: Resolution, find: (key: string) => string | undefined): ReadonlySet<string> {
  const base = app.root === '.' ? '' : `${app.root}/`;
  const found = new Set<string>();
  for (const { name, command } of app.facts.of('script')) {
    if (name === 'main' || startNames.test(name)) continue;
    for (const word of command.split(/[\s"'&|;=]+/)) {
      const key = entryOf(word, base, find);
      if (key) found.add(key);
    }
  }
  return found;
}

function entryKeys(app: Resolution, find: (key: string) => string | undefined): string[] {
  const base = app.root === '.' ? '' : `${app.root}/`;
  const scripts = new Map(app.facts.of('script').map((fact) => [fact.name, fact.command]));
  const commands = [...scripts].filter(([name]) => startNames.test(name)).map(([, command]) => command);
  commands.push(...app.processes.flatMap(({ command }) => (command ? [command] : [])));
  const found = new Set<string>();
  for (const command of commands)
    for (const word of wordsOf(command, scripts, 0)) {
      const key = entryOf(word, base, find);
      if (key) found.add(key);
    }
  for (const name of common) {
    const key = find(`${base}${name}`);
    if (key === `${base}${name}`) found.add(key);
  }
  return [...found];
}

/** The words of a command, with npm scripts that it runs spelled out. */
export function wordsOf(command: string, scripts: ReadonlyMap<string, string>, depth: number): readonly string[] {
  const words = command.split(/[\s"'&|;=]+/).filter(Boolean);
  if (depth > 4) return words;
  return words.flatMap((word) => [
    word,
    ...(scripts.has(word) && word !== 'start' ? wordsOf(scripts.get(word) ?? '', scripts, depth + 1) : []),
  ]);
}

function entryOf(word: string, base: string, find: (key: string) => string | undefined): string | undefined {
  if (!/^[\w@./-]+$/.test(word) || !/[./]/.test(word)) return undefined;
  const plain = word.replace(/^\.\//, '').replace(/\.([cm]?[jt]s)$/, '');
  const source = plain.replace(/^(dist|build|lib|out|\.output)\//, '');
  for (const key of [plain, `src/${source}`, source, source.replace(/^src\//, '')]) {
    const found = find(`${base}${key}`);
    if (found === `${base}${key}` || found === `${base}${key}/index`) return found;
  }
  return undefined;
}
