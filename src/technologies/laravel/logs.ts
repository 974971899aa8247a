import { chain, type Evidence, known, type Resolved, unknown } from '../../resolve/evidence.js';
import type { LogDestination, LogSink } from '../../resolve/parts/log-sink.js';
import type { Resolution } from '../technology.js';
import { switched } from './repairs.js';
import type { LaravelConfig } from './settings.js';

/** Who keeps what a process prints (php.net, FPM configuration: `catch_workers_output` is off; the official images switch it on). */
function outputNeeds({ facts }: Resolution, instead: string): readonly string[] {
  const kept = facts.of('program').filter(({ keptByItself }) => keptByItself);
  return [
    ...[...new Set(kept.map(({ at }) => at.file))].map(
      (file) =>
        `First, in ${file}, give ${kept
          .filter(({ at }) => at.file === file)
          .map(({ name }) => name)
          .join(
            ', ',
          )} stdout_logfile=/dev/stdout, stdout_logfile_maxbytes=0 and redirect_stderr=true: without them supervisord puts what is printed into a file that goes with the container.`,
    ),
    'Look that the output of every process is kept: PHP-FPM passes it on with catch_workers_output = yes only (the official images have that), and a line of a crontab or a mail pipe may throw it away or send it on.',
    instead,
  ];
}

/** The default channel, a stack taken apart. */
export function logSinks(app: Resolution, config: LaravelConfig): readonly LogSink[] {
  const chosen = config.text('logging.default');
  if (chosen.state === 'known' && chosen.value === undefined) return logOfOld(app, config);
  const destinations = chosen.state === 'known' ? destinationsOf(config, chosen.value ?? '', chosen.because) : chosen;
  return [
    {
      label: 'logs',
      technology: 'laravel',
      destinations,
      repair: switched(config, 'logging.default', { to: 'stderr', needs: outputNeeds(app, 'Where that is not so, or pages of the app show the files, let the channel be a stack of the file and syslog instead.') }), // biome-ignore format: one call
    },
  ];
}

const old: Readonly<Record<string, LogDestination>> = {
  single: 'file',
  daily: 'file',
  syslog: 'syslog',
  errorlog: 'console',
};

/** Before the channels there was one word (laravel/framework 5.5, LogServiceProvider.php: `app.log`, `single` where it is not said). */
function logOfOld(app: Resolution, config: LaravelConfig): readonly LogSink[] {
  if (!config.has('app.log') || config.has('logging')) return [];
  const destinations = chain(config.text('app.log'), (word): Resolved<readonly LogDestination[]> => {
    const place = old[word ?? 'single'];
    return place ? known([place], []) : unknown(`the log '${word}' is not one of Laravel's own`, []);
  });
  const instead =
    "Where that is not so, say 'syslog' instead: before 5.6 there is one destination, and no stack of several.";
  const repair = switched(config, 'app.log', { to: 'errorlog', needs: outputNeeds(app, instead) });
  return [{ label: 'logs', technology: 'laravel', destinations, repair }];
}

function destinationsOf(
  config: LaravelConfig,
  channel: string,
  because: readonly Evidence[],
  depth = 0,
): Resolved<readonly LogDestination[]> {
  const key = `logging.channels.${channel}`;
  const driver = config.text(`${key}.driver`);
  if (driver.state === 'unknown') return driver;
  switch (driver.value) {
    case 'stack': {
      const names = config.list(`${key}.channels`);
      if (names.state === 'unknown' || depth > 3) return names as Resolved<readonly LogDestination[]>;
      const all = names.value.map((name) => destinationsOf(config, name, [], depth + 1));
      const found = all.flatMap((one) => (one.state === 'known' ? one.value : []));
      const lost = all.find((one) => one.state === 'unknown');
      const steps = [...because, ...names.because];
      return lost && !found.some((one) => one !== 'file') ? { ...lost, because: steps } : known(found, steps);
    }
    case 'single':
    case 'daily': {
      const path = config.text(`${key}.path`);
      const console = path.state === 'known' && /^php:\/\/std/.test(path.value ?? '');
      return known([console ? 'console' : 'file'], because);
    }
    case 'syslog':
      return known(['syslog'], because);
    case 'errorlog':
      return known(['console'], because);
    case 'slack':
      return known([], because);
    case 'monolog':
      return monolog(config, key, because);
    case undefined:
      return channel === 'null'
        ? known(['nowhere'], because)
        : unknown(`the log channel '${channel}' is not defined`, because);
    default:
      return unknown(`the log driver '${driver.value}' is not one of Laravel's own`, because);
  }
}

function monolog(
  config: LaravelConfig,
  key: string,
  because: readonly Evidence[],
): Resolved<readonly LogDestination[]> {
  const handler = config.text(`${key}.handler`);
  const name = handler.state === 'known' ? (handler.value ?? '') : '';
  if (/NullHandler/.test(name)) return known(['nowhere'], because);
  const streams = ['with.stream', 'handler_with.stream'].map((leaf) => config.text(`${key}.${leaf}`));
  const stream = streams.find((each) => each.state === 'known' && each.value !== undefined);
  if (/StreamHandler|RotatingFileHandler/.test(name))
    return known([stream?.state === 'known' && /^php:\/\//.test(stream.value ?? '') ? 'console' : 'file'], because);
  return /Syslog/.test(name) ? known(['syslog'], because) : known(['collector'], because);
}
