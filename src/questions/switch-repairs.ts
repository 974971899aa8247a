import type { CodeModule } from '../code/model.js';
import type { Span } from '../facts/span.js';
import { grouped } from '../grouped.js';
import { onceFor } from '../once.js';
import type { Program } from '../program/program.js';
import type { AppParts, PartName } from '../resolve/app.js';
import { type Evidence, known, placeOf } from '../resolve/evidence.js';
import type { Store } from '../resolve/parts/store.js';
import { withSteps } from '../resolve/places.js';
import { isShared } from '../resolve/reach.js';
import type { Resolution } from '../technologies/technology.js';
import { variablesOf } from './app.js';
import type { Asked } from './asked.js';
import { withCarriers } from './carried.js';
import { withOwnSwitch } from './step-switches.js';
import { repairOf } from './switch-words.js';
import { type Switch, switchesOf } from './switches.js';

const files = ['fileStores', 'localWrites'] as const satisfies readonly PartName[];
const others = [
  'sessionStores', 'caches', 'queues', 'rateLimiters', 'locks', 'memoryStates', 'broadcasters', 'databases',
] as const satisfies readonly PartName[]; // biome-ignore format: one list

/**
 * Things that are kept on one server and for which the app has a switch of its own: that is what people are told, and nothing else. Whoever wrote
 * the app thought of the other way, and what is written anew beside it would be a second one.
 */
export function ownSwitches(program: Program): (parts: AppParts, app: Resolution) => AppParts {
  const carried = withCarriers(program);
  return (parts, app) => withSwitches(withOwnSteps(carried(parts), { program, app }), { program, app });
}

function withOwnSteps(parts: AppParts, { program, app }: { readonly program: Program; readonly app: Resolution }): AppParts {
  const { bootSteps } = parts;
  if (!bootSteps) return parts;
  const variable = variablesOf(app);
  return { ...parts, bootSteps: bootSteps.map((step) => withOwnSwitch(step, variable, program)) };
} // biome-ignore format: one signature

/** What is kept, by what these switches need of it. */
type Holding = Pick<Store, 'backend' | 'repair' | 'confidence' | 'technology'> & { readonly content?: string };

function withSwitches(parts: AppParts, { program, app }: { readonly program: Program; readonly app: Resolution }): AppParts {
  const held = [...files, ...others].flatMap((name): readonly Holding[] => parts[name] ?? []);
  const places = held.flatMap((one) => placeOfLocal(one, program) ?? []);
  const inVolumes = (parts.fileStores ?? []).filter((store) => isVolume(store) && !placeOfLocal(store, program));
  if (places.length + inVolumes.length === 0) return parts;
  const variable = variablesOf(app);
  const written = inVolumes.length > 0 ? writesOfClasses(program, app) : [];
  const begun = new Set((parts.sessionStores ?? []).flatMap((one) => placeOfLocal(one, program) ?? []));
  const switchAt = switchesOf(program, [...places, ...written], new Set(places.filter((place) => begun.has(place))));
  const told = new Map<string, Switch | undefined>(places.map((place) => [keyOf(place), switchAt(place)]));
  const ofFiles = inVolumes.length > 0 ? theOne([...(parts.fileStores ?? []).flatMap((store) => placeOfLocal(store, program) ?? []), ...written].flatMap((place) => switchAt(place) ?? [])) : undefined;
  const withOwn = <T extends Holding>(one: T, name: (typeof files | typeof others)[number]): T => {
    const place = placeOfLocal(one, program);
    const isUpload = one.content === 'upload';
    const found = place ? told.get(keyOf(place)) : isUpload && isVolume(one) ? ofFiles : undefined;
    if (!found) return one;
    const because = chosen(found, variable);
    // another way is in force: what lies on this one keeps nothing
    if (because) return { ...one, backend: known({ technology: because.value, reach: 'shared' }, because.steps) };
    // that there is another way for all servers proves what this one is for
    const sure = place && isUpload && one.confidence === 'medium';
    return { ...one, ...(sure ? { confidence: 'high' as const } : {}), repair: repairOf(found, name) };
  };
  const grown = [...files, ...others].flatMap((name): readonly (readonly [PartName, readonly Holding[]])[] => {
    const own: readonly Holding[] | undefined = parts[name];
    return own ? [[name, withoutChoices(own, told, program).map((one) => withOwn(one, name))]] : [];
  });
  return { ...parts, ...Object.fromEntries(grown) };
} // biome-ignore format: conditions

/** What a setting says that is the switch of something else here is told there: where code keeps it. */
function withoutChoices<T extends Holding>(own: readonly T[], told: ReadonlyMap<string, Switch | undefined>, program: Program): readonly T[] {
  const chosenBy = grouped(own, (one) => {
    const place = placeOfLocal(one, program);
    const name = place && told.get(keyOf(place))?.ways[0].setting.name;
    return name === undefined ? [] : [name];
  });
  if (chosenBy.size === 0) return own;
  const leadOf = (one: T) => {
    const place = placeOfLocal(one, program);
    const name = place && settingAt(place, program);
    return (name === undefined ? [] : chosenBy.get(name) ?? []).find((other) => other !== one && other.content === one.content);
  };
  const leads = new Map(own.map((one) => [one, leadOf(one)]));
  const folded = grouped(own, (one) => [leads.get(one)].filter((lead) => lead !== undefined));
  return own.filter((one) => !leads.get(one)).map((one) => withSteps(one, (folded.get(one) ?? []).flatMap(({ backend }) => backend.because)));
} // biome-ignore format: lists

/** The name of the setting that is given its value at a place. */
function settingAt({ file, start, end }: Span, { scopes }: Program): string | undefined {
  const isIn = (one: { readonly start: number; readonly end: number }) => one.start <= start && end <= one.end;
  const module = scopes.moduleAt(file);
  const field = module?.classes.flatMap(({ fields }) => fields).find((one) => isIn(one) || (one.value && isIn(one.value)));
  if (field) return field.name;
  const event = module && bindsIn(module).find(({ value }) => isIn(value));
  if (!event) return undefined;
  const { target } = event;
  return target.is === 'name' || target.is === 'member' ? target.name : target.is === 'index' && target.key.is === 'literal' ? String(target.key.value) : undefined;
} // biome-ignore format: conditions

const bindsIn = onceFor(({ functions }: CodeModule) =>
  functions.flatMap(({ events }) => events.filter((one) => one.is === 'bind')),
);

/** Where classes of the app write files: one of them may be what it keeps in a volume. */
function writesOfClasses({ effects }: Program, { files: own }: Resolution): readonly Span[] {
  const paths = new Set(own);
  return effects.of('write').flatMap(({ site: { func, call } }) => func.owner && paths.has(func.module.path) ? [{ file: func.module.path, start: call.start, end: call.end }] : []).slice(0, most);
} // biome-ignore format: one condition

const most = 60;

/** The switch of files, where all that is found is one setting. */
function theOne(found: readonly Switch[]): Switch | undefined {
  const [first, ...more] = found;
  const isSame = ({ ways: [{ setting }] }: Switch) => setting.is === first?.ways[0].setting.is && setting.name === first.ways[0].setting.name;
  return more.every(isSame) ? first : undefined;
} // biome-ignore format: one condition

/** Only the deployment says where it is kept: what a configuration of the app names has its own switch there, if any. */
function isVolume(store: Pick<Holding, 'backend' | 'technology'>): boolean {
  return isLocal(store) && store.technology === 'compose';
}

function isLocal({ backend }: Pick<Holding, 'backend'>): boolean {
  return backend.state === 'known' && !isShared(backend.value);
}

function placeOfLocal({ backend }: Pick<Holding, 'backend'>, { scopes }: Program): Span | undefined {
  const place = isLocal({ backend }) ? placeOf(backend.because) : undefined;
  return place && scopes.moduleAt(place.file) ? place : undefined;
}

/** What sets the variable to a value by which things are kept where all servers reach them. */
function chosen(
  { ways }: Switch,
  variable: Asked['variable'],
): { readonly value: string; readonly steps: readonly Evidence[] } | undefined {
  const [{ setting }] = ways;
  const set = setting.is === 'variable' ? variable(setting.name) : undefined;
  const isOne = ways.some(
    ({ value, begins, holds }) =>
      set &&
      value !== undefined &&
      (begins ? set.value.startsWith(value) : value.toLowerCase() === set.value.toLowerCase()) === holds,
  );
  return isOne && set ? { value: set.value, steps: set.because } : undefined;
}

function keyOf({ file, start, end }: Span): string {
  return `${file} ${start} ${end}`;
}
