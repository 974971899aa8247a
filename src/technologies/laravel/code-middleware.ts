import type { Fact } from '../../facts/fact.js';
import { type PhpLink, phpResolve } from '../../parse/php.js';
import { childOf, firstOf, partsOf, type SyntaxNode, sourceOf, walk } from '../../parse/syntax-node.js';
import { type CodeFile, opening, use } from './code-file.js';

/**
 * The kernel of requests, and each class that it names: a middleware runs only where one is registered
 * (laravel/framework 10, Foundation/Http/Kernel.php, $middleware and its groups).
 */
export function* kernelFacts(file: CodeFile, node: SyntaxNode): Iterable<Fact> {
  const base = node.children.find(({ type }) => type === 'base_clause');
  const parent = partsOf(base)[0];
  if (!parent || fullName(file, parent) !== 'Illuminate\\Foundation\\Http\\Kernel') return;
  const list = globalList(file, node);
  yield use(file, list ?? parent, {
    what: 'http-kernel',
    ...(list ? { options: { list: { is: 'literal', value: '', at: opening(file, list) } } } : {}),
  });
  yield* registered(file, node);
}

/** `->withMiddleware(function (Middleware $middleware) { ... })`: where it is, where its body begins, and what it names. */
export function* middlewareFacts(file: CodeFile, link: PhpLink): Iterable<Fact> {
  const closure = link.args[0]?.value;
  const body = closure && childOf(closure, 'body');
  const variable = closure && firstOf(closure, 'variable_name');
  const options =
    body?.type === 'compound_statement' && variable
      ? {
          body: {
            is: 'literal' as const,
            value: sourceOf(file.text, variable),
            at: { file: file.path, start: body.start, end: body.start + 1 },
          },
        }
      : {};
  yield use(file, link.nameNode, { what: 'middleware', options });
  if (closure) yield* registered(file, closure);
}

/** The classes and names that stand in a place where middleware is registered. */
export function* registered(file: CodeFile, inside: SyntaxNode): Iterable<Fact> {
  for (const node of walk(inside)) {
    if (node.type === 'class_constant_access_expression') {
      const [name] = node.children;
      if (name && /::class$/i.test(sourceOf(file.text, node)))
        yield use(file, node, { what: 'registers', name: fullName(file, name) });
    } else if (node.type === 'string') {
      const name = sourceOf(file.text, node).slice(1, -1).replaceAll('\\\\', '\\').replace(/^\\/, '');
      if (name.includes('\\')) yield use(file, node, { what: 'registers', name });
    }
  }
}

/** A class name made whole by the imports and the namespace of its file. */
export function fullName(file: CodeFile, node: SyntaxNode): string {
  const written = sourceOf(file.text, node);
  if (written.startsWith('\\')) return written.slice(1);
  const resolved = phpResolve(written, file.imports);
  if (resolved !== written || file.imports.has(written)) return resolved;
  const space = file.root.children.find(({ type }) => type === 'namespace_definition');
  const name = space && childOf(space, 'name');
  return name ? `${sourceOf(file.text, name)}\\${written}` : written;
}

/** `protected $middleware = [...]`: what every request passes. */
function globalList(file: CodeFile, node: SyntaxNode): SyntaxNode | undefined {
  for (const element of walk(node)) {
    const variable = element.type === 'property_element' ? firstOf(element, 'variable_name') : undefined;
    if (variable && sourceOf(file.text, variable) === '$middleware')
      return firstOf(element, 'array_creation_expression');
  }
  return undefined;
}
