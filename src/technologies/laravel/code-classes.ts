import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { phpArguments, phpLiteral } from '../../parse/php.js';
import { childOf, partsOf, type SyntaxNode, sourceOf, walk } from '../../parse/syntax-node.js';
import { phpExpr } from '../php/expr.js';
import { type CodeFile, shortName, text, use } from './code-file.js';
import { fullName, kernelFacts } from './code-middleware.js';
import { literalOf } from './code-paths.js';

/** What classes and functions are declared: jobs, commands, broadcast events, the TrustProxies middleware. */
export function* classFacts(file: CodeFile, node: SyntaxNode): Iterable<Fact> {
  if (node.type === 'class_declaration' || node.type === 'anonymous_class') yield* ofClass(file, node);
}

function* ofClass(file: CodeFile, node: SyntaxNode): Iterable<Fact> {
  const nameNode = childOf(node, 'name');
  const name = nameNode ? sourceOf(file.text, nameNode) : '';
  const parents = namesIn(file, node, 'base_clause');
  const interfaces = namesIn(file, node, 'class_interface_clause');
  const place = nameNode ?? node;
  if (interfaces.some((one) => /^ShouldQueue/.test(one))) {
    const timeout = propertyOf(file, node, 'timeout');
    const open = openTimeout(file, node);
    const options = { ...(timeout ? { timeout } : {}), ...(open ? { open } : {}) };
    yield use(file, place, { what: 'job', name, ...(timeout || open ? { options } : {}) });
    // Illuminate\Bus\Queueable: `$queue` of a job is the queue that it waits in
    const queue = literalOf(propertyOf(file, node, 'queue'));
    if (queue) yield use(file, place, { what: 'on-queue', name: queue });
  } else if (name !== '') yield* ofWork(file, { node, place, name });
  const broadcast = interfaces.find((one) => /^ShouldBroadcast/.test(one));
  if (broadcast) yield use(file, place, { what: 'broadcasts', name });
  if (parents.some((one) => /Command$/.test(one))) yield* ofCommand(file, { node, place, name });
  yield* kernelFacts(file, node);
  if (name === 'TrustProxies' || parents.includes('TrustProxies')) yield* ofTrustProxies(file, node, place);
  for (const trait of traitsOf(file, node)) {
    if (/^(WithFileUploads|InteractsWithMedia|ThrottlesLogins|Queueable)$/.test(trait))
      yield use(file, place, { what: 'trait', name: trait });
  }
}

/** A timeout that is no plain number of seconds: worked out where the job is made, or 0, by which a job is never ended (laravel/framework 12, Worker.php, timeoutForJob and registerTimeoutHandler). */
function openTimeout(file: CodeFile, node: SyntaxNode): Expr | undefined {
  const isPlain = (value: SyntaxNode) => /^([1-9]\d*|null)$/i.test(sourceOf(file.text, value).replaceAll('_', ''));
  const own = propertyValue(file, node, 'timeout');
  if (own && !isPlain(own)) return text(file, own, sourceOf(file.text, own));
  for (const each of walk(node)) {
    if (each.type !== 'assignment_expression') continue;
    const left = childOf(each, 'left');
    const right = childOf(each, 'right');
    if (left && right && sourceOf(file.text, left) === '$this->timeout' && !isPlain(right))
      return text(file, right, sourceOf(file.text, right));
  }
  return undefined;
}

interface Declared {
  readonly node: SyntaxNode;
  readonly place: SyntaxNode;
  readonly name: string;
}

/** A class that the scheduler may call: one with `handle` or `__invoke`. */
function* ofWork(file: CodeFile, { node, place, name }: Declared): Iterable<Fact> {
  if (/function\s+(handle|__invoke)\s*\(/.test(sourceOf(file.text, node)))
    yield use(file, place, { what: 'work', name });
}

function* ofCommand(file: CodeFile, { node, place, name }: Declared): Iterable<Fact> {
  const signature =
    propertyOf(file, node, 'signature') ?? propertyOf(file, node, 'name') ?? commandAttribute(file, node);
  const command = signature?.is === 'literal' ? String(signature.value).trim().split(/\s/)[0] : undefined;
  yield use(file, place, {
    what: 'command',
    name: command ?? name,
    options: { class: text(file, place, name) },
  });
}

/** `#[AsCommand(name: 'x')]`, `#[Signature('x')]`. */
function commandAttribute(file: CodeFile, node: SyntaxNode): Expr | undefined {
  for (const each of walk(childOf(node, 'attributes') ?? { type: '', start: 0, end: 0, children: [] })) {
    if (each.type !== 'attribute') continue;
    const first = phpArguments(file.text, each).find(({ name }) => name === undefined || name === 'name');
    if (first && /AsCommand|Signature/.test(sourceOf(file.text, each))) return phpExpr(file, first.value);
  }
  return undefined;
}

/** `protected $proxies = '*';`, or whatever the class takes from the configuration. */
function* ofTrustProxies(file: CodeFile, node: SyntaxNode, place: SyntaxNode): Iterable<Fact> {
  const proxies = propertyOf(file, node, 'proxies');
  const reads: Expr[] = [];
  for (const each of walk(node)) {
    if (each.type !== 'function_call_expression') continue;
    const value = phpExpr(file, each);
    if ((value.is === 'setting' || value.is === 'env') && /prox/i.test(value.is === 'env' ? value.name : value.key))
      reads.push(value);
  }
  const chosen = proxies ?? reads[0];
  const property = propertyNode(file, node, 'proxies');
  const options: Record<string, Expr> = chosen
    ? { proxies: chosen }
    : property
      ? { property: text(file, property, '') }
      : {};
  yield use(file, property ?? place, { what: 'trust-class', name: fullName(file, place), options });
}

function namesIn(file: CodeFile, node: SyntaxNode, clause: string): readonly string[] {
  const found = node.children.find((child) => child.type === clause);
  return partsOf(found).map((part) => {
    const written = sourceOf(file.text, part).replace(/^\\/, '');
    return shortName(file.imports.get(written) ?? written);
  });
}

function* traitsOf(file: CodeFile, node: SyntaxNode): Iterable<string> {
  for (const member of childOf(node, 'body')?.children ?? []) {
    if (member.type !== 'use_declaration') continue;
    for (const part of partsOf(member)) yield shortName(sourceOf(file.text, part));
  }
}

function propertyNode(file: CodeFile, node: SyntaxNode, name: string): SyntaxNode | undefined {
  for (const member of childOf(node, 'body')?.children ?? []) {
    if (member.type !== 'property_declaration') continue;
    for (const element of member.children) {
      if (element.type !== 'property_element') continue;
      const [variable] = partsOf(element);
      if (variable && sourceOf(file.text, variable) === `$${name}`) return element;
    }
  }
  return undefined;
}

function propertyOf(file: CodeFile, node: SyntaxNode, name: string): Expr | undefined {
  const value = propertyValue(file, node, name);
  if (!value) return undefined;
  return phpLiteral(file.text, value) === null ? undefined : phpExpr(file, value);
}

function propertyValue(file: CodeFile, node: SyntaxNode, name: string): SyntaxNode | undefined {
  const parts = partsOf(propertyNode(file, node, name));
  const value = parts.length > 1 ? parts.at(-1) : undefined;
  return value?.type === 'property_initializer' ? partsOf(value)[0] : value;
}
