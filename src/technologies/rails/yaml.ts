import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { at, type DataNode, type DataScalar, entriesOf } from '../../parse/data.js';

/**
 * `config/{database,cable,storage,cache,queue,secrets}.yml`: the production environment as settings (`database.primary.adapter`). ERB in a value is
 * read where it only asks the environment.
 */
export function* yamlFacts(tree: readonly DataNode[], path: string, text: string): Iterable<Fact> {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const name = /^database\b/.exec(base)?.[0] ?? /(?<!\w)(\w+)\.yml/.exec(base)?.[1] ?? '';
  const [root] = tree;
  const file = { path, text };
  if (name === 'storage') {
    for (const { key, value } of entriesOf(root)) yield* leaves(`storage.${key}`, value, file);
    return;
  }
  if (name === 'sidekiq') {
    yield* concurrency(root, file);
    yield* tasks(at(root, [':scheduler', ':schedule']) ?? at(root, [':schedule']) ?? at(root, ['schedule']), {
      name,
      ...file,
    });
    return;
  }
  if (name === 'recurring' || name === 'schedule' || resqueSchedule.test(path)) {
    yield* tasks(at(root, ['production']) ?? root, { name, ...file });
    return;
  }
  const production = at(root, ['production']);
  if (!production) return;
  const databases =
    name === 'database' && entriesOf(production).every(({ key, value }) => key === '<<' || value.is === 'map');
  if (name === 'database') {
    const at = { file: path, start: production.start, end: production.end };
    yield { kind: 'use', technology: 'rails', what: 'production-databases', at };
  }
  yield* leaves(name === 'database' && !databases ? 'database.primary' : name, production, file);
}

/** Threads of a process: the section of production goes before what stands above it; capsules have threads of their own (sidekiq 7.3, cli.rb). */
function* concurrency(root: DataNode | undefined, file: TextFile): Iterable<Fact> {
  const named = (node: DataNode | undefined, key: string) => at(node, [`:${key}`]) ?? at(node, [key]);
  const production = named(root, 'production');
  for (const key of ['concurrency', 'capsules']) {
    const node = named(production, key) ?? named(root, key);
    if (node?.is === 'scalar') yield* leaves(`sidekiq.${key}`, node, file);
    else if (node) {
      const span = { file: file.path, start: node.start, end: node.end };
      yield {
        kind: 'setting',
        technology: 'rails',
        key: `sidekiq.${key}`,
        value: { is: 'opaque', source: file.text.slice(node.start, node.end), at: span },
        at: span,
      };
    }
  }
}

interface TextFile {
  readonly path: string;
  readonly text: string;
}

function* leaves(key: string, node: DataNode, file: TextFile): Iterable<Fact> {
  if (node.is === 'map') {
    for (const entry of node.entries) yield* leaves(`${key}.${entry.key}`, entry.value, file);
    return;
  }
  if (node.is !== 'scalar') return;
  const span = { file: file.path, start: node.start, end: node.end };
  yield { kind: 'setting', technology: 'rails', key, value: scalarExpr(node, span, file.text), at: span };
}

/** A plain value, or what a `<%= %>` says when it only reads a variable. */
function scalarExpr(node: DataScalar, span: Span, text: string): Expr {
  if (node.value !== undefined) return { is: 'literal', value: node.value, at: span };
  const source = text.slice(node.start, node.end).replace(/^["']|["']$/g, '');
  const erb = /^<%=([\s\S]*?)-?%>$/.exec(source);
  return (erb?.[1] && envExpr(erb[1].trim(), span)) || { is: 'opaque', source, at: span };
}

const reads = [
  /^ENV\.fetch\(?\s*["'](\w+)["']\s*(?:\)\s*)?\{(.*)\}$/,
  /^ENV\.fetch\(?\s*["'](\w+)["']\s*,(.*)$/,
  /^ENV\[["'](\w+)["']\](?:\.presence)?\s*\|\|(.*)$/,
  /^ENV(?:\.fetch\(|\[)\s*["'](\w+)["']\s*[)\]](?:\.presence)?$/,
];

/** Longer code does more than read a variable. */
const longestRead = 500;

function envExpr(written: string, at: Span): Expr | undefined {
  if (written.length > longestRead) return undefined;
  const code = /^Integer\((.*)\)$/.exec(written)?.[1] ?? written.replace(/\.to_[is]$/, '');
  for (const pattern of reads) {
    const found = pattern.exec(code);
    if (!found?.[1]) continue;
    const given = pattern === reads[1] ? found[2]?.replace(/\)$/, '').trim() : found[2]?.trim();
    const words = given === undefined ? undefined : /^(?:["'](.*)["']|:?([\w.]+))$/.exec(given);
    if (given !== undefined && !words)
      return { is: 'env', name: found[1], at, fallback: { is: 'opaque', source: given, at } };
    const value = words ? (words[1] ?? words[2] ?? '') : undefined;
    if (value === undefined || value === 'nil') return { is: 'env', name: found[1], at };
    return { is: 'env', name: found[1], at, fallback: { is: 'literal', value, at } };
  }
  return undefined;
}

const resqueSchedule = /(^|\/)resque[_-]scheduler?\.ya?ml/;

/** Recurring tasks of Solid Queue (`recurring.yml`), of sidekiq-cron or sidekiq-scheduler (`schedule.yml`) and of resque-scheduler. */
function* tasks(node: DataNode | undefined, { name, path }: TextFile & { name: string }): Iterable<Fact> {
  for (const entry of entriesOf(node)) {
    const cadence = at(entry.value, 'schedule') ?? at(entry.value, 'cron') ?? at(entry.value, 'every');
    if (entry.value.is !== 'map' || !cadence) continue;
    const kind = at(entry.value, 'every') ? 'every' : 'cron';
    yield {
      kind: 'schedule',
      technology: name === 'recurring' ? 'solid_queue' : resqueSchedule.test(path) ? 'resque' : 'sidekiq',
      name: entry.key,
      ...(cadence.is === 'scalar' ? { cadence: String(cadence.value ?? cadence.raw) } : {}),
      modifiers: [{ name: kind, at: { file: path, start: cadence.start, end: cadence.end } }],
      at: { file: path, start: entry.keyStart, end: entry.keyEnd },
    };
  }
}
