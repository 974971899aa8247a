import type { Fact } from '../../facts/fact.js';
import { at, type DataNode, entriesOf, itemsOf, textOf } from '../../parse/data.js';

/** `compilerOptions.paths` and `baseUrl` (TypeScript 5.9, tsconfig reference: paths are relative to baseUrl, else to the file). */
export function* compilerAliases(tree: DataNode, file: string): Iterable<Fact> {
  const folder = folderOf(file);
  const base = textOf(at(tree, ['compilerOptions', 'baseUrl']));
  const root = base === undefined ? folder : joined(folder, base);
  const paths = entriesOf(at(tree, ['compilerOptions', 'paths'])).map(({ key, value }) => ({
    from: key,
    to: itemsOf(value).flatMap((item) => {
      const text = textOf(item);
      return text === undefined ? [] : [joined(root, text)];
    }),
  }));
  const aliases = base === undefined ? paths : [...paths, { from: '*', to: [joined(root, '*')] }];
  if (aliases.length > 0)
    yield { kind: 'module-names', aliases, folder, at: { file, start: tree.start, end: tree.start } };
}

/** A package of the repository that others of it import by its name, and its own `#` names (Node 22, packages: subpath imports). */
export function* packageNames(tree: DataNode, file: string): Iterable<Fact> {
  const name = textOf(at(tree, ['name']));
  const folder = folderOf(file);
  const source = textOf(at(tree, ['source'])) ?? textOf(at(tree, ['main'])) ?? textOf(at(tree, ['module']));
  const own = entriesOf(at(tree, ['imports'])).flatMap(({ key, value }) => {
    const to = textOf(value) ?? textOf(at(value, ['default']));
    return to === undefined ? [] : [{ from: key, to: [joined(folder, to)] }];
  });
  if (name === undefined && own.length === 0) return;
  yield {
    kind: 'module-names',
    aliases: own,
    folder,
    ...(name === undefined
      ? {}
      : { package: { name, ...(source === undefined ? {} : { main: joined(folder, source) }) } }),
    at: { file, start: tree.start, end: tree.start },
  };
}

function folderOf(file: string): string {
  const cut = file.lastIndexOf('/');
  return cut < 0 ? '.' : file.slice(0, cut);
}

function joined(folder: string, path: string): string {
  const parts = folder === '.' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') parts.pop();
    else parts.push(part);
  }
  return parts.length === 0 ? '.' : parts.join('/');
}
