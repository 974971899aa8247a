import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, said } from '../../../resolve/evidence.js';
import type { BootStep } from '../../../resolve/parts/boot-step.js';
import type { Guard } from '../../../resolve/parts/scheduled-task.js';
import { locksDatabase } from '../../shell/steps.js';
import { wordsOf } from '../entries.js';
import { scriptRepair, synchronizeRepair } from '../repairs/boot.js';
import { type JsApp, optionOf } from '../resolve-js.js';

/** Migrations and the like that every copy does when it starts. */
export function bootParts(js: JsApp): AppParts {
  const programs = spawned(js);
  return { bootSteps: [...inCode(js), ...inScripts(js), ...programs, ...builds(js)] };
}

function step(kind: BootStep['step'], label: string, at: Fact['at'], guards: readonly Guard[] = []): BootStep {
  return {
    step: kind,
    label,
    technology: 'node',
    when: 'each-start',
    guards,
    ...(locksDatabase.test(label) ? { locksDatabase: true as const } : {}),
    runs: known(true, [said(at, 'runs when a copy starts')]),
    at,
  };
}

function inCode(js: JsApp): readonly BootStep[] {
  const firstLocks = locksIn(js);
  return js.calls.flatMap((call): readonly BootStep[] => {
    const isLocked = (firstLocks.get(call.at.file) ?? call.at.start) < call.at.start;
    if (call.serves === 'request' || js.byScript(call.at.file) || isLocked) return [];
    const on = call.on ?? '';
    if (/^(flushall|flushdb|flushAll|flushDb)$/.test(call.name.split('.').at(-1) ?? '') && atStart(call))
      return [step('reset-shared-state', `${on}.${call.name.split('.').at(-1)}()`, call.at)];
    if (call.module === '' && call.name === 'delete' && atStart(call))
      return [step('reset-shared-state', `${on}.delete('locks')`, call.at)];
    if (
      /^(typeorm|@nestjs\/typeorm)$/.test(call.module) &&
      /^(DataSource|createConnection|TypeOrmModule\.forRoot)$/.test(call.name)
    ) {
      if (isTrue(js, optionOf(js, call, 'synchronize')))
        return [{ ...step('migrate', "TypeORM's synchronize", call.at), repair: synchronizeRepair(js, call) }];
      if (isTrue(js, optionOf(js, call, 'migrationsRun'))) return [step('migrate', "TypeORM's migrationsRun", call.at)];
    }
    return [];
  });
}

/** In a function that starts the program, or in none. */
function atStart(call: Fact<'js-call'>): boolean {
  return call.inside === undefined || /start|boot|init|main|listen|setup/i.test(call.inside);
}

function isTrue(js: JsApp, option: Parameters<JsApp['settle']>[0]): boolean {
  const value = option && js.value(option);
  return value?.state === 'known' && (value.value === true || value.value === 'true');
}

/** Where each file takes its first lock: what migrates behind it is guarded. */
function locksIn(js: JsApp): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { module, name, at } of js.calls)
    if (/^(redlock|async-mutex)$/.test(module) || /(^|\.)(acquire|lock|withLock)$/.test(name))
      first.set(at.file, Math.min(at.start, first.get(at.file) ?? at.start));
  return first;
}

const startScripts = /^(start|start[:-](prod|production|docker|server|web)|prestart([:-]prod)?|serve|server)$/;
const migrations: readonly (readonly [RegExp, string])[] = [
  [/prisma\s+migrate\s+deploy/, 'prisma migrate deploy'],
  [/prisma\s+db\s+push/, 'prisma db push'],
  [/typeorm[^&|;]{0,300}migration:run/, 'typeorm migration:run'],
  [/sequelize(-cli)?\s+db:migrate/, 'sequelize db:migrate'],
  [/knex\s+migrate:latest/, 'knex migrate:latest'],
  [/migrate-mongo\s+up/, 'migrate-mongo up'],
  [/drizzle-kit\s+(migrate|push)/, 'drizzle-kit migrate'],
  [/node-pg-migrate|db-migrate\s+up/, 'db-migrate up'],
];

/** `"start": "prisma migrate deploy && node server.js"`, also through other scripts. */
function inScripts(js: JsApp): readonly BootStep[] {
  const facts = js.app.facts.of('script');
  const scripts = new Map(facts.map((fact) => [fact.name, fact.command]));
  return facts.flatMap((fact): readonly BootStep[] => {
    if (!startScripts.test(fact.name)) return [];
    const whole = [fact.command, ...wordsOf(fact.command, scripts, 0).map((word) => scripts.get(word) ?? '')].join(
      ' ; ',
    );
    const tools = migrations.flatMap(([pattern, label]) => (pattern.test(whole) ? [label] : []));
    // what a program of its own migrates before the server starts is said in that program
    return tools.map((label) => ({
      ...step('migrate', label, fact.at),
      repair: scriptRepair(fact, facts),
    }));
  });
}

const bundlers = /\b(next|nuxt|nuxi|vite|webpack|react-scripts|ng|remix|astro|react-router|svelte-kit) build\b/;

/** `"start": "next build && next start"`: the script that builds what the servers serve whenever one of them starts. */
export function builtAtStart(js: JsApp): Fact['at'] | undefined {
  const facts = js.app.facts.of('script');
  const scripts = new Map(facts.map((fact) => [fact.name, fact.command]));
  const text = (command: string, depth: number): string =>
    [
      command,
      ...calledScripts(command).map((name) => (depth > 3 ? '' : text(scripts.get(name) ?? '', depth + 1))),
    ].join(' ; ');
  return facts.find(({ name, command }) => startScripts.test(name) && bundlers.test(text(command, 0)))?.at;
}

/** The scripts that a command runs by name: `npm run build`, `yarn build`, `run-s build serve`. */
function calledScripts(command: string): readonly string[] {
  const runs = [...command.matchAll(/\b(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?(?:-\S+\s+)*([\w:-]+)/g)].map(
    ([, name]) => name,
  );
  const lists = [...command.matchAll(/\b(?:run-[sp]|npm-run-all)\s+([^&|;]+)/g)].flatMap(([, names]) =>
    names?.split(/\s+/),
  );
  return [...runs, ...lists].filter((name) => name !== undefined);
}

function builds(js: JsApp): readonly BootStep[] {
  const at = builtAtStart(js);
  return at ? [step('build', 'the build', at)] : [];
}

/** A start script that runs a migration tool as a child process: `execSync('prisma migrate deploy')`. */
function spawned(js: JsApp): readonly BootStep[] {
  return js.of(/^(child_process|execa|shelljs|cross-spawn)$/).flatMap((call): readonly BootStep[] => {
    const told = call.args.flatMap((argument) => js.settle(argument).map(({ expr }) => expr));
    const text = [...call.args, ...told].map((argument) => JSON.stringify(argument)).join(' ');
    return migrations.flatMap(([pattern, label]) => (pattern.test(text) ? [step('migrate', label, call.at)] : []));
  });
}
