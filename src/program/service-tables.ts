import type { Expr, ExprOf } from '../code/model.js';
import { onceFor } from '../once.js';
import type { ServiceTableRow } from './catalogue.js';
import type { Scopes } from './scopes.js';
import type { Func } from './values.js';

/** One line of a table by which a container finds what it makes: `'factories' => [Store::class => StoreFactory::class]`. */
export interface ServiceLine {
  readonly how: 'alias' | 'factory' | 'class';
  /** The name or type that is asked for, with slashes; a list of classes has none. */
  readonly name?: string;
  readonly to: Expr;
  readonly func: Func;
  /** Of the container of the whole app: what is asked for there is known everywhere by its name. */
  readonly whole: boolean;
  /** The key that the table stands under. */
  readonly group: string;
}

/** Tables stand in each other so deep at most: `return ['service_manager' => ['factories' => [...]]]`. */
const deepest = 3;

/**
 * The lines of all tables that files of settings and methods return. What the app says itself stands over what its modules say: files nearer to
 * the root come last, and of those beside each other the later names.
 */
export function serviceLines(scopes: Scopes, rows: readonly ServiceTableRow[]): readonly ServiceLine[] {
  return returnedTables(scopes).flatMap(({ func, map }) =>
    rows.flatMap((row) => [
      ...linesOf(map, { row, func, whole: row.methods.includes(func.fn.name), group: '', depth: 0 }),
    ]),
  );
}

/** The tables that functions of PHP return, in the order in which they are laid over each other; found once for all who ask for lines. */
export const returnedTables = onceFor(
  ({ funcs }: Scopes): readonly { readonly func: Func; readonly map: ExprOf<'map'> }[] =>
    funcs
      .filter(({ module }) => module.language === 'php')
      .flatMap((func) =>
        func.fn.events.flatMap(({ is, value }) =>
          is === 'return' && value?.is === 'map' ? [{ func, map: value }] : [],
        ),
      )
      .toSorted((a, b) => compare(a.func.module.path, b.func.module.path)),
);

function compare(a: string, b: string): number {
  return b.split('/').length - a.split('/').length || (a < b ? -1 : a > b ? 1 : 0);
}

interface Place {
  readonly row: ServiceTableRow;
  readonly func: Func;
  readonly whole: boolean;
  readonly group: string;
  readonly depth: number;
}

function* linesOf(map: ExprOf<'map'>, place: Place): Iterable<ServiceLine> {
  const { row, depth } = place;
  for (const { key, value } of map.entries) {
    const word = key?.is === 'literal' ? String(key.value) : '';
    const how = depth > 0 || place.whole ? row.parts[word] : undefined;
    if (how) yield* linesIn(value, how, place);
    else if (value.is === 'map' && depth < deepest)
      yield* linesOf(value, { ...place, depth: depth + 1, whole: row.under.includes(word), group: word });
  }
}

function* linesIn(table: Expr, how: ServiceLine['how'], { func, whole, group }: Place): Iterable<ServiceLine> {
  if (table.is === 'list') for (const to of table.items) yield { how, to, func, whole: false, group };
  if (table.is !== 'map') return;
  for (const { key, value: to } of table.entries) {
    const name = key && serviceName(key);
    yield { how, ...(name === undefined ? {} : { name }), to, func, whole, group };
  }
}

/** `'Shop\Store'` and `Shop\Store::class`. */
export function serviceName(expr: Expr): string | undefined {
  if (expr.is === 'literal') return typeof expr.value === 'string' ? expr.value.replaceAll('\\', '/') : undefined;
  return expr.is === 'member' && expr.name === 'class' && expr.of.is === 'name' ? expr.of.name : undefined;
}
