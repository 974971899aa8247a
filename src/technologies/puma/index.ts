import type { Fact, Facts } from '../../facts/fact.js';
import { says } from '../../facts/texts.js';
import { rubyAssignments, rubyChain, rubyGuards } from '../../parse/ruby.js';
import { childOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import type { LogSink } from '../../resolve/parts/log-sink.js';
import type { ProcessPool } from '../../resolve/parts/process-pool.js';
import { evaluate, type Scope } from '../../resolve/settings.js';
import { packageOf } from '../../resolve/version.js';
import { table } from '../../table.js';
import { shippers } from '../log-shippers.js';
import { guardExpr, type RubyFile, rubyExpr, spanOf } from '../ruby/expr.js';
import { type Resolution, reader, technology } from '../technology.js';

/** Puma and Unicorn: how many processes serve requests side by side in one copy. */
export default technology({
  name: 'puma',
  title: 'Puma',
  readers: [
    reader({
      language: 'ruby',
      paths: /(^|\/)(config\/)?(puma|unicorn)(\/production|\.production)?\.rb$/,
      mentions: ['workers', 'worker_processes', 'threads'],
      feeds: ['processPools'],
      extract: (tree, source) => settings(tree, source.path),
    }),
    reader({
      language: 'ruby',
      paths: /(^|\/)[^/]*(puma|unicorn)[^/]*\.rb(\.(j2|erb|template))?$/,
      mentions: ['stdout_redirect', 'stdout_path'],
      feeds: ['logSinks'],
      extract: (tree, source) => redirects(tree, source.path),
    }),
  ],
  detect(facts) {
    const found = packageOf(facts, 'gem', 'puma') ?? packageOf(facts, 'gem', 'unicorn');
    return found && { at: found.fact.at, infrastructure: true };
  },
  parts: (app) => ({ processPools: pools(app) }),
  deployment: (facts) => ({ logSinks: logsOf(facts) }),
});

/** puma 6, dsl.rb: `stdout_redirect 'log/puma.log', 'log/puma.err.log'`; unicorn 6, configurator.rb: `stdout_path`. */
function* redirects(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = { path, text: tree.text };
  for (const node of walk(tree.root)) {
    const link = node.type === 'call' && !childOf(node, 'receiver') ? rubyChain(tree.text, node)?.links.at(-1) : undefined;
    const to = link && /^stdout_(redirect|path)$/.test(link.name) ? link.args[0]?.value : undefined;
    const text = to && sourceOf(file.text, to);
    if (!to || !text || /^['"]?\/dev\/|^nil$|\b(STDOUT|stdout)\b(?!\.log)/.test(text) || rubyGuards(node).length > 0) continue;
    yield { kind: 'setting', technology: 'puma', key: 'stdout', value: { is: 'opaque', source: text, at: spanOf(file, to) }, at: spanOf(file, node) };
  }
} // biome-ignore format: one fact

/** What a web server prints goes into a file, unless a program of the servers carries files away. */
function logsOf(facts: Facts): readonly LogSink[] {
  const found = facts.of('setting').find(({ technology, key }) => technology === 'puma' && key === 'stdout');
  if (!found || facts.of('document').some(({ tree }) => says(tree, shippers))) return [];
  return [{ label: "the web server's lines", technology: 'puma', destinations: known(['file'], [said(found.at, 'sends what it prints into a file of the server')]) }];
} // biome-ignore format: one record

/** `workers ENV.fetch("WEB_CONCURRENCY") { 2 }` and `threads 1, 5` of Puma, `worker_processes 4` of Unicorn. */
function* settings(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = { path, text: tree.text };
  for (const node of walk(tree.root)) {
    const link =
      node.type === 'call' && !childOf(node, 'receiver') ? rubyChain(tree.text, node)?.links.at(-1) : undefined;
    const key = link && keys[link.name];
    const value = key === 'threads' ? (link?.args[1] ?? link?.args[0])?.value : link?.args[0]?.value;
    if (!key || !value) continue;
    const guard = guardExpr(file, rubyGuards(node));
    yield {
      kind: 'setting',
      technology: 'puma',
      key,
      value: rubyExpr(file, meant(file, tree, value)),
      ...(guard ? { guard } : {}),
      at: spanOf(file, node),
    };
  }
}

const keys: Readonly<Record<string, 'workers' | 'threads'>> = table({ workers: 'workers', worker_processes: 'workers', threads: 'threads' }); // biome-ignore format: one table

/** What stands behind a variable of the file, inside `Integer(...)`. */
function meant(file: RubyFile, tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  if (node.type === 'identifier') {
    const name = sourceOf(file.text, node);
    const made = rubyAssignments(file.text, tree.root).find(({ path }) => path === name);
    return made ? meant(file, tree, made.value) : node;
  }
  const link =
    node.type === 'call' && !childOf(node, 'receiver') ? rubyChain(file.text, node)?.links.at(-1) : undefined;
  const inner = link?.name === 'Integer' ? link.args[0]?.value : undefined;
  return inner ? meant(file, tree, inner) : node;
}

/** A number that code or the machine decides is left out: nothing can be counted with it. */
function pools(app: Resolution): readonly ProcessPool[] {
  const scope: Scope = { environment: app.environment('layered'), emptyIsUnset: true };
  const settings = app.facts.of('setting').filter((fact) => fact.technology === 'puma' && holds(fact, scope));
  const files = [...new Set(settings.map(({ at }) => at.file))];
  return files.flatMap((file): readonly ProcessPool[] => {
    const own = settings.filter(({ at }) => at.file === file);
    const size = countOf(own, 'workers', scope);
    const threads = countOf(own, 'threads', scope);
    // one process serves where no other is started (puma 6, dsl.rb: workers 0)
    const single = threads && !own.some(({ key }) => key === 'workers') ? { count: known(1, []), at: threads.at } : undefined;
    const processes = size ?? single;
    if (!processes) return [];
    return [{ label: `the web server by ${file}`, technology: 'puma', size: processes.count, ...(threads ? { threads: threads.count } : {}), at: processes.at }];
  });
} // biome-ignore format: one record

function holds(fact: Fact<'setting'>, scope: Scope): boolean {
  const guard: Resolved<unknown> = fact.guard ? evaluate(fact.guard, scope) : known(true, []);
  return guard.state !== 'known' || Boolean(guard.value);
}

function countOf(settings: readonly Fact<'setting'>[], key: string, scope: Scope): { count: Resolved<number>; at: Fact['at'] } | undefined {
  const fact = settings.findLast((one) => one.key === key);
  const value = fact && evaluate(fact.value, scope);
  const count = value?.state === 'known' ? Number(value.value) : Number.NaN;
  if (!fact || !value || !(count > 0)) return undefined;
  const says = key === 'workers' ? `starts ${count} ${count === 1 ? 'process' : 'processes'}` : `serves ${count} requests side by side in one process`;
  return { count: known(count, [...value.because, said(fact.at, says)]), at: fact.at };
} // biome-ignore format: one line
