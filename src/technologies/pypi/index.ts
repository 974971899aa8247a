import type { Dependency } from '../../facts/dependency.js';
import type { Fact } from '../../facts/fact.js';
import { at, type DataNode, entriesOf, itemsOf, textOf } from '../../parse/data.js';
import type { IniTree } from '../../parse/ini.js';
import { reader, technology } from '../technology.js';
import { requirementFacts, requirementOf } from './requirement.js';

/** Python packages: what manifests ask for and what lock files pin. */
export default technology({
  name: 'pypi',
  title: 'Python packages',
  readers: [
    reader({
      language: 'text',
      paths: /(^|\/)([\w.-]*requirements?[\w.-]*|constraints)\.(txt|in|pip)$|(^|\/)requirements\/[\w.-]+\.(txt|in)$/i,
      extract: (text, source) => requirementFacts(text, source.path),
    }),
    reader({
      language: 'toml',
      paths: /(^|\/)pyproject\.toml$/,
      extract: (tree, source) => pyproject(tree, source.path),
    }),
    reader({
      language: 'toml',
      paths: /(^|\/)(poetry|uv|pdm)\.lock$/,
      extract: (tree, source) => lock(tree, source.path),
    }),
    reader({ language: 'toml', paths: /(^|\/)Pipfile$/, extract: (tree, source) => pipfile(tree, source.path) }),
    reader({
      language: 'json',
      paths: /(^|\/)Pipfile\.lock$/,
      extract: (tree, source) => pipfileLock(tree, source.path),
    }),
    reader({
      language: 'plain-ini',
      paths: /(^|\/)setup\.cfg$/,
      extract: (tree, source) => setupCfg(tree, source.path),
    }),
  ],
  detect: () => undefined,
});

const developing = /^(dev|develop|development|test|tests|testing|lint|linting|docs?|typing|types|ci|debug|local)$/i;

function* pyproject(tree: DataNode, file: string): Iterable<Fact> {
  yield* listed(at(tree, 'project.dependencies'), file, false);
  for (const { key, value } of entriesOf(at(tree, 'project.optional-dependencies')))
    yield* listed(value, file, developing.test(key));
  for (const { key, value } of entriesOf(at(tree, 'dependency-groups')))
    yield* listed(value, file, developing.test(key));
  yield* tabled(at(tree, 'tool.poetry.dependencies'), file, false);
  yield* tabled(at(tree, 'tool.poetry.dev-dependencies'), file, true);
  for (const { key, value } of entriesOf(at(tree, 'tool.poetry.group')))
    yield* tabled(at(value, 'dependencies'), file, developing.test(key));
  // programs that installing the package puts on the path (PyPA, Entry points specification)
  for (const table of ['project.scripts', 'tool.poetry.scripts'])
    for (const { key, keyStart, value } of entriesOf(at(tree, table)))
      yield {
        kind: 'use',
        technology: 'pypi',
        what: 'console-script',
        name: key,
        at: { file, start: keyStart, end: value.end },
      };
}

function* listed(list: DataNode | undefined, file: string, dev: boolean): Iterable<Fact> {
  for (const item of itemsOf(list)) {
    const found = requirementOf(textOf(item) ?? '');
    if (found) yield fact({ ...found, dev }, file, item);
  }
}

function* tabled(table: DataNode | undefined, file: string, dev: boolean): Iterable<Fact> {
  for (const { key, keyStart, value } of entriesOf(table)) {
    if (key === 'python') continue;
    const version = textOf(value) ?? textOf(at(value, 'version'));
    yield fact({ name: normal(key), ...(version ? { version } : {}), locked: false, dev }, file, {
      start: keyStart,
      end: value.end,
    });
  }
}

function* lock(tree: DataNode, file: string): Iterable<Fact> {
  for (const item of itemsOf(at(tree, 'package'))) {
    const name = textOf(at(item, 'name'));
    const version = at(item, 'version');
    const text = textOf(version);
    const dev =
      textOf(at(item, 'category')) === 'dev' ||
      (groupsOf(item).length > 0 && groupsOf(item).every((group) => developing.test(group)));
    if (name && version && text) yield fact({ name: normal(name), version: text, locked: true, dev }, file, version);
  }
}

function groupsOf(item: DataNode): readonly string[] {
  return itemsOf(at(item, 'groups')).map((group) => textOf(group) ?? '');
}

function* pipfile(tree: DataNode, file: string): Iterable<Fact> {
  yield* tabled(at(tree, 'packages'), file, false);
  yield* tabled(at(tree, 'dev-packages'), file, true);
}

function* pipfileLock(tree: DataNode, file: string): Iterable<Fact> {
  for (const [section, dev] of [
    ['default', false],
    ['develop', true],
  ] as const) {
    for (const { key, keyStart, value } of entriesOf(at(tree, section))) {
      const version = textOf(at(value, 'version'))?.replace(/^==/, '');
      yield fact({ name: normal(key), ...(version ? { version } : {}), locked: true, dev }, file, {
        start: keyStart,
        end: value.end,
      });
    }
  }
}

function* setupCfg(tree: IniTree, file: string): Iterable<Fact> {
  for (const section of tree.sections) {
    if (section.name.text !== 'options') continue;
    for (const { key, value } of section.entries) {
      if (!value) continue;
      for (const line of key.text === 'install_requires' ? value.text.split('\n') : [key.text]) {
        const found = section.entries.some((entry) => entry.key.text === 'install_requires')
          ? requirementOf(line)
          : undefined;
        if (found && /[<>=~]/.test(line)) yield fact({ ...found, dev: false }, file, value);
      }
    }
  }
}

function normal(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

function fact(
  dependency: Omit<Dependency, 'ecosystem'>,
  file: string,
  { start, end }: { readonly start: number; readonly end: number },
): Fact {
  return { kind: 'dependency', ecosystem: 'pypi', ...dependency, at: { file, start, end } };
}
