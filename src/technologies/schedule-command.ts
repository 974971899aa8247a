/** A command that fires scheduled work. */
export interface ScheduleCommand {
  /** As people name it. */
  readonly label: string;
  /** It fires lines of a crontab, which are judged themselves. */
  readonly daemon: boolean;
  /** False when what it fires is declared in the app's code and judged there, task by task. */
  readonly unguarded: boolean;
}

const kinds: readonly { readonly when: RegExp; readonly label: string; readonly daemon?: true; readonly judgedInCode?: true }[] = [
  { when: /\bschedule:(work|run)\b/, label: "Laravel's scheduler", judgedInCode: true },
  { when: /\bmessenger:consume\b.{0,300}\bscheduler_\w+/, label: "Symfony's scheduler", judgedInCode: true },
  { when: /\bwp(-cli)?(\.phar)?\b.{0,300}\bcron event run\b|\bwp-cron\.php\b/, label: 'WP-Cron', judgedInCode: true },
  { when: /\bcelery\b.{0,300}\bbeat\b.{0,300}\bredbeat\b/i, label: 'Celery beat with RedBeat', judgedInCode: true },
  { when: /\bcelery\b.{0,300}\bbeat\b|\bcelery\b.{0,300}\bworker\b.{0,300}\s(-B|--beat)\b/, label: 'Celery beat' },
  { when: /\bclockwork\b/, label: 'clockwork', judgedInCode: true },
  { when: /\brqscheduler\b/, label: 'rqscheduler' },
  // django-apscheduler 0.7, README.md
  { when: /\bmanage\.py\s+runapscheduler\b/, label: 'the scheduler of Django' },
  // nextcloud/docker, cron.sh
  { when: /(^|[\s/])(crond?|supercronic|go-cron|cron\.sh)(\s|$)/, label: 'the cron daemon', daemon: true },
]; // biome-ignore format: a table

/** A worker that brings a scheduler along: whoever starts another worker starts another scheduler. */
export function isWorkerToo(command: string): boolean {
  return /\bcelery\b.{0,300}\sworker\b/.test(command);
}

export function scheduleOf(command: string): ScheduleCommand | undefined {
  const kind = kinds.find(({ when }) => when.test(command));
  return kind && { label: kind.label, daemon: kind.daemon === true, unguarded: kind.judgedInCode !== true };
}
