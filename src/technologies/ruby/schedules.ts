import type { Fact } from '../../facts/fact.js';
import { rubyChain, rubyGuards, rubyKeyword, rubyText } from '../../parse/ruby.js';
import { childOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { guardExpr, type RubyFile, spanOf } from './expr.js';

/** Words without which a file schedules nothing. */
export const scheduleMentions = ['Rufus', 'Clockwork', 'every', 'whenever'];

/** rufus-scheduler, clockwork, whenever and its Capistrano recipe. */
export function* scheduleFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = { path, text: tree.text };
  const isSchedule = /(^|\/)config\/schedule\.rb$/.test(path);
  const isDeploy = /(^|\/)(Capfile|config\/deploy(\/(production|prod))?\.rb)$/.test(path);
  for (const node of walk(tree.root)) {
    if (node.type !== 'call') continue;
    const source = sourceOf(tree.text, node);
    if (/^Rufus::Scheduler\.(new|singleton|start_new)\b[^.]*$/.test(source)) yield rufus(file, node);
    const name = sourceOf(tree.text, childOf(node, 'method') ?? node);
    const bare = childOf(node, 'receiver') === undefined;
    if (bare && name === 'every' && isSchedule) yield use(file, node, 'whenever');
    if (bare && name === 'every' && /\bClockwork\b/.test(tree.text)) yield use(file, node, 'clockwork');
    if (isDeploy && bare) yield* deploy(file, node, name);
  }
}

function rufus(file: RubyFile, node: SyntaxNode): Fact {
  const guard = guardExpr(file, rubyGuards(node));
  const locked = /_lock:/.test(sourceOf(file.text, node));
  return { ...use(file, node, locked ? 'rufus-locked' : 'rufus'), ...(guard ? { options: { guard } } : {}) } as Fact;
}

/** `require "whenever/capistrano"`, `set :whenever_roles, ...`, and which servers have which roles. */
function* deploy(file: RubyFile, node: SyntaxNode, name: string): Iterable<Fact> {
  const args = rubyChain(file.text, node)?.links.at(-1)?.args ?? [];
  const first = rubyText(file.text, args[0]?.value);
  if (name === 'require' && first === 'whenever/capistrano') yield use(file, node, 'whenever-capistrano');
  if (name === 'set' && first === 'whenever_roles' && args[1])
    yield use(file, node, 'whenever-roles', words(file, args[1].value));
  if (name === 'server') {
    const roles = rubyKeyword(file.text, args, 'roles');
    yield use(file, node, 'deploy-server', roles ? words(file, roles) : '');
  }
  if (name === 'role' && first && args[1]) {
    const hosts = words(file, args[1].value)
      .split(' ')
      .filter((host) => host !== '');
    for (const _ of hosts) yield use(file, node, 'deploy-server', first);
  }
}

/** The names in `%w{app db}`, `[:app, :db]`, `:db` or `-> { :db }`. */
function words(file: RubyFile, node: SyntaxNode): string {
  const source = sourceOf(file.text, node).replace(/^%[wi]/i, '');
  return source.match(/[\w.@-]+/g)?.join(' ') ?? '';
}

function use(file: RubyFile, node: SyntaxNode, what: string, name?: string): Fact {
  const opening = /^.*?(?=(?<!\s)\s+(do\b|\{)|$)/.exec(sourceOf(file.text, node).split('\n')[0] ?? '')?.[0] ?? '';
  const at = { ...spanOf(file, node), end: node.start + opening.length };
  return { kind: 'use', technology: 'ruby', what, ...(name === undefined ? {} : { name }), at };
}
