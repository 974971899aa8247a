import type { Node } from '../../../parse/javascript-node.js';
import { isJsCall, jsDotted } from '../../../parse/javascript-values.js';
import type { JsPath } from '../../../parse/javascript-walk.js';
import type { JsFile } from '../js/file.js';
import { functionsAround } from '../js/functions.js';

/** Which function a piece of code stands in, and what that function serves. */
export interface Served {
  readonly inside?: string;
  readonly serves?: 'request' | 'socket' | 'function';
}

const requestNames = /^_?(req|request|res|response|reply|ctx|context|c)$/;
const socketNames = /^_?(socket|ws|conn|connection|client)$/;
const routeDecorators =
  /^(Get|Post|Put|Patch|Delete|All|Head|Query|Mutation|MessagePattern|EventPattern|UseInterceptors)$/;
const socketDecorators = /^(SubscribeMessage)$/;

export function servedBy(file: JsFile, path: JsPath): Served {
  let inside: string | undefined;
  let serves: Served['serves'];
  for (const fn of functionsAround(path)) {
    if (isCalledAtOnce(fn)) continue;
    inside ??= functionName(fn);
    serves ??= 'function';
    const found = servesWhat(fn);
    if (found) {
      serves = found;
      break;
    }
  }
  // A file of controllers or routes is nothing but request code.
  if (
    serves === 'function' &&
    /(^|\/)(controllers?|routes?|routers?|middlewares?|handlers?|api)\/|\.(controller|router|routes|middleware|resolver)\.[cm]?[jt]s$/.test(
      file.path,
    )
  )
    serves = 'request';
  return { ...(inside ? { inside } : {}), ...(serves ? { serves } : {}) };
}

/** `(async () => { ... })()`: what stands in it runs where it stands. */
function isCalledAtOnce({ node, parent }: JsPath): boolean {
  return parent !== undefined && isJsCall(parent.node) && parent.node.callee === node;
}

function servesWhat(fn: JsPath): 'request' | 'socket' | undefined {
  const { node } = fn;
  const params = 'params' in node && Array.isArray(node.params) ? (node.params as Node[]) : [];
  const names = params.flatMap((param) => (param.type === 'Identifier' ? [param.name] : []));
  const decorators = 'decorators' in node && Array.isArray(node.decorators) ? (node.decorators as Node[]) : [];
  const decorated = decorators.map((each) => ('expression' in each ? calleeName(each.expression as Node) : ''));
  if (decorated.some((name) => routeDecorators.test(name))) return 'request';
  if (decorated.some((name) => socketDecorators.test(name))) return 'socket';
  if (/^_?(socket|ws)$/.test(names[0] ?? '')) return 'socket';
  if (names.some((name) => requestNames.test(name)) && (names.length > 1 || !/^_?c$/.test(names[0] ?? '')))
    return 'request';
  // `(io, socket) => ...`; what only is given one beside its name does not listen to it
  const isServer = /^_?(io|wss?|server|app|fastify|nsp|namespace)$/.test(names[0] ?? '');
  if ((isServer || names.length === 1 ? names : names.slice(0, 1)).some((name) => socketNames.test(name)))
    return 'socket';
  return undefined;
}

function calleeName(node: Node): string {
  return (isJsCall(node) ? jsDotted(node.callee as Node) : jsDotted(node)) ?? '';
}

/** The name of a function: its own, the variable's, the property's or the method's. */
export function functionName({ node, parent }: JsPath): string | undefined {
  if ('id' in node && node.id && typeof node.id === 'object' && 'name' in node.id) return String(node.id.name);
  if ('key' in node && node.key && typeof node.key === 'object') return jsDotted(node.key as Node);
  const owner = parent?.node;
  if (owner?.type === 'VariableDeclarator') return jsDotted(owner.id as Node);
  if (owner?.type === 'AssignmentExpression') return jsDotted(owner.left as Node);
  if (owner?.type === 'ObjectProperty' || owner?.type === 'ClassProperty') return jsDotted(owner.key as Node);
  return undefined;
}
