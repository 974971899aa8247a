import { commandsOf, namesRun } from '../program/commands.js';
import type { Site } from '../program/graph.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import type { Visit } from '../program/visits.js';
import type { AppParts } from '../resolve/app.js';
import { known } from '../resolve/evidence.js';
import type { BootStep } from '../resolve/parts/boot-step.js';
import type { StartedCommand } from '../resolve/parts/started-command.js';
import { type Asked, evidenceOf, placeOfExpr, stepsOf } from './asked.js';
import { gatesOf } from './gates.js';
import { atProcessStart, guardsOf, isForFault, isLocking, startFiles } from './process-start.js';
import { resetsAtStart } from './resets.js';
import { schemaStatements, schemaSteps, sqlRuns } from './schema.js';

/** Commands and scripts of the app's own that its start runs, and whose code changes the database. */
export function bootAsked(asked: Asked): AppParts {
  const starts = startsOf(asked);
  const sql = sqlRuns(asked.program);
  const served = [...servedSteps(asked), ...schemaSteps(sql, asked)];
  const own = [...atProcessStart(asked), ...resetsAtStart(asked)];
  if (asked.started.length + starts.length === 0) return { bootSteps: [...served, ...own] };
  const commands = commandsOf(asked.program);
  const statements = schemaStatements(sql, asked.program);
  return {
    bootSteps: [
      ...served,
      ...own,
      ...asked.started
        .flatMap((command) => stepOf(command, { commands, statements }, asked))
        .filter((step) => ![...served, ...own].some((one) => isFor(step, one))),
      ...starts.flatMap((func) => processStepOf(func, { commands }, asked)),
    ],
  };
}

/** What the starts of the app run of its own commands and scripts. */
export function startedFuncs({ started, program }: Asked): readonly Func[] {
  if (started.length === 0) return [];
  const commands = commandsOf(program);
  return started.flatMap((command) =>
    command.runs.state === 'known' && !command.runs.value ? [] : funcsOf(command, commands, program),
  );
}

/** The functions of the app that a command or a script runs. */
export function funcsOf(command: StartedCommand, commands: Commands, program: Program): readonly Func[] {
  const named = command.names.flatMap((name) => commands.get(name) ?? []);
  if (command.scripts.length === 0) return named.filter(({ module }) => module.language === command.language);
  // the words behind a script name commands of its own, which stand beside it or below
  const tops = scriptOf(command, program);
  const isOwn = ({ module }: Func) => tops.some((top) => module.language === command.language && folderOf(module.path).startsWith(folderOf(top.module.path)));
  return [...named.filter(isOwn), ...tops];
} // biome-ignore format: one condition

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/** Changes of the database that a page makes: two that are asked for at a time make them twice. */
function servedSteps(asked: Asked): readonly BootStep[] {
  return asked.program.effects.of('migrate').flatMap((effect): BootStep[] => {
    const { site, row, weak } = effect;
    if (row.what !== 'served' || weak || !asked.runs(site.func.module.path)) return [];
    const way = asked.program.reach.wayTo(site, ['request', 'socket']);
    if (!way || way.weak) return [];
    const because = evidenceOf(way, effect, 'changes the schema of the database');
    const { callee } = site.call;
    return [
      {
        step: 'migrate',
        label: callee.is === 'member' ? `${callee.name}()` : 'a migration',
        technology: asked.technologyOf(site.func.module.path),
        when: 'request',
        guards: [],
        runs: known(true, because),
        at: placeOfExpr(site.call, site.func),
      },
    ];
  });
}

/** The tops of the files that a framework runs in each process. */
function startsOf({ program, runs }: Asked): readonly Func[] {
  const patterns = startFiles(program);
  return program.scopes.modules
    .filter(({ path }) => runs(path) && patterns.some((pattern) => pattern.test(path)))
    .flatMap((module) => program.scopes.topOf(module) ?? []);
}

/** What changes the database whenever a process of the app starts, unless the environment keeps it from that. */
function processStepOf(func: Func, changing: Changing, asked: Asked): readonly BootStep[] {
  const change = changeIn([func], changing, asked.program);
  if (!change) return [];
  const { site } = change;
  const way = asked.program.reach.wayTo(site, ['boot']);
  const closed = gatesOf(site, way, asked).find(({ isOpen }) => !isOpen);
  if (closed && !closed.isSet) return [];
  const at = placeOfExpr(site.call, site.func);
  const because = [...stepsOf(way), { at, says: change.step === 'migrate' ? 'changes the schema of the database' : 'writes rows' }]; // biome-ignore format: one line
  const written = site.names.find((name) => !name.startsWith('?')) ?? '';
  return [{
    step: change.step,
    label: written.split(/[/.]/).slice(-2).join('.').replaceAll('()', ''),
    technology: asked.technologyOf(site.func.module.path),
    when: 'each-process',
    guards: guardsOf([...(way?.calls ?? []), ...change.way, site], asked.program),
    ...(isLocking(site, asked.program) ? { locksDatabase: true as const } : {}),
    runs: known(!closed, closed ? closed.because : because),
    at,
  }];
} // biome-ignore format: one record

type Commands = ReadonlyMap<string, readonly Func[]>;

function stepOf(command: StartedCommand, changing: Changing, asked: Asked): readonly BootStep[] {
  const { label, runs, at } = command;
  if (runs.state === 'known' && !runs.value) return [];
  const change = changeIn(funcsOf(command, changing.commands, asked.program), changing, asked.program);
  if (!change) return [];
  const place = { at: placeOfExpr(change.site.call, change.site.func), says: change.step === 'migrate' ? 'changes the schema of the database there' : 'writes rows there' };
  const because = [...runs.because, place];
  return [{
    step: change.step,
    label,
    technology: asked.technologyOf(change.site.func.module.path),
    when: 'each-start',
    guards: guardsOf([...change.way, change.site], asked.program),
    runs: runs.state === 'known' ? known(true, because) : { ...runs, because },
    at,
  }];
} // biome-ignore format: one record

/** The same call is told where it stands, or with those that lead to it. */
function isFor({ runs }: BootStep, other: BootStep): boolean {
  const last = runs.because.at(-1)?.at;
  if (last === undefined || !('file' in last)) return false;
  const places = [other.at, ...other.runs.because.map(({ at }) => at)];
  return places.some((at) => 'file' in at && at.file === last.file && at.start === last.start);
}

function scriptOf({ scripts, language }: StartedCommand, program: Program): readonly Func[] {
  for (const path of scripts) {
    if (path === '') continue;
    const same = program.scopes.modules.filter((module) => module.language === language && (module.path === path || module.path.endsWith(`/${path}`)));
    const module = same.find((one) => one.path === path) ?? (same.length === 1 ? same[0] : undefined);
    const top = module && program.scopes.topOf(module);
    if (top) return [top];
  }
  return [];
} // biome-ignore format: one question a line

interface Change {
  readonly step: 'migrate' | 'seed';
  readonly site: Site;
  /** The calls that lead to it, from what was asked for. */
  readonly way: readonly Site[];
}

/** So many functions are looked at for one command. */
const most = 500;

/** What of the app's own changes the database. */
interface Changing {
  readonly commands: Commands;
  /** Calls that do it by SQL. */
  readonly statements?: ReadonlySet<Site>;
}

/** It is given what the database said of a fault: where all goes well nobody runs it, and where not whoever meets it first. */
function isAnswerToFault({ call, func }: Site, { linker }: Program): boolean {
  return call.args.some(({ value }) =>
    linker
      .evaluate(value, func)
      .some((one) => one.is === 'external' && one.made !== undefined && /\.error(Info|Code)\(\)$/.test(one.name)),
  );
}

/** The first call on the way that changes the database; commands that are run by their names are followed. */
function changeIn(funcs: readonly Func[], { commands, statements }: Changing, program: Program): Change | undefined {
  const { visits } = program.graph;
  const seen = new Map<Visit, readonly Site[]>(funcs.map((func) => [visits.from(func), []]));
  let seeds: Change | undefined;
  let left = most;
  for (const [visit, way] of seen) {
    if (left-- <= 0) break;
    for (const site of visits.sitesOf(visit)) {
      if (site.weak || isForFault(site) || isAnswerToFault(site, program)) continue;
      const effects = program.effects.at(site).filter(({ weak }) => !weak);
      const rows = site.names.flatMap((name) => program.library.commands.find(name).map(({ value }) => value));
      const run = rows.flatMap((row) => namesRun(site, row, program).map((name) => ({ row, name })));
      if (statements?.has(site) || effects.some(({ row }) => row.is === 'migrate') || run.some(({ row, name }) => new RegExp(row.migrates).test(name))) return { step: 'migrate', site, way };
      if (effects.some(({ row }) => row.is === 'seed') || run.some(({ row, name }) => new RegExp(row.seeds).test(name))) seeds ??= { step: 'seed', site, way };
      const next = [...run.flatMap(({ name }) => commands.get(name) ?? []).map(visits.from), ...visits.runs(site, visit)];
      for (const one of next) if (!seen.has(one)) seen.set(one, [...way, site]);
    }
  }
  return seeds;
} // biome-ignore format: one condition a line
