import type { Fact } from '../../facts/fact.js';
import { at, type DataNode, entriesOf, textOf } from '../../parse/data.js';

/** `package-lock.json`: the packages at the top of `node_modules` (lock versions 2 and 3), or `dependencies` (version 1). */
export function* npmLock(tree: DataNode, file: string): Iterable<Fact> {
  const packages = at(tree, ['packages']);
  if (packages) {
    const asked = askedFor(packages);
    for (const { key, value } of entriesOf(packages)) {
      const name = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(key)?.[1];
      if (name && asked.has(name)) yield* locked(name, at(value, ['version']), file);
    }
    return;
  }
  for (const { key, value } of entriesOf(at(tree, ['dependencies']))) yield* locked(key, at(value, ['version']), file);
}

/** Names that the root and the workspaces ask for: what others bring along says nothing about the app. */
function askedFor(packages: DataNode): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { key, value } of entriesOf(packages)) {
    if (key.includes('node_modules/')) continue;
    for (const section of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'])
      for (const entry of entriesOf(at(value, [section]))) names.add(entry.key);
  }
  return names;
}

function* locked(name: string, version: DataNode | undefined, file: string): Iterable<Fact> {
  const text = textOf(version);
  if (version && text) yield fact(name, text, { file, start: version.start, end: version.end });
}

function fact(name: string, version: string, place: Fact['at']): Fact {
  return { kind: 'dependency', ecosystem: 'npm', name, version, locked: true, dev: false, at: place };
}

/** `yarn.lock`, of yarn 1 (`express@^4.17.1:` and `version "4.17.1"`) and later (`"express@npm:^4.17.1":` and `version: 4.17.1`). */
export function* yarnLock(text: string, file: string): Iterable<Fact> {
  const entry = /^"?((?:@[^/@\s]+\/)?[^@\s"]+)@[^\n]*:\r?\n {2}version:? "?([^"\r\n]+)"?/gm;
  for (const found of text.matchAll(entry)) {
    const [whole, name = '', version = ''] = found;
    const start = found.index + whole.lastIndexOf(version);
    yield fact(name, version, { file, start, end: start + version.length });
  }
}

/** `pnpm-lock.yaml`: the versions under `importers` (and, before lock version 6, at the top), told by their indentation. */
export function* pnpmLock(text: string, file: string): Iterable<Fact> {
  const importers = text.search(/^(importers|dependencies|devDependencies|optionalDependencies|specifiers):/m);
  if (importers < 0) return;
  const rest = text.slice(importers).search(/^packages:/m);
  const part = text.slice(importers, rest < 0 ? undefined : importers + rest);
  const entry = /^ +'?((?:@[^/'\s]+\/)?[^:'\s]+)'?:\r?\n +specifier: [^\n]*\n +version: '?([^('\s]+)/gm;
  for (const found of part.matchAll(entry)) {
    const [whole, name = '', version = ''] = found;
    const start = importers + found.index + whole.lastIndexOf(version);
    yield fact(name, version, { file, start, end: start + version.length });
  }
}
