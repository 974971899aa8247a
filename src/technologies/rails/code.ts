import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { routeEnd } from '../../facts/route.js';
import { rubyChain, rubyKeyword, rubyText } from '../../parse/ruby.js';
import {
  ancestors,
  enclosing,
  partsOf,
  type SyntaxNode,
  type SyntaxTree,
  sourceOf,
  walk,
} from '../../parse/syntax-node.js';
import { table } from '../../table.js';
import { type RubyFile, rubyExpr, spanOf } from '../ruby/expr.js';

export { code } from './catalogue.js';

/** Words without which a file of the app says nothing that we judge. */
export const mentions = [
  'has_one_attached', 'has_many_attached', 'has_rich_text', 'mount_uploader', 'mount_uploaders', 'deliver_later', 'perform_later', 'perform_async', 'Rails.cache',
  'caches_page', 'caches_action', 'expire_page', 'cache_sweeper', 'rate_limit', 'turbo_stream_from', 'stream_from', 'stream_for', 'broadcasts', 'broadcast', 'ActionCable', 'Rack::Attack',
  'rails/health', 'get ', 'plugin ', 'storage :', 'cache_storage', 'every', 'SitemapGenerator', 'lograge', 'secret_token', 'SecureRandom', 'ApplicationMailbox',
]; // biome-ignore format: one table

const calls: Readonly<Record<string, string>> = table({
  has_one_attached: 'attachment', has_many_attached: 'attachment', has_rich_text: 'attachment', mount_uploader: 'uploader', mount_uploaders: 'uploader',
  deliver_later: 'job', perform_later: 'job', perform_async: 'own-job', caches_page: 'page-cache', expire_page: 'page-expiry', cache_sweeper: 'page-expiry', rate_limit: 'rate-limit', turbo_stream_from: 'broadcast', stream_from: 'broadcast', stream_for: 'broadcast',
  broadcasts_to: 'broadcast', broadcasts: 'broadcast', broadcast_to: 'broadcast', broadcast: 'broadcast', broadcast_append_to: 'broadcast', broadcast_replace_to: 'broadcast',
}); // biome-ignore format: one table

const openings: readonly (readonly [what: string, file: RegExp, line: RegExp])[] = [
  ['routes-draw', /(^|\/)config\/routes\.rb$/, /Rails\.application\.routes\.draw do(?=[ \t]*(#.*)?$)/m],
  [
    'production-block',
    /(^|\/)config\/environments\/production\.rb$/,
    /\b(?:Rails\.application|[A-Z]\w{0,100}::Application)\.configure do(?=[ \t]*(#.*)?$)/m,
  ],
];

/** `Rails.application.routes.draw do` and `Rails.application.configure do` (`Shop::Application.configure do` until Rails 4.0): where a line may be added. */
export function* openingFacts(text: string, path: string): Iterable<Fact> {
  for (const [what, file, line] of openings) {
    const found = file.test(path) ? line.exec(text) : null;
    if (!found) continue;
    const at = { file: path, start: found.index, end: found.index + found[0].length };
    yield { kind: 'use', technology: 'rails', what, at };
  }
}

/** A page that listens for what Turbo broadcasts. */
export function* viewFacts(text: string, path: string): Iterable<Fact> {
  for (const [what, pattern] of inViews) {
    const found = pattern.exec(text);
    if (!found) continue;
    const at = { file: path, start: found.index, end: found.index + found[0].length };
    yield { kind: 'use', technology: 'rails', what, name: found[0].trim(), at };
  }
}

/** Streams that a page listens to, and parts of a page that are kept (actionview, CacheHelper; `cached:` of a collection). */
const inViews: readonly (readonly [string, RegExp])[] = [
  ['broadcast', /\bturbo_stream_from\b/],
  ['cache', /(?:<%-? ?|\n[ \t]*- ?)cache(?:_if|_unless)?\b|\bcached: ?true\b|\bRails\.cache\b|\bjson\.cache/],
];

/** What models, jobs, controllers, initializers and routes use. */
export function* codeFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = { path, text: tree.text };
  for (const node of walk(tree.root)) {
    if (node.type !== 'call') continue;
    const links = rubyChain(tree.text, node)?.links;
    const last = links?.at(-1);
    if (!last) continue;
    const what = Object.hasOwn(calls, last.name) ? calls[last.name] : undefined;
    if (what) yield use(file, node, { what, name: last.name });
    yield* special(file, node, last.name);
  }
}

function* special(file: RubyFile, node: SyntaxNode, name: string): Iterable<Fact> {
  const source = sourceOf(file.text, node);
  if (/^Rails\.cache\b/.test(source)) yield use(file, node, { what: 'cache', name });
  if (/^Rails\.cache\.write\(.*\bunless_exist:\s*true/s.test(source))
    yield use(file, node, { what: 'cache-lock', name });
  if (/^Rack::Attack\.(throttle|track|blocklist)$|^throttle$/.test(source.split(/[\s(]/)[0] ?? ''))
    yield use(file, node, { what: 'throttle', name });
  if (name === 'get' || name === 'match') yield* route(file, node);
  if (name === 'resources' || name === 'resource') yield* resourceRoute(file, node, name);
  if (
    /^SitemapGenerator::Sitemap\.create$/.test(source.split(/[\s(]/)[0] ?? '') &&
    !/Sitemap\.adapter\s*=/.test(file.text)
  )
    yield use(file, node, { what: 'sitemap', name });
  if (name === 'plugin')
    yield use(file, node, {
      what: 'puma-plugin',
      name: rubyText(file.text, rubyChain(file.text, node)?.links[0]?.args[0]?.value) ?? '',
    });
}

function use(file: RubyFile, node: SyntaxNode, { what, name }: { what: string; name: string }): Fact {
  const method = enclosing(node, 'method', 'singleton_method');
  const inside = method ? sourceOf(file.text, partsOf(method)[0] ?? method) : undefined;
  const condition = node.parent?.type === 'if_modifier' ? node.parent.children[1] : undefined;
  const args = rubyChain(file.text, node)?.links.at(-1)?.args ?? [];
  const options: Record<string, Expr> = condition ? { when: rubyExpr(file, condition) } : {};
  for (const key of ['store', 'service']) {
    const value = what === 'rate-limit' || what === 'attachment' ? rubyKeyword(file.text, args, key) : undefined;
    if (value) options[key] = rubyExpr(file, value);
  }
  return {
    kind: 'use',
    technology: 'rails',
    what,
    name,
    at: spanOf(file, node),
    ...(Object.keys(options).length > 0 ? { options } : {}),
    ...(inside ? { inside } : {}),
  };
}

/** `get "up" => "rails/health#show"`, `get "/health", to: "health#show"`. */
function* route(file: RubyFile, node: SyntaxNode): Iterable<Fact> {
  if (!/(^|\/)config\/routes/.test(file.path)) return;
  const [argument] = rubyChain(file.text, node)?.links.at(-1)?.args ?? [];
  const path = argument?.name ?? rubyText(file.text, argument?.value);
  const end = path === undefined && argument ? rubyExpr(file, argument.value) : undefined;
  if (path === undefined && !(end && /^(opaque|env)$/.test(end.is))) return;
  const around = surroundings(file, node);
  if (!around) return;
  const source = sourceOf(file.text, node);
  const handler = /(?:=>|to:)\s*["']([\w/#]+)["']/.exec(source)?.[1];
  yield {
    kind: 'route',
    technology: 'rails',
    methods: ['GET'],
    path: `${around.prefix}/${path?.replace(/^\//, '') ?? routeEnd}`,
    ...(end ? { end } : {}),
    middleware: around.guards,
    ...(handler ? { handler } : {}),
    at: spanOf(file, node),
  };
}

interface Surroundings {
  readonly prefix: string;
  readonly guards: readonly string[];
}

/** What `namespace` and `scope` put before a path, and Devise's `authenticate` before its handler; undefined below a resource: that is about one of many. */
function surroundings(file: RubyFile, node: SyntaxNode): Surroundings | undefined {
  let prefix = '';
  const guards: string[] = [];
  for (const each of ancestors(node)) {
    const link = each.type === 'call' ? rubyChain(file.text, each)?.links.at(-1) : undefined;
    if (!link) continue;
    if (/^(resources?|concern)$/.test(link.name)) return undefined;
    if (/^authenticated?$/.test(link.name)) guards.push(link.name);
    if (link.name !== 'namespace' && link.name !== 'scope') continue;
    const path =
      rubyKeyword(file.text, link.args, 'path') ?? (link.args[0]?.name === undefined ? link.args[0]?.value : undefined);
    const text = path && rubyText(file.text, path);
    if (path && text === undefined) return undefined;
    if (text) prefix = `/${text.replace(/^\/+|(?<!\/)\/+$/g, '')}${prefix}`;
  }
  return { prefix, guards };
}

/** `resources :orders` answers GET /orders by `index`, `resource :order` GET /order by `show` (actionpack 8, routing/mapper.rb, Resources). */
function* resourceRoute(file: RubyFile, node: SyntaxNode, name: 'resources' | 'resource'): Iterable<Fact> {
  if (!/(^|\/)config\/routes/.test(file.path)) return;
  const args = rubyChain(file.text, node)?.links.at(-1)?.args ?? [];
  const named = args[0]?.name === undefined ? rubyText(file.text, args[0]?.value) : undefined;
  const action = name === 'resources' ? 'index' : 'show';
  const names = (key: string) => {
    const given = rubyKeyword(file.text, args, key);
    return given && sourceOf(file.text, given).match(/\w+/g);
  };
  const [only, except] = [names('only'), names('except')];
  if (named === undefined || (only && !only.includes(action)) || except?.includes(action)) return;
  yield {
    kind: 'route',
    technology: 'rails',
    methods: ['GET'],
    path: `/${rubyText(file.text, rubyKeyword(file.text, args, 'path')) ?? named}`,
    middleware: [],
    handler: `${named}#${action}`,
    at: spanOf(file, node),
  };
}
