import type { Fact } from '../../../facts/fact.js';
import { jsDotted } from '../../../parse/javascript-values.js';
import { type JsPath, jsAncestors } from '../../../parse/javascript-walk.js';
import { conditionsOf } from '../js/conditions.js';
import { jsExpr } from '../js/expr.js';
import { type JsFile, sourceText, spanOf } from '../js/file.js';
import { functionsAround } from '../js/functions.js';

const clientRead =
  /^_?(req|request|ctx|context|ctx\.request|this\.request|ctx\.req)\.(ip|ips|protocol|secure|hostname|host)$/;

/** Reads of what a proxy changes (client address, scheme, host), forwarded headers read by hand, and settings of the server object. */
export function* readFacts(file: JsFile): Iterable<Fact> {
  for (const type of ['MemberExpression', 'OptionalMemberExpression']) {
    for (const path of file.ofType(type)) {
      const name = jsDotted(path.node);
      const isWritten = path.parent?.node.type === 'AssignmentExpression' && path.key === 'left';
      if (!name || isWritten) continue;
      if (clientRead.test(name) && conditionsOf(file, path))
        yield {
          kind: 'use',
          technology: 'node',
          what: 'reads-client',
          name: name.split('.').at(-1) ?? '',
          at: spanOf(file, path.node),
        };
    }
  }
  yield* forwardedHeaders(file);
  for (const path of file.ofType('AssignmentExpression')) {
    const { node } = path;
    if (node.type !== 'AssignmentExpression') continue;
    const name = jsDotted(node.left as typeof node.right)
      ?.split('.')
      .at(-1);
    if (name !== 'proxy' && name !== 'proxyIpHeader' && name !== 'maxIpsCount') continue;
    if (!conditionsOf(file, path)) continue;
    yield {
      kind: 'use',
      technology: 'node',
      what: `sets-${name}`,
      options: { value: jsExpr(file, path, node.right) },
      at: spanOf(file, node),
    };
  }
}

function* forwardedHeaders(file: JsFile): Iterable<Fact> {
  for (const path of file.ofType('StringLiteral')) {
    const { node } = path;
    if (node.type !== 'StringLiteral' || !/^x-forwarded-for$/i.test(node.value) || !conditionsOf(file, path)) continue;
    let shown = node as typeof path.node;
    for (const { node: above } of jsAncestors(path)) {
      if (above.type === 'ArrayExpression') shown = above;
      if (/Statement$|Function/.test(above.type)) break;
    }
    if (shown.type === 'ArrayExpression' && (!isOfAddresses(shown) || isOnlyAskedFor(file, shown))) continue;
    const inCall = path.parent?.node.type;
    if (inCall === 'ObjectProperty' || inCall === 'BinaryExpression' || takesLast(file, path)) continue;
    yield {
      kind: 'use',
      technology: 'node',
      what: 'reads-forwarded',
      ...(takesFirst(file, path) ? { name: 'first' } : {}),
      at: { ...spanOf(file, shown), end: (shown.start ?? 0) + 1 },
    };
  }
}

/** Where an address is looked for: not a list of headers to be passed on, in which others stand too. */
function isOfAddresses({ elements }: JsPath['node'] & { type: 'ArrayExpression' }): boolean {
  return elements.every(
    (one) => one?.type !== 'StringLiteral' || /(^|-)(forwarded(-for)?|(client-?)?ip|addr(ess)?|for)$/i.test(one.value),
  );
}

/** Whether there is such a header is all that is asked: `names.some((name) => headers.has(name))`. */
function isOnlyAskedFor(file: JsFile, list: JsPath['node']): boolean {
  return /^\.(some|every|filter)\([^;]{0,80}\.has\(/.test(file.text.slice(list.end ?? 0, (list.end ?? 0) + 120));
}

/** `hops.at(-1)`, `hops[hops.length - proxies]`: what the proxies put there themselves; no client can. */
function takesLast(file: JsFile, path: JsPath): boolean {
  const around = functionsAround(path).next().value?.node;
  if (!around) return false;
  const text = sourceText(file, around);
  return /\.at\(-\s?\w|\.slice\(-|\.pop\(\)|\.length - [\w.]+/.test(text) && !/\[0\]|\.shift\(\)|\.at\(0\)/.test(text);
}

/** Whether the function that reads the header takes the address that its sender wrote: the first of several. */
function takesFirst(file: JsFile, path: JsPath): boolean {
  const around = functionsAround(path).next().value?.node;
  if (!around) return false;
  const text = sourceText(file, around);
  return /\.split\(/.test(text) && /\[\s?0\s?\]|\.at\(0\)|\.shift\(\)|\bconst\s\[\w+\]\s?=/.test(text);
}
