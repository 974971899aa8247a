import type { Dependency } from '../../facts/dependency.js';
import type { Fact } from '../../facts/fact.js';
import { at, type DataNode, entriesOf, itemsOf, textOf } from '../../parse/data.js';
import { reader, technology } from '../technology.js';

/** PHP packages: what composer.json asks for and composer.lock pins. */
export default technology({
  name: 'composer',
  title: 'Composer',
  readers: [
    reader({
      language: 'json',
      paths: /(^|\/)composer\.json$/,
      extract: (tree, source) => manifest(tree, source.path),
    }),
    reader({ language: 'json', paths: /(^|\/)composer\.lock$/, extract: (tree, source) => lock(tree, source.path) }),
  ],
  detect: () => undefined,
});

function* manifest(tree: DataNode, file: string): Iterable<Fact> {
  for (const [section, dev] of [
    ['require', false],
    ['require-dev', true],
  ] as const) {
    for (const { key, keyStart, value } of entriesOf(at(tree, [section]))) {
      const version = textOf(value);
      yield fact(
        { ecosystem: 'composer', name: key.toLowerCase(), locked: false, dev, ...(version ? { version } : {}) },
        file,
        keyStart,
        value.end,
      );
    }
  }
}

function* lock(tree: DataNode, file: string): Iterable<Fact> {
  for (const [section, dev] of [
    ['packages', false],
    ['packages-dev', true],
  ] as const) {
    for (const item of itemsOf(at(tree, [section]))) {
      const name = textOf(at(item, 'name'));
      const version = at(item, 'version');
      const text = textOf(version);
      if (name && version && text)
        yield fact(
          { ecosystem: 'composer', name: name.toLowerCase(), version: text.replace(/^v/, ''), locked: true, dev },
          file,
          version.start,
          version.end,
        );
    }
  }
}

function fact(dependency: Dependency, file: string, start: number, end: number): Fact {
  return { kind: 'dependency', ...dependency, at: { file, start, end } };
}
