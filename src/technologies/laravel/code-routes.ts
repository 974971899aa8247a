import type { Fact } from '../../facts/fact.js';
import {
  type PhpChain,
  type PhpLink,
  phpArgument,
  phpArray,
  phpChain,
  phpEntry,
  phpLiteral,
  phpWholeChain,
} from '../../parse/php.js';
import { ancestors, partsOf, type SyntaxNode, sourceOf, walk } from '../../parse/syntax-node.js';
import { phpExpr, spanOf } from '../php/expr.js';
import { type CodeFile, nameOf, use } from './code-file.js';

const verbs = new Set(['get', 'any', 'match', 'view', 'redirect']);

/** Verbs of what somebody does, once: no page that is shown fires it. */
const acts = new Set(['post', 'put', 'patch', 'delete']);

/** Paths that balancers and probes ask: below a prefix that says nothing, or with a last word that says it all. */
const asked =
  /^\/?(((api|v\d+|_|system|monitoring|internal|app)\/)*_?(up|status|ping|ready|readiness|live|liveness|alive)|([\w.-]+\/)*_?(health(z|[-_]?checks?)?|readyz|livez|heartbeat)(\/(live|ready|liveness|readiness|check|simple|json|up))?)\/?$/i;

/** Routes that tell whether the app works; `Route::middleware('throttle:x')` of any route counts as a use of the limiter. */
export function* routeFacts(file: CodeFile, node: SyntaxNode): Iterable<Fact> {
  const chain = phpChain(file.text, node);
  const link = chain?.links.at(-1);
  if (!chain || !link?.name || !isRoute(file, chain)) return;
  if (link.name === 'middleware' && /['"]throttle:/.test(sourceOf(file.text, link.node)))
    yield use(file, link.nameNode, { what: 'limits', name: 'throttle' });
  const action = acts.has(link.name) ? actionOf(file, phpArgument(link.args, 1)) : undefined;
  if (action) yield use(file, link.nameNode, { what: 'action', name: action });
  if (!verbs.has(link.name) || link.name === 'redirect') return;
  const own = phpLiteral(file.text, phpArgument(link.args, link.name === 'match' ? 1 : 0));
  if (typeof own !== 'string') return;
  const around = surroundings(file, node);
  const path = joined([...around.prefixes, own], file.path);
  if (!asked.test(path)) return;
  const handler = phpArgument(link.args, link.name === 'match' ? 2 : 1);
  yield {
    kind: 'route',
    technology: 'laravel',
    methods: link.name === 'get' || link.name === 'view' ? ['GET'] : [],
    path,
    middleware: [...around.middleware, ...ownMiddleware(file, handler)],
    ...(handler ? { handler: sourceOf(file.text, handler).replace(/\s+/g, ' ').slice(0, 80) } : {}),
    at: spanOf(file, node),
  };
}

/** `[PhotoController::class, 'store']`, `'PhotoController@store'`, and the same as `uses` of a table: class and method. */
function actionOf(file: CodeFile, handler: SyntaxNode | undefined): string | undefined {
  const used = handler && (phpEntry(file.text, handler, 'uses')?.value ?? handler);
  const said = used && phpLiteral(file.text, used);
  if (typeof said === 'string') return said.replace(/^.*\\/, '');
  const [holder, method] = used?.type === 'array_creation_expression' ? phpArray(used).map(({ value }) => value) : [];
  const name = method && phpLiteral(file.text, method);
  const klass = holder && /(\w{1,200})::class$/.exec(sourceOf(file.text, holder))?.[1];
  return klass && typeof name === 'string' ? `${klass}@${name}` : undefined;
}

/** `Route::...`, and `$router->get(...)` in a routes file. */
function isRoute(file: CodeFile, chain: PhpChain): boolean {
  const name = nameOf(file, chain.receiver);
  return name === 'Route' || (name === 'router' && /(^|\/)routes\//.test(file.path));
}

interface Surroundings {
  readonly prefixes: readonly string[];
  readonly middleware: readonly string[];
}

function surroundings(file: CodeFile, node: SyntaxNode): Surroundings {
  const prefixes: string[] = [];
  const middleware: string[] = [];
  const links = [...(phpChain(file.text, phpWholeChain(node))?.links ?? [])];
  for (const each of ancestors(node)) {
    const link = each.type.endsWith('call_expression') ? phpChain(file.text, each)?.links : undefined;
    if (link?.at(-1)?.name === 'group') links.unshift(...link);
  }
  for (const link of links) {
    if (link.name === 'prefix') prefixes.push(...strings(file, link));
    if (link.name === 'middleware') middleware.push(...strings(file, link));
    if (link.name === 'group') {
      const attributes = phpArgument(link.args, 0);
      const prefix = phpLiteral(file.text, phpEntry(file.text, attributes, 'prefix')?.value);
      if (typeof prefix === 'string') prefixes.push(prefix);
      const entry = phpEntry(file.text, attributes, 'middleware');
      if (entry) middleware.push(...stringsIn(file, entry.value));
    }
  }
  return { prefixes, middleware };
}

/** `['uses' => 'StatusController@show', 'middleware' => ['auth']]`: what stands in front of the route is said where its handler is. */
function ownMiddleware(file: CodeFile, handler: SyntaxNode | undefined): readonly string[] {
  const entry = handler && phpEntry(file.text, handler, 'middleware');
  return entry ? stringsIn(file, entry.value) : [];
}

function strings(file: CodeFile, link: PhpLink): readonly string[] {
  return link.args.flatMap(({ value }) => stringsIn(file, value));
}

function stringsIn(file: CodeFile, node: SyntaxNode): readonly string[] {
  const items = node.type === 'array_creation_expression' ? phpArray(node).map(({ value }) => value) : [node];
  return items.map((item) => {
    const value = phpExpr(file, item);
    return value.is === 'literal' ? String(value.value) : sourceOf(file.text, item);
  });
}

/** Laravel puts `api/` before the routes of routes/api.php. */
function joined(parts: readonly string[], file: string): string {
  const path = parts.map((part) => part.replace(/^\/+|(?<!\/)\/+$/g, '')).filter(Boolean);
  if (/(^|\/)routes\/api\.php$/.test(file) && path[0] !== 'api' && !path[0]?.startsWith('api/')) path.unshift('api');
  return `/${path.join('/')}`;
}

/** `->withRouting(web: ..., health: '/up')` of bootstrap/app.php. */
export function* routingFacts(file: CodeFile, node: SyntaxNode, link: PhpLink): Iterable<Fact> {
  const health = link.args.find(({ name }) => name === 'health');
  const using = link.args.find(({ name }) => name === 'using');
  const place = [...walk(node)].find((each) => each.type === 'argument' && partsOf(each).at(-1) === health?.value);
  const last = link.args.at(-1);
  yield use(file, place ?? link.nameNode, {
    what: 'routing',
    options: {
      ...(last?.name ? { last: phpExpr(file, last.value) } : {}),
      ...(health ? { health: phpExpr(file, health.value) } : {}),
      ...(using ? { using: phpExpr(file, using.value) } : {}),
    },
  });
}
