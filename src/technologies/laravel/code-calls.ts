import type { Fact } from '../../facts/fact.js';
import { type PhpLink, phpArgument, phpArray, phpChain, phpLiteral } from '../../parse/php.js';
import { childOf, type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';
import { conditionsBefore, conditionsOf } from '../php/conditions.js';
import { phpExpr, spanOf } from '../php/expr.js';
import { type CodeFile, functionAround, nameOf, opening, text, use } from './code-file.js';
import { isOperatorCode } from './code-files.js';
import { middlewareFacts, registered } from './code-middleware.js';
import { routingFacts } from './code-routes.js';

/** Methods of the cache that hand a value over to another request, or rely on there being one value. */
const handingOver = new Set([
  'put',
  'forever',
  'pull',
  'add',
  'increment',
  'decrement',
  'forget',
  'flush',
  'set',
  'lock',
  'restoreLock',
  'block',
  'funnel',
  'tags',
]);
const remembering = new Set(['remember', 'rememberForever', 'flexible', 'get', 'has', 'many', 'sear']);

/** Calls of the framework that concern a second server, whatever they are made on. */
export function* callFacts(file: CodeFile, node: SyntaxNode): Iterable<Fact> {
  const chain = phpChain(file.text, node);
  const link = chain?.links.at(-1);
  if (!chain || !link?.name) return;
  const on = chain.links.length === 1 ? nameOf(file, chain.receiver) : '';
  switch (on === '' ? '' : `${on}::${link.name}`) {
    case 'Artisan::call':
    case 'Artisan::queue':
      yield* artisanCall(file, node, link);
      return;
    case 'Config::set':
      yield* setsConfig(file, node, link);
      return;
    case 'RateLimiter::for':
    case 'RateLimiter::attempt':
    case 'RateLimiter::hit':
    case 'RateLimiter::tooManyAttempts':
      yield use(file, link.nameNode, { what: 'limits', name: `RateLimiter::${link.name}` });
      return;
    case 'TrustProxies::at':
      yield* trusts(file, node, link);
      return;
    case 'Passport::keyPath':
    case 'Passport::loadKeysFrom':
      yield use(file, node, { what: 'passport-key-file' });
      return;
    case 'Octane::table':
      yield use(file, node, { what: 'octane-table' });
      return;
    case 'FileUpload::make':
    case 'SpatieMediaLibraryFileUpload::make':
      yield use(file, node, { what: 'form-upload', name: on });
      return;
  }
  yield* cacheUse(file, node);
  if (isOperatorCode(file.path)) yield* resets(file, node, link);
  switch (link.name) {
    case 'withRouting':
      yield* routingFacts(file, node, link);
      break;
    case 'trustProxies':
      yield* trusts(file, node, link);
      break;
    case 'setTrustedProxies':
      if (chain.receiver) yield* setTrustedProxies(file, node, link);
      break;
    case 'dontMergeFrameworkConfiguration':
      yield use(file, link.nameNode, { what: 'merge-off' });
      break;
    case 'config':
      if (link.is === 'function') yield* setsConfig(file, node, link);
      break;
    case 'set':
      if (/^config\(\)$/.test(sourceOf(file.text, node).split('->')[0] ?? '')) yield* setsConfig(file, node, link);
      break;
    case 'onQueue':
    case 'allOnQueue':
    case 'onConnection':
    case 'allOnConnection':
      yield* workerNamed(file, node, link);
      break;
    case 'flock':
      if (link.is === 'function' && guardsShared(file, node)) yield use(file, node, { what: 'flock' });
      break;
    case 'withMiddleware':
      yield* middlewareFacts(file, link);
      break;
    case 'pushMiddleware':
    case 'prependMiddleware':
      yield* registered(file, node);
      break;
  }
}

/** A job that waits in a queue, or on a connection, of its own: only a worker that is told that name takes it. */
function* workerNamed(file: CodeFile, node: SyntaxNode, link: PhpLink): Iterable<Fact> {
  const argument = phpArgument(link.args, 0);
  const name = phpLiteral(file.text, argument);
  const what = /queue$/i.test(link.name ?? '') ? 'on-queue' : 'on-connection';
  if (typeof name === 'string') {
    if (/^[\w:.-]{1,60}$/.test(name)) yield use(file, node, { what, name });
  } else if (argument) yield use(file, node, { what, options: { named: phpExpr(file, argument) } });
}

/** A command that ends or clears what the whole installation is at work on: harmless by hand, not at the start of each copy. */
function* resets(file: CodeFile, node: SyntaxNode, link: PhpLink): Iterable<Fact> {
  const said = sourceOf(file.text, node);
  const ends =
    link.name === 'update' &&
    /\b(running|in_?progress|queued|pending|processing)\b/i.test(said) &&
    /['"]\w{0,60}(status|state)['"]\s*=>[^,\]]{0,300}(fail|interrupt|cancel|abort)/i.test(said);
  const clears =
    /^(call|callSilently|callSilent)$/.test(link.name ?? '') &&
    /clear-?locks|['"](queue|horizon):clear|['"]cache:clear|['"]migrate:fresh/i.test(said);
  const flushes = /^(flush|flushdb|flushall)$/i.test(link.name ?? '') && /^(Cache|Redis)::/.test(said);
  if (!ends && !clears && !flushes) return;
  yield use(file, node, {
    what: 'resets',
    name: ends ? 'marks running work as failed' : 'clears locks, jobs or the cache',
  });
}

/** A file lock around rows that every server sees; one around a local file does its work on each server. */
function guardsShared(file: CodeFile, node: SyntaxNode): boolean {
  const around = functionAround(node);
  const said = around ? sourceOf(file.text, around) : '';
  return (
    /->save\(|::create\(|\bDB::|->update\(|->charge\(|::dispatch\(/.test(said) &&
    !/file_put_contents|fwrite\(|->put\(/.test(said)
  );
}

function* artisanCall(file: CodeFile, node: SyntaxNode, link: PhpLink): Iterable<Fact> {
  const first = phpArgument(link.args, 0);
  const given = phpArgument(link.args, 1);
  const command = phpLiteral(file.text, first);
  if (typeof command !== 'string') return;
  const parameters = phpArray(given).map(({ key }) => phpLiteral(file.text, key));
  const inside = functionAround(node);
  const name = inside && childOf(inside, 'name');
  const conditions = conditionsOf(file, node);
  yield use(file, node, {
    what: 'artisan-call',
    name: command.trim().split(/\s/)[0] ?? command,
    options: {
      line: text(file, node, [command, ...parameters.filter((one) => typeof one === 'string')].join(' ')),
      ...(given?.type === 'array_creation_expression'
        ? { parameters: { is: 'literal', value: '', at: opening(file, given) } }
        : {}),
      ...(first && !given ? { command: text(file, first, '') } : {}),
      ...(conditions.length > 0 ? { conditions: { is: 'list', items: conditions, at: spanOf(file, node) } } : {}),
    },
    ...(name ? { inside: sourceOf(file.text, name) } : {}),
  });
}

/** `config(['session.driver' => ...])`, `Config::set('session.driver', ...)`, and on what conditions. */
function* setsConfig(file: CodeFile, node: SyntaxNode, link: PhpLink): Iterable<Fact> {
  const first = phpArgument(link.args, 0);
  const conditions = conditionsBefore(file, node);
  const on =
    conditions.length > 0 ? { conditions: { is: 'list' as const, items: conditions, at: spanOf(file, node) } } : {};
  const sets = (name: string, value: SyntaxNode) =>
    use(file, node, { what: 'sets-config', name, options: { value: phpExpr(file, value), ...on } });
  for (const { key, value } of phpArray(first)) {
    const name = phpLiteral(file.text, key);
    if (typeof name === 'string' && value) yield sets(name, value);
  }
  const name = phpLiteral(file.text, first);
  const value = phpArgument(link.args, 1);
  if (link.name === 'set' && typeof name === 'string' && value) yield sets(name, value);
}

/** `$middleware->trustProxies(at: '*')`. */
function* trusts(file: CodeFile, node: SyntaxNode, link: PhpLink): Iterable<Fact> {
  const at = phpArgument(link.args, 0, 'at');
  if (at) yield use(file, at, { what: 'trusts', options: { proxies: phpExpr(file, at) } });
  else yield use(file, node, { what: 'trusts-headers' });
}

function* setTrustedProxies(file: CodeFile, node: SyntaxNode, link: PhpLink): Iterable<Fact> {
  const list = phpArgument(link.args, 0);
  const conditions = conditionsOf(file, node);
  if (list)
    yield use(file, node, {
      what: 'trusts',
      name: 'setTrustedProxies',
      options: {
        proxies: phpExpr(file, list),
        ...(conditions.length > 0 ? { conditions: { is: 'list', items: conditions, at: spanOf(file, node) } } : {}),
      },
    });
}

/** `Cache::put()`, `cache()->lock()`, `Cache::store('octane')->put()`. */
function* cacheUse(file: CodeFile, node: SyntaxNode): Iterable<Fact> {
  const chain = phpChain(file.text, node);
  if (!chain) return;
  const first = chain.links[0];
  const facade = nameOf(file, chain.receiver) === 'Cache';
  const helper = chain.receiver === undefined && first?.is === 'function' && first.name === 'cache';
  if (!facade && !helper) return;
  const link = chain.links.at(-1);
  const chosen = chain.links.find(({ name }) => name === 'store' || name === 'driver');
  const store = chosen && phpArgument(chosen.args, 0);
  const options = store ? { store: phpExpr(file, store) } : {};
  const name = link?.name ?? '';
  if (handingOver.has(name) && link !== first?.node) yield use(file, node, { what: 'cache-use', name, options });
  else if (remembering.has(name)) yield use(file, node, { what: 'cache-read', name, options });
  else if (
    helper &&
    chain.links.length === 1 &&
    first &&
    phpArgument(first.args, 0)?.type === 'array_creation_expression'
  )
    yield use(file, node, { what: 'cache-use', name: 'put', options });
}
