import type { Fact } from '../../facts/fact.js';
import { phpLiteral } from '../../parse/php.js';
import { childOf, partsOf, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { underConditions } from '../php/definitions.js';
import { phpExpr, phpFile, spanOf } from '../php/expr.js';

/** `config.php` and the `*.config.php` files beside it: one setting for each key of `$CONFIG`, under the conditions around it. */
export function* configFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = phpFile(path, tree);
  for (const node of walk(tree.root)) {
    if (node.type !== 'assignment_expression') continue;
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    if (!left || !right) continue;
    if (left.type === 'variable_name' && sourceOf(file.text, left) === '$CONFIG') {
      const whole = phpExpr(file, right);
      for (const { key, value } of whole.is === 'map' ? whole.entries : [])
        yield {
          kind: 'setting',
          technology: 'nextcloud',
          key,
          value: underConditions(file, node, { key, value }),
          at: value.at,
        };
    }
    const [object, index] = left.type === 'subscript_expression' ? partsOf(left) : [];
    const key = phpLiteral(file.text, index);
    if (object && sourceOf(file.text, object) === '$CONFIG' && typeof key === 'string') {
      const value = underConditions(file, node, { key, value: phpExpr(file, right) });
      yield { kind: 'setting', technology: 'nextcloud', key, value, at: spanOf(file, node) };
    }
  }
}
