import type { Expr } from '../../facts/expr.js';
import { type PhpLink, phpArgument, phpChain, phpWholeChain } from '../../parse/php.js';
import { ancestors, childOf, type SyntaxNode, sourceOf, walk } from '../../parse/syntax-node.js';
import { table } from '../../table.js';
import { type PhpFile, phpExpr } from '../php/expr.js';

/** One value that a config builder sets: `$framework->session()->handlerId(null)` says framework, session, handler_id. */
export interface BuilderValue {
  readonly extension: string;
  readonly value: Expr;
}

/** Where a variable of the file stands in the tree of an extension. */
interface Place {
  readonly extension: string;
  readonly path: readonly string[];
}

/**
 * Methods that take a name and go into the entry of that name, with the key of the map that holds it
 * (symfony/config 7.x, Builder/ConfigBuilderGenerator.php: one method for an entry, named in the singular).
 */
const named: Readonly<Record<string, string>> = table({
  transport: 'transports',
  pool: 'pools',
  firewall: 'firewalls',
  handler: 'handlers',
  connection: 'connections',
  mapping: 'mappings',
  storage: 'storages',
  provider: 'providers',
  entity_manager: 'entity_managers',
  routing: 'routing',
  bus: 'buses',
  limiter: '',
});

/** What `function (FrameworkConfig $framework)` and the like configure, value by value; branches for other environments are left out. */
export function* builderValues(file: PhpFile, root: SyntaxNode): Iterable<BuilderValue> {
  const places = new Map<string, Place>(builders(file, root));
  if (places.size === 0) return;
  for (const node of walk(root)) {
    if (node.type !== 'member_call_expression' || phpWholeChain(node) !== node || isElsewhere(file, node)) continue;
    const chain = phpChain(file.text, node);
    const place = chain?.receiver && places.get(sourceOf(file.text, chain.receiver));
    if (!chain || !place) continue;
    const path = [...place.path];
    for (const link of chain.links) {
      const set = step(file, link, path);
      if (set) yield { extension: place.extension, value: set };
    }
    const left = node.parent?.type === 'assignment_expression' ? childOf(node.parent, 'left') : undefined;
    if (left) places.set(sourceOf(file.text, left), { extension: place.extension, path });
  }
}

/** Parameters whose class is a config builder: `FrameworkConfig $framework`. */
function* builders(file: PhpFile, root: SyntaxNode): Iterable<readonly [string, Place]> {
  for (const node of walk(root)) {
    if (node.type !== 'simple_parameter') continue;
    const type = childOf(node, 'type');
    const name = childOf(node, 'name');
    const found = type && /(?:^|\\)([A-Z]\w*)Config$/.exec(sourceOf(file.text, type))?.[1];
    if (found && name) yield [sourceOf(file.text, name), { extension: snake(found), path: [] }];
  }
}

/** Goes one call further: into a node, into an entry by its name, or to a value, which is returned as the map that leads to it. */
function step(file: PhpFile, link: PhpLink, path: string[]): Expr | undefined {
  const key = snake(link.name ?? '');
  const first = phpArgument(link.args, 0);
  const second = phpArgument(link.args, 1);
  if (!first) {
    path.push(key);
    return undefined;
  }
  const holder = named[key];
  const entry = holder === undefined ? undefined : phpExpr(file, first);
  if (holder !== undefined && entry?.is === 'literal') {
    path.push(...(holder === '' ? [] : [holder]), String(entry.value));
    return second && nested(path, exprOf(file, second));
  }
  return nested([...path, key], exprOf(file, first));
}

/** `env('X')->resolve()` reads X whatever is done to it. */
function exprOf(file: PhpFile, node: SyntaxNode): Expr {
  const chain = phpChain(file.text, node);
  const [first] = chain?.links ?? [];
  const inner = first?.is === 'function' && first.name === 'env' ? first.node : node;
  return phpExpr(file, inner);
}

function nested(path: readonly string[], value: Expr): Expr {
  return path.reduceRight<Expr>((below, key) => ({ is: 'map', at: value.at, entries: [{ key, value: below }] }), value);
}

/** Below a condition that names another environment than production. */
function isElsewhere(file: PhpFile, node: SyntaxNode): boolean {
  for (const each of ancestors(node)) {
    if (each.type !== 'if_statement') continue;
    const condition = childOf(each, 'condition');
    if (condition && /['"](dev|test)['"]/.test(sourceOf(file.text, condition))) return true;
  }
  return false;
}

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
