import type { Fact } from '../../facts/fact.js';
import type { Node } from '../../parse/javascript-node.js';
import { isJsCall, jsDotted, jsLiteral, jsProperty, jsString, jsUnwrap } from '../../parse/javascript-values.js';
import { isAtModuleLevel } from '../../parse/javascript-walk.js';
import { functionName } from '../node/extract/context.js';
import { type JsFile, spanOf } from '../node/js/file.js';
import { functionsAround } from '../node/js/functions.js';
import { fileKey, moduleKey } from '../node/js/modules.js';

const options = /^(cacheHandler|cacheHandlers|incrementalCacheHandlerPath|output)$/;

/** What `next.config.js` chooses; a handler with the module of the app that it names. */
export function* configFacts(file: JsFile): Iterable<Fact> {
  for (const { node } of file.ofType('ObjectProperty')) {
    if (node.type !== 'ObjectProperty') continue;
    const key = jsDotted(node.key as Node);
    if (!key || !options.test(key)) continue;
    const at = spanOf(file, node);
    const path = pathIn(node.value as Node);
    const module = path === undefined ? undefined : path.startsWith('.') ? moduleKey(path, file.path) : path;
    yield {
      kind: 'use',
      technology: 'next',
      what: 'config',
      name: jsString(node.value as Node) === 'export' ? 'static' : key,
      ...(module === undefined ? {} : { options: { module: { is: 'literal', value: module, at } } }),
      at,
    };
  }
}

/** `require.resolve('./handler.js')`, `path.resolve(__dirname, './handler.js')`, a text, or the first of an object of those. */
function pathIn(node: Node): string | undefined {
  const text = jsString(node);
  if (text !== undefined) return /\.[cm]?js$|\//.test(text) ? fileKey(text) : undefined;
  const inner = jsUnwrap(node);
  if (isJsCall(inner))
    return inner.arguments.map((argument) => pathIn(argument as Node)).find((found) => found !== undefined);
  if (inner.type !== 'ObjectExpression') return undefined;
  return inner.properties
    .map((property) => (property.type === 'ObjectProperty' ? pathIn(property.value as Node) : undefined))
    .find((found) => found !== undefined);
}

/** What pages and actions cache, for how long, and what they clear; functions that the browser calls by their encrypted name. */
export function* cacheFacts(file: JsFile): Iterable<Fact> {
  const use = (what: string, name: string, node: Node): Fact => ({
    kind: 'use',
    technology: 'next',
    what,
    name,
    at: spanOf(file, node),
  });
  for (const { node } of file.calls) {
    const name = jsDotted(node.callee as Node) ?? '';
    const isNext = file.imports.get(name)?.source === 'next/cache';
    if (isNext && /^(revalidateTag|revalidatePath|updateTag|unstable_cache)$/.test(name))
      yield use(name === 'unstable_cache' ? 'caches' : 'clears', name, node.callee as Node);
    const seconds =
      name === 'fetch' ? jsProperty(jsProperty(node.arguments[1] as Node, 'next'), 'revalidate') : undefined;
    if (seconds && isPeriod(seconds)) yield use('caches', 'fetch with revalidate', seconds);
  }
  for (const { node } of file.ofType('Directive')) {
    if (node.type !== 'Directive') continue;
    if (node.value.value === 'use cache') yield use('caches', "'use cache'", node);
    if (node.value.value === 'use server') yield use('acts', "'use server'", node);
  }
  if (/(^|\/)(page|layout)\.[cm]?[jt]sx?$/.test(file.path))
    for (const { node } of file.ofType('ImportDeclaration'))
      if (node.type === 'ImportDeclaration' && node.source.value === 'next/headers')
        yield use('on-demand', 'next/headers', node);
  for (const path of file.ofType('VariableDeclarator')) {
    const { node } = path;
    const isPage = /(^|\/)(page|layout|route)\.[cm]?[jt]sx?$/.test(file.path);
    if (!isPage || node.type !== 'VariableDeclarator' || jsDotted(node.id as Node) !== 'revalidate') continue;
    if (node.init && isPeriod(node.init) && isAtModuleLevel(path)) yield use('caches', 'revalidate', node);
  }
  for (const path of file.ofType('ObjectProperty')) {
    const { node } = path;
    if (node.type !== 'ObjectProperty' || jsDotted(node.key as Node) !== 'revalidate') continue;
    const inside = [...functionsAround(path)].map(functionName);
    if (inside.includes('getStaticProps') && isPeriod(node.value as Node))
      yield use('caches', 'getStaticProps with revalidate', node);
  }
}

/** A number of seconds after which a page is made again; 0 and false are none. */
function isPeriod(node: Node): boolean {
  const value = jsLiteral(node);
  return value === undefined || (typeof value === 'number' && value > 0);
}
