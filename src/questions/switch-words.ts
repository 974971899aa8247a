import type { PartName } from '../resolve/app.js';
import { byHand, type Repair } from '../resolve/repair.js';
import type { Wanted } from './asked-setting.js';
import type { Switch } from './switches.js';

/** The repair that sets a switch the other way, in words. */
export function repairOf(found: Pick<Switch, 'ways' | 'file' | 'reads' | 'or' | 'takes'>, part: PartName): Repair {
  const isFile = part === 'fileStores' || part === 'localWrites';
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
    ...(part === 'databases'
      ? [
          'Move what the file holds into that database before you switch, in the way that the app has for it: nothing moves by itself',
        ]
      : []),
  ];
  return { ...byHand(titleOf(found, part), ...needs), whole: true };
}

function titleOf(
  { ways, or = [], file, takes }: Pick<Switch, 'ways' | 'file' | 'or' | 'takes'>,
  part: PartName,
): string {
  const [first] = ways;
  const { setting, value, begins, holds } = first;
  if (setting.is === 'code') return `Let ${file} choose ${takes ?? 'the other way'}, which the app has for it`;
  const name = setting.is === 'setting' ? `the setting ${setting.name}` : setting.name;
  if (value === undefined) {
    if (setting.is === 'variable') return holds ? `Set ${[name, ...or].join(' or ')}${part === 'databases' && or.length === 0 ? ' to the address of a database server' : ''}` : `Leave ${name} out`; // biome-ignore format: one sentence
    return `Switch ${name} ${holds ? 'on' : 'off'}`;
  }
  if (begins) return `${setting.is === 'name' ? `Let ${name} in ${file} be` : `Set ${name} to`} a value that begins ${holds ? '' : 'otherwise than '}with '${value}'`; // biome-ignore format: one sentence
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
