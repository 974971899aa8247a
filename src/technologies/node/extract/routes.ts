import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import { routeEnd } from '../../../facts/route.js';
import type { Node } from '../../../parse/javascript-node.js';
import { isJsCall, jsDotted, jsProperty, jsString, jsUnwrap } from '../../../parse/javascript-values.js';
import type { JsPath } from '../../../parse/javascript-walk.js';
import { conditionsOf } from '../js/conditions.js';
import { jsExpr } from '../js/expr.js';
import { type JsFile, type JsSite, sourceText, spanOf } from '../js/file.js';
import { functionText, resolveFunction } from './callbacks.js';

const verbs = /^(get|head|all|route)$/;
const notAnApp =
  /(^|\.)(axios|http|https|request|client|fetch|api|got|agent|supertest|cache|map|params|headers|config|conf|store|session|cookies|cookie|redis)$/i;

/** `app.get('/path', …, handler)` and `route({ method, url })`: the routes that could serve as health checks, with what their handlers touch. */
export function* routeFacts(file: JsFile): Iterable<Fact> {
  for (const site of file.calls) {
    const route = plainRoute(file, site);
    const end = jsUnwrap(site.node.callee as Node).end ?? site.node.end ?? 0;
    if (route) yield* routeFact(file, site.path, { ...route, at: { ...spanOf(file, site.node), end } });
  }
  for (const path of file.ofType('ObjectExpression')) {
    const route = objectRoute(file, path);
    if (route) yield* routeFact(file, path, { ...route, at: placeOf(file, path) });
  }
}

/** The call that is given the object; the object itself where it stands in a list. */
function placeOf(file: JsFile, path: JsPath): Fact['at'] {
  const call = path.parent?.node;
  if (!call || !isJsCall(call)) return spanOf(file, path.node);
  return { ...spanOf(file, call), end: jsUnwrap(call.callee as Node).end ?? call.end ?? 0 };
}

function* routeFact(file: JsFile, path: JsPath, route: FoundRoute & { readonly at: Fact['at'] }): Iterable<Fact> {
  if (!conditionsOf(file, path)) return;
  const { handlers } = route;
  const last = handlers.at(-1);
  const fn = last && resolveFunction(file, path, last);
  const text = fn ? functionText(file, path, fn) : '';
  yield {
    kind: 'route',
    technology: 'node',
    methods: route.methods,
    path: route.path,
    ...(route.end ? { end: route.end } : {}),
    middleware: handlers.slice(0, -1).map((node) => sourceText(file, node).slice(0, 60)),
    ...(last
      ? { handler: fn && isFixedAnswer(sourceText(file, fn)) ? 'fixed answer' : sourceText(file, last).slice(0, 60) }
      : {}),
    touches: touched(text),
    at: route.at,
  };
}

/** `if (request.url === '/health')` of a server without a router. */
export function* comparedRoutes(file: JsFile): Iterable<Fact> {
  for (const path of file.ofType('BinaryExpression')) {
    const { node } = path;
    if (node.type !== 'BinaryExpression' || !/^===?$/.test(node.operator)) continue;
    const route = jsString(node.right) ?? jsString(node.left as Node);
    const asked = jsDotted(node.left as Node) ?? jsDotted(node.right) ?? '';
    if (!route?.startsWith('/') || !/(^|\.)(url|pathname|path)$/.test(asked) || !conditionsOf(file, path)) continue;
    yield {
      kind: 'route',
      technology: 'node',
      methods: ['GET'],
      path: route,
      middleware: [],
      touches: [],
      at: spanOf(file, node),
    };
  }
}

interface FoundRoute {
  readonly path: string;
  readonly end?: Expr;
  readonly methods: readonly string[];
  readonly handlers: readonly Node[];
}

function plainRoute(file: JsFile, { node, path: at }: JsSite): FoundRoute | undefined {
  const callee = jsUnwrap(node.callee as Node);
  if (callee.type !== 'MemberExpression' || callee.computed || node.type === 'NewExpression') return undefined;
  const method = jsDotted(callee.property);
  const [first, ...handlers] = node.arguments as Node[];
  if (!method || handlers.length === 0 || !(verbs.test(method) || method === 'use')) return undefined;
  if (method !== 'use' && notAnApp.test(jsDotted(callee.object) ?? '')) return undefined;
  const path = pathOf(first);
  const methods = method === 'all' || method === 'route' ? [] : [method.toUpperCase()];
  // `app.use('/health', handler)` answers as well; at any other path it is middleware, or a router
  if (path !== undefined)
    return method === 'use' && !/health|ready|live/i.test(path) ? undefined : { path, methods, handlers };
  const end = saidElsewhere(file, at, first);
  return end && { path: `/${routeEnd}`, end, methods, handlers };
}

/** A path that is a constant, here or of another file, what a function gives, or stands in for a variable. */
function saidElsewhere(file: JsFile, at: JsPath, node: Node | undefined): Expr | undefined {
  if (!node || jsString(node) !== undefined || jsUnwrap(node).type === 'TemplateLiteral') return undefined;
  const said = jsExpr(file, at, node);
  return said.is === 'literal' || said.is === 'setting' || said.is === 'env' ? said : undefined;
}

/** A path, or the end of one behind a prefix that is computed. */
function pathOf(node: Node | undefined): string | undefined {
  const text = jsString(node);
  if (text !== undefined) return text.startsWith('/') ? text : undefined;
  const inner = node && jsUnwrap(node);
  const last = inner?.type === 'TemplateLiteral' ? inner.quasis.at(-1)?.value.cooked : undefined;
  return last?.startsWith('/') ? last : undefined;
}

/** A route that is written as an object, alone, in a list or as what a module of routes offers: `{ method, path, handler }`. */
function objectRoute(file: JsFile, at: JsPath): FoundRoute | undefined {
  const { node: options } = at;
  const method = jsProperty(options, 'method');
  const handler = jsProperty(options, 'handler') ?? jsProperty(jsProperty(options, 'options'), 'handler');
  if (!method || !handler) return undefined;
  const given = jsProperty(options, 'url') ?? jsProperty(options, 'path');
  const path = jsString(given);
  const end = saidElsewhere(file, at, given);
  if (!end && !path?.startsWith('/')) return undefined;
  const name = jsString(method);
  const methods = name ? [name.toUpperCase()] : [];
  return { path: path ?? `/${routeEnd}`, ...(end ? { end } : {}), methods, handlers: [handler] };
}

/** Nothing but an answer that is written out: it cannot fail and needs no login. */
function isFixedAnswer(text: string): boolean {
  const body = text.replace(/^[^{=]*=>\s*|^[^{]*\{/, '');
  return (
    text.length < 400 &&
    /\.(send|json|end|sendStatus|status|text)\(|body\s*=|^\(?\{/.test(body) &&
    !/await|\.(find|query|render|get)\(|if\s*\(/.test(body)
  );
}

function touched(text: string): readonly string[] {
  const found: string[] = [];
  if (
    /sequelize|prisma|mongoose|knex|\bdb\.|\.query\(|\$queryRaw|dataSource|readyState|pool\.|pingCheck|database/i.test(
      text,
    )
  )
    found.push('database');
  if (/redis|memcached/i.test(text)) found.push('cache');
  return found;
}
