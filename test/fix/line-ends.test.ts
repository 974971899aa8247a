import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { extractorOf } from '../../src/extract/extract.js';
import { remembering } from '../../src/extract/remember.js';
import { repair } from '../../src/fix/verify.js';
import { auditTexts, type FileTexts, layOver } from '../../src/rule/examples.js';
import { loadRules, withExamples } from '../../src/rule/load.js';
import type { Example } from '../../src/rule/rule.js';
import { loadTechnologies } from '../../src/technologies/load.js';

const rules = await withExamples(await loadRules());
const extractor = remembering(extractorOf(await loadTechnologies()));

function baseOf(name: string): FileTexts {
  const folder = join('fixtures', 'bases', name);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), readFileSync(path, 'utf8')];
    }),
  );
}

const windows = (text: string) => text.replaceAll('\n', '\r\n');

/** The texts after every repair of a rule, from files as they lie on a Windows machine. */
async function repairedOnWindows(
  rule: (typeof rules)[number],
  example: Example,
): Promise<{ readonly before: FileTexts; readonly after: FileTexts }> {
  const { files } = layOver(baseOf(example.on), example.bad ?? {});
  const texts = new Map([...files].map(([path, text]) => [path, windows(text)]));
  const options = { rules: [rule], extractor, ...(example.profile ? { profile: example.profile } : {}) };
  const audit = (changed: FileTexts) => auditTexts(new Map([...texts, ...changed]), options);
  const textOf = (path: string) => texts.get(path);
  const { texts: changed } = await repair(await audit(new Map()), { permission: 'unsafe', textOf, audit });
  return { before: texts, after: new Map([...texts, ...changed]) };
}

describe('a repair of a file with CRLF is the repair of the file with LF, with CRLF', () => {
  for (const rule of rules) {
    for (const [index, example] of rule.examples.entries()) {
      if (!example.bad || !example.fixed) continue;
      const expected = [...layOver(new Map(), example.fixed).files];
      test(`${rule.id} on ${example.on} (${index})`, async () => {
        const { before, after } = await repairedOnWindows(rule, example);
        for (const [path, text] of expected) {
          const found = after.get(path);
          // A file that the repair makes may have either, and not both.
          assert.ok(
            found === windows(text) || (!before.has(path) && found === text),
            `${path}: ${JSON.stringify(found)}`,
          );
        }
      });
    }
  }
});
