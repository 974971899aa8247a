import { argumentAt, argumentFor } from './arguments.js';
import type { CallbackRow, EffectRow, Given } from './catalogue.js';
import type { Site } from './graph.js';
import type { Library } from './library.js';
import type { Linker } from './linker.js';
import type { Func, Value } from './values.js';

/** What a call gives for a parameter of a function that is handed to it: a library says what it calls it with. */
export function givenBy(
  site: Site,
  { func, index }: Value & { readonly is: 'parameter' },
  { linker, library }: { readonly linker: Linker; readonly library: Library },
): readonly Value[] {
  const found: Value[] = [];
  for (const name of site.names) {
    const rows: readonly { readonly given?: Given; readonly at?: unknown }[] = [
      ...library.entryCalls.find(name),
      ...library.callbacks.find(name),
    ].map(({ value }) => value);
    for (const { given } of rows) {
      const what = given?.[index];
      if (what) found.push(...thingsOf(what, site, { linker, library }));
    }
    for (const { value: row } of library.effects.find(name))
      found.push(...handedOver(row, site, { func, index, linker }));
    if (found.length > 0) break;
  }
  return found.filter((value) => value.is !== 'parameter' || value.func !== func);
}

/** What a call says that its function is called with later: `Thread(target=work, args=(jobs,))`, `submit(work, jobs)`. */
function handedOver(
  { args, body }: EffectRow,
  { call, func: from }: Site,
  { func, index, linker }: { readonly func: Func; readonly index: number; readonly linker: Linker },
): readonly Value[] {
  if (args === undefined) return [];
  const listed = args === 'more' ? undefined : argumentAt(call, args);
  const items = listed?.is === 'list' ? listed.items.map((value) => ({ value })) : [];
  const behind = args === 'more' && typeof body === 'number' ? call.args.slice(body + 1) : items;
  const given = argumentFor(func, index, { ...call, args: behind });
  return given ? linker.evaluate(given, from) : [];
}

/** What a row calls by its name, for a call. */
export function thingsOf(
  what: string,
  { call, func }: Pick<Site, 'call' | 'func'>,
  { linker, library }: { readonly linker: Pick<Linker, 'evaluate' | 'follow'>; readonly library: Library },
): readonly Value[] {
  const on = what === 'self' || what === 'self[]' ? 'self' : what === '0[]' ? 0 : undefined;
  if (on === undefined) {
    // a Ruby block is given what the call around it makes
    const made = func.module.language === 'ruby' ? { made: { call, func } } : {};
    return [{ is: 'external', name: library.nameOf(what), ...made }];
  }
  const holder = argumentAt(call, on);
  const values = holder ? linker.evaluate(holder, func) : [];
  return what === 'self' ? values : linker.follow(values, '[]');
}

interface Evaluating {
  readonly evaluate: Linker['evaluate'];
  readonly follow: Linker['follow'];
  returnsOf(func: Func): readonly Value[];
  readonly library: Library;
}

/** What a call gives that passes on what a function makes of what the call is made on (`.then(...)`). */
export function calledBack(
  row: CallbackRow,
  site: Pick<Site, 'call' | 'func'>,
  { evaluate, follow, returnsOf, library }: Evaluating,
): readonly Value[] {
  const tools = { linker: { evaluate, follow }, library };
  const handed = row.gives === 'self' ? undefined : argumentAt(site.call, row.at ?? 0);
  const functions = handed ? evaluate(handed, site.func).filter((value) => value.is === 'function') : [];
  if (functions.length === 0) return thingsOf('self', site, tools);
  return functions.flatMap((one) =>
    returnsOf(one.func).flatMap((value): readonly Value[] => {
      if (value.is !== 'parameter' || value.func !== one.func) return [value];
      const what = row.given?.[value.index];
      return what ? follow(thingsOf(what, site, tools), value.path) : [];
    }),
  );
}
