import type { Fact } from '../../facts/fact.js';
import { at, type DataNode, entriesOf, textOf } from '../../parse/data.js';
import { reader, technology } from '../technology.js';
import { npmLock, pnpmLock, yarnLock } from './locks.js';
import { compilerAliases, packageNames } from './module-names.js';
import { npmStart } from './start.js';

/** JavaScript packages and commands: what package.json asks for and starts, and what npm, yarn and pnpm pin. */
export default technology({
  name: 'npm',
  title: 'npm',
  readers: [
    reader({
      language: 'json',
      paths: /(^|\/)package\.json$/,
      extract: (tree, source) => [...manifest(tree, source.path), ...packageNames(tree, source.path)],
    }),
    reader({
      language: 'json',
      paths: /(^|\/)deno\.jsonc?$/,
      mentions: ['"tasks"'],
      extract: (tree, source) => scripts(at(tree, ['tasks']), source.path),
    }),
    reader({
      language: 'json',
      paths: /(^|\/)[jt]sconfig[^/]*\.json$/,
      mentions: ['paths', 'baseUrl'],
      extract: (tree, source) => compilerAliases(tree, source.path),
    }),
    reader({
      language: 'json',
      paths: /(^|\/)(package-lock|npm-shrinkwrap)\.json$/,
      extract: (tree, source) => npmLock(tree, source.path),
    }),
    reader({ language: 'text', paths: /(^|\/)yarn\.lock$/, extract: (text, source) => yarnLock(text, source.path) }),
    reader({
      language: 'text',
      paths: /(^|\/)pnpm-lock\.yaml$/,
      extract: (text, source) => pnpmLock(text, source.path),
    }),
  ],
  detect: () => undefined,
  deployment: npmStart,
});

/** Peers of an app's own manifest are installed with it; optional ones too, where they can be built. */
const sections = [
  ['dependencies', false],
  ['optionalDependencies', false],
  ['peerDependencies', false],
  ['devDependencies', true],
] as const;

function* manifest(tree: DataNode, file: string): Iterable<Fact> {
  for (const [section, dev] of sections) {
    for (const { key, keyStart, value } of entriesOf(at(tree, [section]))) {
      const version = textOf(value);
      const place = { file, start: keyStart, end: value.end };
      const dependency = { kind: 'dependency', ecosystem: 'npm', name: key, locked: false, dev, at: place } as const;
      yield version ? { ...dependency, version } : dependency;
    }
  }
  yield* scripts(at(tree, ['scripts']), file);
  const main = at(tree, ['main']);
  const program = textOf(main);
  if (main && program)
    yield { kind: 'script', name: 'main', command: program, at: { file, start: main.start, end: main.end } };
}

/** Commands under names; of Deno's tasks some are a map with the command in it (Deno 2, deno task). */
function* scripts(node: DataNode | undefined, file: string): Iterable<Fact> {
  for (const { key, keyStart, value } of entriesOf(node)) {
    const command = textOf(value) ?? textOf(at(value, ['command']));
    if (command) yield { kind: 'script', name: key, command, at: { file, start: keyStart, end: value.end } };
  }
}
