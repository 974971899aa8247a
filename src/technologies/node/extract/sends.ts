import type { Fact } from '../../../facts/fact.js';
import { jsBinding } from '../../../parse/javascript-names.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsArgument, jsDotted, jsUnwrap } from '../../../parse/javascript-values.js';
import { isAtModuleLevel, type JsPath } from '../../../parse/javascript-walk.js';
import { conditionsOf } from '../js/conditions.js';
import { type JsFile, sourceText, spanOf } from '../js/file.js';
import { isFunction } from '../js/functions.js';

const servers = /(^|\.)(wss|io|wsServer|server|webSocketServer)\.clients$/i;
const others = /worker|child|process|mailer|queue|transport/i;

/**
 * A loop that sends to every socket, or to every open response, that this process holds: `for (const peer of rooms.get(id)) peer.send(text)`,
 * `clients.forEach((client) => client.write(text))`, `reader.enqueue(text)` of a stream. One that only pings or closes them is none.
 */
export function* sendFacts(file: JsFile): Iterable<Fact> {
  for (const { over, body, item, path } of loopsIn(file)) {
    const how = howSent(file, body, item);
    const holder = how && holderOf(file, path, over);
    if (!how || !holder || others.test(holder) || !conditionsOf(file, path)) continue;
    yield {
      kind: 'use',
      technology: 'node',
      what: how === 'send' ? 'all-sockets' : 'all-streams',
      name: holder,
      at: spanOf(file, over),
    };
  }
}

interface Loop {
  readonly over: Node;
  readonly body: Node;
  /** The name that an item has in the body. */
  readonly item: string;
  readonly path: JsPath;
}

function loopsIn(file: JsFile): readonly Loop[] {
  const loops = file.ofType('ForOfStatement').flatMap((path): readonly Loop[] => {
    const { node } = path;
    if (node.type !== 'ForOfStatement' || node.left.type !== 'VariableDeclaration') return [];
    const item = node.left.declarations[0]?.id;
    return item ? [{ over: node.right, body: node.body, item: sourceText(file, item), path }] : [];
  });
  const calls = file.calls.flatMap(({ node, path }): readonly Loop[] => {
    const callee = jsUnwrap(node.callee as Node);
    const fn = jsArgument(node, 0);
    const isLoop = callee.type === 'MemberExpression' && jsDotted(callee.property as Node) === 'forEach';
    if (!isLoop || !fn || !isFunction(fn) || !('params' in fn) || !('body' in fn)) return [];
    const item = (fn.params as Node[])[0];
    return item ? [{ over: callee.object as Node, body: fn.body as Node, item: sourceText(file, item), path }] : [];
  });
  return [...loops, ...calls];
}

/** `peer.send(…)`, `client.response.write(…)`; a pair of an entry counts by either of its names. */
function howSent(file: JsFile, body: Node, item: string): 'send' | 'write' | undefined {
  const names = [...item.matchAll(/[A-Za-z_$][\w$]*/g)].map(([name]) => name.replaceAll('$', '\\$'));
  const found = new RegExp(`\\b(${names.join('|')})(\\.\\w+)*\\.(send|write|enqueue)\\(`).exec(
    sourceText(file, body),
  )?.[3];
  if (found === 'write' || found === 'enqueue') return file.text.includes('text/event-stream') ? 'write' : undefined;
  return found === 'send' ? 'send' : undefined;
}

/** What holds the sockets between requests: the set of a server, a variable of the module, a field of an object. */
function holderOf(file: JsFile, path: JsPath, given: Node, depth = 0): string | undefined {
  const node = jsUnwrap(given);
  if (depth > 6) return undefined;
  const dotted = jsDotted(node);
  if (dotted && (servers.test(dotted) || /^this\.\w+$/.test(dotted))) return dotted;
  switch (node.type) {
    case 'Identifier': {
      const binding = jsBinding(path, node.name);
      if (!binding || binding.is === 'parameter') return undefined;
      const declared = file
        .ofType('VariableDeclarator')
        .find((one) => 'id' in one.node && one.node.id === binding.node);
      if (declared && isAtModuleLevel(declared)) return node.name;
      return binding.value ? holderOf(file, path, binding.value, depth + 1) : undefined;
    }
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return holderOf(file, path, node.object as Node, depth + 1);
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const of = /^(Array\.from|Object\.values)$/.test(jsDotted(node.callee as Node) ?? '')
        ? jsArgument(node, 0)
        : node.callee;
      return of ? holderOf(file, path, of as Node, depth + 1) : undefined;
    }
    case 'LogicalExpression':
      return holderOf(file, path, node.left as Node, depth + 1);
    case 'ArrayExpression': {
      const [only] = node.elements;
      return only?.type === 'SpreadElement' ? holderOf(file, path, only.argument, depth + 1) : undefined;
    }
    default:
      return undefined;
  }
}
