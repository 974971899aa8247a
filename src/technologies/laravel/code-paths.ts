import type { Expr } from '../../facts/expr.js';
import { phpChain } from '../../parse/php.js';
import { childOf, partsOf, type SyntaxNode, sourceOf, walk } from '../../parse/syntax-node.js';
import { table } from '../../table.js';
import { phpExpr } from '../php/expr.js';
import { type CodeFile, classAround, functionAround, text } from './code-file.js';

/** The framework's functions for folders of the app, and PHP's for temporary files. */
const roots: Readonly<Record<string, string>> = table({
  public_path: 'public',
  storage_path: 'storage',
  base_path: 'base',
  app_path: 'base',
  config_path: 'base',
  resource_path: 'base',
  lang_path: 'base',
  sys_get_temp_dir: 'temp',
  tempnam: 'temp',
  tmpfile: 'temp',
});

/** Words of a path that say that it is thrown away, and those of folders that the framework itself looks after. */
const thrownAway = /\b(te?mp|temporary)\b|php:\/\/|[/_-]te?mp[/_'"-]|logs?[/'"]|framework\//i;

/**
 * Where a path of the code leads: `public`, `storage`, `base`, `temp`, a function of the app (`function image_path`), a setting, or
 * undefined. Variables, properties and methods of the same class are followed.
 */
export function rootOf(file: CodeFile, path: SyntaxNode, depth = 0): Expr | undefined {
  if (depth > 4) return undefined;
  if (thrownAway.test(sourceOf(file.text, path))) return text(file, path, 'temp');
  let found: Expr | undefined;
  for (const node of walk(path)) {
    const here = rootAt(file, node, depth);
    if (here && literalOf(here) === 'temp') return here;
    found ??= here;
  }
  return found;
}

function rootAt(file: CodeFile, node: SyntaxNode, depth: number): Expr | undefined {
  if (node.type === 'variable_name') {
    if (/te?mp/i.test(sourceOf(file.text, node))) return text(file, node, 'temp');
    return firstOf(file, assignments(file, functionAround(node) ?? file.root, sourceOf(file.text, node)), depth);
  }
  if (node.type === 'member_access_expression' || node.type === 'scoped_property_access_expression') {
    const owner = classAround(node);
    return owner && firstOf(file, assignments(file, owner, sourceOf(file.text, node)), depth);
  }
  if (!node.type.endsWith('call_expression')) return undefined;
  const chain = phpChain(file.text, node);
  const link = chain?.links.at(-1);
  if (link?.is === 'function' && link.name) {
    const root = roots[link.name];
    if (root) return text(file, node, root);
    const value = phpExpr(file, node);
    if (value.is === 'setting') return value;
    return /path|dir/i.test(link.name) ? text(file, node, `function ${link.name}`) : undefined;
  }
  const own = /^(\$this|self|static|parent)$/.test(chain?.receiver ? sourceOf(file.text, chain.receiver) : '');
  return own && link?.name ? firstOf(file, returns(file, node, link.name), depth) : undefined;
}

/** A name that a variable, a parameter's default or the one value of a property gives: `$this->disk` behind `setDisk(string $name = 'icons')`. */
export function namedExpr(file: CodeFile, node: SyntaxNode, depth = 0): Expr {
  const isProperty = node.type === 'member_access_expression';
  if (depth > 3 || !(isProperty || node.type === 'variable_name')) return phpExpr(file, node);
  const around = functionAround(node);
  const scope = isProperty ? classAround(node) : (around ?? file.root);
  const own = isProperty || !around ? undefined : defaultOf(file, around, sourceOf(file.text, node));
  const given = [...(scope ? assignments(file, scope, sourceOf(file.text, node)) : []), ...(own ? [own] : [])];
  const named = given
    .filter((value) => !/^null$/i.test(sourceOf(file.text, value)))
    .map((value) => namedExpr(file, value, depth + 1));
  const [first, ...others] = named;
  const isOne = others.every((other) => other.is === 'literal' && literalOf(other) === literalOf(first));
  return first && isOne ? first : phpExpr(file, node);
}

/** What a parameter is where the caller gives nothing. */
function defaultOf(file: CodeFile, around: SyntaxNode, name: string): SyntaxNode | undefined {
  const parameters = partsOf(childOf(around, 'parameters') ?? around);
  const own = parameters.find((one) => {
    const called = one.type === 'simple_parameter' ? childOf(one, 'name') : undefined;
    return called !== undefined && sourceOf(file.text, called) === name;
  });
  return childOf(own, 'default_value');
}

function firstOf(file: CodeFile, values: readonly SyntaxNode[], depth: number): Expr | undefined {
  const found = values.map((value) => rootOf(file, value, depth + 1)).filter((one) => one !== undefined);
  return found.find((one) => literalOf(one) === 'temp') ?? found[0];
}

/** What a name is set to in a function or class. More than a few assignments say nothing. */
function assignments(file: CodeFile, scope: SyntaxNode, name: string): readonly SyntaxNode[] {
  const inside = (file.assigned.get(name) ?? []).filter(({ start, end }) => scope.start <= start && end <= scope.end);
  return inside.slice(0, 4);
}

/** What a method of the same class returns. */
function returns(file: CodeFile, node: SyntaxNode, name: string): readonly SyntaxNode[] {
  const owner = classAround(node);
  const method = childOf(owner, 'body')?.children.find((member) => {
    const own = member.type === 'method_declaration' ? childOf(member, 'name') : undefined;
    return own !== undefined && sourceOf(file.text, own) === name;
  });
  if (!method) return [];
  return [...walk(method)]
    .filter((each) => each.type === 'return_statement')
    .flatMap((each) => partsOf(each).slice(0, 1));
}

/** Where the paths lead that a function returns, when it makes paths. */
export function rootsReturned(file: CodeFile, node: SyntaxNode): Expr | undefined {
  if (!/_path\(|sys_get_temp_dir|config\(/.test(sourceOf(file.text, node))) return undefined;
  for (const each of walk(node)) {
    if (each.type !== 'return_statement') continue;
    const value = partsOf(each)[0];
    const root = value && rootOf(file, value, 1);
    if (root) return root;
  }
  return undefined;
}

export function literalOf(expr: Expr | undefined): string | undefined {
  return expr?.is === 'literal' ? String(expr.value) : undefined;
}
