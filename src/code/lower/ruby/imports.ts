import type { Call, Expr } from '../../model.js';
import type { RubyLowering } from './lowering.js';

/** `require`, `require_relative` and `load` run another file; `autoload` will. */
export function importIn(low: RubyLowering, call: Call, name: string): void {
  if (!/^(require|require_relative|load|autoload)$/.test(name)) return;
  const file = call.args[name === 'autoload' ? 1 : 0]?.value;
  const path = file && pathOf(file);
  if (path === undefined || path.text === '') return;
  const isBeside = name === 'require_relative' || path.isBeside;
  const module = isBeside && !/^\.\.?\//.test(path.text) ? `./${path.text}` : path.text;
  low.imports.push({ local: '', module, name: '*', start: call.start, end: call.end });
}

interface Path {
  readonly text: string;
  /** Counted from the folder of the file that says it. */
  readonly isBeside: boolean;
}

/** A path as written, or built from the folder of the file (`File.expand_path('../x', __FILE__)`, `File.join(__dir__, 'x')`). */
function pathOf(expr: Expr): Path | undefined {
  if (expr.is === 'literal') return typeof expr.value === 'string' ? { text: expr.value, isBeside: false } : undefined;
  if (expr.is !== 'call' || expr.callee.is !== 'member') return undefined;
  const { of, name } = expr.callee;
  if (of.is !== 'name' || of.name !== 'File') return undefined;
  const texts = expr.args.map(({ value }) => (value.is === 'literal' ? String(value.value) : undefined));
  const from = expr.args[name === 'join' ? 0 : 1]?.value;
  const [first, ...rest] = texts;
  if (name === 'join' && isFolder(from) && !rest.includes(undefined)) return { text: rest.join('/'), isBeside: true };
  if (name !== 'expand_path' || first === undefined) return undefined;
  if (isFolder(from)) return { text: first, isBeside: true };
  // counted from the file itself, the first step leaves it
  return from?.is === 'name' && from.name === '__FILE__' && first.startsWith('../')
    ? { text: first.slice('../'.length), isBeside: true }
    : undefined;
}

function isFolder(expr: Expr | undefined): boolean {
  return expr?.is === 'call' && expr.callee.is === 'name' && expr.callee.name === '__dir__';
}
