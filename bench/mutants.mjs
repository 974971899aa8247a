// Mutation testing: small faults are put into a folder's compiled code, one at a time, and some test has to see each. All of them stand in
// one build, behind a switch, so that nothing is compiled again; only tests that reach a fault are run with it.
//
//   node bench/mutants.mjs score [--sample=60] [--seed=1] [--tests=test/score,test/properties]
//   node bench/mutants.mjs judge --again=FILE     only those that an earlier run, whose output FILE is, saw live
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parse } from '@babel/parser';
import { numbersOf } from './mutations.mjs';

const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { sample: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' }, tests: { type: 'string' }, again: { type: 'string' } } }); // biome-ignore format: one line
const folder = positionals[0] ?? 'score';
const swaps = { '<': '<=', '<=': '<', '>': '>=', '>=': '>', '===': '!==', '!==': '===', '+': '-', '-': '+', '*': '/', '/': '*', '&&': '||', '||': '&&', '??': '&&' }; // biome-ignore format: a table
const calls = { some: 'every', every: 'some', min: 'max', max: 'min', startsWith: 'endsWith', endsWith: 'startsWith', trimStart: 'trimEnd', trimEnd: 'trimStart' }; // biome-ignore format: a table
/** Calls that may be left out: what they were asked of stands for their answer. */
const dropped = new Set(['filter', 'sort', 'toSorted', 'reverse', 'toReversed', 'slice', 'trim', 'flat', 'concat']);

/** Every expression's faults, as texts that may stand in its place. */
function faultsOf(node, text) {
  const of = (one) => text.slice(one.start, one.end);
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const other = swaps[node.operator];
      const isText = [node.left, node.right].some(({ type }) => type === 'StringLiteral' || type === 'TemplateLiteral');
      return other && !(isText && /[+-]/.test(node.operator)) ? [`(${of(node.left)}) ${other} (${of(node.right)})`] : [];
    }
    case 'UnaryExpression':
      return node.operator === '!' ? [`!!(${of(node.argument)})`] : [];
    case 'BooleanLiteral':
      return [String(!node.value)];
    case 'NumericLiteral':
      return [String(node.value + 1)];
    case 'StringLiteral':
      return [node.value === '' ? '"mutant"' : '""'];
    case 'ConditionalExpression':
      return [of(node.consequent), of(node.alternate)].map((one) => `(${one})`);
    case 'ArrayExpression':
      return node.elements.length > 0 ? ['[]'] : [];
    case 'CallExpression': {
      if (node.callee.type !== 'MemberExpression' || node.callee.computed) return [];
      const name = node.callee.property.name;
      const from = of(node.callee.object);
      if (Object.hasOwn(calls, name)) return [`${from}.${calls[name]}(${node.arguments.map(of).join(', ')})`];
      return dropped.has(name) ? [`(${from})`] : [];
    }
    default:
      return [];
  }
} // biome-ignore format: long lines

/** Keys under which no expression stands that may be replaced. */
const fixed = new Set(['key', 'id', 'params', 'property', 'label', 'source', 'specifiers', 'local', 'directives', 'quasis', 'left:AssignmentExpression', 'left:ForOfStatement', 'left:AssignmentPattern', 'argument:UpdateExpression']); // biome-ignore format: a list

const mutants = [];

/** The text of a file with every fault in it, each behind a question. */
function instrumented(file, text) {
  const edits = [];
  (function walk(node, parent, key) {
    if (node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) return node.forEach((one) => void walk(one, parent, key));
    if (typeof node.type !== 'string') return;
    if (/Import|Export(All|Named)/.test(node.type) && node.source) return;
    const isStuck = fixed.has(`${key}:${parent?.type}`) || (fixed.has(key) && !(key === 'property' && parent.computed)) || (/^(object|callee)$/.test(key) && /Optional|Call|Member/.test(parent?.type ?? ''));
    if (!isStuck) {
      const faults = faultsOf(node, text);
      const ids = faults.map((fault) => mutants.push({ file, line: node.loc.start.line, was: text.slice(node.start, node.end), fault }));
      if (ids.length > 0) edits.push({ start: node.start, end: node.end, ids, faults });
    }
    if (node.type === 'IfStatement') {
      const ids = ['true', 'false'].map((fault) => mutants.push({ file, line: node.loc.start.line, was: `if (${text.slice(node.test.start, node.test.end)})`, fault }));
      edits.push({ start: node.test.start, end: node.test.end, ids, faults: ['true', 'false'] });
    }
    for (const [name, value] of Object.entries(node)) if (!['loc', 'start', 'end', 'extra', 'leadingComments', 'trailingComments', 'innerComments'].includes(name)) walk(value, node, name);
  })(parse(text, { sourceType: 'module' }).program, undefined, '');
  // what stands within another expression is written first
  const inserts = [];
  for (const { start, end, ids, faults } of edits) {
    inserts.push({ at: start, size: end - start, text: `(${ids.map((id, index) => `__fault(${id}) ? (${faults[index]}) : `).join('')}(`, opens: true });
    inserts.push({ at: end, size: end - start, text: '))', opens: false });
  }
  inserts.sort((a, b) => a.at - b.at || Number(a.opens) - Number(b.opens) || (a.opens ? b.size - a.size : a.size - b.size));
  let out = '';
  let at = 0;
  for (const insert of inserts) {
    out += text.slice(at, insert.at) + insert.text;
    at = insert.at;
  }
  return out + text.slice(at);
} // biome-ignore format: long lines

const prelude = `
import { appendFileSync } from 'node:fs';
const chosen = Number(process.env.MUTANT ?? 0);
const reached = new Set();
globalThis.__fault = (id) => { if (chosen === 0) reached.add(id); return id === chosen; };
if (chosen === 0) process.on('exit', () => appendFileSync(process.env.REACHED, [...reached].join('\\n') + '\\n'));
`;

const work = mkdtempSync(join(tmpdir(), 'ha-ready-mutants-'));
for (const name of ['bin', 'dist', 'fixtures', 'rules', 'docs', 'package.json']) if (existsSync(name)) cpSync(name, join(work, name), { recursive: true, filter: (path) => !path.endsWith('.map') }); // biome-ignore format: one line
symlinkSync(resolve('node_modules'), join(work, 'node_modules'));
writeFileSync(join(work, 'prelude.mjs'), prelude);
const own = join(work, 'dist', 'src', folder);
for (const name of readdirSync(own, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith('.js'))) writeFileSync(join(own, name), instrumented(name, readFileSync(join(own, name), 'utf8'))); // biome-ignore format: one line

const testFolders = (flags.tests ?? `test/${folder}`).split(',');
const tests = testFolders.flatMap((one) => {
  const path = join('dist', one);
  return statSync(path).isFile() ? [path] : readdirSync(path).filter((name) => name.endsWith('.test.js')).map((name) => join(path, name)); // biome-ignore format: one line
});

function run(test, env, timeout) {
  const begun = performance.now();
  const { status } = spawnSync(process.execPath, ['--import', './prelude.mjs', test], { cwd: work, env: { ...process.env, ...env }, timeout, stdio: 'ignore' }); // biome-ignore format: one line
  return { passed: status === 0, took: performance.now() - begun };
}

const reaching = tests.map((test) => {
  const log = join(work, 'reached');
  writeFileSync(log, '');
  const { passed, took } = run(test, { REACHED: log }, 300_000);
  if (!passed) console.log(`${test} fails without any fault: left out`);
  return { test, took, ids: passed ? new Set(readFileSync(log, 'utf8').split('\n').map(Number)) : new Set() };
}); // biome-ignore format: one line

const numbers = numbersOf(Number(flags.seed));
/** A fault in one line, without its place, which moves. */
const told = ({ file, was, fault }) => `${file} ${was.slice(0, 120)} -> ${fault.slice(0, 80)}`.replace(/\s+/g, ' ');
const earlier =
  flags.again &&
  readFileSync(flags.again, 'utf8')
    .replaceAll(/\.js:\d+ /g, '.js ')
    .replace(/\s+/g, ' ');
const sample = new Set();
if (earlier) for (const [index, one] of mutants.entries()) if (earlier.includes(`src/${folder}/${told(one)}`)) sample.add(index + 1); // biome-ignore format: one line
while (!earlier && sample.size < Math.min(Number(flags.sample), mutants.length))
  sample.add(1 + numbers.below(mutants.length));
const alive = [];
for (const id of [...sample].sort((a, b) => a - b)) {
  const able = reaching.filter(({ ids }) => ids.has(id)).sort((a, b) => a.took - b.took);
  const seen = able.some(({ test, took }) => !run(test, { MUTANT: String(id) }, Math.round(10_000 + 5 * took)).passed);
  const { file, line, was, fault } = mutants[id - 1];
  if (!seen) alive.push(id);
  if (!seen) console.log(`lives${able.length === 0 ? ' (not reached)' : ''}: src/${folder}/${file}:${line} ${was.slice(0, 120)} -> ${fault.slice(0, 80)}`); // biome-ignore format: one line
}
rmSync(work, { recursive: true, force: true });
console.log(`src/${folder}: ${sample.size - alive.length} of ${sample.size} faults seen (${Math.floor((100 * (sample.size - alive.length)) / sample.size)} %), out of ${mutants.length} possible ones`); // biome-ignore format: one line
