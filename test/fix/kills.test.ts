import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { discover } from '../../src/discover/discover.js';
import { sweepDrafts } from '../../src/fix/write.js';
import { numbersOf } from '../numbers.js';

/** Files that import one another, large enough that each takes more than one write to the disk. */
const old = new Map(Array.from({ length: 8 }, (_, index) => [`src/a${index}.js`, `old ${index}\n`.repeat(20_000)]));
const next = new Map([
  ...Array.from({ length: 8 }, (_, index) => [`src/a${index}.js`, `import new ${index}\n`.repeat(20_000)] as const),
  ...Array.from({ length: 4 }, (_, index) => [`made/b${index % 2}/c${index}.js`, `made ${index}\n`.repeat(20_000)] as const),
]); // biome-ignore format: a table

const script = `
import { writeSync } from 'node:fs';
import { writeTexts } from ${JSON.stringify(resolve('dist/src/fix/write.js'))};
const [root, old, next] = JSON.parse(process.argv[1]);
const was = new Map(old);
const changes = new Map(next.map(([path, text]) => [path, { was: was.get(path), text, bom: false }]));
writeSync(1, 'go');
writeTexts(root, changes);
writeSync(1, 'end');
`;

/** Lets a program write and kills it after a time; the time that the writing took where it was not killed. */
async function writing(root: string, killAfter = Number.POSITIVE_INFINITY): Promise<number> {
  const sizes = (texts: ReadonlyMap<string, string>) => [...texts].map(([path, text]) => [path, text.slice(0, text.indexOf('\n') + 1)]); // biome-ignore format: one line
  const whole = script
    .replace('new Map(old)', 'new Map(old.map(([path, line]) => [path, line.repeat(20_000)]))')
    .replace('text, bom', 'text: text.repeat(20_000), bom');
  const child = spawn(process.execPath, ['--input-type=module', '-e', whole, JSON.stringify([root, sizes(old), sizes(next)])], { stdio: ['ignore', 'pipe', 'inherit'] }); // biome-ignore format: one line
  const ended = new Promise((done) => child.on('exit', done));
  await new Promise((done) => child.stdout.once('data', done));
  const begun = performance.now();
  while (child.exitCode === null && child.signalCode === null && performance.now() - begun < killAfter)
    await new Promise((done) => setImmediate(done));
  child.kill('SIGKILL');
  await ended;
  return performance.now() - begun;
}

function lay(root: string): void {
  rmSync(root, { recursive: true, force: true });
  for (const [path, text] of old) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

function textAt(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

test('200 kills while texts are written: each file is old or new, what imports is never first, and nothing is left over', async () => {
  const root = join(mkdtempSync(join(tmpdir(), 'ha-ready-kills-')), 'app');
  const { next: number } = numbersOf(17);
  lay(root);
  const whole = await writing(root);
  const seen = { nothing: 0, some: 0, everything: 0 };
  for (let kill = 0; kill < 200; kill++) {
    lay(root);
    await writing(root, number() * whole);
    const states = [...next].map(([path, text]) => {
      const now = textAt(join(root, path));
      assert.ok(now === text || now === old.get(path), `${path} is neither old nor new`);
      return { isNew: now === text, isMade: !old.has(path) };
    });
    const made = states.filter(({ isMade }) => isMade);
    if (states.some(({ isNew, isMade }) => isNew && !isMade)) assert.ok(made.every(({ isNew }) => isNew));
    const done = states.filter(({ isNew }) => isNew).length;
    seen[done === 0 ? 'nothing' : done < states.length ? 'some' : 'everything']++;
    sweepDrafts(root, (await discover(root)).drafts);
    const left = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.tmp'));
    assert.deepEqual(left, []);
  }
  rmSync(dirname(root), { recursive: true, force: true });
  // kills fell on every part of the writing
  assert.ok(seen.nothing > 0 && seen.some + seen.everything > 0, JSON.stringify(seen));
});
