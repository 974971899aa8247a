import { childOf, childrenOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import { placeOf } from '../draft.js';
import type { PythonLowering } from './lowering.js';

/** `import a.b as c`, `from .a import b as c`, `from a import *`. */
export function importsIn(low: PythonLowering, node: SyntaxNode): void {
  const moduleNode = childOf(node, 'module_name');
  if (node.type === 'import_from_statement') {
    const module = moduleNode ? sourceOf(low.text, moduleNode).replace(/\s+/g, '') : '.';
    if (partsOf(node).some(({ type }) => type === 'wildcard_import')) low.stars.push(module);
    for (const name of childrenOf(node, 'name')) {
      const { full, local } = named(low, name);
      low.imports.push({ local, module, name: full, ...placeOf(node) });
    }
    return;
  }
  for (const name of childrenOf(node, 'name')) {
    const { full, local, isRenamed } = named(low, name);
    const first = full.split('.')[0] ?? full;
    low.imports.push({
      local: isRenamed ? local : first,
      module: isRenamed ? full : first,
      name: '*',
      ...placeOf(node),
    });
    // `import a.b` loads `a.b` and binds `a`
    if (!isRenamed && first !== full) low.imports.push({ local: '', module: full, name: '*', ...placeOf(node) });
  }
}

function named(
  low: PythonLowering,
  node: SyntaxNode,
): { readonly full: string; readonly local: string; readonly isRenamed: boolean } {
  const alias = childOf(node, 'alias');
  const full = sourceOf(low.text, alias ? (childOf(node, 'name') ?? node) : node).replace(/\s+/g, '');
  return { full, local: alias ? sourceOf(low.text, alias) : full, isRenamed: alias !== undefined };
}
