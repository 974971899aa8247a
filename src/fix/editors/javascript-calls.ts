import type { Span } from '../../facts/span.js';
import { endOf, type Node, type ObjectExpression, startOf } from '../../parse/javascript-node.js';
import { isJsCall, type JsCall, jsDotted, jsProperties, jsUnwrap } from '../../parse/javascript-values.js';
import { type JsPath, jsAncestors, walkJs } from '../../parse/javascript-walk.js';
import type { CodeChange } from '../../resolve/repair.js';
import { type Cannot, type Edit, lineEnd, replacement } from '../edit.js';
import type { JsText } from './javascript.js';
import { namesIn, styled } from './javascript-style.js';

/** A call or another node that a change names by its place. */
interface Found<T extends Node = Node> {
  readonly node: T;
  readonly path: JsPath;
}

/** The call whose callee ends where the place does (a call's own place also counts). */
export function callAt({ tree }: JsText, at: Span): Found<JsCall> | undefined {
  let found: Found<JsCall> | undefined;
  walkJs(tree.program, (node, path) => {
    if (!isJsCall(node) || node.start !== at.start) return;
    if (jsUnwrap(node.callee as Node).end === at.end || node.end === at.end) found ??= { node, path };
  });
  return found;
}

export function nodeAt({ tree }: JsText, at: Span): Found | undefined {
  let found: Found | undefined;
  walkJs(tree.program, (node, path) => {
    if (node.start === at.start && node.end === at.end) found = { node, path };
  });
  return found;
}

export function missing({ path }: JsText): Cannot {
  return { cannot: `${path} is written in a way that we do not edit` };
}

/** The white space that a line begins with. */
export function leadOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
}

/** Sets a property of an object literal, or of the object that a call is given last. */
export function setProperty(file: JsText, change: CodeChange & { is: 'property' }): readonly Edit[] | Cannot {
  const [value = ''] = styled([change.value], file.style);
  const found = nodeAt(file, change.at)?.node;
  const own = found && jsUnwrap(found);
  if (own?.type === 'ObjectExpression') return inObject(file, own, { ...change, value });
  const call = callAt(file, change.at)?.node;
  if (!call) return missing(file);
  const last = call.arguments.at(-1) as Node | undefined;
  const options = last && jsUnwrap(last);
  if (options?.type === 'ObjectExpression') return inObject(file, options, { ...change, value });
  if (last?.type === 'SpreadElement') return missing(file);
  const more = `{ ${change.name}: ${value} }`;
  if (last) return [replacement(file, endOf(last), endOf(last), `, ${more}`)];
  const end = endOf(call);
  if (!/\(\s*\)$/.test(file.text.slice(startOf(call), end)))
    return call.type === 'NewExpression' ? [replacement(file, end, end, `(${more})`)] : missing(file);
  const open = file.text.lastIndexOf('(', end);
  return [replacement(file, open + 1, end - 1, more)];
}

function inObject(
  file: JsText,
  object: ObjectExpression,
  { name, value }: { name: string; value: string },
): readonly Edit[] | Cannot {
  const now = jsProperties(object).findLast(({ key }) => key === name);
  if (now) {
    if (now.value.type === 'ObjectMethod') return missing(file);
    const isShorthand = now.keyNode.start === now.value.start;
    return [replacement(file, startOf(now.value), endOf(now.value), isShorthand ? `${name}: ${value}` : value)];
  }
  const line = `${name}: ${value}`;
  const last = object.properties.at(-1);
  const [start, end] = [startOf(object), endOf(object)];
  if (!last) return [replacement(file, start, end, `{ ${line} }`)];
  const place = endOf(last);
  const rest = file.text.slice(place, end - 1);
  if (!rest.includes('\n')) {
    const comma = /^\s*,/.exec(rest)?.[0].length ?? 0;
    if (comma > 0) return [replacement(file, place + comma, place + comma, ` ${line}`)];
    return /^\s*$/.test(rest) ? [replacement(file, place, place, `, ${line}`)] : missing(file);
  }
  const lead = leadOf(file.text, startOf(last));
  const behind = lineEnd(file.text, place);
  const tail = file.text.slice(place, behind);
  const hasComma = tail.startsWith(',');
  if (!/^,?[ \t]*(\/\/.*|\/\*.*\*\/[ \t]*)?$/.test(tail)) return missing(file);
  const fresh = replacement(file, behind, behind, `\n${lead}${line}${hasComma ? ',' : ''}`);
  return hasComma || behind === place
    ? [hasComma ? fresh : replacement(file, place, place, `,\n${lead}${line}`)]
    : [replacement(file, place, place, ','), fresh];
}

/** Writes a property anew, or gives it another name and leaves its value. */
export function rewriteProperty(file: JsText, change: CodeChange & { is: 'key' }): readonly Edit[] | Cannot {
  const options = callAt(file, change.at)?.node.arguments.at(-1) ?? nodeAt(file, change.at)?.node;
  const property = jsProperties(options).findLast(({ key }) => key === change.name);
  if (!property) return missing(file);
  const { keyNode, value } = property;
  const [text = ''] = styled([change.text], file.style);
  const start = startOf(keyNode);
  if (text.includes(':'))
    return value.type === 'ObjectMethod'
      ? [replacement(file, startOf(value), endOf(value), text)]
      : [replacement(file, start, endOf(value), text)];
  const put = value.type !== 'ObjectMethod' && start === value.start ? `${text}: ${change.name}` : text;
  return [replacement(file, start, endOf(keyNode), put)];
}

const passing =
  /^(VariableDeclarat(or|ion)|ExportNamedDeclaration|AssignmentExpression|ExpressionStatement|AwaitExpression|(Optional)?CallExpression|NewExpression|(Optional)?MemberExpression|LogicalExpression|TS\w+Expression)$/;

/** The statement that a node stands in, unless a function, a branch or a class lies between. */
function statementAround({ node, path }: Found): Node | undefined {
  let inner: Node = node;
  for (const { node: outer } of jsAncestors(path)) {
    if (/^(Program|BlockStatement)$/.test(outer.type)) return inner;
    if (!passing.test(outer.type)) return undefined;
    inner = outer;
  }
  return undefined;
}

/** Puts statements on lines of their own before or behind the statement of a call. */
export function putStatements(file: JsText, change: CodeChange & { is: 'statements' }): readonly Edit[] | Cannot {
  const call = callAt(file, change.at);
  const statement = call && statementAround(call);
  if (!statement) return missing(file);
  const { text, path } = file;
  const [start, end] = [startOf(statement), endOf(statement)];
  const lead = leadOf(text, start);
  const lines = styled(change.text, file.style).map((line) => (line === '' ? '' : lead + line));
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  if (text.slice(lineStart, start).trim() !== '') return { cannot: `more stands on that line of ${path}` };
  if (change.where === 'before') return [replacement(file, lineStart, lineStart, `${lines.join('\n')}\n`)];
  const behind = lineEnd(text, end);
  if (!/^;?[ \t]*(\/\/.*)?$/.test(text.slice(end, behind))) return { cannot: `more stands on that line of ${path}` };
  return [replacement(file, behind, behind, `\n${lines.join('\n')}`)];
}

/** `app.listen(80)` becomes `const server = app.listen(80)`. */
export function giveName(file: JsText, { at, name }: CodeChange & { is: 'result' }): readonly Edit[] | Cannot {
  const call = callAt(file, at);
  if (call?.path.parent?.node.type !== 'ExpressionStatement') return missing(file);
  if (namesIn(file.tree.program).has(name)) return { cannot: `${file.path} uses the name ${name} for something else` };
  return [replacement(file, at.start, at.start, `const ${name} = `)];
}

/** Puts an item before one of an array, on a line of its own where that one has its own. */
export function putItem(file: JsText, { at, text }: CodeChange & { is: 'item' }): readonly Edit[] | Cannot {
  const call = callAt(file, at);
  if (call?.path.parent?.node.type !== 'ArrayExpression') return missing(file);
  const lead = leadOf(file.text, at.start);
  const isOwnLine = file.text.slice(file.text.lastIndexOf('\n', at.start - 1) + 1, at.start) === lead;
  const [item = ''] = styled([text], file.style);
  return [replacement(file, at.start, at.start, `${item},${isOwnLine ? `\n${lead}` : ' '}`)];
}

/** Puts an expression in the place of a call. */
export function replaceCall(file: JsText, { at, text }: CodeChange & { is: 'call' }): readonly Edit[] | Cannot {
  const call = callAt(file, at)?.node;
  if (!call) return missing(file);
  const put = styled(text, file.style).join(`\n${leadOf(file.text, startOf(call))}`);
  return [replacement(file, startOf(call), endOf(call), put)];
}

/** `process.env.X || make()` becomes `process.env.X`. */
export function dropFallback(file: JsText, { at }: CodeChange & { is: 'fallback' }): readonly Edit[] | Cannot {
  const call = callAt(file, at);
  if (!call) return missing(file);
  let inner: Node = call.node;
  for (const { node } of jsAncestors(call.path)) {
    if (node.type === 'LogicalExpression' && node.operator !== '&&' && node.right === inner) {
      const left = jsDotted(node.left);
      if (!left?.startsWith('process.env.')) return missing(file);
      return [replacement(file, endOf(node.left), endOf(node), '')];
    }
    if (!/^((Optional)?(Call|Member)Expression|NewExpression)$/.test(node.type)) return missing(file);
    inner = node;
  }
  return missing(file);
}
