import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { BootStep, GracefulStop, Secret } from '../../resolve/parts/boot-step.js';
import type { Guard } from '../../resolve/parts/scheduled-task.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import { keepsTables, seededOnce } from '../emptied-tables.js';
import { togetherWithStop } from '../uwsgi/stops.js';
import { holds, variablesAsked } from './conditions.js';
import { devServerOf } from './dev-servers.js';
import { inPlaceOfShells } from './give-way.js';
import { isForCertificate, keysMade } from './keys.js';
import { folderOf, liesAt } from './scripts.js';
import type { Reached, Start, Started } from './start.js';
import { labelOf, leftOut, takenOut } from './step-repairs.js';
import { keyMakers, locksDatabase, type StepKind, stepKinds, talk } from './steps.js';
import { waitedFor } from './waits.js';

/** A start, or a program that a process manager keeps running in it. */
export type Way = { readonly started: Started; readonly manager?: string; readonly group?: boolean };

/** What a start does that matters when every copy does it: steps, keys that it makes, and how it ends. */
export function bootParts(
  start: Start,
  { started, manager, group }: Way,
  facts: Facts,
): Required<Pick<AppParts, 'bootSteps' | 'secrets' | 'gracefulStops'>> {
  const bootSteps: BootStep[] = [];
  const secrets: Secret[] = [];
  for (const reached of started.reached) {
    if (isTalk(reached)) continue;
    const kind = stepKinds.find((each) => each.when.test(reached.text) && !each.unless?.test(reached.text));
    const step = kind && !isServer(kind, reached, started) && stepOf(kind, reached, { start, facts, started });
    if (step) bootSteps.push(step);
    const maker = keyMakers.find((each) => each.when.test(reached.text) && !each.unless?.test(reached.text));
    if (!maker || reached.runs === false || isForCertificate(reached, started)) continue;
    const copied = keyCopied(maker.label, reached, { started, facts });
    secrets.push(copied ? { ...keyOf(maker.label, reached), origin: copied } : keyOf(maker.label, reached));
  }
  // beside the server of a container, one that only this machine can reach serves no users
  const isAside =
    manager !== undefined && manager !== 'service' && /\b(127\.0\.0\.1|localhost):\d+/.test(started.main?.text ?? '');
  const dev = isAside ? undefined : devServerOf(start, started);
  if (dev) bootSteps.push(dev);
  secrets.push(...keysMade(start, started));
  // the tools that read Procfiles tell whole groups of processes to stop, supervisord only where it is asked to; scripts of a set-up have ended
  const isOwn = manager === undefined || manager === 'service' || (manager === 'supervisor' && group !== true);
  const stop =
    isOwn && started.main
      ? stopOf(start, { started, ...(manager ? { manager } : {}) }, started.main, facts)
      : undefined;
  return { bootSteps, secrets, gracefulStops: stop ? [stop] : [] };
}

function isTalk({ command, text }: Reached): boolean {
  return talk.test(command.words[0]?.value ?? '') || /--(help|version)$/.test(text);
}

/** `npm run prod` builds in one project and serves in another: what stays running serves, and of what is not seen nothing is known. */
function isServer(kind: StepKind, reached: Reached, started: Started): boolean {
  return (
    kind.step === 'build' &&
    (reached === started.main || reached.ofOther === true) &&
    /\s(prod|production)$/.test(reached.text.trim())
  );
}

function stepOf(
  kind: StepKind,
  reached: Reached,
  { start, facts, started }: { start: Start; facts: Facts; started: Started },
): BootStep | undefined {
  const guarded = [...reached.open, ...reached.closed].join(' ');
  if (kind.step === 'install' && /vendor|node_modules|venv|bundle check|autoload/.test(guarded)) return undefined;
  if (isBuilt(kind, reached, start)) return undefined;
  // The main process of a container that exists to migrate is no step of a server's start.
  const isMain = reached.direct && reached.command.exec && !reached.behindShell;
  if (kind.step === 'migrate' && isMain && !kind.stays) return undefined;
  if (kind.step === 'clear-cache' && cacheIs(/^(file|array|apcu?|octane|null)$/, start, facts)) return undefined;
  return {
    step: kind.step,
    label: labelOf(reached),
    technology: kind.technology,
    when: 'each-start',
    guards: guardsOf(kind, reached),
    ...(kind.step === 'migrate' && locksDatabase.test(reached.text) ? { locksDatabase: true as const } : {}),
    runs: runsOf(reached, start),
    // of the words of an entry point and a command, the one that says it
    at: (kind.stays && reached.command.words.findLast(({ value }) => /migrat/.test(value))?.at) || reached.command.at,
    repair:
      keepsTables(labelOf(reached)) ??
      (kind.step === 'seed' ? seededOnce(labelOf(reached), reached.command.at.file) : undefined) ??
      leftOut(kind, reached, start) ??
      isolated(kind, reached, { start, facts, started }) ??
      takenOut(kind, reached, { start, facts }),
  };
}

/** Done only where its result is missing, which the build of the image has made by the same kind of command. */
function isBuilt({ step, when }: StepKind, { open }: Reached, { built = [] }: Start): boolean {
  if (!/^(install|build|collect-static)$/.test(step) || !open.some((condition) => missing.test(condition)))
    return false;
  return built.some((run) => run.split(/&&|\|\||;|\n/).some((line) => when.test(line.replace(/\\\s*$/, '').trim())));
}

const missing = /!\s*-[defs]\s|!\s*\[{1,2}\s+-[defs]\s|-z\s+"?\$\(\s*ls\s/;

/**
 * `--isolated` takes a lock in the cache, and its value is what others exit with (laravel/framework 9.38, Console/Command.php). Words of a shell
 * script only: a list in JSON has no place for it. A cache in the database is made by the very migrations that wait for its lock.
 */
function isolated(kind: StepKind, reached: Reached, { start, facts, started }: { start: Start; facts: Facts; started: Started }): Repair | undefined {
  const laravel = packageOf(facts, 'composer', 'laravel/framework');
  const word = reached.command.words.find(({ value }) => value === 'migrate');
  if (kind.guard?.label !== '--isolated' || reached.direct || !word || !laravel || !atLeast(laravel, 9, 38))
    return undefined;
  const clears = started.reached.find(({ text, runs }) => runs !== false && clearsCache(text));
  const apart = 'nothing says that the cache, which holds the lock, is kept apart from the tables that migrations make';
  const lacks = clears ? `the lock is in the cache, which '${labelOf(clears)}' empties at every start` : cacheIs(/^(redis|memcached|dynamodb)$/, start, facts) ? undefined : apart;
  return {
    title: 'Migrate under a lock that all servers share',
    safety: 'unsafe',
    changes: [{ is: 'insert', at: word.at, where: 'after', text: ' --isolated=1' }],
    needs: [
      ...(clears ? [`First take '${labelOf(clears)}' out of ${clears.command.at.file}: a copy that starts would empty the cache, and with it the lock of one that migrates.`] : []),
      'Keep the cache in a store that all servers share and that is there before the first migration (Redis): the lock is in it.',
      'A copy that does not get the lock ends the command with 1 (without the number with 0, as if it had migrated): let the script try again, not serve.',
    ],
    ...(lacks === undefined ? {} : { lacks }),
  };
} // biome-ignore format: one choice

function clearsCache(text: string): boolean {
  return stepKinds.some(({ step, when, unless }) => step === 'clear-cache' && when.test(text) && !unless?.test(text));
}

/** The environment names stores of such a kind, and none of another, for Laravel's cache (CACHE_DRIVER before 11). */
function cacheIs(kind: RegExp, { variable }: Start, facts: Facts): boolean {
  const names = ['CACHE_STORE', 'CACHE_DRIVER'];
  const entries = facts.of('env-entry').filter(({ name }) => names.includes(name));
  const given = names.flatMap((name) => variable(name) || []);
  const said = given.length > 0 ? given : entries.map(({ value }) => value);
  return said.length > 0 && said.every((value) => kind.test(value));
}

function guardsOf(kind: StepKind, reached: Reached): readonly Guard[] {
  const guards: Guard[] = [];
  if (kind.guard?.when.test(reached.text)) {
    const because = [said(reached.command.at, `takes a lock of the app's cache by ${kind.guard.label}`)];
    guards.push({
      label: kind.guard.label,
      kind: 'once',
      backend: known({ technology: 'cache', reach: 'shared' }, because),
      at: reached.command.at,
    });
  }
  if (reached.localLock) {
    const { value, at } = reached.localLock;
    const because = [said(at, `${value} locks a file of this machine`)];
    guards.push({
      label: value,
      kind: 'once',
      backend: known({ technology: 'file lock', reach: 'server' }, because),
      at,
    });
  }
  return guards;
}

/** A condition on the environment that the deployment files leave open makes it unknown; one on the running system does not keep it from running. */
export function runsOf(reached: Reached, start: Start): Resolved<boolean> {
  const at = reached.command.at;
  if (reached.runs === false) {
    const first = reached.closed[0] ?? '';
    return known(false, [said(at, `runs only if ${shorten(first)}, which does not hold as shipped`)]);
  }
  const isOfSystem = (condition: string) => {
    const asked = variablesAsked(condition);
    return asked.length > 0 && asked.every((name) => reached.kept?.has(name) && start.variable(name) === '');
  };
  const open = reached.open.find(
    (condition) =>
      !isOfSystem(condition) &&
      (isSwitch.test(condition) ||
        holds(condition, { args: undefined, variable: (name) => start.variable(name) }) === false ||
        variablesAsked(condition).some((name) => start.variable(name) === undefined)),
  );
  if (open) return unknown(`it depends on ${shorten(open)}`, [said(at, `runs only if ${shorten(open)}`)]);
  const words =
    reached.open.length > 0 ? `runs at start when ${shorten(reached.open.join(' and '))}` : 'runs at every start';
  return known(true, [said(at, words)]);
}

/** A command of the script's own that is asked about a variable: what it makes of it is not known. */
const isSwitch =
  /^(!\s*)?(?!(test|grep|egrep|command|which|type|hash|getent|id|expr|find|ls|stat|cat|echo|printf|curl|wget|nc|mysql\w*|psql|pg_isready|redis-cli|php|python\w*|node|ruby|bundle|\w+ctl)\b)[A-Za-z_][\w-]*\s+"?\$\{?[A-Z][A-Z0-9_]+(:?[-=][^}]*)?\}?"?$/;

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 70 ? `${line.slice(0, 67)}...` : line;
}

function keyOf(label: string, reached: Reached): Secret {
  const at = reached.command.at;
  return {
    label,
    technology: 'shell',
    origin: known('per-server-file', [
      said(at, 'makes it when a container starts, in a file of that container or its volume'),
    ]),
    at,
    repair: madeOnce(label, reached),
  };
}

/**
 * A key that is made only where a file has none (`grep -q '^APP_KEY=.' .env || …`), while the start copies an example there that has one: it is
 * never made, and every server has the same.
 */
function keyCopied(
  label: string,
  reached: Reached,
  { started, facts }: { readonly started: Started; readonly facts: Facts },
): Secret['origin'] | undefined {
  const asks = reached.open.find((condition) => /\bgrep\b/.test(condition) && condition.includes(label));
  if (!asks) return undefined;
  for (const before of started.reached.slice(0, started.reached.indexOf(reached))) {
    const [name, ...words] = before.command.words.map(({ value }) => value);
    const [from, to] = words.filter((word) => !word.startsWith('-')).slice(-2);
    if (!/^(\S*\/)?cp$/.test(name ?? '') || !from || !to || before.runs === false) continue;
    if (!asks.includes(lastOf(to))) continue;
    const entry = facts
      .of('env-entry')
      .find((one) => one.name === label && one.value !== '' && lastOf(one.at.file) === lastOf(from));
    if (entry)
      return known('fixed', [
        said(before.command.at, `copies ${from}`),
        said(entry.at, `has ${label}, so that none is made`),
      ]);
  }
  return undefined;
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** What the start has made is handed to every server; a container that is given none would not start without the command. */
function madeOnce(label: string, reached: Reached): Repair | undefined {
  if (reached.direct || reached.through || reached.open.length > 0 || reached.closed.length > 0) return undefined;
  return byHand(
    `Make ${label} once for all servers`,
    `Hand the one of the running server to every server, and the passphrase that it is locked with: what is stored may be signed or encrypted with it. Where there is none yet, run \`${labelOf(reached)}\` once`,
    `Then take it out of ${reached.command.at.file}`,
  );
}

const packageRunner = /^(\S*\/)?(npm|yarn|pnpm)\s/;
const forever =
  /\b(node|npm|yarn|pnpm|bun|python\d?|gunicorn|uvicorn|hypercorn|daphne|uwsgi|waitress-serve|celery|flask|rails|puma|unicorn|sidekiq|java|php-fpm|artisan|nginx|apache2-foreground|httpd|caddy|frankenphp|dotnet)\b|(^|[\s/])(supervisord|s6-svscan|runsvdir|circusd|honcho|foreman)(\s|$)/;

const starts = /^(\S{0,200}\/)?(npm|yarn|pnpm)\s+(run\s+)?start(\s|$)/;

/** Commands of programs that also serve which end by themselves: nothing of them is cut when the container stops. */
const ends =
  /\bartisan\s(?!\s*(serve|octane:|queue:(work|listen)|horizon|schedule:work|reverb:|websockets:|pulse:|inertia:start-ssr))|\b(rails|rake)\s(db:|assets:|runner\b|secret\b)|\bflask\s(db|init|shell|routes)\b|\bmanage\.py\s(migrate|collectstatic|loaddata|createsuperuser|check|compilemessages|createcachetable|flush)\b/;

/** Whether the signal to stop reaches the server process. What the process then does with it is for its own technology to say. */
function stopOf(start: Start, { started, manager }: Way, main: Reached, facts: Facts): GracefulStop | undefined {
  const shells = [...main.waiting, ...(main.behindShell && !main.command.exec ? [main.command] : [])];
  const staying = shells.at(-1) ?? main.command;
  const own =
    (main.direct || manager !== undefined || main.command.piped || shells.length > 0) &&
    main.through === undefined &&
    staying.at.end > staying.at.start;
  const at: Span = own ? staying.at : (wholeOf(start, main.through) ?? inScript(start, main) ?? start.at);
  const waited = waitedFor(started, main, ({ text }) => forever.test(text) && !ends.test(text));
  if (waited) return waited;
  // what `npm start` of an image runs stays, whatever it is called
  const stays = forever.test(main.text) || starts.test(main.through ?? '');
  if (main.runs === false || !stays || ends.test(main.text) || mayBeFunction(main, started)) return undefined;
  const graceful = (is: boolean, says: string): GracefulStop => ({
    label: `'${main.through ?? labelOf(main)}'`,
    technology: 'docker',
    graceful: known(is, [said(at, says)]),
    at,
  });
  if (main.through !== undefined || packageRunner.test(main.text))
    return {
      ...graceful(
        false,
        `'${main.through ?? labelOf(main)}' runs the server behind a package manager and a shell, which do not pass the stop signal on reliably`,
      ),
      repair: withoutManager(start, started, main) ?? serverItself(main),
    };
  if (main.command.piped && main.behindShell)
    return graceful(
      false,
      `'${labelOf(main)}' stands in a pipe: the stop signal reaches the shell in front of it only`,
    );
  if (shells.length > 0)
    return {
      ...graceful(false, `'${labelOf(main)}' runs behind a shell that does not pass the stop signal on (no exec)`),
      ...togetherWithStop(inPlaceOfShells(shells, main, started), { text: main.text, at: main.command.at }, facts),
    };
  if (/\b(gunicorn|uvicorn|puma|apache2-foreground|hypercorn|daphne)\b/.test(main.text))
    return graceful(true, `'${labelOf(main)}' gets the stop signal itself and finishes what runs`);
  return undefined;
}

/** The line of a script that starts the package manager: where one would change it, whoever starts the script. */
function inScript({ at, words }: Start, { throughAt }: Reached): Span | undefined {
  const isOwn = throughAt?.file === at.file || words.some((word) => word.at.file === throughAt?.file);
  return throughAt && throughAt.end > throughAt.start && !isOwn ? throughAt : undefined;
}

/** The words that are started, where they are all there is: the same place as for whoever does not see what is behind them. */
function wholeOf({ words, shell }: Start, through: string | undefined): Span | undefined {
  const [first, last] = [words[0]?.at, words.at(-1)?.at];
  if (shell || !first || !last || first.file !== last.file || first.start === last.start) return undefined;
  return words.map(({ value }) => value).join(' ') === through ? { ...first, end: last.end } : undefined;
}

/** A word that is no path, in a script that takes in another one which is not in the repository. */
function mayBeFunction({ command }: Reached, { unseen }: Started): boolean {
  const first = command.words[0]?.value ?? '';
  return unseen.length > 0 && !first.includes('/') && !forever.test(first);
}

/**
 * A package manager as the first process gets the signal, and ends without waiting for what it runs, or does not pass it on (npm/cli 10,
 * @npmcli/promise-spawn; pnpm 10, exec/lifecycle).
 */
function serverItself({ text, through, command }: Reached): Repair {
  const line = text.replace(/^(npx\s+)?cross-env(-shell)?\s+/, '').trim();
  const words = line.split(/\s+/);
  const begin = Math.max(
    words.findIndex((word) => !/^\w+=/.test(word)),
    0,
  );
  const [given, runs] = [words.slice(0, begin).join(' '), words.slice(begin).join(' ')];
  const isServer = /^node\s/.test(runs);
  return {
    ...byHand(
      'Start the server itself, not the package manager',
      isServer
        ? `Let the image or the service begin with \`${runs}\`, in the folder of ${command.at.file}, in place of \`${through ?? text}\`${given ? `, and set ${given} in its environment` : ''}`
        : `Let the image or the service begin with the program that \`${through ?? text}\` ends with (\`node …\`), in the folder of its manifest, with the variables that the script sets`,
      'What the script does before (migrations, checks) becomes a step of the release, or a script that ends with `exec node …`',
    ),
    whole: true,
  };
}

/** The command of the script, when that is all it runs, in the place of the package manager; tools of the project are found by their path only. */
function withoutManager(
  start: Start,
  { reached }: Started,
  { command, through, open, closed }: Reached,
): Repair | undefined {
  const words = command.words.map(({ value }) => value);
  const plain = words.every((word) => /^[\w@%+=:,./-]+$/.test(word)) && open.length + closed.length === 0;
  const [first, last] = [start.words[0], start.words.at(-1)];
  if (through === undefined || start.shell || !plain || words[0] !== 'node' || !first || !last) return undefined;
  // the manager runs it in the folder of its manifest: only where that is where commands run does it mean the same without
  const folder = (start.workdir ?? '').replace(/(?<!\/)\/+$/, '');
  if (
    start.origins
      ? !liesAt(start, `${folder}/package.json`, command.at.file)
      : folderOf(command.at.file) !== start.folders[0]
  )
    return undefined;
  // A script that does more (checks, migrations), or one that a script of the image runs, is not to be left out.
  if (reached.length > 1 || start.words.map(({ value }) => value).join(' ') !== through) return undefined;
  const at: Span = { file: first.at.file, start: first.at.start, end: last.at.end };
  // Words of a list stand there with their quotes, those of a text without.
  const quoted = first.at.end - first.at.start === first.value.length + 2;
  if (!quoted && at.end - at.start !== start.words.map(({ value }) => value).join(' ').length) return undefined;
  return {
    title: `Start '${words.join(' ')}' without the package manager`,
    safety: 'unsafe',
    changes: [
      { is: 'replace', at, text: quoted ? words.map((word) => JSON.stringify(word)).join(', ') : words.join(' ') },
    ],
    needs: [`Look whether ${through} does more than that (pre and post scripts, variables that it sets)`],
  };
}
