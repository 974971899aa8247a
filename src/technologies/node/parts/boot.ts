import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, said } from '../../../resolve/evidence.js';
import type { BootStep } from '../../../resolve/parts/boot-step.js';
import { synchronizeRepair } from '../repairs/boot.js';
import { type JsApp, optionOf } from '../resolve-js.js';

/** Migrations and the like that every copy does when it starts. */
export function bootParts(js: JsApp): AppParts {
  return { bootSteps: inCode(js) };
}

function step(label: string, at: Fact['at']): BootStep {
  return {
    step: 'migrate',
    label,
    technology: 'node',
    when: 'each-start',
    guards: [],
    runs: known(true, [said(at, 'runs when a copy starts')]),
    at,
  };
}

function inCode(js: JsApp): readonly BootStep[] {
  return js.calls.flatMap((call): readonly BootStep[] => {
    if (call.serves === 'request' || js.byScript(call.at.file)) return [];
    if (
      /^(typeorm|@nestjs\/typeorm)$/.test(call.module) &&
      /^(DataSource|createConnection|TypeOrmModule\.forRoot)$/.test(call.name)
    ) {
      if (isTrue(js, optionOf(js, call, 'synchronize')))
        return [{ ...step("TypeORM's synchronize", call.at), repair: synchronizeRepair(js, call) }];
      if (isTrue(js, optionOf(js, call, 'migrationsRun'))) return [step("TypeORM's migrationsRun", call.at)];
    }
    return [];
  });
}

function isTrue(js: JsApp, option: Parameters<JsApp['settle']>[0]): boolean {
  const value = option && js.value(option);
  return value?.state === 'known' && (value.value === true || value.value === 'true');
}

const startScripts = /^(start|start[:-](prod|production|docker|server|web)|prestart([:-]prod)?|serve|server)$/;
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
