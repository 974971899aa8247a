import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { phpLiteral } from '../../parse/php.js';
import { childOf, partsOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import type { PartName } from '../../resolve/app.js';
import { chain, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Backend, Reach } from '../../resolve/reach.js';
import { evaluate, type Value } from '../../resolve/settings.js';
import { type AnyReader, type Resolution, reader } from '../technology.js';
import { isInFunction } from './conditions.js';
import { type PhpFile, phpExpr, phpFile } from './expr.js';

/** The configuration of a product as its PHP files say it: one value for each dotted key. */
export interface ProductConfig {
  /** Where the configuration begins: the place to show for what it does not set. */
  readonly at: Span | undefined;
  expr(key: string): Expr | undefined;
  get(key: string): Resolved<Value>;
  /** The keys below a key that have values. */
  keys(below: string): readonly string[];
}

const feeds: readonly PartName[] = ['sessionStores', 'caches', 'databases'];

/** A reader of PHP configuration files of any of the usual shapes; keys get the prefix that the file's name stands for. */
export function configReader(
  technology: string,
  paths: RegExp,
  prefix: (path: string) => string = () => '',
): AnyReader {
  return reader({
    language: 'php',
    paths,
    feeds,
    *extract(tree, source): Iterable<Fact> {
      for (const { key, value } of settingsIn(tree, source.path))
        yield { kind: 'setting', technology, key: prefix(source.path) + key, value, at: value.at };
    },
  });
}

interface Found {
  readonly key: string;
  readonly value: Expr;
}

/** `return [...]`, `$config['a']['b'] = c`, `$CFG->a = b`, and properties of a class with a value: `public $driver = 'x'`. */
function* settingsIn(tree: SyntaxTree, path: string): Iterable<Found> {
  const file = phpFile(path, tree);
  for (const node of walk(tree.root)) {
    if (node.type === 'return_statement' && !isInFunction(node)) {
      const value = partsOf(node)[0];
      if (value) yield* flattened('', phpExpr(file, value));
    } else if (node.type === 'property_element') yield* property(file, node);
    else if (node.type === 'assignment_expression' && !isInFunction(node)) yield* assigned(file, node);
  }
}

function* flattened(prefix: string, value: Expr): Iterable<Found> {
  if (prefix) yield { key: prefix, value };
  if (value.is !== 'map') return;
  for (const entry of value.entries) yield* flattened(prefix ? `${prefix}.${entry.key}` : entry.key, entry.value);
}

function* property(file: PhpFile, node: SyntaxNode): Iterable<Found> {
  const name = childOf(node, 'name');
  const value = childOf(node, 'default_value') ?? partsOf(node)[1];
  if (name && value) yield* flattened(sourceOf(file.text, name).replace('$', ''), phpExpr(file, value));
}

function* assigned(file: PhpFile, node: SyntaxNode): Iterable<Found> {
  const left = childOf(node, 'left');
  const right = childOf(node, 'right');
  const key = left && keyOf(file, left);
  if (key && right) yield* flattened(key, phpExpr(file, right));
}

/** `$config['a']['b']` -> `a.b`; `$CFG->a` -> `a`; `$databases['x']` keeps the variable's name, as several are in use there. */
function keyOf(file: PhpFile, node: SyntaxNode): string | undefined {
  if (node.type === 'member_access_expression') return sourceOf(file.text, childOf(node, 'name') ?? node);
  const steps: string[] = [];
  let here: SyntaxNode | undefined = node;
  while (here?.type === 'subscript_expression') {
    const [object, index] = partsOf(here);
    const step = phpLiteral(file.text, index);
    if (step === undefined || step === null) return undefined;
    steps.unshift(String(step));
    here = object;
  }
  if (here?.type !== 'variable_name' || steps.length === 0) return undefined;
  const variable = sourceOf(file.text, here).slice(1);
  return variable === 'config' ? steps.join('.') : [variable, ...steps].join('.');
}

/** The configuration in force; the last file that says a key wins. */
export function productConfig(app: Resolution, technology: string): ProductConfig {
  const facts = app.facts.of('setting').filter((fact) => fact.technology === technology);
  const byKey = new Map(facts.map((fact) => [fact.key, fact.value]));
  const first = facts[0]?.at;
  const at = first && { file: first.file, start: 0, end: 0 };
  const expr = (key: string) => byKey.get(key);
  return {
    at,
    expr,
    keys: (below) => [...byKey.keys()].filter((key) => key.startsWith(`${below}.`)),
    get(key) {
      const found = expr(key);
      if (found) return evaluate(found, { environment: app.environment('one'), setting: expr });
      return known(undefined, at ? [said(at, `${key} is not set`)] : []);
    },
  };
}

/** Names of handlers, stores and drivers, as products spell them, with who can reach what they keep; the first that matches decides. */
const stores: readonly (readonly [RegExp, string, Reach])[] = [
  [/redis|valkey|predis/i, 'redis', 'shared'],
  [/memcache/i, 'memcached', 'shared'],
  [/mongo/i, 'mongodb', 'shared'],
  [/dynamo/i, 'dynamodb', 'shared'],
  [/(^|\W)(db|database)|database|dbsession|dbcache|dbmutex|pdo|mysql|pgsql/i, 'database', 'shared'],
  [/cookie/i, 'cookie', 'client'],
  [/apc/i, 'apcu', 'server'],
  [/wincache|xcache/i, 'the memory of one server', 'server'],
  [/array|null|dummy|memory/i, 'memory', 'process'],
  [/file|^cake$/i, 'files', 'server'],
];

/** What a handler's name stands for; `otherwise` is what holds when nothing is set. */
export function storeOf(value: Resolved<Value>, otherwise: Resolved<Backend>): Resolved<Backend> {
  return chain(value, (name) => {
    if (name === undefined || name === null || name === '') return otherwise;
    const found = stores.find(([pattern]) => pattern.test(String(name)));
    return found
      ? known({ technology: found[1], reach: found[2] }, [])
      : unknown(`'${String(name)}' is not one of the stores that come with it`, []);
  });
}

/** A host in a configuration file: this machine, or a server that all can reach. */
export function hostBackend(value: Resolved<Value>, engine: string): Resolved<Backend> {
  return chain(value, (host) => {
    if (host === undefined || host === null || host === '') return unknown('no host is set in the repository', []);
    const local = /^(localhost|127\.|::1|\/|unix)/.test(String(host));
    return known({ technology: engine, reach: local ? ('server' as const) : ('shared' as const) }, []);
  });
}

export function defaultStore(technology: string, reach: Reach, builtin: string): Resolved<Backend> {
  return known({ technology, reach }, [{ at: { builtin }, says: `keeps them in ${technology}` }]);
}

export function placeholderOf(value: Resolved<Value>): boolean {
  return value.because.some(({ says }) => says.startsWith('falls back'));
}
