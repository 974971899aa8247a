import type { Expr } from '../code/model.js';
import type { ArgAt, CodeCatalogue, EffectRow, EntryRow, EnvironmentRow, Pattern, Root } from './catalogue.js';
import { type PatternIndex, patternIndex } from './patterns.js';
import type { Made, Value } from './values.js';

/** All catalogues together, ready to be asked. */
export interface Library {
  /** The name under which the catalogues know an outside thing. */
  nameOf(name: string): string;
  /** What calling an outside thing gives. */
  resultOf(
    name: string,
    argument: (at: ArgAt) => Expr | undefined,
    tools: { evaluate(expr: Expr): readonly Value[]; made(value: Value): readonly Value[]; readonly by: Made },
  ): readonly Value[];
  readonly effects: PatternIndex<EffectRow>;
  readonly paths: PatternIndex<ArgAt>;
  readonly roots: PatternIndex<Root>;
  readonly environment: PatternIndex<EnvironmentRow>;
  readonly clients: PatternIndex<true>;
  readonly inputs: PatternIndex<'upload' | 'text'>;
  readonly handles: PatternIndex<true>;
  readonly production: PatternIndex<string | number | boolean>;
  readonly singles: PatternIndex<true>;
  readonly entries: readonly EntryRow[];
  /** Entries by what is called, and by the decorator. */
  readonly entryCalls: PatternIndex<EntryRow>;
  readonly entryDecorators: PatternIndex<EntryRow>;
  readonly entryClasses: PatternIndex<EntryRow>;
}

export function libraryOf(catalogues: readonly CodeCatalogue[]): Library {
  const rows = <T>(pick: (one: CodeCatalogue) => Readonly<Record<Pattern, T>> | undefined): [Pattern, T][] =>
    catalogues.flatMap((one) => Object.entries(pick(one) ?? {}));
  const alias = new Map(rows(({ alias }) => alias));
  const stands = patternIndex(rows(({ stands }) => stands));
  const same = patternIndex(catalogues.flatMap(({ same }) => (same ?? []).map((pattern) => [pattern, true] as const)));
  const through = patternIndex(rows(({ through }) => through));
  const gives = patternIndex(rows(({ gives }) => gives));
  const entries = catalogues.flatMap((one) => one.entries ?? []);
  const entriesBy = (pick: (row: EntryRow) => Pattern | undefined) =>
    patternIndex(
      entries.flatMap((row) => {
        const pattern = pick(row);
        return pattern === undefined ? [] : [[pattern, row] as const];
      }),
    );
  const names = new Map<string, string>();

  const aliased = (name: string): string => {
    for (
      let cut = name.length;
      cut > 0;
      cut = Math.max(name.lastIndexOf('.', cut - 1), name.lastIndexOf('(', cut - 1))
    ) {
      const other = alias.get(name.slice(0, cut));
      if (other !== undefined) return other + name.slice(cut);
    }
    return name;
  };

  const nameOf = (name: string): string => {
    const known = names.get(name);
    if (known !== undefined) return known;
    const plain = aliased(name.startsWith('node:') ? name.slice('node:'.length) : name);
    const found = stands.find(plain).find(({ weak }) => !weak)?.value ?? plain;
    names.set(name, found);
    return found;
  };

  return {
    nameOf,
    resultOf(name, argument, { evaluate, made, by }) {
      const passed = through.find(name)[0];
      if (passed) {
        const expr = argument(passed.value);
        if (expr) return evaluate(expr);
      }
      const given = gives.find(name)[0];
      if (given) {
        const expr = argument(given.value);
        const values = expr ? evaluate(expr).flatMap(made) : [];
        if (values.length > 0) return values;
      }
      if (same.find(name).length > 0) {
        const cut = name.lastIndexOf('.');
        if (cut > 0) return [{ is: 'external', name: name.slice(0, cut), made: by }];
      }
      return [{ is: 'external', name: nameOf(`${name}()`), made: by }];
    },
    effects: patternIndex(catalogues.flatMap((one) => (one.effects ?? []).map((row) => [row.on, row] as const))),
    paths: patternIndex(rows(({ paths }) => paths)),
    roots: patternIndex(rows(({ roots }) => roots)),
    environment: patternIndex(
      catalogues.flatMap((one) => (one.environment ?? []).map((row) => [row.on, row] as const)),
    ),
    clients: patternIndex(catalogues.flatMap((one) => (one.clients ?? []).map((row) => [row, true as const] as const))),
    production: patternIndex(rows(({ production }) => production)),
    handles: patternIndex(catalogues.flatMap((one) => (one.handles ?? []).map((row) => [row, true as const] as const))),
    singles: patternIndex(catalogues.flatMap((one) => (one.singles ?? []).map((row) => [row, true as const] as const))),
    inputs: patternIndex(rows(({ inputs }) => inputs)),
    entries,
    entryCalls: entriesBy(({ call }) => call),
    entryDecorators: entriesBy(({ decorator }) => decorator),
    entryClasses: entriesBy((row) => row.extends),
  };
}
