import { endOf, type Node, startOf } from '../../parse/javascript-node.js';
import { isJsCall, jsArgument, jsDotted, jsUnwrap } from '../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../parse/javascript-walk.js';
import type { CodeChange } from '../../resolve/repair.js';
import { type Cannot, type Edit, replacement } from '../edit.js';
import type { JsText } from './javascript.js';
import { callAt, leadOf, missing, nodeAt } from './javascript-calls.js';
import { namesIn, styled } from './javascript-style.js';

/** Puts statements first into a function, which becomes async; a name of a function is wrapped in one that begins with them. */
export function setCallback(file: JsText, { at, text }: CodeChange & { is: 'callback' }): readonly Edit[] | Cannot {
  const found = nodeAt(file, at)?.node;
  const node = found && jsUnwrap(found);
  if (!node) return missing(file);
  const used = namesIn(node);
  const taken = text.map((line) => /^const (\w+)/.exec(line)?.[1]).find((name) => name !== undefined && used.has(name));
  if (taken !== undefined) return { cannot: `${file.path} uses the name ${taken} for something else` };
  const lead = leadOf(file.text, startOf(node));
  const lines = styled(text, file.style);
  const inner = lines.map((line) => `${lead}${file.style.indent}${line}`);
  const name = jsDotted(node);
  if (name !== undefined) {
    const call = styled([`await ${name}(...given);`], file.style)[0];
    const body = [...inner, `${lead}${file.style.indent}${call}`].join('\n');
    return [replacement(file, startOf(node), endOf(node), `async (...given) => {\n${body}\n${lead}}`)];
  }
  if (!('body' in node) || !('params' in node) || ('generator' in node && node.generator)) return missing(file);
  const body = node.body as Node;
  const start = startOf(node);
  const isAsync = 'async' in node && node.async === true;
  if (!isAsync && saysResult(file, node))
    return { cannot: `a function of ${file.path} says what it returns, which would be a promise` };
  const made: Edit[] = isAsync ? [] : [replacement(file, asyncPlace(node), asyncPlace(node), 'async ')];
  if (body.type !== 'BlockStatement') {
    const parenthesised = file.text.slice(start, startOf(body)).trimEnd().endsWith('(');
    if (parenthesised) return missing(file);
    const semicolon = file.style.semicolons ? ';' : '';
    return [
      ...made,
      replacement(file, startOf(body), startOf(body), `{\n${inner.join('\n')}\n${lead}${file.style.indent}return `),
      replacement(file, endOf(body), endOf(body), `${semicolon}\n${lead}}`),
    ];
  }
  const place = startOf(body) + 1;
  const isOneLine = !file.text.slice(place, endOf(body)).includes('\n');
  if (!isOneLine) return [...made, replacement(file, place, place, `\n${inner.join('\n')}`)];
  const content = file.text.slice(place, endOf(body) - 1).trim();
  const whole = [...inner, ...(content === '' ? [] : [`${lead}${file.style.indent}${content}`])].join('\n');
  return [...made, replacement(file, place, endOf(body) - 1, `\n${whole}\n${lead}`)];
}

/** A type behind its parameters that is no promise: made async, the function would not compile. */
function saysResult(file: JsText, node: Node): boolean {
  const type = 'returnType' in node ? (node.returnType as Node | null | undefined) : undefined;
  return type !== null && type !== undefined && !/\bPromise\b/.test(file.text.slice(startOf(type), endOf(type)));
}

/** Where `async` goes: before a function, and before the name of a method, behind its modifiers. */
function asyncPlace(node: Node): number {
  const isMethod = node.type === 'ClassMethod' || node.type === 'ObjectMethod';
  return startOf(isMethod ? node.key : node);
}

/** Replaces `response.sendFile(join(folder, name))` by statements of the same function. */
export function replaceStatement(
  file: JsText,
  { at, text }: CodeChange & { is: 'statement' },
): readonly Edit[] | Cannot {
  const call = callAt(file, at);
  const statement = call?.path.parent?.node;
  const around = call && functionsAround(call.path).next().value?.node;
  const callee = call && jsUnwrap(call.node.callee as Node);
  if (!call || !around || statement?.type !== 'ExpressionStatement' || callee?.type !== 'MemberExpression')
    return missing(file);
  const path = jsArgument(call.node, 0);
  const last = isJsCall(path) && path.arguments.length > 1 ? (path.arguments.at(-1) as Node) : undefined;
  const names = text.flatMap((line) => /^const (\w+)/.exec(line)?.[1] ?? []);
  const used = namesIn(around);
  if (!last || call.node.arguments.length > 1 || last.type === 'SpreadElement' || names.some((name) => used.has(name)))
    return missing(file);
  const written = (node: Node) => file.text.slice(startOf(node), endOf(node));
  const lines = styled(text, file.style).map((line) =>
    line.replaceAll('$on', () => written(callee.object)).replaceAll('$last', () => written(last)),
  );
  const lead = leadOf(file.text, startOf(statement));
  const isAsync = 'async' in around && around.async === true;
  return [
    ...(isAsync ? [] : [replacement(file, asyncPlace(around), asyncPlace(around), 'async ')]),
    replacement(file, startOf(statement), endOf(statement), lines.join(`\n${lead}`)),
  ];
}

function* functionsAround(path: JsPath): Generator<JsPath, void> {
  for (const each of jsAncestors(path)) if ('params' in each.node && 'body' in each.node) yield each;
}
