import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { phpArgument, phpArguments, phpCallName, phpImports, phpLiteral, phpResolve } from '../../parse/php.js';
import {
  childOf,
  enclosing,
  partsOf,
  type SyntaxNode,
  type SyntaxTree,
  sourceOf,
  walk,
} from '../../parse/syntax-node.js';
import { type PhpFile, phpFile, spanOf } from '../php/expr.js';
import { scheduleFacts } from './schedule-code.js';

/** What the classes below src/ ask of Symfony: caches, locks, schedules, health routes, commands, session handlers. */
export function* codeFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = phpFile(path, tree);
  const imports = phpImports(tree);
  yield* cacheUses(file, tree);
  yield* resultCacheUse(file, tree);
  yield* classFacts(file, tree, imports);
  yield* scheduleFacts(file, tree);
  yield* routeFacts(file, tree);
}

const cacheTypes =
  /^\??\\?(Symfony\\Contracts\\Cache\\|Psr\\Cache\\|Psr\\SimpleCache\\)?(TagAware)?(CacheInterface|CacheItemPoolInterface|AdapterInterface)$/;

/** A class that is given a cache: one fact, at its first read, `invalidates` when it also deletes (then every server must see it). */
function* cacheUses(file: PhpFile, tree: SyntaxTree): Iterable<Fact> {
  const names = new Set<string>();
  for (const node of walk(tree.root)) {
    if (
      node.type !== 'property_promotion_parameter' &&
      node.type !== 'simple_parameter' &&
      node.type !== 'property_declaration'
    )
      continue;
    const type = childOf(node, 'type');
    if (!type || !cacheTypes.test(sourceOf(file.text, type))) continue;
    const name = /\$(\w+)/.exec(sourceOf(file.text, node))?.[1];
    if (name) names.add(name);
  }
  if (names.size === 0) return;
  let first: SyntaxNode | undefined;
  let invalidates = false;
  for (const node of walk(tree.root)) {
    if (node.type !== 'member_call_expression' && node.type !== 'nullsafe_member_call_expression') continue;
    const object = childOf(node, 'object');
    const on = object && /^(?:\$this->|\$)(\w+)$/.exec(sourceOf(file.text, object))?.[1];
    const call = phpCallName(file.text, node);
    if (!on || !names.has(on) || !call) continue;
    if (/^->(get|getItem|getItems|has|hasItem|save)$/.test(call)) first ??= node;
    if (/^->(delete|deleteItem|deleteItems|invalidateTags|clear)$/.test(call)) invalidates = true;
  }
  if (!first) return;
  const at = spanOf(file, first);
  yield {
    kind: 'use',
    technology: 'symfony',
    what: 'cache',
    name: [...names][0] ?? 'cache',
    inside: classNameAround(file, first),
    options: { invalidates: { is: 'literal', value: invalidates, at } },
    at: { ...at, end: Math.min(at.end, at.start + firstLine(file, at.start)) },
  };
}

/** Doctrine keeps results only of queries that ask for it (doctrine/orm 3, AbstractQuery.php; 2.x: useResultCache). */
function* resultCacheUse(file: PhpFile, tree: SyntaxTree): Iterable<Fact> {
  if (!file.text.includes('ResultCache')) return;
  for (const node of walk(tree.root)) {
    if (node.type !== 'member_call_expression' && node.type !== 'nullsafe_member_call_expression') continue;
    if (!/^->((enable|use|get|set)ResultCache(Id|Lifetime|Profile)?)$/.test(phpCallName(file.text, node) ?? ''))
      continue;
    yield {
      kind: 'use',
      technology: 'symfony',
      what: 'result-cache',
      inside: classNameAround(file, node),
      at: spanOf(file, node),
    };
    return;
  }
}

function firstLine(file: PhpFile, start: number): number {
  const end = file.text.indexOf('\n', start);
  return (end < 0 ? file.text.length : end) - start;
}

function* classFacts(file: PhpFile, tree: SyntaxTree, imports: ReadonlyMap<string, string>): Iterable<Fact> {
  for (const node of walk(tree.root)) {
    if (node.type === 'class_declaration') yield* declared(file, node, imports);
    if (
      node.type !== 'object_creation_expression' &&
      node.type !== 'simple_parameter' &&
      node.type !== 'property_promotion_parameter' &&
      node.type !== 'use_declaration'
    )
      continue;
    const text = sourceOf(file.text, node);
    if (namesFactory(text, imports) || (node.type === 'use_declaration' && /\bLockableTrait\b/.test(text)))
      yield {
        kind: 'use',
        technology: 'symfony',
        what: /LockableTrait/.test(text) ? 'local-lock' : 'lock',
        inside: classNameAround(file, node),
        at: spanOf(file, node),
      };
    else if (/^new \\?(FlockStore|SemaphoreStore)\b/.test(text))
      yield {
        kind: 'use',
        technology: 'symfony',
        what: 'local-lock',
        inside: classNameAround(file, node),
        at: spanOf(file, node),
      };
  }
}

/** Symfony's own class, and not one of the app that bears its name. */
function namesFactory(text: string, imports: ReadonlyMap<string, string>): boolean {
  return (text.match(/(?<![\w\\])[\w\\]*\bLockFactory\b/g) ?? []).some((name) =>
    /^(\\?Symfony\\Component\\Lock\\)?LockFactory$/.test(phpResolve(name, imports)),
  );
}

/** A class of the app that is a session handler or a console command, with what it builds on or runs. */
function* declared(file: PhpFile, node: SyntaxNode, imports: ReadonlyMap<string, string>): Iterable<Fact> {
  const name = childOf(node, 'name');
  const base = node.children.find((child) => child.type === 'base_clause');
  const parent = base && partsOf(base)[0];
  if (!name) return;
  const at = spanOf(file, name);
  if (parent && /SessionHandler$/.test(sourceOf(file.text, parent)))
    yield {
      kind: 'use',
      technology: 'symfony',
      what: 'session-handler',
      name: sourceOf(file.text, name),
      inside: phpResolve(sourceOf(file.text, parent), imports),
      at,
    };
  const text = sourceOf(file.text, node);
  const command =
    /AsCommand\([^)]{0,500}?(?:name:\s*)?['"]([\w:-]+)['"]|->setName\(['"]([\w:-]+)['"]\)|\$defaultName\s*=\s*['"]([\w:-]+)['"]/.exec(
      text,
    );
  const called = command?.[1] ?? command?.[2] ?? command?.[3];
  if (called)
    yield {
      kind: 'use',
      technology: 'symfony',
      what: 'command',
      name: called,
      options: { migrates: literalOf(/doctrine:(migrations:migrate|schema:update)/.test(text), at) },
      at,
    };
}

function literalOf(value: boolean, at: { file: string; start: number; end: number }): Expr {
  return { is: 'literal', value, at };
}

const healthPath = /\/(_?health|healthz|healthcheck|health-check|livez?|readyz?|_?ping|heartbeat|up)\/?$/;

/** `#[Route('/health')]` on an action, with the prefix of its class. */
function* routeFacts(file: PhpFile, tree: SyntaxTree): Iterable<Fact> {
  for (const node of walk(tree.root)) {
    if (node.type !== 'attribute' || !/^\\?([\w\\]*\\)?(Route|Get)\b/.test(sourceOf(file.text, node))) continue;
    const method = enclosing(node, 'method_declaration');
    const path = pathOf(file, node);
    if (!method || path === undefined) continue;
    const prefix = prefixOf(file, enclosing(node, 'class_declaration'));
    const whole = `/${prefix}/${path}`.replace(/\/+/g, '/');
    if (!healthPath.test(whole)) continue;
    const body = sourceOf(file.text, method);
    yield {
      kind: 'route',
      technology: 'symfony',
      methods: [],
      path: whole,
      middleware: /IsGranted|denyAccessUnlessGranted/.test(body) ? ['IsGranted'] : [],
      touches: /Connection|EntityManager|executeQuery|fetchOne|SELECT 1/.test(body) ? ['database'] : [],
      at: spanOf(file, node),
    };
  }
}

function pathOf(file: PhpFile, attribute: SyntaxNode): string | undefined {
  const value = phpLiteral(file.text, phpArgument(phpArguments(file.text, attribute), 0, 'path'));
  return typeof value === 'string' ? value : undefined;
}

function prefixOf(file: PhpFile, owner: SyntaxNode | undefined): string {
  const list = owner?.children.find((child) => child.type === 'attribute_list');
  for (const node of list ? walk(list) : []) {
    if (node.type === 'attribute' && /Route\b/.test(sourceOf(file.text, node))) return pathOf(file, node) ?? '';
  }
  return '';
}

function classNameAround(file: PhpFile, node: SyntaxNode): string {
  const owner = enclosing(node, 'class_declaration');
  const name = childOf(owner, 'name');
  return name ? sourceOf(file.text, name) : file.path;
}
