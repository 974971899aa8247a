import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import type { CodeCatalogue } from '../../src/program/catalogue.js';
import { loadCatalogues } from '../../src/technologies/load.js';

let catalogues: readonly CodeCatalogue[] = [];
before(async () => {
  catalogues = await loadCatalogues();
});

/** All that stands in a catalogue, with the path of keys that leads to it. */
function* leaves(
  value: unknown,
  path: readonly string[] = [],
): Iterable<readonly [path: readonly string[], leaf: unknown]> {
  if (typeof value !== 'object' || value === null) yield [path, value];
  else for (const [key, inner] of Object.entries(value)) yield* leaves(inner, [...path, key]);
}

describe('catalogues', () => {
  test('are plain data', () => {
    for (const one of catalogues) assert.deepEqual(JSON.parse(JSON.stringify(one)), one);
  });

  test('cite what was read', () => {
    const rows = catalogues.flatMap((one) => [
      ...(one.effects ?? []),
      ...(one.entries ?? []),
      ...(one.callbacks ?? []),
    ]);
    const bare = rows.filter(({ source }) => !/\w+.*[ ,.]\S*\w/.test(source));
    assert.deepEqual(bare, []);
    assert.ok(rows.length > 300);
  });

  test('have patterns that can be read: braces that close and do not nest', () => {
    const bad: string[] = [];
    for (const one of catalogues) {
      for (const [path, leaf] of leaves(one)) {
        const patterns = [
          ...path,
          ...(typeof leaf === 'string' && /^(on|call|decorator|extends)$/.test(path.at(-1) ?? '') ? [leaf] : []),
        ];
        for (const pattern of patterns) {
          const flat = pattern.replace(/\{[^{}]*\}/g, '');
          if (/[{}]/.test(flat)) bad.push(pattern);
        }
      }
    }
    assert.deepEqual(bad, []);
  });

  test('match arguments by expressions that take linear time', () => {
    for (const { effects = [] } of catalogues) {
      for (const { when } of effects) {
        if (!when) continue;
        assert.doesNotMatch(when.matches, /[+*]\)[+*]/);
        new RegExp(when.matches);
      }
    }
  });

  test('have no other name that grows each time it is asked for', () => {
    const growing = catalogues.flatMap((one) =>
      Object.entries(one.alias ?? {}).filter(([from, to]) => to.startsWith(`${from}.`) || to.startsWith(`${from}(`)),
    );
    assert.deepEqual(growing, []);
  });

  test('say for an entry in exactly one way where it is', () => {
    for (const { entries = [] } of catalogues) {
      for (const row of entries) {
        const ways = [row.call, row.decorator, row.extends, row.put, row.file, row.texts].filter(
          (way) => way !== undefined,
        );
        assert.equal(ways.length, 1, JSON.stringify(row));
      }
    }
  });
});
