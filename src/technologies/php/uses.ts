import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { type PhpArgument, phpArgument, phpArguments, phpCallName, phpLiteral } from '../../parse/php.js';
import { childOf, enclosing, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { table } from '../../table.js';
import { type PhpFile, phpExpr, phpFile, spanOf } from './expr.js';

/** What PHP code does with the machine it runs on: native sessions, connections, forwarded headers; settings made by `ini_set`. */
export function* useFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = phpFile(path, tree);
  yield* forwardedHeader(file, tree);
  yield* peerFacts(file, tree);
  yield* keptFacts(file, tree);
  for (const node of walk(tree.root)) {
    const call = phpCallName(tree.text, node);
    if (call === undefined) continue;
    const args = phpArguments(tree.text, node);
    const what = purposeOf(file, node, { call, args });
    if (what) yield use(file, node, what, args);
    const handler = handlerGiven(file, node, { call, args });
    if (handler) yield { ...use(file, node, 'session-handler', args), name: handler };
    if (call === 'ini_set' || call === 'ini_alter') yield* iniSetting(file, node, args);
    if (call === 'session_module_name') yield* moduleName(file, node, args);
  }
}

const forwarded = /\[\s*['"]HTTP_X_FORWARDED_(FOR|PROTO|HOST)['"]\s*\]$/;

/**
 * The reads of `$_SERVER['HTTP_X_FORWARDED_FOR']` and the like, also from a copy of that table, one fact for each function, shown at the first;
 * `bounded` when the same function, or the file around it, looks at the peer's address.
 */
function* forwardedHeader(file: PhpFile, tree: SyntaxTree): Iterable<Fact> {
  const groups = new Map<SyntaxNode | undefined, SyntaxNode[]>();
  for (const node of walk(tree.root)) {
    if (node.type !== 'subscript_expression' || !forwarded.test(sourceOf(file.text, node))) continue;
    const around = enclosing(node, 'function_definition', 'method_declaration');
    groups.set(around, [...(groups.get(around) ?? []), node]);
  }
  for (const [around, reads] of groups) {
    const [first] = reads;
    if (!first) continue;
    const bounded = /REMOTE_ADDR/.test(around ? sourceOf(file.text, around) : file.text);
    const items = reads.map((node): Expr => {
      const header = forwarded.exec(sourceOf(file.text, node))?.[1] ?? '';
      return { is: 'literal', value: header, at: spanOf(file, node) };
    });
    yield {
      kind: 'use',
      technology: 'php',
      what: 'reads-forwarded',
      name: bounded ? 'bounded' : 'everyone',
      options: { reads: { is: 'list', items, at: spanOf(file, first) } },
      at: spanOf(file, first),
    };
  }
}

const peer = /^\$_SERVER\[\s*['"](REMOTE_ADDR|HTTPS|REQUEST_SCHEME)['"]\s*\]$/;
const headerName = /X[-_]FORWARDED[-_](FOR|PROTO)|X[-_]REAL[-_]IP/i;

/**
 * The first read of what the web server says of its peer, and the first text that names a header in which a proxy says it of the client. A request of
 * HttpFoundation says the peer's until somebody names proxies to it (symfony/http-foundation 7, Request.php: getClientIps, setTrustedProxies).
 */
function* peerFacts(file: PhpFile, tree: SyntaxTree): Iterable<Fact> {
  const asked = new Set<string>();
  const hasRequests = file.text.includes('HttpFoundation\\Request');
  const fact = (what: string, node: SyntaxNode, name?: string): Fact => {
    return { kind: 'use', technology: 'php', what, ...(name ? { name } : {}), at: spanOf(file, node) };
  };
  for (const node of walk(tree.root)) {
    const isRead = node.type === 'subscript_expression' && peer.test(sourceOf(file.text, node));
    const isName = node.type === 'string' && headerName.test(sourceOf(file.text, node));
    const called = hasRequests ? nameOfCall(file, node) : undefined;
    const what = isRead || called === 'getClientIp' ? 'reads-peer' : isName || called === 'setTrustedProxies' ? 'names-forwarded' : undefined;
    if (what === undefined || asked.has(what) || (isRead && isSet(node))) continue;
    asked.add(what);
    yield called ? fact(what, childOf(node, 'name') ?? node, 'http-foundation') : fact(what, node);
  }
} // biome-ignore format: one choice

/** `$_SESSION['user'] = $id`: a page that keeps something in the session, not one that only asks for it. */
function* keptFacts(file: PhpFile, tree: SyntaxTree): Iterable<Fact> {
  if (!file.text.includes('$_SESSION')) return;
  for (const node of walk(tree.root)) {
    const left = node.type === 'assignment_expression' ? childOf(node, 'left') : undefined;
    if (left?.type === 'subscript_expression' && sourceOf(file.text, left).startsWith('$_SESSION['))
      yield { kind: 'use', technology: 'php', what: 'session-kept', at: spanOf(file, node) };
  }
}

/** The method that is called, of an object or of a class. */
function nameOfCall(file: PhpFile, node: SyntaxNode): string | undefined {
  const name = /^(nullsafe_)?(member|scoped)_call_expression$/.test(node.type) ? childOf(node, 'name') : undefined;
  return name && sourceOf(file.text, name);
}

/** `$_SERVER['HTTPS'] = 'on'`: what is said itself is not asked. */
function isSet(node: SyntaxNode): boolean {
  return node.parent?.type === 'assignment_expression' && childOf(node.parent, 'left') === node;
}

interface Call {
  readonly call: string;
  readonly args: readonly PhpArgument[];
}

const plain: Readonly<Record<string, string>> = table({
  session_start: 'session-start',
  session_set_save_handler: 'session-handler',
});

/**
 * Classes of libraries that start PHP's own sessions (symfony/http-foundation 7, Session/Storage/NativeSessionStorage.php; odan/session 6,
 * src/PhpSession.php; bryanjhv/slim-session 4, src/Slim/Middleware/Session.php; mezzio/mezzio-session-ext 1, src/PhpSessionPersistence.php;
 * laminas/laminas-session 2, src/SessionManager.php; aura/session 4, src/SessionFactory.php), and those that keep them elsewhere.
 */
const sessionClasses: Readonly<Record<string, string>> = table({
  'Symfony\\Component\\HttpFoundation\\Session\\Session': 'session-start',
  'Symfony\\Component\\HttpFoundation\\Session\\Storage\\NativeSessionStorage': 'session-start',
  'Symfony\\Component\\HttpFoundation\\Session\\Storage\\PhpBridgeSessionStorage': 'session-start',
  'Symfony\\Component\\HttpFoundation\\Session\\Storage\\Handler\\PdoSessionHandler': 'session-handler',
  'Symfony\\Component\\HttpFoundation\\Session\\Storage\\Handler\\RedisSessionHandler': 'session-handler',
  'Symfony\\Component\\HttpFoundation\\Session\\Storage\\Handler\\MemcachedSessionHandler': 'session-handler',
  'Symfony\\Component\\HttpFoundation\\Session\\Storage\\Handler\\MongoDbSessionHandler': 'session-handler',
  'Odan\\Session\\PhpSession': 'session-start',
  'Slim\\Middleware\\Session': 'session-start',
  'Mezzio\\Session\\Ext\\PhpSessionPersistence': 'session-start',
  'Laminas\\Session\\SessionManager': 'session-start',
  'Aura\\Session\\SessionFactory': 'session-start',
});

/** What making a class does to the session. */
function sessionPurpose(file: PhpFile, call: string): string | undefined {
  const full = sessionClass(file, call);
  return full && sessionClasses[full];
}

/** The class of a library that is made: by its full name as it is written, or as the file takes it in. */
function sessionClass({ text }: PhpFile, call: string): string | undefined {
  const name = /^new \\?([\w\\]+)$/.exec(call)?.[1];
  if (!name) return undefined;
  return Object.keys(sessionClasses).find((one) => one === name || (one.endsWith(`\\${name}`) && text.includes(`use ${one};`)));
} // biome-ignore format: one condition

/** Which argument says where else sessions are kept (symfony/http-foundation 7, laminas/laminas-session 2, the constructors of these classes). */
const handlerArguments: Readonly<Record<string, readonly [number, string]>> = table({
  'Symfony\\Component\\HttpFoundation\\Session\\Storage\\NativeSessionStorage': [1, 'handler'],
  'Symfony\\Component\\HttpFoundation\\Session\\Storage\\PhpBridgeSessionStorage': [0, 'handler'],
  'Laminas\\Session\\SessionManager': [2, 'saveHandler'],
});

/** What a session manager is given to keep sessions in: when it is made, or by `setSaveHandler` (laminas/laminas-session 2, src/AbstractManager.php). */
function handlerGiven(file: PhpFile, node: SyntaxNode, { call, args }: Call): string | undefined {
  const full = sessionClass(file, call);
  const place = full ? handlerArguments[full] : undefined;
  const isSet = call === '->setSaveHandler' && /\b(Laminas|Zend)\\+Session\\/.test(file.text);
  const given = place ? phpArgument(args, ...place) : isSet ? phpArgument(args, 0, 'saveHandler') : undefined;
  if (!given || phpLiteral(file.text, given) === null) return undefined;
  const text = sourceOf(file.text, given);
  if (given.type !== 'variable_name') return text;
  // the variable's first object is as good as any: what it was before (`null`) keeps nothing
  const around = enclosing(node, 'function_definition', 'method_declaration') ?? file;
  for (const one of 'type' in around ? walk(around) : []) {
    const right = one.type === 'assignment_expression' ? childOf(one, 'right') : undefined;
    if (right?.type === 'object_creation_expression' && sourceOf(file.text, childOf(one, 'left') ?? one) === text)
      return sourceOf(file.text, right);
  }
  return text;
}

function purposeOf(file: PhpFile, node: SyntaxNode, { call, args }: Call): string | undefined {
  const known = plain[call] ?? sessionPurpose(file, call);
  if (known) return known;
  // the classes by driver are of PHP 8.4 (php.net, class.pdo-sqlite)
  if (
    call === 'new PDO' ||
    /^new \\?SQLite3$/i.test(call) ||
    /^new \\?Pdo\\(Sqlite|Mysql|Pgsql)$/i.test(call) ||
    call === 'new mysqli' ||
    call === 'mysqli_connect' ||
    call === 'pg_connect'
  )
    return 'connects';
  if (call === '->connect' || call === '->pconnect')
    return /redis/i.test(sourceOf(file.text, childOf(node, 'object') ?? node)) ? 'redis' : undefined;
  if (call === 'new Predis\\Client' || call === 'new Client') return /Predis/.test(file.text) ? 'redis' : undefined;
  if (call === 'error_log' && phpLiteral(file.text, phpArgument(args, 1)) === 3) return 'logs-to-file';
  return undefined;
}

function use(file: PhpFile, node: SyntaxNode, what: string, args: readonly PhpArgument[]): Fact<'use'> {
  const options: Readonly<Record<string, Expr>> = Object.fromEntries(
    args.map((arg, index) => [arg.name ?? String(index), phpExpr(file, arg.value)]),
  );
  const owner = enclosing(node, 'class_declaration');
  const name = childOf(owner, 'name');
  const handed =
    what === 'session-handler' && args[0] && node.type === 'function_call_expression'
      ? sourceOf(file.text, args[0].value)
      : undefined;
  return {
    kind: 'use',
    technology: 'php',
    what,
    name: handed ?? phpCallName(file.text, node) ?? what,
    ...(name ? { inside: sourceOf(file.text, name) } : {}),
    options,
    at: spanOf(file, node),
  };
}

function* iniSetting(file: PhpFile, node: SyntaxNode, args: readonly PhpArgument[]): Iterable<Fact> {
  const key = phpLiteral(file.text, phpArgument(args, 0, 'option'));
  const value = phpArgument(args, 1, 'value');
  if (typeof key !== 'string' || !/^(session|error_log)/.test(key) || !value) return;
  yield { kind: 'setting', technology: 'php', key, value: phpExpr(file, value), at: spanOf(file, node) };
}

function* moduleName(file: PhpFile, node: SyntaxNode, args: readonly PhpArgument[]): Iterable<Fact> {
  const value = phpArgument(args, 0);
  if (value)
    yield {
      kind: 'setting',
      technology: 'php',
      key: 'session.save_handler',
      value: phpExpr(file, value),
      at: spanOf(file, node),
    };
}
