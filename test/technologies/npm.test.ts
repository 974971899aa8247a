import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Fact, indexFacts } from '../../src/facts/fact.js';
import { parseJson } from '../../src/parse/json.js';
import { npmLock, pnpmLock, yarnLock } from '../../src/technologies/npm/locks.js';
import { npmPackage } from '../../src/technologies/npm/packages.js';

const lock = (packages: object) =>
  npmLock(parseJson(JSON.stringify({ lockfileVersion: 3, packages })).tree, 'package-lock.json');

describe('lock files pin what the manifest asks for', () => {
  const rows: readonly (readonly [string, () => Iterable<Fact>])[] = [
    ['npm', () => lock({ '': { dependencies: { express: '^5.0.0' } }, 'node_modules/express': { version: '5.1.0' } })],
    [
      'npm before version 2',
      () => npmLock(parseJson('{"dependencies":{"express":{"version":"5.1.0"}}}').tree, 'package-lock.json'),
    ],
    ['yarn 1', () => yarnLock('express@^5.0.0:\n  version "5.1.0"\n  resolved "x"\n', 'yarn.lock')],
    [
      'yarn 4',
      () => yarnLock('"express@npm:^5.0.0":\n  version: 5.1.0\n  resolution: "express@npm:5.1.0"\n', 'yarn.lock'),
    ],
    [
      'pnpm',
      () =>
        pnpmLock(
          'importers:\n\n  .:\n    dependencies:\n      express:\n        specifier: ^5.0.0\n        version: 5.1.0(supports-color@9.0.0)\n\npackages:\n\n  express@5.1.0: {}\n',
          'pnpm-lock.yaml',
        ),
    ],
  ];
  for (const [name, facts] of rows) {
    test(`${name} pins express 5.1.0`, () => {
      const found = [...facts()].map((fact) => (fact.kind === 'dependency' ? `${fact.name} ${fact.version}` : ''));
      assert.deepEqual(found, ['express 5.1.0']);
    });
  }

  test('what others bring along is not listed', () => {
    const facts = lock({
      '': { dependencies: { next: '^15.0.0' } },
      'node_modules/next': { version: '15.5.0' },
      'node_modules/express': { version: '5.1.0' },
      'node_modules/next/node_modules/semver': { version: '7.0.0' },
    });
    assert.deepEqual(
      [...facts].map((fact) => (fact.kind === 'dependency' ? fact.name : '')),
      ['next'],
    );
  });
});

describe('a package is the app’s own when its manifest asks for it', () => {
  const at = { file: 'package.json', start: 0, end: 0 };
  const dependency = (given: { version: string; locked: boolean; dev: boolean }): Fact => ({
    kind: 'dependency',
    ecosystem: 'npm',
    name: 'express',
    at,
    ...given,
  });
  const rows: readonly (readonly [string, readonly Fact[], string | undefined])[] = [
    [
      'asked for and pinned',
      [
        dependency({ version: '^5.0.0', locked: false, dev: false }),
        dependency({ version: '5.1.0', locked: true, dev: false }),
      ],
      '5.1.0',
    ],
    ['asked for without a lock file', [dependency({ version: '^5.0.0', locked: false, dev: false })], '^5.0.0'],
    ['for development only', [dependency({ version: '^5.0.0', locked: false, dev: true })], undefined],
    ['pinned only', [dependency({ version: '5.1.0', locked: true, dev: false })], undefined],
  ];
  for (const [says, facts, version] of rows) {
    test(`${says}: ${version ?? 'not its own'}`, () => {
      assert.equal(npmPackage(indexFacts(facts), 'express')?.version, version);
    });
  }
});
