import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { type PhpArgument, phpArgument, phpArguments, phpCallName, phpLiteral } from '../../parse/php.js';
import { childOf, enclosing, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { table } from '../../table.js';
import { type PhpFile, phpExpr, phpFile, spanOf } from './expr.js';

/** What PHP code does with the machine it runs on: native sessions, uploads, files, locks, memory; settings made by `ini_set`. */
export function* useFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = phpFile(path, tree);
  yield* forwardedHeader(file, tree);
  for (const node of walk(tree.root)) {
    const call = phpCallName(tree.text, node);
    if (call === undefined) continue;
    const args = phpArguments(tree.text, node);
    const what = purposeOf(file, node, { call, args });
    if (what) yield use(file, node, what, args);
    if (call === 'ini_set' || call === 'ini_alter') yield* iniSetting(file, node, args);
    if (call === 'session_module_name') yield* moduleName(file, node, args);
  }
}

const forwarded = /^\$_SERVER\[\s*['"]HTTP_X_FORWARDED_(FOR|PROTO|HOST)['"]/;

/** The reads of `$_SERVER['HTTP_X_FORWARDED_FOR']` and the like, shown at the first; `bounded` when the same function or file looks at the peer's address. */
function* forwardedHeader(file: PhpFile, tree: SyntaxTree): Iterable<Fact> {
  const reads = [...walk(tree.root)].filter(
    (node) => node.type === 'subscript_expression' && forwarded.test(sourceOf(file.text, node)),
  );
  const [first] = reads;
  if (!first) return;
  const around = enclosing(first, 'function_definition', 'method_declaration');
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

interface Call {
  readonly call: string;
  readonly args: readonly PhpArgument[];
}

const plain: Readonly<Record<string, string>> = table({
  session_start: 'session-start',
  session_set_save_handler: 'session-handler',
  move_uploaded_file: 'moves-upload',
  flock: 'lock',
  sem_get: 'lock',
  sem_acquire: 'lock',
  apcu_add: 'apcu-state',
  apcu_inc: 'apcu-state',
  apcu_dec: 'apcu-state',
  apcu_cas: 'apcu-state',
  apcu_store: 'apcu-cache',
  file_put_contents: 'writes-file',
});

const upload = /(file|upload|image|photo|picture|avatar|logo|document|attachment|media)/i;

function purposeOf(file: PhpFile, node: SyntaxNode, { call, args }: Call): string | undefined {
  const known = plain[call];
  if (call === 'flock' && /LOCK_UN/.test(sourceOf(file.text, phpArgument(args, 1) ?? node))) return undefined;
  if (known === 'moves-upload') return isHandedOn(file, node) ? undefined : known;
  if (known === 'writes-file') return isLasting(file, args) ? known : undefined;
  if (known) return known;
  if (call === '->move' && args.length > 0) {
    const object = childOf(node, 'object');
    const lasts = !isHandedOn(file, node) && !isRemovedAgain(file, node, args);
    return object && upload.test(sourceOf(file.text, object)) && lasts ? 'moves-upload' : undefined;
  }
  // the classes by driver are of PHP 8.4 (php.net, class.pdo-sqlite)
  if (
    call === 'new PDO' ||
    /^new Pdo\\(Sqlite|Mysql|Pgsql)$/i.test(call) ||
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

/** `$file->move($folder, $name)` and, in the same function, `unlink()` of a path that names the same: a file for one request. */
function isRemovedAgain(file: PhpFile, node: SyntaxNode, args: Call['args']): boolean {
  const around = enclosing(node, 'function_definition', 'method_declaration', 'anonymous_function');
  const name = phpArgument(args, 1) ?? phpArgument(args, 0);
  if (!around || !name) return false;
  const wanted = sourceOf(file.text, name).trim();
  const removals = sourceOf(file.text, around).matchAll(/(?:\bunlink|->remove)\(([^;]*)\)\s*;/g);
  for (const [, path = ''] of removals) if (path.includes(wanted)) return true;
  return false;
}

/** The same function puts the file into object storage. */
function isHandedOn(file: PhpFile, node: SyntaxNode): boolean {
  const around = enclosing(node, 'function_definition', 'method_declaration', 'anonymous_function');
  return around !== undefined && /putObject|->upload\(|writeStream|putFileAs/.test(sourceOf(file.text, around));
}

const passing = /sys_get_temp_dir|tempnam|tmpfile|php:\/\/|['"]\/tmp\/|\/dev\/(std|null)|tmp|temp|cache/i;

/** A write of a file that is meant to stay: not below a temporary or cache folder, not an emptied file. */
function isLasting(file: PhpFile, args: readonly PhpArgument[]): boolean {
  const target = phpArgument(args, 0);
  const content = phpArgument(args, 1);
  // who starts a script by its name wants the file
  if (file.text.startsWith('#!')) return false;
  if (!target || phpLiteral(file.text, content) === '') return false;
  return !passing.test(sourceOf(file.text, target));
}

function use(file: PhpFile, node: SyntaxNode, what: string, args: readonly PhpArgument[]): Fact {
  const options: Readonly<Record<string, Expr>> = Object.fromEntries(
    args.map((arg, index) => [arg.name ?? String(index), phpExpr(file, arg.value)]),
  );
  const owner = enclosing(node, 'class_declaration');
  const name = childOf(owner, 'name');
  const handed = what === 'session-handler' && args[0] ? sourceOf(file.text, args[0].value) : undefined;
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
  const key = phpLiteral(file.text, phpArgument(args, 0));
  const value = phpArgument(args, 1);
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
