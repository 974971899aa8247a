import type { CodeModule } from '../code/model.js';
import type { CodeCatalogue } from './catalogue.js';
import { type Ancestry, ancestryOf } from './classes.js';
import { clientModules } from './clients.js';
import { deliverMessages } from './delivered.js';
import { type Effects, effectsOf } from './effects.js';
import { type EntriesFrom, type Entry, entriesOf } from './entries.js';
import { runFiles } from './forked.js';
import { type Graph, graphOf } from './graph.js';
import { injectedFor } from './injected.js';
import { type Library, libraryOf } from './library.js';
import { linkerOf } from './link.js';
import type { Linker } from './linker.js';
import { loadedModules, servingModules } from './loaded.js';
import { type ModuleFinder, type ModuleNames, moduleFinder, noModuleNames } from './modules.js';
import { type Paths, pathsOf } from './paths.js';
import { type Reach, reachOf } from './reach.js';
import { type Scopes, scopesOf } from './scopes.js';
import { singlesOf } from './singles.js';
import { factoryEntries, scheduledEntries, startedEntries, topEntries, unknownEntries } from './started.js';
import type { Func, Klass } from './values.js';

/** The running program: who runs which code, and what it does to the outside. */

export interface Program {
  readonly scopes: Scopes;
  readonly classes: Ancestry;
  readonly linker: Linker;
  readonly graph: Graph;
  readonly library: Library;
  readonly effects: Effects;
  readonly entries: readonly Entry[];
  readonly reach: Reach;
  readonly paths: Paths;
  /** Classes of which the program has one object: made at the top of a module, or by a container. */
  readonly singles: ReadonlySet<Klass>;
  /** Paths of modules that run in a browser or on a device of the user. */
  readonly clients: ReadonlySet<string>;
  /** Paths of modules that another one loads, or that hold what a server program serves. */
  readonly loaded: ReadonlySet<string>;
  /** Paths of the modules of programs that serve: what serves, what loads that, and all that these load. Others are scripts that somebody runs. */
  readonly serving: ReadonlySet<string>;
  funcsIn(path: string): readonly Func[];
  /** The package that a name of a module means, where none of the app's own is meant. */
  readonly outside: ModuleFinder['outside'];
}

/**
 * From what each file does to what the program does, one stage after the other:
 * names are linked, calls become a graph, catalogues say what outside calls do and where the outside enters, and from the
 * entries everything is reached that they run.
 */
export function programOf(
  modules: readonly CodeModule[],
  catalogues: readonly CodeCatalogue[],
  names: ModuleNames = noModuleNames,
): Program {
  const library = libraryOf(catalogues);
  const scopes = scopesOf(modules);
  const classes = ancestryOf(scopes, library);
  const finder = moduleFinder(
    modules.map(({ path }) => path),
    names,
  );
  const linker = linkerOf({ scopes, classes, finder, library });
  const graph = graphOf({ scopes, classes, linker, library });
  const given = entriesGiven({ scopes, classes, linker, graph, library });
  deliverMessages({ scopes, classes, linker, graph, library });
  const effects = effectsOf(graph, library, linker);
  runFiles({ scopes, effects, graph, linker });
  const seen = [
    ...given,
    ...startedEntries({ effects, linker, classes, graph }),
    ...scheduledEntries({ effects, entries: given, linker, classes, graph }),
    ...topEntries(scopes, linker, given),
    ...factoryEntries({ graph, library, classes, linker }),
  ];
  const entries = [...seen, ...unknownEntries({ scopes, classes, graph, linker, library }, seen)];
  const reach = reachOf(
    entries,
    graph,
    (site) =>
      effects.at(site).some(({ row }) => row.body !== undefined && row.is !== 'lock') ||
      site.names.some((name) => library.entryCalls.find(name).length > 0),
    injectedFor({ scopes, classes, linker, graph }),
  );
  const paths = pathsOf(linker, graph, library);
  const singles = singlesOf({ scopes, classes, linker, library, graph, reach });
  const clients = new Set([...clientModules(scopes, finder, library)].map(({ path }) => path));
  const { funcsIn } = scopes;
  const loaded = loadedModules({ scopes, linker, library, classes }, finder);
  const serving = servingModules(scopes, entries, finder);
  return {
    scopes,
    classes,
    linker,
    graph,
    library,
    effects,
    entries,
    reach,
    paths,
    singles,
    clients,
    loaded,
    serving,
    funcsIn,
    outside: finder.outside,
  };
}

/** The entries; those that a place or a decorator makes say what their functions are given, which may show more of them. */
function entriesGiven(from: EntriesFrom): readonly Entry[] {
  const first = entriesOf(from);
  const told = first.filter(({ site, row }) => !site && row?.given);
  if (told.length === 0) return first;
  for (const { func, row } of told) if (row?.given) from.graph.give(func, row.given);
  from.graph.settle();
  return entriesOf(from);
}
