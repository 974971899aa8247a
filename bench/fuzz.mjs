// Audits repositories that have been damaged at random: whole trees of real files (fixtures and the examples of rules), nearly each of
// them mutated, go through threads, rules, all formats, `map`, `plan` and the repairs. Each mutated file counts as one input.
// What may not be: an exception that escapes, one that isolation held, a file that was given up or took over 5 s of computing, more
// than 500 MB.
//
//   node bench/fuzz.mjs [--inputs=20000] [--seed=1] [--minutes=30]     the same seed makes the same trees
//   node bench/fuzz.mjs --seed=1 --tree=17 [--keep=DIR]    one tree again, laid down to be looked at
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { extractorOf } from '../dist/src/extract/extract.js';
import { openPool } from '../dist/src/extract/pool.js';
import { remembering } from '../dist/src/extract/remember.js';
import { patchOf } from '../dist/src/fix/diff.js';
import { stepsOf } from '../dist/src/fix/steps.js';
import { repair } from '../dist/src/fix/verify.js';
import { formatNames, reporter } from '../dist/src/report/index.js';
import { mapMermaid, mapText } from '../dist/src/report/map.js';
import { auditTexts, layOver } from '../dist/src/rule/examples.js';
import { loadRules, withExamples } from '../dist/src/rule/load.js';
import { loadTechnologies } from '../dist/src/technologies/load.js';
import { mutate, mutatePath, numbersOf } from './mutations.mjs';

const { values: flags } = parseArgs({ options: { inputs: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' }, tree: { type: 'string' }, from: { type: 'string' }, keep: { type: 'string' }, minutes: { type: 'string' } } }); // biome-ignore format: one line
const wanted = Number(flags.inputs);
const seed = Number(flags.seed);
/** So many inputs one tree holds, more or less. */
const inputsInTree = 100;
/** So many trees one process takes: what it needs at most is what these need. */
const treesInProcess = 6;
const longestRun = 5;
const mostMemory = 500e6;

const wants = extractorOf(await loadTechnologies()).wants;
const repositories = [...folders('fixtures/bases'), ...folders('fixtures/apps'), ...(await examples())];
const byKind = new Map();
for (const files of repositories)
  for (const [path, text] of files) byKind.set(kindOf(path), [...(byKind.get(kindOf(path)) ?? []), text]);

/** Every folder of a folder, as texts by path; files that nobody reads are left out. */
function folders(above) {
  return readdirSync(above).map((name) => {
    const root = join(above, name);
    const entries = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const paths = entries.map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
    return new Map(paths.filter((path) => wants(path)).map((path) => [path, readFileSync(join(root, path), 'utf8')]));
  });
}

/** The examples of the rules, each laid over its base. */
async function examples() {
  const bases = new Map(readdirSync('fixtures/bases').map((name, index) => [name, folders('fixtures/bases')[index]]));
  const rules = await withExamples(await loadRules());
  return rules.flatMap((rule) =>
    rule.examples.flatMap((example) =>
      ['bad', 'good', 'unclear'].filter((variant) => example[variant]).map((variant) => layOver(bases.get(example.on) ?? new Map(), example[variant]).files)),
  ); // biome-ignore format: one line
}

function kindOf(path) {
  return extname(path) || path.split('/').at(-1);
}

/** The tree of a number: some repositories side by side, damaged. */
function treeOf(index) {
  const numbers = numbersOf(seed * 1_000_003 + index);
  const files = new Map();
  let inputs = 0;
  for (let part = 0; inputs < inputsInTree; part++) {
    for (const [path, text] of numbers.one(repositories)) {
      const named = numbers.next() < 0.02 ? mutatePath(path, numbers) : path;
      const full = part === 0 ? named : `a${part}/${named}`;
      if (numbers.next() < 0.15) files.set(full, text);
      else {
        files.set(full, mutate(text, numbers, numbers.one(byKind.get(kindOf(path)))));
        inputs++;
      }
    }
  }
  return { files, inputs };
}

const options = { width: 100, color: true, verbose: true, quiet: false, showAccepted: true, failOn: 'note', linkFrom: '/x', gate: 'x' }; // biome-ignore format: one line

/** Everything that the program does with a tree. What it throws is thrown. */
async function live(files, extractor) {
  const audit = (texts) => auditTexts(new Map([...files, ...texts]), { extractor });
  const begun = cpu();
  const report = await audit(new Map());
  const audited = cpu() - begun;
  for (const name of formatNames) {
    const text = (await reporter(name))(report, options);
    if (['json', 'sarif', 'gitlab', 'rdjson'].includes(name)) JSON.parse(text);
  }
  mapMermaid(report);
  mapText(report, 100);
  stepsOf(report);
  const textOf = (path) => files.get(path);
  const repaired = await repair(report, { permission: 'unsafe', textOf, audit });
  patchOf(repaired.texts, { textOf, shownOf: (path) => files.get(path)?.split('\n') });
  (await reporter('text'))(repaired.after, options);
  return { report, repaired, audited, whole: cpu() - begun };
}

function cpu() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const told = new Map();

function tell(kind, index, what, path = '') {
  const key = `${kind}: ${what}`;
  const before = told.get(key) ?? { count: 0, tree: index };
  told.set(key, { ...before, count: before.count + 1 });
  if (before.count === 0) console.log(`tree ${index}: ${key} ${path}`.trimEnd());
}

/** Faults of ours that isolation held: they are as much bugs as those that escape. */
function held(report, index) {
  for (const { path, message } of report.errors) {
    if (message.includes('a fault of this program')) tell('held', index, `${message} (${kindOf(path)})`, path);
    if (/could not be (linked|judged|understood|written): it takes/.test(message)) tell('stopped', index, message);
    else if (/longer than|too much memory|ended the thread/.test(message))
      tell('given up', index, `${message} (${path})`);
  }
  for (const { message } of report.unclear)
    if (message.includes('a fault of this program')) tell('held', index, message);
}

if (flags.tree === undefined && flags.from === undefined) process.exit(await inProcesses());

/** Runs all of it, one process after the other. */
async function inProcesses() {
  const begun = Date.now();
  const until = begun + Number(flags.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
  const sum = { inputs: 0, trees: 0, escaped: 0, held: 0, late: 0, slow: 0, memory: 0, slowest: 0 };
  for (let from = 0; sum.inputs < wanted && Date.now() < until; from += treesInProcess) {
    const left = String(wanted - sum.inputs);
    const run = spawnSync(process.execPath, [import.meta.filename, `--seed=${seed}`, `--from=${from}`, `--inputs=${left}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    const lines = run.stdout.trim().split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) console.log(line);
    const told = last.startsWith('{') ? JSON.parse(last) : { ...sum, inputs: 0, trees: 0, escaped: 1 };
    if (!last.startsWith('{')) console.log(`trees from ${from}: the process ended (${run.signal ?? run.status})`);
    for (const key of Object.keys(sum)) sum[key] = /memory|slowest/.test(key) ? Math.max(sum[key], told[key]) : sum[key] + told[key];
    if (!last.startsWith('{')) break;
  }
  console.log(`${sum.inputs} inputs in ${sum.trees} trees, ${Math.round((Date.now() - begun) / 1000)} s: ${sum.escaped} escaped, ${sum.held} held, ${sum.late} given up, ${sum.slow} audits over ${longestRun} s (slowest ${sum.slowest.toFixed(1)} s), at most ${sum.memory} MB`);
  return sum.escaped + sum.held + sum.late + sum.slow > 0 || sum.memory * 1e6 > mostMemory ? 1 : 0;
} // biome-ignore format: long lines

const pool = await openPool();
const only = flags.tree === undefined ? undefined : Number(flags.tree);
let inputs = 0;
let memory = 0;
let slowest = 0;
const first = only ?? Number(flags.from ?? 0);
const sampled = setInterval(() => { memory = Math.max(memory, process.memoryUsage.rss()); }, 50); // biome-ignore format: one line
let index = first;
for (; index < first + (only === undefined ? treesInProcess : 1) && inputs < wanted; index++) {
  const tree = treeOf(index);
  inputs += tree.inputs;
  if (flags.keep)
    for (const [path, text] of tree.files) {
      mkdirSync(dirname(join(flags.keep, path)), { recursive: true });
      writeFileSync(join(flags.keep, path), text);
    }
  try {
    const { report, repaired, audited, whole } = await live(tree.files, remembering(pool));
    held(report, index);
    held(repaired.after, index);
    slowest = Math.max(slowest, audited);
    if (audited > longestRun) tell('slow', index, `an audit of ${audited.toFixed(1)} s`);
    if (only !== undefined) console.log(`${tree.files.size} files, ${report.findings.length} findings, ${repaired.made.length} repairs, audit ${audited.toFixed(2)} s, all ${whole.toFixed(2)} s`); // biome-ignore format: one line
  } catch (error) {
    tell('escaped', index, error instanceof Error ? error.stack.split('\n').slice(0, 4).join(' ') : String(error));
  }
}
clearInterval(sampled);
await pool.close();
const count = (kind) => [...told].filter(([key]) => key.startsWith(`${kind}:`)).reduce((sum, [, one]) => sum + one.count, 0); // biome-ignore format: one line
console.log(JSON.stringify({ inputs, trees: index - first, escaped: count('escaped'), held: count('held'), late: count('given up') + count('stopped'), slow: count('slow'), memory: Math.round(memory / 1e6), slowest })); // biome-ignore format: one line
process.exitCode = told.size > 0 ? 1 : 0;
