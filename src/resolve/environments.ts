import type { Expr } from '../facts/expr.js';
import type { Facts } from '../facts/fact.js';
import { withArguments } from '../facts/image.js';
import type { Span } from '../facts/span.js';
import { copiedToEnv } from './copied-env.js';
import type { DemandedVariable } from './parts/started-command.js';
import type { Process } from './parts/topology.js';

/** The variables that one source would set: a deployment file's process, or one env file. */
export interface EnvLayer {
  /** How a message names it: `.env.example`, `service web in compose.yaml`. */
  readonly label: string;
  /** An example is what a newcomer copies; its values are shipped only where nothing better is there. */
  readonly kind: 'given' | 'deployment' | 'production' | 'local' | 'example';
  /** Nothing in the repository makes the file in force of this sample, or tells people to. */
  readonly readOnly?: true;
  /** A script or an image of the repository makes the file in force of this sample. */
  readonly copied?: true;
  /** A place to point at when a variable is *not* set here. */
  readonly at: Span;
  readonly entries: ReadonlyMap<string, EnvValue>;
}

export interface EnvValue {
  readonly value: Expr;
  readonly at: Span;
}

/** The environment in force: layers, most specific first. */
export interface Environment {
  readonly layers: readonly EnvLayer[];
  /** What the deployment starts of the app, the web process first: each of them reads the app's settings. */
  readonly processes?: readonly Pick<Process, 'name' | 'at'>[];
  /** Variables without which the app does not start, and where it says so: who runs it has given them, also where nothing here sets them. */
  readonly demanded?: ReadonlyMap<string, Span>;
}

export interface Found extends EnvValue {
  readonly layer: EnvLayer;
}

/** The value of a variable from the most specific layer that sets it. */
export function lookUp(environment: Environment, name: string): Found | undefined {
  for (const layer of environment.layers) {
    const found = layer.entries.get(name);
    if (found) return { ...found, layer };
  }
  return undefined;
}

/** The values of a variable from all layers that set it, most specific first. */
export function lookUpAll({ layers }: Environment, name: string): readonly EnvValue[] {
  return layers.flatMap(({ entries }) => entries.get(name) ?? []);
}

/**
 * How a framework picks env files: `one` reads the most specific file only (Laravel), `layered` lets more specific files
 * override the general ones variable by variable (Symfony, Vite, Next, Rails' dotenv).
 */
export type EnvStyle = 'one' | 'layered';

/** The environment of an app: what its processes are given by the deployment, over its env files. */
export function environmentOf(given: {
  facts: Facts;
  root: string;
  processes: readonly Process[];
  style: EnvStyle;
  demanded?: readonly DemandedVariable[];
  envFile?: string;
}): Environment {
  const files = envFileLayers(given.facts, given.root, given.envFile);
  const chosen = given.style === 'layered' ? files : files.slice(0, 1);
  const processes = webFirst(given.processes);
  const layers = [...processLayers(processes), ...platformLayers(given.facts, given.processes), ...chosen];
  const demanded = new Map([...demandedBy(processes), ...(given.demanded ?? [])].map(({ name, at }) => [name, at]));
  return { layers, processes, ...(demanded.size > 0 ? { demanded } : {}) };
}

/** What processes are given under a name that the deployment itself refuses to go on without: `DATABASE_URL: ${DATABASE_URL:?}`. */
function demandedBy(processes: readonly Process[]): readonly DemandedVariable[] {
  return processes.flatMap(({ environment }) =>
    environment.flatMap(({ name, value }) => (value.is === 'env' && value.required ? [{ name, at: value.at }] : [])),
  );
}

/** What a platform, or code for one, gives its services. Where it gives two values, which is this app's is not known. */
function platformLayers(facts: Facts, processes: readonly Process[]): readonly EnvLayer[] {
  const entries = new Map<string, EnvValue>();
  for (const { name, value, at, beside } of facts.of('env-given')) {
    if (beside && processes.some(({ technology }) => !beside.includes(technology))) continue;
    const before = entries.get(name)?.value;
    const differs = before && !(before.is === 'literal' && value.is === 'literal' && before.value === value.value);
    entries.set(name, { value: differs ? { is: 'opaque', source: name, at } : value, at });
  }
  const [first] = entries.values();
  return first ? [{ label: 'what the platform gives its services', kind: 'deployment', at: first.at, entries }] : [];
}

const ranks: readonly (readonly [RegExp, number, EnvLayer['kind']])[] = [
  [
    /^\.?env([._-](?!example|sample|dist|template|stub|tmpl)\w+)?[._-](production|prod)$|^(production|prod)\.env$/i,
    1,
    'production',
  ],
  [/^\.env$/, 2, 'local'],
  [/^\.?env[._-](production|prod)[._-](example|dist|sample|template)$/i, 3, 'example'],
  [
    /^\.?env[._-](example|dist|sample|template|default|defaults|stub|tmpl)$|^\.?(example|sample)\.env$|^env-example.*$/i,
    4,
    'example',
  ],
  [/^\.env[._-](docker|compose|container)([._-](example|dist|sample|template))?$/i, 5, 'example'],
];

function envFileLayers(facts: Facts, root: string, envFile: string | undefined): EnvLayer[] {
  const byFile = new Map<string, Map<string, EnvValue>>();
  for (const fact of facts.of('env-entry')) {
    const entries = byFile.get(fact.at.file) ?? new Map<string, EnvValue>();
    entries.set(fact.name, { value: { is: 'literal', value: fact.value, at: fact.at }, at: fact.at });
    byFile.set(fact.at.file, entries);
  }
  const copied = copiedToEnv(facts);
  const told = new Set(facts.of('use').flatMap(({ what, name }) => (what === 'copied-to-env' && name ? [name] : [])));
  const ofImages = envFilesOfImages(facts);
  const layers: { rank: number; layer: EnvLayer }[] = [];
  for (const [file, entries] of byFile) {
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.';
    const name = file.slice(file.lastIndexOf('/') + 1);
    const at: Span = { file, start: 0, end: 0 };
    if (file === envFile) layers.push({ rank: 0, layer: { label: file, kind: 'given', at, entries } });
    else if (ofImages.has(file) && isWhole(entries) && (root === '.' || file.startsWith(`${root}/`)))
      layers.push({ rank: 0.5, layer: { label: file, kind: 'production', at, entries } });
    else if (folder === root) {
      const found = ranks.find(([pattern]) => pattern.test(name));
      const rank = found?.[1] ?? 6;
      // what a set-up step makes .env of goes before what lies there to be read by people
      if (copied.has(name) && rank > 3)
        layers.push({ rank: 3 + rank / 10, layer: { label: file, kind: 'example', copied: true, at, entries } });
      else if (found) {
        const readOnly =
          found[2] === 'example' && !copied.has(name) && !told.has(name) ? { readOnly: true as const } : {};
        layers.push({ rank, layer: { label: file, kind: found[2], ...readOnly, at, entries } });
      }
    }
  }
  return layers.sort((a, b) => a.rank - b.rank || (a.layer.label < b.layer.label ? -1 : 1)).map(({ layer }) => layer);
}

/** Nothing in a file waits for a variable from elsewhere: one that does is filled in by whoever starts the container. */
function isWhole(entries: ReadonlyMap<string, EnvValue>): boolean {
  const texts = [...entries.values()].map(({ value }) => (value.is === 'literal' ? String(value.value) : ''));
  return texts.every((text) => [...text.matchAll(/\$\{?(\w+)/g)].every(([, name = '']) => entries.has(name)));
}

/** The files that an image puts in place as its `.env` under that name alone, by their paths: what its containers begin with. */
function envFilesOfImages(facts: Facts): ReadonlySet<string> {
  const paths = facts.of('image').flatMap(({ stages, at }) => {
    const folder = at.file.includes('/') ? at.file.slice(0, at.file.lastIndexOf('/') + 1) : '';
    const copies = stages.flatMap((stage) => stage.copies);
    return copies.flatMap(({ stage, sources, target }) => {
      const [source, another] = sources.map((one) => withArguments(one, {}).replace(/^\.?\//, ''));
      const isEnv = stage === undefined && another === undefined && /(^|\/)\.env$/.test(target);
      return isEnv && source && !/(example|sample|dist|test|dev)/.test(source) ? [source, `${folder}${source}`] : [];
    });
  });
  return new Set(paths);
}

/** The web process first: what users meet decides; workers and schedulers follow so that a variable set only there is still found. */
function webFirst(processes: readonly Process[]): readonly Process[] {
  const order = { web: 0, unknown: 1, websocket: 2, worker: 3, scheduler: 4, job: 5 };
  return processes.toSorted((a, b) => order[a.role] - order[b.role]);
}

function processLayers(processes: readonly Process[]): EnvLayer[] {
  return processes
    .filter((process) => process.environment.length > 0)
    .map((process) => ({
      label: `${process.name} in ${process.at.file}`,
      kind: 'deployment' as const,
      at: process.at,
      entries: new Map(process.environment.map((entry) => [entry.name, { value: entry.value, at: entry.value.at }])),
    }));
}
