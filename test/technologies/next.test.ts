import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = (await loadRules()).filter(({ id }) => id === 'cache/per-server-store');

const action = (name: string) =>
  `'use server';\nimport { ${name} } from 'next/cache';\n\nexport async function save() {\n  ${name}('/products');\n}\n`;

const kept = 'export const revalidate = 300;\n\nexport default function Page() {\n  return <p>1</p>;\n}\n';

describe('how much the clearing of a cache matters', () => {
  const rows: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
    ['a path of a page that may be made anew for each request', { 'app/actions.ts': action('revalidatePath') }, 'warning'],
    ['a path beside pages that are kept', { 'app/actions.ts': action('revalidatePath'), 'app/page.tsx': kept }, 'error'],
    ['a tag, which only cached data has', { 'app/actions.ts': action('revalidateTag') }, 'error'],
  ]; // biome-ignore format: one table
  for (const [about, files, severity] of rows)
    test(about, async () => {
      const manifest = '{ "scripts": { "start": "next start" }, "dependencies": { "next": "15.3.0" } }';
      const texts = new Map(Object.entries({ 'package.json': manifest, ...files }));
      const { findings } = await auditTexts(texts, { rules });
      assert.deepEqual(
        findings.map((one) => one.severity),
        [severity],
      );
    });
});
