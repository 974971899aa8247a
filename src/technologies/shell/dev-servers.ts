import { known, said } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import { holds, variablesAsked } from './conditions.js';
import { servers } from './give-way.js';
import type { Reached, Start, Started } from './start.js';
import { labelOf } from './step-repairs.js';
import { devServers } from './steps.js';

/** A server for a developer's machine as what a start stays with. */
export function devServerOf(start: Start, started: Started): BootStep | undefined {
  const { main } = started;
  if (!main || !devServers.test(main.text)) return undefined;
  return {
    step: 'dev-server',
    label: labelOf(main),
    technology: 'shell',
    when: 'each-start',
    guards: [],
    runs: known(true, [said(main.command.at, 'is what is started')]),
    at: main.command.at,
    repair: byOwnSwitch(start, started, main) ?? otherServer(main),
  };
}

/** The start knows a server for production as well, behind a condition that one variable decides. */
function byOwnSwitch(start: Start, { reached }: Started, main: Reached): Repair | undefined {
  for (const { command, text, runs } of reached) {
    const condition = command.conditions.at(-1);
    if (runs !== false || condition === undefined || !servers.test(text) || devServers.test(text)) continue;
    const words = [...condition.matchAll(/(?<![\w$-])[A-Za-z0-9][\w-]{0,40}(?![\w-])/g)].map(([word]) => word);
    for (const name of new Set(variablesAsked(condition))) {
      const value = words.find(
        (word) => word !== name && holds(condition, { args: undefined, variable: (one) => (one === name ? word : start.variable(one)) }) === true,
      );
      if (value !== undefined)
        return {
          ...byHand(
            `Set ${name}=${value}: ${command.at.file} starts \`${labelOf({ text })}\` then`,
            `In the environment of every copy, or as the default of the image, which now falls to \`${labelOf(main)}\``,
          ),
          whole: true,
        };
    }
  }
  return undefined;
} // biome-ignore format: one condition

/** What is started in production instead, by the command that is there (the manuals of each: deployment). */
const instead: readonly (readonly [RegExp, string])[] = [
  [/\bmanage\.py\s+runserver/, 'gunicorn (or uvicorn, where the app has an ASGI module) with the WSGI module of the project, and its static files by WhiteNoise or the web server'],
  [/\bflask\b/, 'gunicorn (or waitress) with the module and the name of the app'],
  [/\bfastapi\s+dev\b/, '`fastapi run` with the same module'],
  [/\buvicorn\b/, 'uvicorn without --reload, with as many --workers as the machine has cores'],
  [/\bartisan\s+serve\b|\bphp\s+-S\b|\bsymfony\b/, 'PHP-FPM behind a web server, or FrankenPHP'],
  [/\brails\b/, '`rails server` with RAILS_ENV=production'],
  [/\bnext\s+dev\b/, '`next build` when the image is built, `next start` in the container'],
  [/\bnuxi?\s+dev\b/, '`nuxt build` when the image is built, `node .output/server/index.mjs` in the container'],
  [/\bnest\s+start\b/, '`nest build` when the image is built, `node dist/main` in the container'],
  [/\b(vite|webpack|react-scripts|ng\s+serve|vue-cli-service)\b/, 'a web server with the files that the build of the image has made'],
  [/\b(nodemon|ts-node-dev|node\s+--watch)\b/, '`node` with the entry point that is built with the image'],
]; // biome-ignore format: a table

function otherServer({ text }: Reached): Repair {
  const server = instead.find(([when]) => when.test(text))?.[1] ?? 'the server of production, built with the image';
  return {
    ...byHand(`Start a server that is made for production instead of \`${labelOf({ text })}\``, `Start ${server}.`),
    whole: true,
  };
}
