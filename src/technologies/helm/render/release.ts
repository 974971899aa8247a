import { type Chart, entryAt, type Need } from './chart.js';
import { bool, copied, type Dict, dict, type Entry, type Place, type Value } from './value.js';

/** A chart within a release: with the values that are in force for it, and the charts that it brings along. */
export interface Installed {
  readonly chart: Chart;
  /** The alias, where the chart above gives one. */
  readonly name: string;
  /** `shop/charts/redis` */
  readonly path: string;
  readonly values: Dict;
  readonly parts: readonly Installed[];
  /** Charts that it needs, that are on, and that do not lie in the repository. */
  readonly missing: readonly Need[];
}

const deepest = 8;

/** A chart with the values that are in force when it is installed as it is shipped. */
export function install(chart: Chart, charts: ReadonlyMap<string, Chart>): Installed {
  const values = copied(chart.production ?? dict([])) as Dict;
  const tree = planned(chart, { charts, name: chart.name, path: chart.name, values, depth: 0, tags: undefined });
  return withValues(tree, coalesced(tree, values));
}

/** A chart and its parts before the values of all are put together. */
interface Planned {
  readonly chart: Chart;
  readonly name: string;
  readonly path: string;
  readonly defaults: Dict;
  readonly parts: readonly Planned[];
  readonly missing: readonly Need[];
}

interface Planning {
  readonly charts: ReadonlyMap<string, Chart>;
  readonly name: string;
  readonly path: string;
  /** What stands over the chart's own defaults. */
  readonly values: Dict;
  readonly depth: number;
  readonly tags: Value | undefined;
}

/** Which charts are on: conditions, then tags, as the values of the chart above say. */
function planned(chart: Chart, { charts, name, path, values, depth, tags }: Planning): Planned {
  const inForce = over(copied(values) as Dict, chart.values);
  const known = tags ?? entryAt(inForce, 'tags');
  const prefix = chart.folder === '.' ? 'charts/' : `${chart.folder}/charts/`;
  const beneath = [...charts.values()].filter(
    ({ folder }) => folder.startsWith(prefix) && !folder.slice(prefix.length).includes('/'),
  );
  const parts: Planned[] = [];
  const missing: Need[] = [];
  let defaults = chart.values;
  const add = (sub: Chart, need: Need | undefined) => {
    const subName = need?.alias ?? sub.name;
    const given = entryAt(inForce, subName);
    const part = planned(sub, { charts, name: subName, path: `${path}/charts/${subName}`, values: given?.is === 'dict' ? given : dict([]), depth: depth + 1, tags: known }); // biome-ignore format: one call
    parts.push(part);
    for (const one of need?.imports ?? [])
      defaults = imported(
        defaults,
        over(given?.is === 'dict' ? (copied(given) as Dict) : dict([]), part.defaults),
        one,
      );
  };
  if (depth < deepest) {
    for (const sub of beneath) if (!chart.needs.some((need) => need.name === sub.name)) add(sub, undefined);
    for (const need of chart.needs) {
      if (!isOn(need, inForce, known)) continue;
      const sub = beneath.find((one) => one.name === need.name) ?? neededFrom(charts, need);
      if (sub && sub !== chart) add(sub, need);
      else missing.push(need);
    }
  }
  return { chart, name, path, defaults, parts, missing };
}

/** A chart elsewhere in the repository: in the folder that is named, or the only one of the name, which is published from here. */
function neededFrom(charts: ReadonlyMap<string, Chart>, { name, folder }: Need): Chart | undefined {
  if (folder !== undefined) return charts.get(folder);
  const named = [...charts.values()].filter((chart) => chart.name === name);
  return named.length === 1 ? named[0] : undefined;
}

function isOn(need: Need, values: Dict, tags: Value | undefined): boolean {
  for (const condition of need.conditions) {
    const found = pathIn(values, condition);
    if (found?.is === 'bool') return found.value;
  }
  const set = need.tags.map((tag) => entryAt(tags, tag)).filter((tag) => tag?.is === 'bool');
  return set.some((tag) => tag.value) || set.length === 0;
}

function pathIn(value: Value, path: string): Value | undefined {
  let here: Value | undefined = value;
  for (const step of path.split('.').filter((one) => one !== '')) here = entryAt(here, step);
  return here;
}

/** What a part exports becomes a default of the chart above. */
function imported(defaults: Dict, from: Dict, { child, parent }: { child: string; parent: string }): Dict {
  const value = pathIn(from, child);
  if (value?.is !== 'dict') return defaults;
  let whole = value;
  for (const step of parent
    .split('.')
    .filter((one) => one !== '')
    .toReversed())
    whole = dict([[step, whole]]);
  return over(copied(defaults) as Dict, whole);
}

/** Puts defaults under values: what is there stays, `null` takes a default away. */
function over(values: Dict, defaults: Dict): Dict {
  for (const [key, entry] of defaults.entries) {
    const own = values.entries.get(key);
    if (!own) values.entries.set(key, { ...entry, value: copied(entry.value) });
    else if (own.value.is === 'nil' && entry.value.is !== 'nil') values.entries.delete(key);
    else if (own.value.is === 'dict' && entry.value.is === 'dict') over(own.value, entry.value);
  }
  return values;
}

/** The values of a chart and of all its parts, each below its name; globals are handed down. */
function coalesced(tree: Planned, values: Dict): Dict {
  over(values, tree.defaults);
  for (const part of tree.parts) {
    const own = entryAt(values, part.name);
    const below = own?.is === 'dict' ? own : dict([]);
    if (own?.is !== 'dict') values.entries.set(part.name, { value: below });
    handDown(values, below);
    coalesced(part, below);
  }
  return values;
}

function handDown(from: Dict, to: Dict): void {
  const given = entryAt(from, 'global');
  const own = entryAt(to, 'global');
  const result = own?.is === 'dict' ? own : dict([]);
  const entries: ReadonlyMap<string, Entry> = given?.is === 'dict' ? given.entries : new Map();
  for (const [key, entry] of entries) {
    const there = result.entries.get(key)?.value;
    if (entry.value.is === 'dict') {
      const value = copied(entry.value) as Dict;
      if (there?.is === 'dict') over(value, there);
      if (!there || there.is === 'dict') result.entries.set(key, { ...entry, value });
    } else if (there?.is !== 'dict') result.entries.set(key, entry);
  }
  to.entries.set('global', { value: result });
}

function withValues(tree: Planned, values: Dict): Installed {
  return {
    ...tree,
    values,
    parts: tree.parts.map((part) => {
      const own = entryAt(values, part.name);
      return withValues(part, own?.is === 'dict' ? own : dict([]));
    }),
  };
}

/** The same release with values of its own, which templates may change. */
export function afresh(release: Installed): Installed {
  return below(release, copied(release.values) as Dict);
}

function below(release: Installed, values: Dict): Installed {
  return {
    ...release,
    values,
    parts: release.parts.map((part) => {
      const own = entryAt(values, part.name);
      return below(part, own?.is === 'dict' ? own : dict([]));
    }),
  };
}

/** The same release with one switch on. */
export function switchedOn(release: Installed, at: Place): Installed {
  return changed(release, at, (own) => (own.is === 'bool' ? bool(true, own.at) : undefined));
}

/** The same release with another number at a place of its values. */
export function counted(release: Installed, at: Place, count: number): Installed {
  return changed(release, at, (own) => (own.is === 'number' ? { ...own, value: count } : undefined));
}

/** The same release with something in empty maps of its values, by their places (`file:start`). */
export function filledAt(release: Installed, fills: ReadonlyMap<string, Value>): Installed {
  const fresh = afresh(release);
  fill(fresh.values, fills);
  return fresh;
}

function fill(value: Value, fills: ReadonlyMap<string, Value>): void {
  if (value.is !== 'dict') return;
  for (const [name, entry] of value.entries) {
    const { value: own } = entry;
    const other = own.is === 'dict' && own.entries.size === 0 && own.at ? fills.get(`${own.at.file}:${own.at.start}`) : undefined;
    if (other) value.entries.set(name, { ...entry, value: other });
    else fill(own, fills);
  }
} // biome-ignore format: one choice

type Other = (own: Value) => Value | undefined;

function changed(release: Installed, at: Place, other: Other): Installed {
  const fresh = afresh(release);
  change(fresh.values, at, other);
  return fresh;
}

function change(value: Value, at: Place, other: Other): void {
  if (value.is !== 'dict') return;
  for (const [name, entry] of value.entries) {
    const { value: own } = entry;
    const isThere = 'at' in own && own.at?.file === at.file && own.at.start === at.start;
    const next = isThere ? other(own) : undefined;
    if (next) value.entries.set(name, { ...entry, value: next });
    else change(own, at, other);
  }
}
