import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, type Resolved, said } from '../../../resolve/evidence.js';
import { byHand, type Repair } from '../../../resolve/repair.js';
import { stopRepair } from '../repairs/http.js';
import type { JsApp } from '../resolve-js.js';
import { frameworkOf } from './framework.js';
import { listeners } from './servers.js';

const libraries =
  /^(@godaddy\/terminus|http-graceful-shutdown|http-terminator|stoppable|close-with-grace|lightship|fastify-graceful-shutdown|express-graceful-shutdown|terminus)$/;

/** How the server process ends when it is told to. */
export function stopParts(js: JsApp): AppParts {
  const [listen] = listeners(js);
  const technology = frameworkOf(js);
  if (!listen || (technology === 'next' && startsByNext(js))) return {};
  const { graceful, at } = stopOf(js, listen);
  const repair = at === listen.at ? (asInterrupted(js, listen) ?? ofOneServer(js, listen)) : undefined;
  return { gracefulStops: [{ label: 'the server', technology, graceful, at, repair }] };
}

/** `next start` stops by itself (next 15, server/lib/start-server.ts); a server of the app's own that renders its pages does not. */
function startsByNext({ app }: JsApp): boolean {
  const scripts = app.facts.of('script').filter(({ name }) => name === 'start' || name === 'start:prod');
  return scripts.length === 0 || scripts.some(({ command }) => /\bnext\s+start\b/.test(command));
}

/** A server that ends by itself when it is interrupted knows what there is to close; another program closes what is its own. */
function asInterrupted({ app, runs, together }: JsApp, listen: Fact<'js-call'>): Repair | undefined {
  const own = app.facts
    .of('use')
    .find(
      ({ technology, what, name, at }) =>
        technology === 'node' &&
        what === 'signal' &&
        name === 'SIGINT' &&
        runs(at.file) &&
        together(listen.at.file, at.file),
    );
  return (
    own && {
      ...byHand(
        `Let SIGTERM do what SIGINT does in ${own.at.file}`,
        'Containers and process managers stop with SIGTERM: give it the same handler',
        'Look that the handler ends the process once the server is closed',
      ),
      whole: true,
    }
  );
}

/** Which of several servers is started, and whether one under a condition is, only the app knows. */
function ofOneServer(js: JsApp, listen: Fact<'js-call'>): Repair | undefined {
  return listeners(js).length === 1 && listen.when.length === 0 ? stopRepair(js, listen, starterBefore(js)) : undefined;
}

interface Stop {
  readonly graceful: Resolved<boolean>;
  readonly at: Fact['at'];
}

function stopOf(js: JsApp, listen: Fact<'js-call'>): Stop {
  const library = js.of(libraries)[0];
  if (library) return yes(library.at, `${library.module} ends the server when a signal arrives`);
  const hooks = js.calls.find((call) => /(^|\.)enableShutdownHooks$/.test(call.name));
  if (hooks) return yes(hooks.at, 'the shutdown hooks are enabled');
  const signals = js.app.facts
    .of('use')
    .filter((fact) => fact.technology === 'node' && fact.what === 'signal' && js.runs(fact.at.file));
  const terms = signals.filter(({ name }) => name === 'SIGTERM');
  const term =
    terms.find((one) => isTrue(one, 'closes') && isTrue(one, 'exits')) ??
    terms.find((one) => isTrue(one, 'closes')) ??
    terms[0];
  if (!term) return no(listen.at, 'listens, and nothing in the app handles SIGTERM');
  if (!isTrue(term, 'closes')) return no(term.at, 'handles SIGTERM without closing the server');
  const interrupt = signals.some(({ name }) => name === 'SIGINT');
  if (startsUnderPm2(js) && !interrupt)
    return no(term.at, 'handles SIGTERM, but the app is started by pm2, which sends SIGINT');
  const keeper = isTrue(term, 'exits') ? undefined : keepsAlive(js);
  if (keeper)
    return no(
      term.at,
      `closes the server and never exits: the connection of ${keeper} keeps the process alive until it is killed`,
    );
  return yes(term.at, 'closes the server when SIGTERM arrives');
}

function isTrue(fact: Fact<'use'>, key: string): boolean {
  const option = fact.options?.[key];
  return option?.is === 'literal' && option.value === true;
}

function yes(at: Fact['at'], says: string): Stop {
  return { graceful: known(true, [said(at, says)]), at };
}

function no(at: Fact['at'], says: string): Stop {
  return { graceful: known(false, [said(at, says)]), at };
}

/** What a container starts in front of Node.js and what gets the signal instead: a package manager, a shell or its script. */
function starterBefore({ app }: JsApp): string | undefined {
  const steppingAside = new Set(app.facts.of('shell-script').flatMap(({ commands, at }) => (commands.at(-1)?.exec ? [baseOf(at.file)] : []))); // biome-ignore format: one list
  const images = app.facts.of('image').flatMap(({ stages }) => stages.slice(-1));
  const lines = [
    ...app.processes.flatMap(({ command, role }) => (command !== undefined && role !== 'worker' ? [command] : [])),
    ...images.flatMap(
      ({ entrypoint, command }) => (entrypoint ?? command)?.words.map(({ value }) => value).join(' ') ?? [],
    ),
  ];
  const found = lines
    .map((line) => line.trim())
    // a script that ends with `exec "$@"` hands its process, and the signal with it, to what is started
    .find(
      (line) =>
        !steppingAside.has(baseOf(line.split(' ')[0] ?? '')) &&
        /^((npm|pnpm|yarn|bun) |(\/(usr\/)?bin\/)?(ba)?sh |\S+\.sh( |$))/.test(line),
    );
  return found && (found.length > 60 ? `${found.slice(0, 58)}…` : found);
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function startsUnderPm2(js: JsApp): boolean {
  const scripts = js.app.facts.of('script').filter(({ name }) => /^(start|start:prod|serve)$/.test(name));
  return scripts.some(({ command }) => /\bpm2(-runtime|-docker)?\s+start\b/.test(command));
}

/** A client whose open connection keeps Node.js running after the server is closed. */
function keepsAlive(js: JsApp): string | undefined {
  return js.calls.find(
    (call) =>
      /^(mongoose|mongodb|pg|mysql2?|redis|ioredis|amqplib|kafkajs)$/.test(call.module) &&
      /connect|create|^$|Pool|Client/i.test(call.name),
  )?.module;
}
