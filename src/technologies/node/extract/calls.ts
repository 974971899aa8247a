import type { Fact } from '../../../facts/fact.js';
import type { JsCall } from '../../../facts/js-call.js';
import type { Node } from '../../../parse/javascript-node.js';
import { jsDotted, jsItems, jsProperty, jsString, jsUnwrap } from '../../../parse/javascript-values.js';
import { jsAncestors } from '../../../parse/javascript-walk.js';
import { conditionsOf } from '../js/conditions.js';
import { jsExpr } from '../js/expr.js';
import { type JsFile, type JsSite, sourceText } from '../js/file.js';
import { isOwnModule, moduleKey } from '../js/modules.js';
import { originOf, ownClassOrigin } from '../js/origin.js';
import { isRecorded } from '../packages.js';
import { servedBy } from './context.js';
import { standsInFor } from './stand-ins.js';

/** Calls that matter, whatever object they are made on. */
const methods = new Set([
  'listen', 'set', 'enable', 'disable', 'mv', 'saveAs', 'sync', 'runMigrations', 'synchronize', 'migrate', 'latest', 'enableShutdownHooks',
  'sendFile', 'download', 'createTrigger', 'setGlobalPrefix', 'useWebSocketAdapter', 'adapter', 'fetchSockets',
  'outputFile',
  'screenshot',
  'flushall',
  'flushdb',
  'flushAll',
  'flushDb', 'useStaticAssets', 'useGlobalGuards', 'revalidateTag', 'revalidatePath', 'handleUpgrade',
]); // biome-ignore format: one list
/** Functions of the app that say by their name that they migrate. */
const startNames =
  /^(run|apply|perform)?(Upgrades|DbMigrations|DatabaseMigrations|migrateDatabase)$|^(run|apply)(Upgrades|Migrations)$/;
const globals =
  /^(setInterval|setTimeout|process\.(on|once|exit|addListener)|Bun\.serve|Deno\.serve|Deno\.cron|session|express\.static)$/;

/** Every call of a recorded package, of a telling global, or of a telling method; code that never runs in production is left out. */
export function* callFacts(file: JsFile): Iterable<Fact> {
  for (const site of file.calls) {
    const found = named(file, site);
    if (!found) continue;
    const when = conditionsOf(file, site.path);
    if (!when) continue;
    const { inside, serves } = servedBy(file, site.path);
    const as = assignedTo(site);
    const insteadOf = inside === undefined ? standsInFor(file, as) : undefined;
    const made =
      inside === 'constructor' && /^(limiter|rate-limiter-flexible)$/.test(found.module) ? instancesOf(file, site) : [];
    for (const instance of made) {
      const name = assignedTo(instance);
      yield {
        kind: 'js-call',
        ...found,
        args: [],
        when,
        ...(name ? { as: name } : {}),
        at: calleeSpan(file, instance),
      };
    }
    if (made.length > 0) continue;
    yield {
      kind: 'js-call',
      ...found,
      args: site.node.arguments.slice(0, 6).map((argument) => jsExpr(file, site.path, argument as Node)),
      when,
      ...(as ? { as } : {}),
      ...(insteadOf ? { insteadOf } : {}),
      ...(inside ? { inside } : {}),
      ...(serves ? { serves } : {}),
      at: calleeSpan(file, site),
    };
  }
}

function calleeSpan(file: JsFile, { node }: JsSite): Fact['at'] {
  return { file: file.path, start: node.start ?? 0, end: jsUnwrap(node.callee as Node).end ?? node.end ?? 0 };
}

/** Where this file makes objects of the class whose constructor a call stands in: there is one for each of them. */
function instancesOf(file: JsFile, site: JsSite): readonly JsSite[] {
  for (const { node } of jsAncestors(site.path)) {
    if (node.type !== 'ClassDeclaration' || !node.id) continue;
    const { name } = node.id;
    return file.calls.filter(
      (each) => each.node.type === 'NewExpression' && jsDotted(each.node.callee as Node) === name,
    );
  }
  return [];
}

function named(file: JsFile, site: JsSite): Pick<JsCall, 'module' | 'name' | 'on'> | undefined {
  const callee = jsUnwrap(site.node.callee as Node);
  const isOwn = callee.type === 'ThisExpression' && site.node.type === 'NewExpression';
  const origin = isOwn ? ownClassOrigin(file, site.path) : originOf(file, site.path, callee);
  const isMember = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression';
  const on = isMember ? { on: sourceText(file, callee.object as Node).slice(0, 80) } : {};
  if (origin && isRecorded(origin.module)) return { module: origin.module, name: origin.name, ...on };
  const dotted = jsDotted(callee);
  if (dotted && globals.test(dotted)) return { module: 'global', name: dotted, ...on };
  const method = isMember && !callee.computed ? jsDotted(callee.property as Node) : undefined;
  if (method && methods.has(method)) return { module: '', name: method, ...on };
  if (dotted && /cache/i.test(dotted) && jsProperty(site.node.arguments[0] as Node | undefined, 'name'))
    return {
      module: origin && isOwnModule(origin.module) ? moduleKey(origin.module, file.path) : '',
      name: isMemo(file, assignedTo(site)) ? 'makes-memo' : 'makes-cache',
    };
  if (dotted && startNames.test(dotted)) return { module: '', name: dotted, ...on };
  const first = jsString(site.node.arguments[0] as Node | undefined);
  if (method === 'start' && isMember && /(^|\.)server$/i.test(jsDotted(callee.object as Node) ?? ''))
    return { module: '', name: method, ...on };
  if (method === 'delete' && /^locks?$/.test(first ?? '')) return { module: '', name: 'delete', ...on };
  if (
    method === 'register' &&
    plugins(site).some((plugin) => isRecorded(originOf(file, site.path, plugin)?.module ?? ''))
  )
    return { module: '', name: method, ...on };
  if (method && first?.startsWith('/') && /^(get|head|all|use|route)$/.test(method))
    return { module: '', name: method, ...on };
  return undefined;
}

/** Nothing in the file drops what it holds or hands it out: it only remembers. */
function isMemo(file: JsFile, name: string | undefined): boolean {
  if (!name || !/^\w+$/.test(name)) return false;
  const leaves = new RegExp(
    `\\b${name}\\.(del|delete|reset|clear|drop|remove|invalidate|flush)\\w*\\(|(exports(\\.\\w+)?|return|default)\\b[ =]*\\b${name}\\b(?!\\.)|export const ${name}\\b|[{,]\\s*${name}\\s*[,}]`,
  );
  return !leaves.test(file.text);
}

/** What a server is handed: `register(session)`, `register({ plugin: yar })`, `register([yar, …])`. */
function plugins({ node }: JsSite): readonly Node[] {
  const first = node.arguments[0] as Node | undefined;
  const items = first?.type === 'ArrayExpression' ? jsItems(first) : first ? [first] : [];
  return items.map((item) => jsProperty(item, 'plugin') ?? item);
}

/** Around a call without changing whose result it is: `await x()`, `a || x()`, `x().toString()`. */
function isPassing(type: string, key: string): boolean {
  if (type === 'MemberExpression') return key === 'object';
  if (type === 'CallExpression') return key === 'callee';
  return /^(AwaitExpression|TSAsExpression|TSNonNullExpression|TSSatisfiesExpression|LogicalExpression)$/.test(type);
}

/** `const x = call()`, `x = call()`, `{ x: call() }`, `this.x = call()`. */
function assignedTo(site: JsSite): string | undefined {
  let { parent } = site.path;
  let key = site.path.key;
  while (parent && isPassing(parent.node.type, key)) {
    key = parent.key;
    parent = parent.parent;
  }
  const node = parent?.node;
  if (node?.type === 'VariableDeclarator') return jsDotted(node.id as Node);
  if (node?.type === 'AssignmentExpression') return jsDotted(node.left as Node);
  if (node?.type === 'ObjectProperty' || node?.type === 'ClassProperty') return jsDotted(node.key as Node);
  return undefined;
}
