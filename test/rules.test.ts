import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { extractorOf } from '../src/extract/extract.js';
import { remembering } from '../src/extract/remember.js';
import { type FileTexts, runExample, type Variant } from '../src/rule/examples.js';
import { loadRules, withExamples } from '../src/rule/load.js';
import { loadTechnologies } from '../src/technologies/load.js';

const rules = await withExamples(await loadRules());
/** `HA_READY_RULES=proxy/` runs the examples of rules whose id starts so, while one works on them. */
const chosen = rules.filter(({ id }) => id.startsWith(process.env.HA_READY_RULES ?? ''));
const extractor = remembering(extractorOf(await loadTechnologies()));
const bases = new Map<string, FileTexts>();

function baseOf(name: string): FileTexts {
  const found = bases.get(name);
  if (found) return found;
  const folder = join('fixtures', 'bases', name);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = new Map(
    entries.map((entry) => [
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll('\\', '/'),
      readFileSync(join(entry.parentPath, entry.name), 'utf8'),
    ]),
  );
  bases.set(name, files);
  return files;
}

test('at least six of ten rules have a repair that is executed', () => {
  const repaired = rules.filter(({ examples }) => examples.some(({ bad, fixed }) => bad && fixed));
  assert.ok(repaired.length >= 0.6 * rules.length, `${repaired.length} of ${rules.length}`);
});

for (const rule of chosen) {
  describe(rule.id, () => {
    test('has a bad and a good example', () => {
      assert.ok(
        rule.examples.some(({ bad }) => bad),
        'a bad example',
      );
      assert.ok(
        rule.examples.some(({ good, fixed }) => good ?? fixed),
        'a good example',
      );
    });
    const said = new Set<string>();
    for (const example of rule.examples) {
      for (const variant of ['bad', 'fixed', 'good', 'unclear'] as const satisfies readonly Variant[]) {
        if (!example[variant]) continue;
        const files = Object.keys(example[variant] ?? {}).join(', ');
        test(`${variant} on ${example.on}: ${example.about ?? files}`, async () => {
          const { wrong, report } = await runExample({ rule, example, variant, base: baseOf(example.on), extractor });
          if (variant === 'bad') for (const { remedy } of report.findings) said.add(remedy);
          assert.deepEqual(wrong, []);
        });
      }
    }
    test('says each remedy for a technology to a bad example', () => {
      const { any, ...own } = rule.remedy;
      assert.deepEqual(
        Object.entries(own).flatMap(([technology, remedy]) => (remedy === any || said.has(remedy) ? [] : [technology])),
        [],
      );
    });
  });
}
