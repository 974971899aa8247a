import type { CodeModule } from '../code/model.js';
import type { CodeCatalogue } from './catalogue.js';
import { type Ancestry, ancestryOf } from './classes.js';
import { type Effects, effectsOf } from './effects.js';
import { type Entry, entriesOf } from './entries.js';
import { type Graph, graphOf } from './graph.js';
import { type Library, libraryOf } from './library.js';
import { type Linker, linkerOf } from './link.js';
import { type ModuleNames, moduleFinder, noModuleNames } from './modules.js';
import { type Paths, pathsOf } from './paths.js';
import { type Reach, reachOf } from './reach.js';
import { type Scopes, scopesOf } from './scopes.js';
import { startedEntries, topEntries } from './started.js';

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
  const classes = ancestryOf(scopes);
  const finder = moduleFinder(
    modules.map(({ path }) => path),
    names,
  );
  const linker = linkerOf({ scopes, classes, finder, library });
  const graph = graphOf({ scopes, classes, linker });
  const effects = effectsOf(graph, library, linker);
  const given = entriesOf({ scopes, classes, linker, graph, library });
  const entries = [...given, ...startedEntries({ effects, linker, classes }), ...topEntries(scopes, given)];
  const reach = reachOf(entries, graph, (site) =>
    effects.at(site).some(({ row }) => row.body !== undefined && row.is !== 'lock'),
  );
  return { scopes, classes, linker, graph, library, effects, entries, reach, paths: pathsOf(linker, graph, library) };
}
