import type { Call, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import type { Way } from '../program/reach.js';
import type { Func, Klass } from '../program/values.js';
import { type Evidence, said } from '../resolve/evidence.js';
import { type Asked, placeOfExpr } from './asked.js';
import type { Use } from './memo.js';

/**
 * What is put is an object of the app that those who are served change, and whose fields it then writes out to what all servers share (a document
 * that is open, a game): it can be had again, but who has it in another copy writes an older state over what was written here. The steps that show it.
 */
export function writtenBack({ value, func }: Use, asked: Asked, wayTo: (func: Func) => Way | undefined): readonly Evidence[] | undefined {
  const { linker, graph } = asked.program;
  const values = value ? linker.evaluate(value, func).flatMap(graph.concrete) : [];
  for (const one of values) {
    const found = one.is === 'instance' ? changedIn(one.klass, asked, wayTo) : undefined;
    if (found) return found;
  }
  return undefined;
} // biome-ignore format: one signature

function changedIn(klass: Klass, asked: Asked, wayTo: (func: Func) => Way | undefined): readonly Evidence[] | undefined {
  const { scopes } = asked.program;
  for (const { module, class: own } of klass.parts) {
    for (const { name, fn } of own.methods) {
      const method = scopes.funcAt(module, fn);
      if (!method || makers.test(name) || !wayTo(method)) continue;
      for (const event of method.fn.events) {
        if (event.is !== 'bind' || !isOwnField(event.target) || !dependsOnGiven(event.value, method)) continue;
        const written = writtenAfter(event.target.name, event.end, method, asked);
        if (written)
          return [
            said(placeOfExpr(event.target, method), 'is changed in this process'),
            said(placeOfExpr(written.call, written.func), 'writes over what all servers share with it'),
          ];
      }
    }
  }
  return undefined;
} // biome-ignore format: one signature

/** What makes an object, or fills it for the first time: no change. */
const makers = /^(constructor|__init__|initialize)$/;

type Field = Extract<Expr, { is: 'member' }>;

function isOwnField(expr: Expr): expr is Field {
  return expr.is === 'member' && expr.of.is === 'this';
}

/** What whoever is served gives changes it: not what was read for it. */
function dependsOnGiven(value: Expr, { fn }: Func): boolean {
  const given = new Set(fn.params.map(({ name }) => name));
  return [...within(value)].some((one) => one.is === 'name' && given.has(one.name));
}

/** Calls between what changes a field and what writes it. */
const farthest = 2;

/** The call by which a method, or one of the same object that it calls, writes a field out. */
function writtenAfter(field: string, from: number, func: Func, asked: Asked, left = farthest): { readonly call: Call; readonly func: Func } | undefined {
  const { graph, effects } = asked.program;
  for (const site of graph.sitesOf(func)) {
    if (site.call.start < from) continue;
    const isWrite = effects.at(site).some(({ row }) => row.is === 'shared');
    if (isWrite && site.call.args.some((one) => holds(one.value, field))) return { call: site.call, func };
    const isOwn = site.call.callee.is === 'member' && site.call.callee.of.is === 'this';
    for (const target of isOwn && left > 0 ? site.targets.slice(0, 2) : []) {
      const found = writtenAfter(field, 0, target, asked, left - 1);
      if (found) return found;
    }
  }
  return undefined;
} // biome-ignore format: one signature

/** The field itself, or the whole object. */
function holds(given: Expr, field: string): boolean {
  const parts = [...within(given)];
  const owners = new Set(parts.flatMap((one) => (one.is === 'member' ? [one.of] : [])));
  return parts.some((one) => (isOwnField(one) ? one.name === field : one.is === 'this' && !owners.has(one)));
}
