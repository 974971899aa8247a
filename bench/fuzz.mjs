// Audits repositories that have been damaged at random: whole trees of real files (fixtures and the examples of rules), nearly each of
// them mutated, go through threads, rules, all formats, `map`, `plan` and the repairs. Each mutated file counts as one input.
// What may not be: an exception that escapes, one that isolation held, a file that was given up, an audit that takes over 5 s of
// computing, a process of many trees that takes more than 500 MB.
// Files are read in the process itself (`--threads`: in threads, as the program does), and every third tree is repaired, which takes
// ten audits (`--repair=1`: every tree). As many processes run at a time as there are cores.
//
//   node bench/fuzz.mjs [--inputs=20000] [--seed=1] [--minutes=30] [--jobs=2]     the same seed makes the same trees
//   node bench/fuzz.mjs --seed=1 --tree=17 [--keep=DIR]    one tree again, laid down to be looked at
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
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

const { values: flags } = parseArgs({ options: { inputs: { type: 'string', default: '20000' }, seed: { type: 'string', default: '1' }, tree: { type: 'string' }, from: { type: 'string' }, keep: { type: 'string' }, minutes: { type: 'string' }, jobs: { type: 'string' }, repair: { type: 'string', default: '3' }, threads: { type: 'boolean', default: false } } }); // biome-ignore format: one line
const wanted = Number(flags.inputs);
const seed = Number(flags.seed);
/** So many inputs one tree holds, more or less. */
const inputsInTree = 100;
/** So many trees one process takes: what it needs at most is what these need. */
const treesInProcess = 20;
const longestRun = 5;
const mostMemory = 500e6;

if (flags.tree === undefined && flags.from === undefined) process.exit(await inProcesses());

const inThread = extractorOf(await loadTechnologies());
const { wants } = inThread;
const bases = folders('fixtures/bases');
const repositories = [...bases, ...folders('fixtures/apps'), ...(await examples())];
const byKind = new Map();
for (const files of repositories)
  for (const [path, text] of files) {
    const same = byKind.get(kindOf(path));
    if (same) same.push(text);
    else byKind.set(kindOf(path), [text]);
  }

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
  const byName = new Map(readdirSync('fixtures/bases').map((name, index) => [name, bases[index]]));
  const rules = await withExamples(await loadRules());
  return rules.flatMap((rule) =>
    rule.examples.flatMap((example) =>
      ['bad', 'good', 'unclear'].filter((variant) => example[variant]).map((variant) => layOver(byName.get(example.on) ?? new Map(), example[variant]).files)),
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
async function live(files, extractor, isRepaired) {
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
  if (!isRepaired) return { report, after: report, made: 0, audited, whole: cpu() - begun };
  const textOf = (path) => files.get(path);
  const repaired = await repair(report, { permission: 'unsafe', textOf, audit });
  patchOf(repaired.texts, { textOf, shownOf: (path) => files.get(path)?.split('\n') });
  (await reporter('text'))(repaired.after, options);
  return { report, after: repaired.after, made: repaired.made.length, audited, whole: cpu() - begun };
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

/** Runs all of it, some processes at a time. */
async function inProcesses() {
  const begun = Date.now();
  const until = begun + Number(flags.minutes ?? Number.POSITIVE_INFINITY) * 60_000;
  const sum = { inputs: 0, trees: 0, escaped: 0, held: 0, late: 0, slow: 0, memory: 0, slowest: 0 };
  let next = 0;
  const work = async () => {
    while (sum.inputs < wanted && Date.now() < until) {
      const from = next;
      next += treesInProcess;
      if (from > 0 && from * inputsInTree >= wanted) return;
      const told = await inProcess(from);
      for (const key of Object.keys(sum)) sum[key] = /memory|slowest/.test(key) ? Math.max(sum[key], told[key]) : sum[key] + told[key];
    }
  };
  await Promise.all(Array.from({ length: Number(flags.jobs ?? Math.min(4, availableParallelism())) }, work));
  const seconds = (Date.now() - begun) / 1000;
  console.log(`${sum.inputs} inputs in ${sum.trees} trees, ${Math.round(seconds)} s (${Math.round(sum.inputs / seconds)} a second): ${sum.escaped} escaped, ${sum.held} held, ${sum.late} given up, ${sum.slow} audits over ${longestRun} s (slowest ${sum.slowest.toFixed(1)} s), at most ${sum.memory} MB`);
  return sum.escaped + sum.held + sum.late + sum.slow > 0 || sum.memory * 1e6 > mostMemory ? 1 : 0;
} // biome-ignore format: long lines

/** Some trees in a process of their own; one that does not end is ended. */
function inProcess(from) {
  const given = [import.meta.filename, `--seed=${seed}`, `--from=${from}`, `--inputs=${wanted}`, `--repair=${flags.repair}`, ...(flags.threads ? ['--threads'] : [])]; // biome-ignore format: one line
  return new Promise((done) => {
    const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'inherit'], timeout: 3_600_000 });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part) => {
      text += part;
    });
    child.on('close', (code, signal) => {
      const lines = text.trim().split('\n');
      const last = lines.at(-1)?.startsWith('{') ? JSON.parse(lines.pop()) : undefined;
      for (const line of lines.filter((one) => one !== '')) console.log(line);
      if (!last) console.log(`trees from ${from}: the process ended (${signal ?? code})`);
      done(last ?? { inputs: 0, trees: 0, escaped: 1, held: 0, late: 0, slow: 0, memory: 0, slowest: 0 });
    });
  });
}

const pool = flags.threads ? await openPool() : undefined;
const only = flags.tree === undefined ? undefined : Number(flags.tree);
let inputs = 0;
let memory = 0;
let slowest = 0;
const first = only ?? Number(flags.from ?? 0);
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
    const isRepaired = only !== undefined || index % Number(flags.repair) === 0;
    const { report, after, made, audited, whole } = await live(tree.files, remembering(pool ?? inThread), isRepaired);
    held(report, index);
    if (after !== report) held(after, index);
    slowest = Math.max(slowest, audited);
    memory = (process.resourceUsage().maxRSS * 1024) / 1e6;
    if (audited > longestRun) tell('slow', index, `an audit of ${audited.toFixed(1)} s`);
    if (only !== undefined) console.log(`${tree.files.size} files, ${report.findings.length} findings, ${made} repairs, audit ${audited.toFixed(2)} s, all ${whole.toFixed(2)} s`); // biome-ignore format: one line
  } catch (error) {
    tell('escaped', index, error instanceof Error ? error.stack.split('\n').slice(0, 4).join(' ') : String(error));
  }
}
await pool?.close();
const count = (kind) => [...told].filter(([key]) => key.startsWith(`${kind}:`)).reduce((sum, [, one]) => sum + one.count, 0); // biome-ignore format: one line
console.log(JSON.stringify({ inputs, trees: index - first, escaped: count('escaped'), held: count('held'), late: count('given up') + count('stopped'), slow: count('slow'), memory: Math.round(memory), slowest })); // biome-ignore format: one line
process.exitCode = told.size > 0 ? 1 : 0;
