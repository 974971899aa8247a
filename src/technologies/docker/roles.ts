import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import type { Process } from '../../resolve/parts/topology.js';
import { longestJob, timeSteps } from '../command-role.js';

const worker =
  /\b(queue:(work|listen)|horizon|messenger:consume|sidekiq|resque|good_job|solid_queue|delayed_job|celery\b.{0,300}\bworker|rq\s+worker|rqworker|dramatiq|huey|arq|bull\w*|(?<!-)workers?(\.[cm]?[jt]s|:start|\b)|consume(r|rs)?)\b/i;
const scheduler =
  /\b(schedule:(work|run)|celery\b.{0,300}\bbeat|crond?|supercronic|clock|clockwork|scheduler|ofelia|apscheduler|beat|go-cron)\b/i;
const socket =
  /\b(reverb:start|websockets:serve|soketi|centrifugo|laravel-echo-server|mercure|cable|socket|realtime|hocuspocus)\b/i;
const once =
  /\b(migrat\w*|db:(prepare|migrate|seed)|collectstatic|chown|chmod|mkdir|init(ialize)?|setup|createbuckets|seed|prestart|backup|sleep)\b/i;

const server =
  /\b(web|app|api|backend|frontend|site|php|fpm|server|gunicorn|uvicorn|uwsgi|daphne|hypercorn|puma|unicorn|php-fpm|apache2?|nginx|caddy|frankenphp|octane|node|npm|yarn|pnpm|fastapi|rails|django|laravel|next|nuxt|java|dotnet)\b/i;

/** What a process is for, by its name and the command that it stays with. */
export function roleOf(given: {
  name: string;
  command?: string;
  published: boolean;
  restarts: boolean;
  /** Its image opens a port. */
  serves?: boolean;
}): Process['role'] {
  const { name, published } = given;
  // what a variable is called says nothing of what is started: `--workers=${WORKERS:-4}`
  const command = (given.command ?? '').replace(/\$(\{\w+(:?[-=?+])?|\w+)/g, ' ');
  const plain = name.replace(/[-_.]/g, ' ');
  if (!published) {
    if (scheduler.test(command) || (command === '' && /\b(cron|scheduler|beat|clock)\b/i.test(plain)))
      return 'scheduler';
    if (worker.test(command) || /\b(worker|workers|queue|horizon|sidekiq|celery|consumer|jobs?)\b/i.test(plain))
      return 'worker';
    if (/\b(cron|scheduler|beat|clock|celerybeat)\b/i.test(plain)) return 'scheduler';
    if (/celery ?worker|flower/i.test(plain)) return 'worker';
  }
  if (socket.test(command) || /\b(reverb|soketi|websockets?|realtime|cable|echo|mercure)\b/i.test(plain))
    return 'websocket';
  if (
    !published &&
    !given.restarts &&
    (once.test(command) || /\b(migrat\w*|init|setup|permissions|seed|prestart|\w*cli)\b/i.test(plain))
  )
    return 'job';
  return published || given.serves || server.test(command) || server.test(plain) ? 'web' : 'unknown';
}

/** Server processes that a command starts in one copy: each opens connections of its own. */
export function workersIn(command: string | undefined): number | undefined {
  for (const line of (command ?? '').split('\n')) {
    const begun = line.search(/\b(?:gunicorn|uvicorn|hypercorn|granian|fastapi|puma|unicorn|uwsgi)\b/);
    if (begun < 0) continue;
    const words = line.slice(begun);
    const uwsgi = words.search(/\buwsgi\b/);
    const plain = /(?:--workers|--processes|\s-w)[ =](\d+)/.exec(words);
    const short = uwsgi < 0 ? null : /\s-p[ =](\d+)/.exec(words.slice(uwsgi));
    const found = plain && short ? (plain.index < uwsgi + short.index ? plain : short) : (plain ?? short);
    if (found?.[1] !== undefined) return Number(found[1]);
  }
  return undefined;
}

/** What a worker's command says of its jobs, and how long its container may take to stop when no file says so. */
export function jobTimes(
  command: string | undefined,
  given: {
    at: Span;
    stops: Resolved<number> | undefined;
    usual: { seconds: number; builtin: string };
    facts?: Facts | undefined;
  },
): Pick<Process, 'longestJobSeconds' | 'stopGraceSeconds'> {
  const { at, stops, usual, facts } = given;
  const longest = command === undefined ? undefined : longestJob(command, facts);
  if (!longest) return stops ? { stopGraceSeconds: stops } : {};
  const grace = known(usual.seconds, [
    said(at, 'sets no time to stop'),
    { at: { builtin: usual.builtin }, says: `kills after ${usual.seconds} s` },
  ]);
  return {
    longestJobSeconds: known(longest.seconds, timeSteps(longest, at)),
    stopGraceSeconds: stops ?? grace,
  };
}
