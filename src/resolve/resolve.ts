import { type Fact, type Facts, indexFacts } from '../facts/fact.js';
import type { Span } from '../facts/span.js';
import { faultOf } from '../fault.js';
import type { Resolution, Technology } from '../technologies/technology.js';
import type { App, AppParts, PartName, StackEntry } from './app.js';
import { toldBeside } from './beside.js';
import { embeddedByEnvironment, storedByEnvironment } from './embedded.js';
import { type EnvStyle, environmentOf } from './environments.js';
import { said } from './evidence.js';
import { withFlushing } from './flushed.js';
import { withHandedOn } from './handed-on.js';
import { withInnerServices } from './inner-services.js';
import { keptInVolumes, ofOneProduct } from './kept.js';
import { withOwnPlaces } from './mounted-code.js';
import { withOpenings } from './opened.js';
import type { Process } from './parts/topology.js';
import type { Way } from './parts/way.js';
import { healthPath, probedBalancer, probedProcess } from './probes.js';
import type { Profile } from './profile.js';
import type { Off } from './switched-off.js';
import { toldOnce } from './told-once.js';
import { volumesTold } from './told-volumes.js';
import { runs } from './topology.js';
import { decidedByCode, firedByCode, withoutKnown, withoutPassing, withoutTwins } from './twins.js';

/** An app's folder with everything that belongs to it. */
export interface AppFiles {
  /** Folder relative to the audited root; `.` for the root. */
  readonly root: string;
  /** Shipped files of the app and of the whole repository, sorted. */
  readonly files: readonly string[];
  /** Facts of those files, by path and offset. */
  readonly facts: readonly Fact[];
  /** Folders of the apps beside it: a process must then name its folder to belong to one. */
  readonly others: readonly string[];
}

export interface ResolveOptions {
  readonly profile: Profile;
  /** An env file named by the user, relative to the root. */
  readonly envFile?: string;
  /** A file or folder that production is started from, as the user says, relative to the root. */
  readonly deployment?: string;
  /** What the app's code says of the same nouns, with its settings in view. */
  readonly ask?: (app: Resolution, isIdle: (path: string) => boolean) => AppParts;
  /** Things that the app's own settings would keep elsewhere, told with these settings. */
  readonly withSwitches?: (parts: AppParts, app: Resolution) => AppParts;
  /** What the app's own switches keep from running, as they are shipped. */
  readonly switchedOff?: (app: Resolution) => (place: Span) => Off | undefined;
  /** Whether a file is code of a browser or a phone. */
  readonly isClient?: (path: string) => boolean;
}

/** Puts together what would be in force in one app. */
export function resolveApp(given: AppFiles, technologies: readonly Technology[], options: ResolveOptions): App {
  const { facts, ways } = inForce(given, technologies, options.deployment);
  const stack = recognise(technologies, facts, given.files);
  const guard = guardAt(given);
  const all = join(technologies.map((technology) => guard(technology.title, () => technology.deployment?.(facts))));
  const ofApp = (all.processes ?? []).filter((process) => runs(process, given));
  const deployment = withoutHttpOf(
    (all.processes ?? []).filter((process) => !ofApp.includes(process)),
    all,
  );
  const product = new Set(ofOneProduct(ofApp));
  const processes = ofApp.map((process) => (product.has(process) ? { ...process, own: true as const } : process));
  const resolution: Resolution = {
    root: given.root,
    facts,
    files: given.files,
    profile: options.profile,
    processes,
    services: deployment.services ?? [],
    started: deployment.startedCommands ?? [],
    fired: (deployment.schedulerProcesses ?? []).flatMap(({ runs }) => runs ?? []),
    stack,
    ...(options.isClient ? { isClient: options.isClient } : {}),
    environment: (style: EnvStyle = 'one') =>
      environmentOf({
        facts,
        root: given.root,
        processes,
        style,
        demanded: deployment.demandedVariables ?? [],
        ...(options.envFile ? { envFile: options.envFile } : {}),
      }),
  };
  const present = technologies.filter((technology) => stack.some((entry) => entry.name === technology.name));
  const said = join(present.map((technology) => guard(technology.title, () => technology.parts?.(resolution))));
  const code = guard('The code', () => options.ask?.(resolution, idleIn(present, resolution)));
  const configured = decidedByCode(said, code);
  const asked = options.ask ? withoutPassing(withoutKnown(code, join([deployment, configured])), code) : {};
  const framework = join([configured, asked]);
  const whole = withInnerServices({
    ...firedByCode(join([deployment, framework]), code),
    ...withoutTwins(deployment, framework),
  });
  const once = toldBeside(withOpenings(toldOnce(whole), processes));
  const inVolumes = keptInVolumes({
    processes,
    services: deployment.services ?? [],
    profile: options.profile,
    files: given.files,
    judged: present.flatMap(({ keeps }) => keeps ?? []),
    told: once,
  });
  const chosen = storedByEnvironment(processes, once);
  const { told, kept } = volumesTold(
    { ...inVolumes, fileStores: [...chosen.fileStores, ...inVolumes.fileStores] },
    once,
  );
  const joined = join([told, kept, embeddedByEnvironment(processes, told)]);
  const switched = { ...joined, ...guard('The code', () => options.withSwitches?.(joined, resolution)) };
  const parts = withHandedOn(withFlushing(switched), facts);
  const path = healthPath(parts);
  return {
    path: given.root,
    stack,
    parts: {
      ...parts,
      ways,
      processes: withOwnPlaces(processes, parts).map((process) => probedProcess(process, path)),
      balancers: (parts.balancers ?? []).map((balancer) => probedBalancer(balancer, path)),
    },
    unread: unreadOf(facts),
    anchor: anchorOf(stack, given),
    ...(options.switchedOff ? { offAt: options.switchedOff(resolution) } : {}),
  };
}

/** What serves HTTP in a process of another app is that app's to tell of. */
function withoutHttpOf(others: readonly Process[], deployment: AppParts): AppParts {
  const { httpApps } = deployment;
  if (!httpApps || others.length === 0) return deployment;
  const isOther = ({ file, start }: Span) => others.some(({ at }) => at.file === file && at.start === start);
  return { ...deployment, httpApps: httpApps.filter(({ at }) => !isOther(at)) };
}

/** Code that no copy of the app runs, by what any of its technologies says. */
function idleIn(technologies: readonly Technology[], app: Resolution): (path: string) => boolean {
  const idle = technologies.flatMap((technology) => technology.idle?.(app) ?? []);
  return (path) => idle.some((isIdle) => isIdle(path));
}

/** The facts of the ways that are judged: what only belongs to another way is left out. */
function inForce(given: AppFiles, technologies: readonly Technology[], deployment: string | undefined): { readonly facts: Facts; readonly ways: readonly Way[] } {
  const at = { file: deployment ?? given.root, start: 0, end: 0 };
  const place = { kind: 'app-place' as const, root: given.root, others: given.others, at };
  const own = [...(deployment === undefined ? given.facts : [...withoutOthers(given.facts, deployment), { kind: 'chosen-way' as const, path: deployment, at }]), place];
  const all = indexFacts(own);
  const ways = technologies.flatMap((technology) => technology.ways?.(all) ?? []);
  const kept = ways.flatMap(({ judged, folders = [] }) => (judged ? folders : []));
  const out = ways.flatMap(({ judged, folders = [] }) => (judged ? [] : folders)).filter((folder) => !kept.includes(folder));
  if (out.length === 0) return { facts: all, ways };
  const isOut = ({ at: { file } }: Fact) => out.some((folder) => file === folder || file.startsWith(`${folder}/`));
  return { facts: indexFacts(own.filter((fact) => !isOut(fact))), ways };
} // biome-ignore format: conditions

/** Without the documents of deployments that have none in the one that is named; those that have some may build on others elsewhere. */
function withoutOthers(facts: readonly Fact[], path: string): readonly Fact[] {
  const familyOf = (fact: Fact) => (fact.kind === 'chart-file' ? 'helm' : fact.kind === 'document' ? fact.technology.replace(/^(kustomize|kubernetes)$/, 'cluster').replace(/-.*/s, '') : undefined);
  const isNamed = ({ at: { file } }: Fact) => path === '' || path === '.' || file === path || file.startsWith(`${path}/`);
  const named = new Set(facts.filter(isNamed).map(familyOf));
  return facts.filter((fact) => {
    const family = familyOf(fact);
    return family === undefined || family === 'compose' || named.has(family);
  });
} // biome-ignore format: conditions

/** A fault of ours while one technology is understood leaves the others whole, and the report is incomplete by its name. */
function guardAt({
  facts,
  files,
  root,
}: AppFiles): (title: string, understand: () => AppParts | undefined) => AppParts {
  return (title, understand) => {
    try {
      return understand() ?? {};
    } catch (error) {
      const at = facts[0]?.at ?? { file: files[0] ?? root, start: 0, end: 0 };
      return { unseen: [{ at, says: `${title} could not be understood: ${faultOf(error)}` }] };
    }
  };
}

function recognise(technologies: readonly Technology[], facts: Facts, files: readonly string[]): StackEntry[] {
  const stack: StackEntry[] = [];
  for (const { name, title, detect } of technologies) {
    const found = detect(facts, files);
    if (found) stack.push({ name, title, ...found });
  }
  return stack;
}

function join(all: readonly AppParts[]): AppParts {
  const joined: Partial<Record<PartName, unknown[]>> = {};
  for (const parts of all) {
    for (const [name, items] of Object.entries(parts) as [PartName, readonly unknown[]][])
      joined[name] = [...(joined[name] ?? []), ...items];
  }
  return joined as AppParts;
}

function unreadOf(facts: Facts): App['unread'] {
  return facts
    .of('unread')
    .flatMap((fact) =>
      fact.feeds.map((part) => ({ part, evidence: said(fact.at, `could not be read whole: ${fact.message}`) })),
    );
}

function anchorOf(stack: readonly StackEntry[], app: AppFiles): Span {
  const first = stack.find(({ infrastructure }) => !infrastructure) ?? stack[0];
  return first?.at ?? { file: app.files[0] ?? app.root, start: 0, end: 0 };
}
