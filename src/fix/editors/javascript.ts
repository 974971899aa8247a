import { posix } from 'node:path';
import { parseJavaScript } from '../../parse/javascript.js';
import { jsImports } from '../../parse/javascript-names.js';
import { endOf, type File, startOf } from '../../parse/javascript-node.js';
import { isJsCall, jsDotted, jsString } from '../../parse/javascript-values.js';
import type { Source } from '../../read/source.js';
import type { Change, CodeChange } from '../../resolve/repair.js';
import type { Cannot, Edit } from '../edit.js';
import { replaceStatement, setCallback } from './javascript-callbacks.js';
import {
  dropFallback,
  giveName,
  putItem,
  putStatements,
  replaceCall,
  rewriteProperty,
  setProperty,
} from './javascript-calls.js';
import { bindingLine, type JsStyle, namesIn, styled, styleOf } from './javascript-style.js';
import { once } from './parsed.js';

const javascriptOf = once(parseJavaScript);

/** A file that can be edited: its text, its tree, and its manner. */
export interface JsText {
  readonly path: string;
  readonly text: string;
  readonly tree: File;
  readonly style: JsStyle;
}

const kinds: Readonly<Record<CodeChange['is'], true>> = {
  module: true, binding: true, property: true, statements: true, callback: true, result: true, item: true, call: true, fallback: true,
  key: true, statement: true,
}; // biome-ignore format: one list

export function isCode(change: Change): change is CodeChange {
  return change.is in kinds;
}

/** Makes a change of JavaScript or TypeScript, or says why it cannot be made without guessing. `source` is the file, or the one that a new module is like. */
export function editCode(source: Source, change: CodeChange, endings?: boolean): readonly Edit[] | Cannot {
  if (/\.(vue|svelte|astro)$/.test(source.path)) return { cannot: `${source.path} is no plain JavaScript` };
  const { tree, problems } = javascriptOf(source);
  if (problems.length > 0) return { cannot: `${source.path} could not be read whole` };
  const shown = styleOf(tree, source.path, source.text);
  // what the file itself does not show, the app's way of resolving modules decides
  const style = { ...shown, extensions: shown.extensions ?? endings };
  const file = { path: source.path, text: source.text, tree, style };
  switch (change.is) {
    case 'module':
      return newModule(file, change);
    case 'binding':
      return bindNames(file, change);
    case 'property':
      return setProperty(file, change);
    case 'statements':
      return putStatements(file, change);
    case 'callback':
      return setCallback(file, change);
    case 'result':
      return giveName(file, change);
    case 'item':
      return putItem(file, change);
    case 'call':
      return replaceCall(file, change);
    case 'fallback':
      return dropFallback(file, change);
    case 'key':
      return rewriteProperty(file, change);
    case 'statement':
      return replaceStatement(file, change);
  }
}

function newModule(like: JsText, { file, text }: CodeChange & { is: 'module' }): readonly Edit[] | Cannot {
  const { style } = like;
  if (!style.modules) return { cannot: `${like.path} shows no module system` };
  const exported: string[] = [];
  const lines = text.flatMap((line) => {
    const whole = /^import '([^']*)';$/.exec(line)?.[1];
    if (whole !== undefined) return styled([style.modules === 'esm' ? line : `require('${whole}');`], style);
    const imported = /^import (.*) from '([^']*)';$/.exec(line);
    if (imported) return [bindingLine(imported[1] ?? '', imported[2] ?? '', style)];
    const name = /^export const (\w+)/.exec(line)?.[1];
    if (name === undefined || style.modules === 'esm') return styled([line], style);
    exported.push(name);
    return styled([line.replace(/^export /, '')], style);
  });
  const end = exported.length > 0 ? ['', ...styled([`module.exports = { ${exported.join(', ')} };`], style)] : [];
  const whole = `${[...lines, ...end].join('\n')}\n`;
  return [{ path: file, start: 0, end: 0, was: '', text: whole, creates: true }];
}

/** Adds an import or a require behind the first ones of the file, unless the names are bound to the module already. */
function bindNames(file: JsText, { bind, from }: CodeChange & { is: 'binding' }): readonly Edit[] | Cannot {
  const { path, tree, style } = file;
  if (!style.modules) return { cannot: `${path} shows no module system` };
  const source = 'package' in from ? from.package : relativeTo(path, from.module, style);
  const imports = jsImports(tree);
  const taken = namesIn(tree.program);
  const missing = wanted(bind).filter(({ imported, local }) => {
    const now = imports.get(local);
    return !(now && isSame(now.source, source) && (now.imported === imported || imported === 'default'));
  });
  if (missing.length === 0) return [];
  const other = missing.find(({ local }) => taken.has(local));
  if (other) return { cannot: `${path} uses the name ${other.local} for something else` };
  const line = bindingLine(bind, source, style);
  const above = lastAbove(file);
  if (above !== undefined) return [{ path, start: above, end: above, was: '', text: `\n${line}` }];
  const start = tree.program.body[0]?.start ?? file.text.length;
  return [{ path, start, end: start, was: '', text: `${line}\n\n` }];
}

/**
 * Where the imports at the top of a file end. A require runs where it stands: it goes before whatever uses it, and behind what loads the
 * env file, which the module may read.
 */
function lastAbove({ tree, text, style }: JsText): number | undefined {
  const { body } = tree.program;
  const isLoader = (statement: Statement) => style.modules === 'commonjs' && loadsEnv(text, statement);
  const other = body.findIndex((statement) => !isLoading(statement) && !isLoader(statement));
  const [top, rest] = other < 0 ? [body, []] : [body.slice(0, other), body.slice(other)];
  const later = rest.find(isLoader);
  return (later ?? top.at(-1))?.end ?? undefined;
}

function loadsEnv(text: string, statement: Statement): boolean {
  const isPlain = /^(ExpressionStatement|TryStatement|IfStatement)$/.test(statement.type);
  return (
    isPlain && /dotenv[\s\S]{0,2000}\bconfig\(|\bloadEnvFile\(/.test(text.slice(startOf(statement), endOf(statement)))
  );
}

function wanted(bind: string): readonly { imported: string; local: string }[] {
  const inner = /^\{(.*)\}$/.exec(bind)?.[1];
  if (inner === undefined) return [{ imported: 'default', local: bind }];
  return inner.split(',').map((one) => {
    const [imported = '', local = imported] = one.trim().split(' as ');
    return { imported, local };
  });
}

function isSame(a: string, b: string): boolean {
  const plain = (source: string) => source.replace(/^node:/, '').replace(/(\/index)?(\.[cm]?[jt]s)?$/, '');
  return plain(a) === plain(b);
}

type Statement = File['program']['body'][number];

/** `import …` and `const x = require(…)`, at module level. */
function isLoading(statement: Statement): boolean {
  if (statement.type === 'ImportDeclaration' || statement.type === 'TSImportEqualsDeclaration') return true;
  if (statement.type !== 'VariableDeclaration') return false;
  return statement.declarations.every(({ init }) => {
    const call = init?.type === 'MemberExpression' ? init.object : init;
    return isJsCall(call) && jsDotted(call.callee) === 'require' && jsString(call.arguments[0]) !== undefined;
  });
}

/** A relative import as the file writes its own: with the extension where Node.js needs it. */
function relativeTo(importer: string, module: string, style: JsStyle): string {
  const path = posix.relative(posix.dirname(importer), module);
  const plain = (path.startsWith('.') ? path : `./${path}`).replace(/\.([cm]?)[jt]sx?$/, '');
  const extension = /\.([cm]?)[jt]sx?$/.exec(module)?.[1] ?? '';
  const needed = style.modules === 'esm' && !/\.tsx?$/.test(importer);
  return (style.extensions ?? needed) ? `${plain}.${extension}js` : plain;
}
