import type { Fact } from '../../facts/fact.js';
import { onceFor } from '../../once.js';
import { pythonCallName, pythonDotted, pythonImports, pythonResolve } from '../../parse/python.js';
import { childOf, enclosing, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { argumentsOf, type PythonFile, pythonSpan } from './expr.js';

/** Packages whose every call is kept: what they do matters with two copies. */
const packages =
  /^(flask|flask_\w+|fastapi|fastapi_\w+|starlette|starlette_\w+|celery|apscheduler|rq|rq_scheduler|huey|dramatiq|django_q|socketio|slowapi|aiocache|cachetools|cachelib|redis|aioredis|pymongo|motor|sqlalchemy|sqlmodel|databases|tortoise|peewee|alembic|sse_starlette|schedule|threading|multiprocessing|subprocess|uvicorn|hypercorn|waitress|whoosh|tantivy|tempfile|asyncio|channels|asgiref|django|rest_framework|ratelimit|django_ratelimit|axes|health_check|watchman|repeat_every|werkzeug|shelve|dbm|sqlite3|chromadb|faiss|logging|loguru|concurrent|timeloop|rocketry|shutil|aiofiles|functools|dotenv|PIL|joblib|pickle)(\.|$)/;

/** Methods of objects that this file does not make, known by their names. */
const methods =
  /\.(delay|apply_async|send_task|enqueue|enqueue_call|enqueue_in|defer|add_job|scheduled_job|add_periodic_task|add_middleware|include_router|mount|group_send|group_add|from_object|register_blueprint|save|write|write_bytes|write_text|write_files|init_app|add_task|create_all|drop_all|upgrade|run|execute|unlink|dump|save_model|commit|start|emit|register|use_cache|mkdir|rename|replace|touch|publish|lock|acquire|send|release|wait|communicate|poll|write_file|open)$/;

/** Functions of the project by which an app prepares its database when it starts. */
const preparing =
  /(^|\.)(init|setup|prepare|migrate|upgrade|run|apply|create|ensure)_(db|database|migrations?|alembic|schema)$/;

const builtin = new Set(['os.environ.setdefault', 'open', 'create_app', 'upgrade', 'migrate']);

/** Whether some technology may want calls of an outside thing, however they are reached. */
export function isRecordedCall(name: string): boolean {
  return packages.test(name) || builtin.has(name) || /[A-Z]\w{0,120}$/.test(name);
}

/** The calls of a file that some technology may want, decorators included. */
export function* callFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = { path, text: tree.text };
  const imports = pythonImports(tree);
  for (const node of walk(tree.root)) {
    if (node.type === 'decorator') {
      const bare = bareDecorator(file, node, imports);
      if (bare) yield bare;
    }
    if (node.type === 'attribute') {
      const read = settingRead(file, node);
      if (read) yield read;
      const address = addressRead(file, node);
      if (address) yield address;
    }
    if (node.type !== 'call') continue;
    const written = calleeName(file, node);
    if (written === undefined) continue;
    const name = pythonResolve(written, imports);
    if (!isRecordedCall(name) && !methods.test(name) && !preparing.test(name) && !isDecorator(node)) continue;
    const as = assignedTo(file, node);
    const inside = insideOf(file, node);
    const decorates = decoratedBy(file, node);
    yield {
      kind: 'python-call',
      name,
      args: argumentsOf(file, node),
      ...(as ? { as } : {}),
      ...(inside ? { inside } : {}),
      ...(decorates ? { decorates } : {}),
      ...(node.parent?.type === 'expression_statement' ? { alone: true as const } : {}),
      at: pythonSpan(file, node),
    };
  }
}

/** `settings.X_DIR` and the like: a place on the disk that the settings name. */
function settingRead(file: PythonFile, node: SyntaxNode): Fact | undefined {
  const name = pythonDotted(file.text, node);
  const found =
    name === undefined
      ? undefined
      : /^(?:self\.)?settings\.([A-Z][A-Z0-9_]*_(?:DIR|FILE|PATH|ROOT|FOLDER|LOCK))$/.exec(name)?.[1];
  if (found === undefined) return undefined;
  const inside = insideOf(file, node);
  return { kind: 'python-setting-read', name: found, ...(inside ? { inside } : {}), at: pythonSpan(file, node) };
}

const addressed = /(^|\.)request\.(remote_addr|access_route|url_root|host_url|base_url|is_secure|scheme|client)$/;

/** `request.remote_addr` and what else differs behind a balancer. */
function addressRead(file: PythonFile, node: SyntaxNode): Fact | undefined {
  const name = pythonDotted(file.text, node);
  if (name === undefined || !addressed.test(name)) return undefined;
  return { kind: 'use', technology: 'python', what: 'client-address', name, at: pythonSpan(file, node) };
}

/** `a.b.c`, also behind a call (`Path(x).write_text` is `Path().write_text`). */
function calleeName(file: PythonFile, node: SyntaxNode): string | undefined {
  const whole = pythonCallName(file.text, node);
  if (whole !== undefined) return whole;
  const callee = childOf(node, 'function');
  const object = childOf(callee, 'object');
  const attribute = childOf(callee, 'attribute');
  if (callee?.type !== 'attribute' || !object || !attribute) return undefined;
  const of = object.type === 'call' ? calleeName(file, object) : undefined;
  const base = of ? `${of}()` : (pythonDotted(file.text, object) ?? '');
  return `${base}.${sourceOf(file.text, attribute)}`;
}

/** `@scheduler.task` without arguments. */
function bareDecorator(file: PythonFile, node: SyntaxNode, imports: ReadonlyMap<string, string>): Fact | undefined {
  const inner = node.children[0];
  const name = inner && pythonDotted(file.text, inner);
  const decorates = inner && definedBelow(file, node);
  if (!inner || name === undefined || !decorates) return undefined;
  const inside = insideOf(file, node);
  return {
    kind: 'python-call',
    name: pythonResolve(name, imports),
    args: [],
    decorates,
    ...(inside ? { inside } : {}),
    at: pythonSpan(file, inner),
  };
}

function isDecorator(node: SyntaxNode): boolean {
  return node.parent?.type === 'decorator';
}

function decoratedBy(file: PythonFile, node: SyntaxNode): string | undefined {
  return node.parent?.type === 'decorator' ? definedBelow(file, node.parent) : undefined;
}

function definedBelow(file: PythonFile, decorator: SyntaxNode): string | undefined {
  const holder = decorator.parent;
  const name = holder?.type === 'decorated_definition' ? nameOf(holder) : undefined;
  return name ? sourceOf(file.text, name) : undefined;
}

/** The name of what many decorators may stand above: looked up once for all. */
const nameOf = onceFor((holder: SyntaxNode): SyntaxNode | undefined => childOf(childOf(holder, 'definition'), 'name'));

function assignedTo(file: PythonFile, node: SyntaxNode): string | undefined {
  let here = node;
  while (here.parent && /^(await|parenthesized_expression|type|as_pattern)$/.test(here.parent.type)) here = here.parent;
  const holder = here.parent?.type === 'assignment' ? childOf(here.parent, 'left') : undefined;
  if (here.type === 'as_pattern') {
    const target = here.children.at(-1);
    return target && sourceOf(file.text, target);
  }
  return holder && sourceOf(file.text, holder);
}

/** `function`, `Class.method`, or `Class.` for what stands in a class's own body. */
function insideOf(file: PythonFile, node: SyntaxNode): string | undefined {
  const from = node.parent?.type === 'decorator' ? (node.parent.parent ?? node) : node;
  const nearest = enclosing(from, 'function_definition', 'class_definition');
  if (!nearest) return undefined;
  const name = childOf(nearest, 'name');
  const own = name ? sourceOf(file.text, name) : '';
  if (nearest.type === 'class_definition') return `${own}.`;
  const holder = enclosing(nearest, 'class_definition', 'function_definition');
  const outer = holder && childOf(holder, 'name');
  if (!outer) return own;
  return holder?.type === 'class_definition' ? `${sourceOf(file.text, outer)}.${own}` : own;
}
