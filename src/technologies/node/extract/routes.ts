import type { Fact } from '../../../facts/fact.js';
import type { Node } from '../../../parse/javascript-node.js';
import { isJsCall, jsDotted, jsProperty, jsString, jsUnwrap } from '../../../parse/javascript-values.js';
import type { JsPath } from '../../../parse/javascript-walk.js';
import { conditionsOf } from '../js/conditions.js';
import { type JsFile, type JsSite, sourceText, spanOf } from '../js/file.js';
import { functionText, resolveFunction } from './callbacks.js';

const verbs = /^(get|head|all|route)$/;
const notAnApp =
  /(^|\.)(axios|http|https|request|client|fetch|api|got|agent|supertest|cache|map|params|headers|config|conf|store|session|cookies|cookie|redis)$/i;

/** `app.get('/path', …, handler)` and `route({ method, url })`: the routes that could serve as health checks, with what their handlers touch. */
export function* routeFacts(file: JsFile): Iterable<Fact> {
  for (const site of file.calls) {
    const route = plainRoute(site);
    const end = jsUnwrap(site.node.callee as Node).end ?? site.node.end ?? 0;
    if (route) yield* routeFact(file, site.path, { ...route, at: { ...spanOf(file, site.node), end } });
  }
  for (const path of file.ofType('ObjectExpression')) {
    const route = objectRoute(path.node);
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
  readonly methods: readonly string[];
  readonly handlers: readonly Node[];
}

function plainRoute({ node }: JsSite): FoundRoute | undefined {
  const callee = jsUnwrap(node.callee as Node);
  if (callee.type !== 'MemberExpression' || callee.computed || node.type === 'NewExpression') return undefined;
  const method = jsDotted(callee.property);
  const [first, ...handlers] = node.arguments as Node[];
  const path = pathOf(first);
  if (!method || path === undefined || handlers.length === 0) return undefined;
  // `app.use('/health', handler)` answers as well; at any other path it is middleware, or a router.
  const isRoute = verbs.test(method) && !notAnApp.test(jsDotted(callee.object) ?? '');
  if (!isRoute && !(method === 'use' && /health|ready|live/i.test(path))) return undefined;
  return { path, methods: method === 'get' || method === 'head' ? [method.toUpperCase()] : [], handlers };
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
function objectRoute(options: Node): FoundRoute | undefined {
  const path = jsString(jsProperty(options, 'url')) ?? jsString(jsProperty(options, 'path'));
  const method = jsProperty(options, 'method');
  const handler = jsProperty(options, 'handler') ?? jsProperty(jsProperty(options, 'options'), 'handler');
  if (!path?.startsWith('/') || !method || !handler) return undefined;
  const name = jsString(method);
  return { path, methods: name ? [name.toUpperCase()] : [], handlers: [handler] };
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
