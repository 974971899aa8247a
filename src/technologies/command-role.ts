import type { Fact, Facts } from '../facts/fact.js';
import { type Evidence, said } from '../resolve/evidence.js';
import type { Process } from '../resolve/parts/topology.js';
import { atLeast, packageOf } from '../resolve/version.js';

type Role = Process['role'];

/** What a command is for, where the command alone tells. Asked in this order. */
const roles: readonly (readonly [Role, RegExp])[] = [
  [
    'scheduler',
    /\bschedule:(work|run)\b|\bcelery\b.{0,300}\bbeat\b|(^|[\s/])(crond?|supercronic|go-cron|clockwork|rqscheduler)(\s|$)|\bmessenger:consume\b.{0,300}\bscheduler_\w+/,
  ],
  [
    'worker',
    /\bqueue:(work|listen)\b|\bartisan horizon\b|\bmessenger:consume\b|\b(sidekiq|good_job|solid_queue|delayed_job|resque|shoryuken|sneakers)\b|\bcelery\b.{0,300}\bworker\b|\brq worker\b|\b(rqworker|dramatiq|run_huey|huey_consumer|qcluster|arq)\b|\bjobs:work\b|\b(worker|consumer)s?(\.[cm]?[jt]s|\.py|\.php|\.rb)?(\s|$)/,
  ],
  [
    'websocket',
    /\b(reverb:start|websockets:serve|soketi|centrifugo|laravel-echo-server)\b/,
  ],
  [
    'web',
    /(^|[\s/])(nginx|httpd|apache2(ctl|-foreground)?|php-fpm[\d.]*|caddy|frankenphp|gunicorn|uvicorn|hypercorn|daphne|granian|uwsgi|waitress-serve|puma|unicorn|thin|falcon|passenger)(\s|$)|\boctane:(start|swoole|frankenphp|roadrunner)\b|\brr serve\b|\brails (s|server)\b|\b(npm|yarn|pnpm)( run)? start\b|\b(next|nuxt) start\b|\bnode\b.{0,300}\b(server|index|app|main|www)(\.[cm]?js)?(\s|$)|\b(artisan serve|runserver|flask run)\b/,
  ],
  ['job', /\bmigrate\b|\bdb:(prepare|migrate|seed)\b|\bcollectstatic\b/],
]; // biome-ignore format: a table

/** What a program is for, by its command; `unknown` when that does not tell. */
export function roleOfCommand(command: string): Role {
  return roles.find(([, pattern]) => pattern.test(command))?.[0] ?? 'unknown';
}

/** A parent that stays while it replaces children which have reached a limit (gunicorn 23, `--max-requests`; celery 5, `--max-tasks-per-child`). */
const parent = /(^|[\s/])(gunicorn|uwsgi|celery|puma|unicorn|php-fpm[\d.]*)(\s|$)/;

/** Workers of these kinds end with success by design (a limit is reached, a deploy tells them to restart). */
export function endsByDesign(command: string): boolean {
  if (parent.test(command)) return false;
  return /\bqueue:(work|listen)\b|\bartisan horizon\b|\bmessenger:consume\b|\breverb:start\b|\boctane:\w+|--(max-requests|max-tasks-per-child|time-limit|limit|memory-limit|max-time|max-jobs|burst)\b/.test(
    command,
  );
}

/** How long one job may run. */
export interface JobTime {
  readonly seconds: number;
  readonly builtin?: string;
  /** What becomes of a job that is killed. */
  readonly lost?: { readonly builtin: string; readonly says: string };
  /** The class of a job that says so itself. */
  readonly job?: { readonly name: string; readonly at: Fact['at'] };
}

/**
 * How long a worker lets one job run, by its command or by what a job says of itself, which goes first (laravel/framework, Worker.php,
 * `timeoutForJob`). After the signal to stop it finishes the job first.
 */
export function longestJob(command: string, facts?: Facts): JobTime | undefined {
  const given = /\s--timeout[= ](\d+)\b/.exec(command)?.[1];
  if (/\bqueue:(work|listen)\b/.test(command)) {
    const usual: JobTime =
      given === undefined ? { seconds: 60, builtin: 'laravel/framework, WorkCommand.php' } : { seconds: Number(given) };
    const own = facts ? jobsOwnTimes(facts) : [];
    return own.find(({ seconds }) => seconds > usual.seconds) ?? usual;
  }
  if (/\bsidekiq\b/.test(command)) {
    const own = /\s(?:-t|--timeout)[= ](\d+)\b/.exec(command)?.[1];
    const sidekiq = facts && packageOf(facts, 'gem', 'sidekiq');
    const isPro = facts && packageOf(facts, 'gem', 'sidekiq-pro') !== undefined;
    const lost = isPro ? {} : { lost: basicFetch };
    if (own !== undefined) return { seconds: Number(own), ...lost };
    // the lowest version that a manifest allows says nothing of the one in force
    return sidekiq?.fact.locked && !atLeast(sidekiq, 6)
      ? { seconds: 8, builtin: 'sidekiq before 6.0, lib/sidekiq.rb (6.0-Upgrade.md)', ...lost }
      : { seconds: 25, builtin: 'sidekiq 7, config.rb', ...lost };
  }
  return undefined;
}

/** A job is taken out of Redis before it runs, and pushed back only by a worker that has come to the end of its time to stop. */
const basicFetch = {
  builtin: 'sidekiq 7, fetch.rb (BasicFetch#retrieve_work, #bulk_requeue)',
  says: 'it gives jobs that it could not finish back to Redis only then: killed before, it loses them for good, and no other worker takes them',
};

/** What jobs say of their own time, the longest first. */
function jobsOwnTimes(facts: Facts): readonly JobTime[] {
  return facts
    .of('use')
    .flatMap(({ technology, what, name = 'a job', options }): JobTime[] => {
      const timeout = technology === 'laravel' && what === 'job' ? options?.timeout : undefined;
      const seconds = timeout?.is === 'literal' ? Number(timeout.value) : 0;
      return timeout && seconds > 0 ? [{ seconds, job: { name, at: timeout.at } }] : [];
    })
    .toSorted((a, b) => b.seconds - a.seconds);
}

/** The steps that tell how long a job may run. */
export function timeSteps(longest: JobTime, at: Fact['at']): readonly Evidence[] {
  const { seconds, builtin, job, lost } = longest;
  if (job) return [said(at, 'works the queue off'), said(job.at, `lets ${job.name} run for ${seconds} s`)];
  const step = said(at, `runs jobs of up to ${seconds} s`);
  const then = lost ? [{ at: { builtin: lost.builtin }, says: lost.says }] : [];
  return builtin ? [step, { at: { builtin }, says: `a job may run ${seconds} s` }, ...then] : [step, ...then];
}

/** Seconds to stop that outlast the longest job, and what runs once the job is done. */
export function graceFor({ longestJobSeconds }: Pick<Process, 'longestJobSeconds'>): number {
  return longestJobSeconds?.state === 'known' ? longestJobSeconds.value + 10 : 30;
}
