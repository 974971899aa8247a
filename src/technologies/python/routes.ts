import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { routeEnd } from '../../facts/route.js';
import type { Span } from '../../facts/span.js';
import {
  pythonArgument,
  pythonArguments,
  pythonCallName,
  pythonDecorators,
  pythonItems,
  pythonString,
} from '../../parse/python.js';
import { childOf, partsOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { type PythonFile, pythonSpan } from './expr.js';

const verbs = /\.(route|get|post|put|patch|delete|head|options|api_route|websocket)$/;
const guards =
  /(login_required|permission_required|jwt_required|authed_only|admins_only|requires_auth|auth_required|staff_member_required|token_required|ratelimit|limit|cache_page)/;

/** Routes that decorators register (Flask, FastAPI, Starlette, bottle), that Django's `urlpatterns` list, and that a middleware answers. */
export function* routeFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  if (
    !/@[\w.]+\.\w+\(|\b(re_)?(path|url)\(|\.add_(url_rule|api_route)\(|["']\/[\w/-]*(health|ready|live|ping|heartbeat)|(health|heartbeat)\w{0,40}\(/i.test(
      tree.text,
    )
  )
    return;
  const file = { path, text: tree.text };
  const prefixes = prefixesOf(tree);
  for (const node of walk(tree.root)) {
    if (node.type === 'decorated_definition') yield* decorated(file, node, prefixes);
    if (node.type === 'call') yield* listed(file, node);
    const answered = answeredPath(file, node);
    if (answered) yield { ...answered, technology: 'python', methods: [], middleware: [], at: pythonSpan(file, node) };
  }
}

/** `if request.path == "/healthz":`, `scope["path"] == "/ping"`, and `app = health_check(app, "/health/")` around the whole app. */
function answeredPath(file: PythonFile, node: SyntaxNode): { kind: 'route'; path: string; end?: Expr } | undefined {
  if (node.type === 'comparison_operator') {
    const [left, right] = partsOf(node).filter((part) => part.field !== 'operators');
    const path = right && pythonString(file.text, right);
    const asked = left ? sourceOf(file.text, left) : '';
    if (path?.startsWith('/') && /\bpath(_info)?["')\]]*$/.test(asked)) return { kind: 'route', path };
  }
  if (node.type !== 'call' || node.parent?.type !== 'assignment') return undefined;
  if (!/health|heartbeat|ping$/i.test(pythonCallName(file.text, node) ?? '')) return undefined;
  const [app, ...more] = pythonArguments(file.text, node);
  const wrapped = app && sourceOf(file.text, app.value) === sourceOf(file.text, childOf(node.parent, 'left') ?? node);
  const paths = more.flatMap(({ value }) => pathIn(file, value) ?? []);
  const path = paths.find((one) => one.path.startsWith('/') && !one.end) ?? paths.find(({ end }) => end);
  return wrapped && path ? { kind: 'route', ...path } : undefined;
}

/** `APIRouter(prefix="/utils")` and `Blueprint(..., url_prefix="/x")` by the name that holds them. */
function prefixesOf(tree: SyntaxTree): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (!tree.text.includes('prefix')) return found;
  for (const node of walk(tree.root)) {
    if (node.type !== 'assignment') continue;
    const left = childOf(node, 'left');
    const call = childOf(node, 'right');
    if (!left || call?.type !== 'call') continue;
    const prefix = pythonArguments(tree.text, call).find(({ name }) => name === 'prefix' || name === 'url_prefix');
    const text = pythonString(tree.text, prefix?.value);
    if (text) found.set(sourceOf(tree.text, left), text);
  }
  return found;
}

/** A path as it is written, or what stands for it. */
function pathIn(
  file: PythonFile,
  value: SyntaxNode | undefined,
): { readonly path: string; readonly end?: Expr } | undefined {
  const path = value && pythonString(file.text, value);
  if (path !== undefined) return { path };
  if (!value || !/^(identifier|attribute|call|string)$/.test(value.type)) return undefined;
  return {
    path: `/${routeEnd}`,
    end: { is: 'opaque', source: sourceOf(file.text, value), at: pythonSpan(file, value) },
  };
}

function* decorated(file: PythonFile, node: SyntaxNode, prefixes: ReadonlyMap<string, string>): Iterable<Fact> {
  const decorators = pythonDecorators(node);
  const definition = childOf(node, 'definition');
  const name = definition && childOf(definition, 'name');
  const middleware = decorators
    .map((each) => sourceOf(file.text, each).slice(0, 60))
    .filter((text) => guards.test(text));
  for (const decorator of decorators) {
    const callee = pythonCallName(file.text, decorator);
    const verb = callee && verbs.exec(callee)?.[1];
    const args = pythonArguments(file.text, decorator);
    const path = pathIn(file, pythonArgument(args, 0, 'rule') ?? pythonArgument(args, 0, 'path'));
    if (!callee || !verb || !path || !/^(\/|$)/.test(path.path)) continue;
    const prefix = prefixes.get(callee.slice(0, callee.lastIndexOf('.'))) ?? '';
    const needs = args.some(
      ({ name: arg, value }) => arg === 'dependencies' && /auth|user|token/i.test(sourceOf(file.text, value)),
    );
    yield {
      kind: 'route',
      technology: 'python',
      methods: methodsOf(file, verb, args),
      ...path,
      path: `${prefix}${path.path}` || '/',
      middleware: needs ? [...middleware, 'dependencies'] : middleware,
      ...(name ? { handler: sourceOf(file.text, name) } : {}),
      ...(definition ? { touches: touches(sourceOf(file.text, definition)) } : {}),
      at: pythonSpan(file, decorator),
    };
  }
}

function methodsOf(file: PythonFile, verb: string, args: ReturnType<typeof pythonArguments>): readonly string[] {
  if (verb === 'websocket') return ['WEBSOCKET'];
  if (verb !== 'route' && verb !== 'api_route') return [verb.toUpperCase()];
  const listed = args.find(({ name }) => name === 'methods')?.value;
  return pythonItems(listed).map((item) => (pythonString(file.text, item) ?? '').toUpperCase());
}

/** What a handler's own text reaches. */
function touches(text: string): readonly string[] {
  const found: string[] = [];
  if (
    /\b(SELECT 1|session\.(execute|exec|query|scalar)|cursor\(|connection\b|check_database|objects\.|db\.)/.test(text)
  )
    found.push('database');
  if (/\b(redis|cache)\b/i.test(text)) found.push('cache');
  return found;
}

/** Django's expressions for one path, with or without its last slash, as that path. */
function plainPath(text: string): string {
  return `/${text
    .replace(/^\^/, '')
    .replace(/(\$|\\Z)$/, '')
    .replace(/\/\?$/, '/')
    .replace(/^\//, '')}`;
}

const patterns = /(^|\.)(path|re_path|url)$|\.(add_url_rule|add_api_route)$/;

/** `path("healthz/", view)` of Django: an address without its leading slash; `pages.add_url_rule("/ping", "ping", ping)`. */
function* listed(file: PythonFile, node: SyntaxNode): Iterable<Fact> {
  const callee = pythonCallName(file.text, node);
  if (!callee || !patterns.test(callee)) return;
  const args = pythonArguments(file.text, node);
  const isAdded = /_url_rule$|_api_route$/.test(callee);
  const path = pathIn(file, pythonArgument(args, 0, isAdded ? 'rule' : 'route'));
  const view = callee.endsWith('.add_url_rule')
    ? pythonArgument(args, 2, 'view_func')
    : pythonArgument(args, 1, isAdded ? 'endpoint' : 'view');
  if (!path || !view) return;
  const handler = sourceOf(file.text, view).slice(0, 80);
  const at = pythonSpan(file, node);
  const route = { ...djangoRoute(path.path, handler, at), ...(path.end ? { end: path.end } : {}) };
  yield isAdded ? { ...route, technology: 'python', methods: methodsOf(file, 'route', args) } : route;
}

/** `path("healthz/", view)`, as Django's patterns are told of. */
export function djangoRoute(path: string, handler: string, at: Span): Fact<'route'> {
  return {
    kind: 'route',
    technology: 'django',
    methods: [],
    path: plainPath(path),
    middleware: [handler].filter((each) => guards.test(each)),
    handler,
    at,
  };
}
