import type { Fact } from '../../facts/fact.js';
import { type RubyArgument, rubyAssignments, rubyChain, rubyGuards, rubyKeyword, rubyText } from '../../parse/ruby.js';
import { childOf, enclosing, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { guardExpr, type RubyFile, rubyExpr, spanOf } from '../ruby/expr.js';

export { code } from './catalogue.js';

const technology = 'sinatra';
const verbs = /^(get|post|put|patch|delete|head|options|link|unlink)$/;

/** What a file of a Sinatra or Rack app says: settings (`session_secret`), middleware, routes, and what routes write. */
export function* codeFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = { path, text: tree.text };
  const made = /^[ \t]*class\s+\S+\s*<\s*Sinatra::(Base|Application)\b/m.exec(tree.text);
  const app = made ?? /^require\s+["']sinatra["']/m.exec(tree.text);
  if (app)
    yield use(file, 'app', { start: app.index, end: app.index + app[0].length, name: made ? 'class' : 'require' });
  for (const node of walk(tree.root)) {
    if (node.type !== 'call') continue;
    const link = rubyChain(tree.text, node)?.links.at(-1);
    if (link) yield* calls(file, node, link);
  }
  for (const { path: target, node } of rubyAssignments(tree.text, tree.root)) {
    if (/^(DB|Sequel::Model\.db)$/.test(target)) yield use(file, 'database-handle', { ...node, name: target });
  }
}

interface Link {
  readonly name: string;
  readonly args: readonly RubyArgument[];
}

function* calls(file: RubyFile, node: SyntaxNode, link: Link): Iterable<Fact> {
  const bare = childOf(node, 'receiver') === undefined;
  const { name, args } = link;
  if (bare && /^(enable|disable)$/.test(name)) {
    for (const { value } of args)
      yield setting(file, node, { key: rubyText(file.text, value) ?? '', value: name === 'enable' });
  }
  if (bare && name === 'set') yield* set(file, node, args);
  if (bare && name === 'use') yield* middleware(file, node, args);
  if (bare && verbs.test(name)) yield* route(file, node, link);
  const source = sourceOf(file.text, node);
  if (source.startsWith('Thread.new') && inRequest(node)) yield use(file, 'thread', { ...node, name: 'Thread.new' });
}

/** Inside a route, a filter, a helper or a method: not at the start. */
function inRequest(node: SyntaxNode): boolean {
  return enclosing(node, 'do_block', 'block', 'method', 'singleton_method') !== undefined;
}

/** `set :session_secret, ENV["X"]`, `set sessions: true, foo: 1`. */
function* set(file: RubyFile, node: SyntaxNode, args: readonly RubyArgument[]): Iterable<Fact> {
  const [first, second] = args;
  const key = rubyText(file.text, first?.value);
  if (key !== undefined && second) yield setting(file, node, { key, value: second.value });
  for (const { is, name, value } of args) if (is === 'keyword' && name) yield setting(file, node, { key: name, value });
}

/** `use Rack::Session::Cookie, secret: ...`: the class as a setting, its secret as another. */
function* middleware(file: RubyFile, node: SyntaxNode, args: readonly RubyArgument[]): Iterable<Fact> {
  const name = args[0] && sourceOf(file.text, args[0].value);
  if (!name || !args[0]) return;
  yield { ...use(file, 'middleware', { ...args[0].value, name }), options: { whole: { is: 'opaque', source: name, at: spanOf(file, node) } } } as Fact; // biome-ignore format: one record
  const secret = rubyKeyword(file.text, args, 'secret') ?? rubyKeyword(file.text, args, 'secrets');
  if (secret && /^Rack::Session::Cookie$/.test(name))
    yield setting(file, node, { key: 'cookie_secret', value: secret });
}

function* route(file: RubyFile, node: SyntaxNode, { name, args }: Link): Iterable<Fact> {
  const path = rubyText(file.text, args[0]?.value);
  if (path === undefined || !childOf(node, 'block')) return;
  const body = sourceOf(file.text, node);
  yield {
    kind: 'route',
    technology,
    methods: [name.toUpperCase()],
    path: path.startsWith('/') ? path : `/${path}`,
    middleware: [],
    ...(/\b(DB\b|ActiveRecord|\.connection|select 1)/i.test(body) ? { touches: ['database'] } : {}),
    at: { file: file.path, start: node.start, end: args[0]?.value.end ?? node.end },
  };
}

function setting(
  file: RubyFile,
  node: SyntaxNode,
  { key, value }: { readonly key: string; readonly value: SyntaxNode | boolean },
): Fact {
  const guard = guardExpr(file, rubyGuards(node));
  const at = spanOf(file, node);
  const environment = environmentOf(file, node);
  return {
    kind: 'setting',
    technology,
    key,
    value: typeof value === 'boolean' ? { is: 'literal', value, at } : rubyExpr(file, value),
    ...(guard ? { guard } : {}),
    ...(environment ? { when: environment } : {}),
    at,
  };
}

/** `configure :development do ... end`: the environments that a block is for. */
function environmentOf(file: RubyFile, node: SyntaxNode): string | undefined {
  for (let block = enclosing(node, 'do_block', 'block'); block; block = enclosing(block, 'do_block', 'block')) {
    const call = block.parent;
    const link = call && rubyChain(file.text, call)?.links.at(-1);
    if (link?.name === 'configure' && link.args.length > 0)
      return link.args.map(({ value }) => rubyText(file.text, value) ?? '').join(' ');
  }
  return undefined;
}

function use(
  file: RubyFile,
  what: string,
  { start, end, name }: { readonly start: number; readonly end: number; readonly name: string },
): Fact & { kind: 'use' } {
  return { kind: 'use', technology, what, ...(name ? { name } : {}), at: { file: file.path, start, end } };
}
