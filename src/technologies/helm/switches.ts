import type { Expr } from '../../facts/expr.js';
import { type Documents, documentsOf } from './render/documents.js';
import { type Installed, switchedOn } from './render/release.js';
import { type RenderedFile, renderRelease } from './render/render.js';
import type { Place, Value } from './render/value.js';

/** What a chart would create with a switch on that its values leave off. */
export interface SwitchedOn {
  /** The switch, in a file of values. */
  readonly at: Place;
  /** All manifests then. */
  readonly manifests: readonly Expr[];
  /** Those of the files that the switch changes. */
  readonly changed: readonly Expr[];
}

/** A release as it is shipped. */
export interface Shipped {
  readonly release: Installed;
  readonly files: readonly RenderedFile[];
  readonly documents: ReadonlyMap<string, Documents>;
}

/** Switches of one chart that are tried, and how many in each other. */
const mostSwitches = 30;
const deepest = 2;

/** What is asked of a switch: the volumes of a workload, and what its containers run. */
const tells = /persistentVolumeClaim|claimName|volumeClaimTemplates|accessMode|command:|args:/;

interface Switch {
  readonly at: Place;
  /** Files that ask for it. */
  readonly names: Set<string>;
  /** Switches that have to be on before anybody asks for it. */
  readonly behind: readonly Place[];
}

/** One switch after another turned on; one that only then is asked for (`and .a.enabled .a.files.enabled`) together with those before it. */
export function onceOn({ release, files, documents }: Shipped): readonly SwitchedOn[] {
  const found = switchesOf(files, []);
  const seen = new Set(found.map(({ at }) => keyOf(at)));
  const paths = pathsOf(release.values);
  const texts = new Map(files.map(({ name, text }) => [name, withoutDigests(text.text)]));
  const once: SwitchedOn[] = [];
  for (const { at, names, behind } of found) {
    const masters = found.filter((other) => stands(paths.get(keyOf(other.at)), paths.get(keyOf(at))));
    const on = [...behind, ...masters.map((other) => other.at), at];
    const asking = new Set([...names, ...masters.flatMap((other) => [...other.names])]);
    const again = renderRelease(on.reduce(switchedOn, release), asking).files;
    const changed = new Map(
      again
        .filter(({ name, text }) => tells.test(text.text) && withoutDigests(text.text) !== texts.get(name))
        .map((file) => [file.name, documentsOf(file).trees]),
    );
    const fresh = [...changed.values()].flat();
    const others = [...documents].flatMap(([name, { trees }]) => (changed.has(name) ? [] : trees));
    if (fresh.length > 0) once.push({ at, changed: fresh, manifests: [...fresh, ...others] });
    if (behind.length >= deepest) continue;
    for (const next of switchesOf(again, on)) {
      if (seen.has(keyOf(next.at)) || found.length >= mostSwitches) continue;
      seen.add(keyOf(next.at));
      found.push({ ...next, names: new Set([...asking, ...next.names]) });
    }
  }
  return once;
}

/** Digests of other files differ without telling anything. */
function withoutDigests(text: string): string {
  return text.replace(/[\da-f]{64}/g, '');
}

/** Whether a switch stands over another one: `files.enabled` over `files.data.enabled`. */
function stands(over: readonly string[] | undefined, under: readonly string[] | undefined): boolean {
  if (!over || !under || over.length < 2 || over.length >= under.length) return false;
  return over.slice(0, -1).every((step, index) => step === under[index]);
}

/** Where in the values the switches stand. */
function pathsOf(values: Value): ReadonlyMap<string, readonly string[]> {
  const paths = new Map<string, readonly string[]>();
  const visit = (value: Value, path: readonly string[]): void => {
    if (value.is === 'bool' && value.at) paths.set(keyOf(value.at), path);
    if (value.is === 'dict') for (const [key, entry] of value.entries) visit(entry.value, [...path, key]);
  };
  visit(values, []);
  return paths;
}

function keyOf({ file, start }: Place): string {
  return `${file}:${start}`;
}

function switchesOf(files: readonly RenderedFile[], behind: readonly Place[]): Switch[] {
  const found = new Map<string, Switch>();
  for (const { name, switches } of files)
    for (const at of switches) {
      const one = found.get(keyOf(at)) ?? { at, names: new Set<string>(), behind };
      one.names.add(name);
      found.set(keyOf(at), one);
    }
  return [...found.values()].slice(0, mostSwitches);
}
