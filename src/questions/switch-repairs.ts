import type { Span } from '../facts/span.js';
import type { Program } from '../program/program.js';
import type { AppParts, PartName } from '../resolve/app.js';
import { type Evidence, known, placeOf } from '../resolve/evidence.js';
import type { Store } from '../resolve/parts/store.js';
import { isShared } from '../resolve/reach.js';
import { byHand, type Repair } from '../resolve/repair.js';
import type { Resolution } from '../technologies/technology.js';
import { variablesOf } from './app.js';
import type { Asked } from './asked.js';
import type { Wanted } from './asked-setting.js';
import { withCarriers } from './carried.js';
import { type Switch, switchesOf } from './switches.js';

const files = ['fileStores', 'localWrites'] as const satisfies readonly PartName[];
const others = [
  'sessionStores', 'caches', 'queues', 'rateLimiters', 'locks', 'memoryStates', 'broadcasters',
] as const satisfies readonly PartName[]; // biome-ignore format: one list

/**
 * Things that are kept on one server and for which the app has a switch of its own: that is what people are told, and nothing else. Whoever wrote
 * the app thought of the other way, and what is written anew beside it would be a second one.
 */
export function ownSwitches(program: Program): (parts: AppParts, app: Resolution) => AppParts {
  const carried = withCarriers(program);
  return (parts, app) => withSwitches(carried(parts), program, variablesOf(app));
}

function withSwitches(parts: AppParts, program: Program, variable: Asked['variable']): AppParts {
  const stores = [...files, ...others].flatMap((name): readonly Store[] => parts[name] ?? []);
  const places = stores.flatMap((store) => placeOfLocal(store, program) ?? []);
  if (places.length === 0) return parts;
  const switchAt = switchesOf(program, places);
  const told = new Map<string, Switch | undefined>(places.map((place) => [keyOf(place), switchAt(place)]));
  const withOwn = <T extends Store>(store: T, isFile: boolean): T => {
    const place = placeOfLocal(store, program);
    const found = place && told.get(keyOf(place));
    if (!found) return store;
    const because = place && chosen(found, variable);
    // another way is in force: what lies on this one keeps nothing
    if (because) return { ...store, backend: known({ technology: because.value, reach: 'shared' }, because.steps) };
    // that there is another way for all servers proves what this one is for
    const sure = isFile && 'content' in store && store.content === 'upload' && store.confidence === 'medium';
    return { ...store, ...(sure ? { confidence: 'high' as const } : {}), repair: repairOf(found, isFile) };
  };
  const grown: [PartName, readonly Store[]][] = [...files, ...others].flatMap((name) => {
    const own: readonly Store[] | undefined = parts[name];
    const isFile = files.some((one) => one === name);
    return own ? [[name, own.map((store) => withOwn(store, isFile))]] : [];
  });
  return { ...parts, ...Object.fromEntries(grown) };
}

function placeOfLocal({ backend }: Store, { scopes }: Program): Span | undefined {
  if (backend.state !== 'known' || isShared(backend.value)) return undefined;
  const place = placeOf(backend.because);
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
    ({ value, holds }) => set && value !== undefined && (value.toLowerCase() === set.value.toLowerCase()) === holds,
  );
  return isOne && set ? { value: set.value, steps: set.because } : undefined;
}

function keyOf({ file, start, end }: Span): string {
  return `${file} ${start} ${end}`;
}

function repairOf(found: Switch, isFile: boolean): Repair {
  const [{ setting, holds }] = found.ways;
  const needs = [
    setting.is === 'code'
      ? `It asks whether ${setting.name} is ${holds ? 'so' : 'not so'}: look up there what has to be set, and give every server the same`
      : `${found.file} makes the choice: give every server the same value`,
    ...(found.reads.length > 0 ? [`Give every server what that way reads besides: ${found.reads.join(', ')}`] : []),
    ...(isFile
      ? [
          'What is kept on disk already does not move by itself, and addresses or names of it that the app has saved may still lead to the disk: look at both before you switch',
        ]
      : []),
  ];
  return { ...byHand(titleOf(found), ...needs), whole: true };
}

function titleOf({ ways, file, takes }: Switch): string {
  const [first] = ways;
  const { setting, value, holds } = first;
  if (setting.is === 'code') return `Let ${file} choose ${takes ?? 'the other way'}, which the app has for it`;
  const name = setting.is === 'setting' ? `the setting ${setting.name}` : setting.name;
  if (value === undefined) {
    if (setting.is === 'variable') return holds ? `Set ${name}` : `Leave ${name} out`;
    return `Switch ${name} ${holds ? 'on' : 'off'}`;
  }
  // what only the code calls so is set by nobody
  if (setting.is === 'name')
    return `Let ${name} be ${holds ? inWords(ways) : `another value than '${value}'`} in ${file}`;
  if (!holds) return `Set ${name} to another value than '${value}'`;
  return `Set ${name} to ${inWords(ways)}`;
}

function inWords(ways: readonly Wanted[]): string {
  const values = ways.flatMap(({ value }) => (value === undefined ? [] : [`'${value}'`]));
  const last = values.at(-1) ?? '';
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} or ${last}`;
}
