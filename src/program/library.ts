import type { CodeLanguage, Expr } from '../code/model.js';
import type {
  AnswerRow,
  ArgAt,
  BindRow,
  CallbackRow,
  CodeCatalogue,
  CommandRow,
  ConnectionRow,
  ConstructedRow,
  DeliveryRow,
  DiskRow,
  EffectRow,
  EntryKind,
  EntryRow,
  EnvironmentClassRow,
  EnvironmentRow,
  ListenerRow,
  Pattern,
  QueryRow,
  Root,
  ServiceTableRow,
  SettingRow,
  SettingsObjectRow,
  SharedSettingRow,
} from './catalogue.js';
import { expandBraces, mostKnown, type PatternIndex, patternIndex } from './patterns.js';
import type { Made, Value } from './values.js';

/** All catalogues together, ready to be asked. */
export interface Library {
  /** The name under which the catalogues know an outside thing. */
  nameOf(name: string, language?: CodeLanguage): string;
  /** The method of the app that a library runs on what it is called on. */
  readonly runs: PatternIndex<string>;
  /** What calling an outside thing gives. */
  resultOf(
    name: string,
    argument: (at: ArgAt) => Expr | undefined,
    tools: { evaluate(expr: Expr): readonly Value[]; made(value: Value): readonly Value[]; readonly by: Made },
  ): readonly Value[];
  /** Whether calling that gives again the thing that it is called on. */
  isSame(name: string): boolean;
  /** The name of what calling a thing gives, where nothing is known of what it is given. */
  resultName(name: string): string;
  readonly effects: PatternIndex<EffectRow>;
  readonly paths: PatternIndex<ArgAt>;
  readonly through: PatternIndex<ArgAt>;
  readonly loads: PatternIndex<ArgAt>;
  readonly merges: PatternIndex<true>;
  readonly roots: PatternIndex<Root | 'tmp'>;
  readonly disks: PatternIndex<DiskRow>;
  readonly environment: PatternIndex<EnvironmentRow>;
  readonly environmentClasses: PatternIndex<EnvironmentClassRow>;
  readonly settingsObjects: PatternIndex<SettingsObjectRow>;
  /** Whether what stands under a key of it is its member of that name. */
  hasKeys(name: string): boolean;
  readonly pure: PatternIndex<true>;
  readonly clients: PatternIndex<true>;
  readonly clientCalls: PatternIndex<true>;
  readonly inputs: PatternIndex<'upload' | 'text'>;
  readonly apps: PatternIndex<true>;
  readonly refusals: PatternIndex<true>;
  readonly tables: PatternIndex<true>;
  readonly handles: PatternIndex<true>;
  readonly copied: PatternIndex<true>;
  readonly connections: PatternIndex<ConnectionRow>;
  /** What gives all connections that are open in the process. */
  readonly openConnections: PatternIndex<ConnectionRow>;
  /** The last names of such. */
  readonly openNames: ReadonlySet<string>;
  readonly sharedSettings: PatternIndex<SharedSettingRow>;
  readonly selves: PatternIndex<true>;
  readonly connectionIds: PatternIndex<true>;
  readonly production: PatternIndex<string | number | boolean>;
  readonly singles: PatternIndex<true>;
  /** What a container gives for a name. */
  readonly containerNames: ReadonlyMap<string, string>;
  readonly folders: readonly (readonly [string, Root])[];
  readonly holds: PatternIndex<true>;
  readonly mixes: ReadonlySet<string>;
  readonly everywhere: ReadonlySet<string>;
  readonly clocks: PatternIndex<true>;
  readonly stamps: PatternIndex<true>;
  /** Classes and modules that patterns begin with (`ActiveRecord/Base`): an app may open them again. */
  readonly classes: ReadonlySet<string>;
  readonly binds: readonly BindRow[];
  readonly serviceTables: readonly ServiceTableRow[];
  readonly constructed: readonly ConstructedRow[];
  readonly containerReads: PatternIndex<true>;
  readonly classNames: readonly (readonly [string, string])[];
  readonly queries: readonly (QueryRow & { readonly language: CodeLanguage | undefined })[];
  readonly settings: PatternIndex<SettingRow>;
  /** Bases of classes that stand before an object, and the method that says which. */
  readonly fronts: PatternIndex<string>;
  readonly answers: PatternIndex<AnswerRow>;
  readonly callbacks: PatternIndex<CallbackRow>;
  readonly deliveries: PatternIndex<DeliveryRow>;
  /** Listeners by what is called, by the decorator, and by the class above them. */
  readonly listenerCalls: PatternIndex<ListenerRow>;
  readonly listenerDecorators: PatternIndex<ListenerRow>;
  readonly listenerClasses: PatternIndex<ListenerRow>;
  readonly commands: PatternIndex<CommandRow>;
  /** Paths of files that every process runs when it starts. */
  readonly starts: readonly string[];
  readonly directives: ReadonlyMap<string, EntryKind | 'client'>;
  readonly entries: readonly EntryRow[];
  /** Entries by what is called, and by the decorator. */
  readonly entryCalls: PatternIndex<EntryRow>;
  readonly entryDecorators: PatternIndex<EntryRow>;
  readonly entryClasses: PatternIndex<EntryRow>;
  readonly entryHolders: PatternIndex<EntryRow>;
}

interface NamesOf {
  readonly alias: ReadonlyMap<string, string>;
  readonly stands: PatternIndex<string>;
}

/** The other name of a thing, or of what it is a part of. */
function aliased(name: string, alias: ReadonlyMap<string, string>): string {
  if (alias.size === 0) return name;
  for (let cut = name.length; cut > 0; cut = Math.max(name.lastIndexOf('.', cut - 1), name.lastIndexOf('(', cut - 1))) {
    const other = alias.get(name.slice(0, cut));
    if (other !== undefined) return other + name.slice(cut);
  }
  return name;
}

/** The classes that a catalogue of a language with classes for modules begins with. */
function classesIn({
  language,
  roots,
  paths,
  holds,
  effects,
  entries,
  through,
  runs,
}: CodeCatalogue): readonly string[] {
  if (language !== 'ruby') return [];
  const patterns = [
    ...Object.keys({ ...roots, ...paths, ...through, ...runs }),
    ...(holds ?? []),
    ...(effects ?? []).map(({ on }) => on),
    ...(entries ?? []).flatMap((row) => row.extends ?? row.call ?? []),
  ];
  return patterns.flatMap(expandBraces).flatMap((name) => /^[A-Z][\w/]*/.exec(name)?.[0] ?? []);
}

function scoped(row: EffectRow, language: CodeLanguage | undefined): EffectRow {
  return language === undefined ? row : { ...row, language };
}

const libraries = new WeakMap<readonly CodeCatalogue[], Library>();

/** The library of some catalogues; made once for the same list. */
export function libraryOf(catalogues: readonly CodeCatalogue[]): Library {
  const known = libraries.get(catalogues);
  if (known) return known;
  const library = madeOf(catalogues);
  libraries.set(catalogues, library);
  return library;
}

function madeOf(catalogues: readonly CodeCatalogue[]): Library {
  const rows = <T>(pick: (one: CodeCatalogue) => Readonly<Record<Pattern, T>> | undefined): [Pattern, T][] =>
    catalogues.flatMap((one) => Object.entries(pick(one) ?? {}));
  const marked = (pick: (one: CodeCatalogue) => readonly Pattern[] | undefined) =>
    patternIndex(catalogues.flatMap((one) => (pick(one) ?? []).map((pattern) => [pattern, true as const] as const)));
  const named = <R extends { readonly on: Pattern }>(pick: (one: CodeCatalogue) => readonly R[] | undefined) =>
    patternIndex(catalogues.flatMap((one) => (pick(one) ?? []).map((row) => [row.on, row] as const)));
  const own = new Map<CodeLanguage | undefined, NamesOf>();
  for (const language of new Set([undefined, ...catalogues.map((one) => one.language)])) {
    // names with a module mean the same everywhere, those of Python's too where it stands in a package (`django.db.models`)
    const isWhole = (name: string, said: CodeLanguage | undefined) =>
      /[/\\@]/.test(name) || (said === 'python' && name.split('.').length > 2);
    const meant = (name: string, said: CodeLanguage | undefined) =>
      (isWhole(name, said) ? undefined : said) === language;
    const pick = (all: readonly (readonly [string, string, CodeLanguage | undefined])[]) =>
      all.flatMap(([from, to, said]) => (meant(from, said) ? [[from, to] as const] : []));
    const said = (read: (one: CodeCatalogue) => Readonly<Record<string, string>> | undefined) =>
      catalogues.flatMap((one) =>
        Object.entries(read(one) ?? {}).map(([from, to]) => [from, to, one.language] as const),
      );
    own.set(language, {
      alias: new Map(pick(said(({ alias }) => alias))),
      stands: patternIndex(pick(said(({ stands }) => stands))),
    });
  }
  const same = marked(({ same }) => same);
  const merged = catalogues.flatMap(({ merges = [] }) => merges.map((pattern): [Pattern, ArgAt] => [pattern, 0]));
  const through = patternIndex([...rows(({ through }) => through), ...merged]);
  const gives = patternIndex(rows(({ gives }) => gives));
  const entries = catalogues.flatMap((one) => one.entries ?? []);
  const by = <R>(all: readonly R[], pick: (row: R) => Pattern | undefined) =>
    patternIndex(
      all.flatMap((row) => {
        const pattern = pick(row);
        return pattern === undefined ? [] : [[pattern, row] as const];
      }),
    );
  const listeners = catalogues.flatMap((one) => one.listeners ?? []);
  const environment = named(({ environment }) => environment);
  // `process.env.NODE_ENV`, by whatever it is read with
  const ofProduction = new Map(
    rows(({ production }) => production).flatMap(([name]) => {
      const cut = name.lastIndexOf('.');
      const isRead = cut > 0 && environment.find(name.slice(0, cut)).some(({ value }) => value.name === 'member');
      return isRead ? [[name.slice(cut + 1), name] as const] : [];
    }),
  );
  const settingsObjects = named(({ settingsObjects }) => settingsObjects);
  const names = new Map<string, string>();

  const renamed = (name: string, language: CodeLanguage | undefined): string => {
    const said = own.get(language);
    if (!said) return name;
    const plain = aliased(name, said.alias);
    return said.stands.find(plain).find(({ weak }) => !weak)?.value ?? plain;
  };

  const nameOf = (name: string, language?: CodeLanguage): string => {
    const key = language === undefined ? name : `${language} ${name}`;
    const known = names.get(key);
    if (known !== undefined) return known;
    const plain = renamed(name.startsWith('node:') ? name.slice('node:'.length) : name, undefined);
    const found = language === undefined ? plain : renamed(plain, language);
    if (names.size > mostKnown) names.clear();
    names.set(key, found);
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
      const read = environment.find(name)[0]?.value;
      const variable = read && read.name !== 'member' ? argument(read.name) : undefined;
      const fixed = variable?.is === 'literal' ? ofProduction.get(String(variable.value)) : undefined;
      if (fixed !== undefined) return [{ is: 'external', name: fixed }];
      if (same.find(name).length > 0) {
        const cut = name.lastIndexOf('.');
        if (cut > 0) return [{ is: 'external', name: name.slice(0, cut), made: by }];
      }
      return [{ is: 'external', name: nameOf(`${name}()`, by.func.module.language), made: by }];
    },
    isSame: (name) => same.find(name).length > 0,
    resultName(name) {
      const cut = same.find(name).length > 0 ? name.lastIndexOf('.') : -1;
      return cut > 0 ? name.slice(0, cut) : nameOf(`${name}()`);
    },
    effects: patternIndex(
      catalogues.flatMap((one) => (one.effects ?? []).map((row) => [row.on, scoped(row, one.language)] as const)),
    ),
    paths: patternIndex(rows(({ paths }) => paths)),
    through,
    loads: patternIndex(rows(({ loads }) => loads)),
    merges: marked(({ merges }) => merges),
    roots: patternIndex(rows(({ roots }) => roots)),
    disks: named(({ disks }) => disks),
    environment,
    settingsObjects,
    hasKeys: (name) => environment.find(name).length > 0 || settingsObjects.find(name).length > 0,
    environmentClasses: patternIndex(
      catalogues.flatMap((one) => (one.environmentClasses ?? []).map((row) => [row.below, row] as const)),
    ),
    pure: marked(({ pure }) => pure),
    clients: marked(({ clients }) => clients),
    clientCalls: marked(({ clientCalls }) => clientCalls),
    production: patternIndex(rows(({ production }) => production)),
    apps: marked(({ apps }) => apps),
    selves: marked(({ selves }) => selves),
    connectionIds: marked(({ connectionIds }) => connectionIds),
    refusals: marked(({ refusals }) => refusals),
    tables: marked(({ tables }) => tables),
    copied: marked(({ copied }) => copied),
    handles: patternIndex(
      catalogues.flatMap(({ handles = [], connections = [] }) =>
        [...handles, ...connections.map(({ on }) => on)].map((pattern) => [pattern, true as const] as const),
      ),
    ),
    connections: named(({ connections }) => connections),
    openConnections: patternIndex(
      catalogues.flatMap(({ connections = [] }) =>
        connections.flatMap((row) => (row.all === undefined ? [] : [[row.all, row] as const])),
      ),
    ),
    openNames: new Set(
      catalogues.flatMap(({ connections = [] }) => connections.flatMap(({ all }) => all?.split('.').at(-1) ?? [])),
    ),
    sharedSettings: named(({ sharedSettings }) => sharedSettings),
    singles: marked(({ singles }) => singles),
    containerNames: new Map(rows(({ names }) => names)),
    settings: named(({ settings }) => settings),
    folders: rows(({ folders }) => folders),
    holds: marked(({ holds }) => holds),
    classes: new Set(catalogues.flatMap(classesIn)),
    mixes: new Set(catalogues.flatMap((one) => one.mixes ?? [])),
    clocks: marked(({ clocks }) => clocks),
    stamps: marked(({ stamps }) => stamps),
    everywhere: new Set(catalogues.flatMap((one) => one.everywhere ?? [])),
    queries: catalogues.flatMap(({ queries = [], language }) => queries.map((row) => ({ ...row, language }))),
    binds: catalogues.flatMap((one) => one.binds ?? []),
    serviceTables: catalogues.flatMap((one) => one.serviceTables ?? []),
    constructed: catalogues.flatMap((one) => one.constructed ?? []),
    containerReads: marked(({ constructed }) => constructed?.flatMap(({ reads }) => reads)),
    classNames: catalogues.flatMap((one) => Object.entries(one.classNames ?? {})),
    fronts: patternIndex(
      catalogues.flatMap((one) => (one.fronts ?? []).map((row) => [row.below, row.method] as const)),
    ),
    inputs: patternIndex(rows(({ inputs }) => inputs)),
    answers: named(({ answers }) => answers),
    runs: patternIndex(rows(({ runs }) => runs)),
    callbacks: named(({ callbacks }) => callbacks),
    deliveries: named(({ deliveries }) => deliveries),
    commands: named(({ commands }) => commands),
    starts: catalogues.flatMap((one) => one.starts ?? []),
    directives: new Map(catalogues.flatMap((one) => Object.entries(one.directives ?? {}))),
    entries,
    entryCalls: by(entries, ({ call }) => call),
    entryDecorators: by(entries, ({ decorator }) => decorator),
    entryClasses: by(entries, (row) => row.extends),
    entryHolders: by(entries, ({ put }) => put),
    listenerCalls: by(listeners, ({ call }) => call),
    listenerDecorators: by(listeners, ({ decorator }) => decorator),
    listenerClasses: by(listeners, (row) => row.extends),
  };
}
