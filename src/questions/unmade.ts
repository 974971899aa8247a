import { within } from '../code/walk.js';
import type { Construction } from '../program/scopes.js';
import type { Klass } from '../program/values.js';
import type { Asked } from './asked.js';
import { wantedBy } from './asked-setting.js';
import { decisionsAround } from './decisions.js';

/**
 * A class that stands in for another one where a variable is not set (a store in memory, a disk), and the variable is set: wherever an object of it is
 * made, that is on a way which is not taken.
 */
export function isNeverMade(klass: Klass, asked: Asked): boolean {
  const made = constructionsOf(klass, asked);
  return made.length > 0 && made.every((one) => isOnOtherWay(one, asked));
}

const constructors = ['constructor', '__init__', '__construct', 'initialize'];

function constructionsOf(klass: Klass, { program }: Asked): readonly Construction[] {
  const { scopes, linker, graph, classes } = program;
  const named = scopes
    .constructions(klass.name)
    .filter(({ call, func }) =>
      linker.evaluate(call.callee, func).some((value) => value.is === 'class' && value.klass === klass),
    );
  if (named.length > 0) return named;
  return constructors.flatMap((name) => {
    const func = classes.methodOf(klass, name, linker.evaluate)?.func;
    return func && func.owner === klass ? graph.callsTo(func) : [];
  });
}

function isOnOtherWay({ call, func }: Construction, asked: Asked): boolean {
  const event = func.fn.events.find(({ value }) => value !== undefined && [...within(value)].includes(call));
  if (!event?.value) return false;
  const { guard, value: whole } = event;
  const decisions = decisionsAround({ expr: call, func, whole, ...(guard === undefined ? {} : { guard }) });
  return decisions.some(({ own }) => {
    const wanted = own && wantedBy(own, asked.program);
    const set = wanted?.setting.is === 'variable' ? asked.variable(wanted.setting.name) : undefined;
    return wanted && set ? (wanted.value === undefined || set.value === wanted.value) !== wanted.holds : false;
  });
}
