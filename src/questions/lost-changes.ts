import type { Event, Expr } from '../code/model.js';
import { within } from '../code/walk.js';
import { grouped } from '../grouped.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import { givenBackBy } from '../program/scopes.js';
import type { Func } from '../program/values.js';
import type { AppParts } from '../resolve/app.js';
import type { LostUpdate } from '../resolve/parts/lost-update.js';
import { type Asked, placeOfExpr, stepsOf } from './asked.js';
import { isHeld } from './lost-updates.js';
import { isSameText } from './same-thing.js';
import { isMaking } from './twice.js';

/**
 * An amount of a row that is read, changed in code and saved: `credit.amount -= price; credit.save()`, `update({ amount: credit.amount + price })`.
 * Counters of single steps, and sums that are taken anew, lose nothing that anybody misses; jobs and tasks of one row seldom meet.
 */
export function lostChangesAsked(asked: Asked): AppParts {
  const { effects, graph } = asked.program;
  const known = effects.of('shared').flatMap(({ site, row, weak }) => (row.what === 'rows' && !weak ? [site] : []));
  const saves = graph.sites.filter((site) => isSave(site) && effects.at(site).length === 0);
  const told = new Set<Expr>();
  const lost = [...new Set([...known, ...saves])].flatMap((site): readonly LostUpdate[] => {
    const changed = savedChange(site, asked.program) ?? givenChange(site);
    if (!changed || told.has(changed.of)) return [];
    told.add(changed.of);
    return lostBy(site, changed, asked);
  });
  return { lostUpdates: [...grouped(lost, ({ label }) => [label]).values()].map(asOne) };
}

/** One amount is one fault, however many pieces of code change it: told where it is surest. */
function asOne(all: readonly LostUpdate[]): LostUpdate {
  const [first, ...rest] = all.toSorted((a, b) => Number(a.confidence === 'low') - Number(b.confidence === 'low')) as [LostUpdate, ...LostUpdate[]];
  const others = rest.slice(0, othersShown).map(({ at }) => ({ at, says: 'changes it in the same way' }));
  return rest.length === 0 ? first : { ...first, label: `${first.label} (at ${all.length} places)`, because: [...others, ...first.because] };
} // biome-ignore format: one record

const othersShown = 4;

/** Objects that are rows are saved by this name everywhere (Django's Model.save, Eloquent's, Active Record's, Mongoose's, Sequelize's, TypeORM's). */
function isSave({ call: { callee }, targets }: Site): boolean {
  return callee.is === 'member' && /^save!?$/.test(callee.name) && targets.every(({ fn }) => fn.events.some(handsUp));
}

/** A class's own `save` that hands on to that of the library. */
function handsUp({ value }: Event): boolean {
  if (value?.is !== 'call' || value.callee.is !== 'member') return value?.is === 'call' && value.callee.is === 'super';
  const { of } = value.callee;
  return of.is === 'super' || (of.is === 'call' && of.callee.is === 'super');
}

function lostBy(site: Site, { name, of }: Change, asked: Asked): readonly LostUpdate[] {
  const { program } = asked;
  const way = asked.runs(site.func.module.path) ? program.reach.wayTo(site, ['request', 'socket']) : undefined;
  if (!way || isHeld([site.func], way, program) || locksRow(site, program)) return [];
  const at = placeOfExpr(of, site.func);
  return [
    {
      label: `'${name}'`,
      technology: asked.technologyOf(site.func.module.path),
      at,
      because: [...stepsOf(way), { at, says: `changes ${name} in code, by what was read before` }],
      confidence: program.effects.at(site).length > 0 && !way.weak ? 'medium' : 'low',
    },
  ];
}

/** `findOne({ where, lock: true })` (Sequelize 6, Model.findAll; TypeORM 0.3, FindOneOptions). */
function locksRow({ func }: Site, { graph }: Program): boolean {
  return graph.sitesOf(func).some(({ call }) =>
    call.args.some(({ value }) => value.is === 'map' && value.entries.some(({ key }) => key?.is === 'literal' && key.value === 'lock')),
  );
} // biome-ignore format: one chain

interface Change {
  readonly name: string;
  readonly of: Expr;
}

/** `row.amount -= price; row.save()`. */
function savedChange({ call, func }: Site, program: Program): Change | undefined {
  const { callee } = call;
  if (callee.is !== 'member' || callee.of.is !== 'name' || isMadeHere(callee.of.name, func, program)) return undefined;
  const row = callee.of;
  const changes = func.fn.events.flatMap((event): readonly (Change & { readonly isChange: boolean })[] => {
    if (event.is !== 'bind' || event.end > call.start || event.target.is !== 'member' || !isSameText(event.target.of, row)) return [];
    return [{ name: event.target.name, of: event.target, isChange: isByAmount(event, event.target) }];
  });
  // what was set before is not what the row had
  return changes.find(({ name, isChange }, index) => isChange && !changes.slice(0, index).some((one) => one.name === name && !one.isChange));
} // biome-ignore format: one condition a line

/** The row is new: nobody else has it. */
function isMadeHere(name: string, func: Func, program: Program): boolean {
  for (let here: Func | undefined = func; here; here = here.outer) {
    const bound = here.bindings.get(name);
    if (bound) return bound.some((one) => isMadeBy(one.expr, one.func, program));
  }
  return false;
}

/** Also by a helper. */
function isMadeBy(expr: Expr, func: Func, program: Program): boolean {
  if (isMaking(expr, func, program)) return true;
  const targets = program.graph.sitesOf(func).find(({ call }) => call === expr)?.targets ?? [];
  return targets.flatMap(givenBackBy).some((given) => isMaking(given.expr, given.func, program));
}

/** By an amount: who counts one up or down is off by one at worst. */
function isByAmount({ value, sign }: Event & { is: 'bind' }, target: Expr): boolean {
  if (sign === '-=' || sign === '+=') return value.is !== 'literal';
  return sign === undefined && isSum(value, (one) => isSameText(one, target));
}

function isSum(value: Expr, isIt: (expr: Expr) => boolean): boolean {
  if (value.is !== 'operation' || !value.left) return false;
  if (value.sign === '-') return isIt(value.left) && value.right.is !== 'literal';
  return value.sign === '+' && ((isIt(value.left) && value.right.is !== 'literal') || (isIt(value.right) && value.left.is !== 'literal'));
} // biome-ignore format: one condition

/** `update({ amount: row.amount + price })`. */
function givenChange({ call }: Site): Change | undefined {
  for (const { name: own, value: given } of call.args)
    for (const one of own === undefined ? within(given) : []) {
      if (one.is !== 'map') continue;
      for (const { key, value } of one.entries) {
        const name = key?.is === 'literal' ? String(key.value) : undefined;
        const isIt = (expr: Expr) => (expr.is === 'member' && expr.name === name) || (expr.is === 'index' && expr.key.is === 'literal' && expr.key.value === name);
        if (name !== undefined && isSum(value, isIt)) return { name, of: value };
      }
    }
  const named = call.args.find(({ name, value }) => name !== undefined && isSum(value, (one) => one.is === 'member' && one.name === name));
  return named?.name === undefined ? undefined : { name: named.name, of: named.value };
} // biome-ignore format: one condition a line
