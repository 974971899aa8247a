import { partsOf, type SyntaxNode } from '../../../parse/syntax-node.js';
import type { Expr } from '../../model.js';
import { nameAt, opaque, placeOf } from '../draft.js';
import type { PhpLowering } from './lowering.js';

/** `require` and its kin: an import where the path can be told, else a call of that name. */
export function includeOf(low: PhpLowering, node: SyntaxNode): Expr {
  const [path] = partsOf(node);
  const place = placeOf(node);
  if (path === undefined) return opaque(place);
  const value = low.expr(path);
  const module = pathOf(value);
  if (module !== undefined) {
    low.imports.push({ local: '', module, name: '*', ...place });
    return { is: 'import', module, ...place };
  }
  const name = node.type.replace('_expression', '');
  const callee = nameAt(name, { start: node.start, end: node.start + name.length });
  return { is: 'call', callee, args: [{ value }], ...place };
}

/** `./x.php` for `__DIR__ . '/x.php'`, `../x.php` for `dirname(__DIR__) . '/x.php'`, a literal as it stands. */
function pathOf(value: Expr): string | undefined {
  if (value.is === 'literal') return typeof value.value === 'string' ? value.value : undefined;
  if (value.is !== 'text') return undefined;
  const [folder, rest, ...more] = value.parts;
  if (folder === undefined || rest?.is !== 'literal' || more.length > 0) return undefined;
  const from = folderOf(folder);
  if (from === undefined) return undefined;
  const below = String(rest.value).replace(/^\/+/, '');
  return from === '.' && below.startsWith('../') ? below : `${from}/${below}`;
}

/** The folder of the file, or one above it. */
function folderOf(expr: Expr): string | undefined {
  if (expr.is === 'name') return expr.name === '__DIR__' ? '.' : undefined;
  if (expr.is !== 'call' || expr.callee.is !== 'name' || expr.callee.name !== 'dirname') return undefined;
  const [of, levels] = expr.args.map((arg) => arg.value);
  const count =
    levels === undefined ? 1 : levels.is === 'literal' && typeof levels.value === 'number' ? levels.value : 0;
  if (of === undefined || count < 1 || count > 20) return undefined;
  if (of.is === 'name' && of.name === '__FILE__') return up('.', count - 1);
  const inner = folderOf(of);
  return inner === undefined ? undefined : up(inner, count);
}

function up(folder: string, levels: number): string {
  if (levels === 0) return folder;
  const above = Array.from({ length: levels }, () => '..').join('/');
  return folder === '.' ? above : `${folder}/${above}`;
}
