import type { CallExpression, Node } from '../../../parse/javascript-node.js';
import { jsString, jsUnwrap } from '../../../parse/javascript-values.js';

export interface NamedModule {
  readonly module: string;
  /** Only the beginning of its name is known. */
  readonly prefix?: true;
}

/** The module that a `require` or a dynamic import gives; undefined for any other call, and where nothing of its name is known. */
export function moduleOf(node: CallExpression): NamedModule | undefined {
  const { callee } = node;
  const isLoad =
    (node as Node).type !== 'NewExpression' &&
    (callee.type === 'Import' || (callee.type === 'Identifier' && callee.name === 'require'));
  if (!isLoad) return undefined;
  const [first] = node.arguments;
  if (!first || first.type === 'SpreadElement') return undefined;
  return named(first);
}

function named(node: Node): NamedModule | undefined {
  const whole = jsString(node);
  if (whole !== undefined) return { module: whole };
  const pieces: (string | undefined)[] = [];
  collect(jsUnwrap(node), pieces);
  if (pieces[0] === undefined || pieces[0] === '') return undefined;
  const unknown = pieces.indexOf(undefined);
  const module = pieces.slice(0, unknown < 0 ? pieces.length : unknown).join('');
  return unknown < 0 ? { module } : { module, prefix: true };
}

/** The pieces of a name that is put together; the folder of the file itself is `.`. */
function collect(node: Node, pieces: (string | undefined)[], depth = 0): void {
  const text = jsString(node);
  if (text !== undefined) pieces.push(text);
  else if (isOwnFolder(node)) pieces.push('.');
  else if (node.type === 'BinaryExpression' && node.operator === '+' && depth < 20) {
    collect(jsUnwrap(node.left), pieces, depth + 1);
    collect(jsUnwrap(node.right), pieces, depth + 1);
  } else if (node.type === 'TemplateLiteral') {
    for (const [index, quasi] of node.quasis.entries()) {
      if (quasi.value.raw !== '') pieces.push(quasi.value.cooked ?? quasi.value.raw);
      const inner = node.expressions[index];
      if (inner) collect(jsUnwrap(inner), pieces, depth + 1);
    }
  } else if (node.type === 'CallExpression' && node.arguments[0] && isOwnFolder(node.arguments[0]) && depth === 0) {
    // whatever joins the folder of the file with names below it
    pieces.push('.');
    for (const one of node.arguments.slice(1)) {
      pieces.push('/');
      collect(jsUnwrap(one), pieces, depth + 1);
    }
  } else pieces.push(undefined);
}

function isOwnFolder(node: Node): boolean {
  if (node.type === 'Identifier') return node.name === '__dirname';
  return (
    node.type === 'MemberExpression' &&
    node.object.type === 'MetaProperty' &&
    node.property.type === 'Identifier' &&
    node.property.name === 'dirname'
  );
}
