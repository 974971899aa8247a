import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import { type Evidence, known, said, unknown } from '../../resolve/evidence.js';
import type { LogDestination, LogSink } from '../../resolve/parts/log-sink.js';
import type { Repair } from '../../resolve/repair.js';
import { table } from '../../table.js';
import type { Resolution } from '../technology.js';
import { logRepair } from './repairs.js';
import { replacedMonolog } from './replaced.js';
import type { SymfonyConfig } from './settings.js';

const kinds: Readonly<Record<string, LogDestination>> = table({
  rotating_file: 'file',
  syslog: 'syslog',
  syslogudp: 'syslog',
  error_log: 'console',
  gelf: 'collector',
  elasticsearch: 'collector',
  elastic_search: 'collector',
  elastica: 'collector',
  logentries: 'collector',
  loggly: 'collector',
  newrelic: 'collector',
  cube: 'collector',
  amqp: 'collector',
  redis: 'collector',
  predis: 'collector',
  socket: 'collector',
  mongo: 'database',
  insightops: 'collector',
});

/** Handlers that hold lines back and pass them to another one, and those that tell people of faults and keep no log. */
const passing = /^(fingers_crossed|buffer|filter|group|whatfailuregroup|fallbackgroup|deduplication|sampling)$/;
const silent =
  /^(console|null|debug|server_log|firephp|chromephp|native_mailer|symfony_mailer|swift_mailer|slack\w*|telegram|pushover|hipchat|rollbar|sentry|raven|flowdock|test|noop)$/;

/** Where Monolog's handlers for production write. Without Monolog, Symfony's own logger writes to stderr. */
export function logSinks(app: Resolution, config: SymfonyConfig): readonly LogSink[] {
  const handlers = replacedMonolog(app) ?? config.expr(['monolog', 'handlers']);
  if (handlers?.is !== 'map') return [];
  const because: Evidence[] = [];
  const destinations: LogDestination[] = [];
  let strange: Evidence | undefined;
  let repair: Repair | undefined;
  for (const { value } of handlers.entries) {
    const type = literalText(entryOf(value, 'type'));
    if (type === undefined || passing.test(type) || silent.test(type)) continue;
    const destination = type === 'stream' ? ofPath(config, entryOf(value, 'path')) : kinds[type];
    const at = (entryOf(value, 'path') ?? value).at;
    if (!destination) {
      strange = said(at, `is a handler of the type ${type}`);
      continue;
    }
    if (destination === 'file') repair = logRepair(entryOf(value, 'type'), entryOf(value, 'path'));
    destinations.push(destination);
    because.push(said(at, destination === 'file' ? 'is a file of this machine' : `writes to ${destination}`));
  }
  if (destinations.length === 0 && !strange) return [];
  const onlyFiles = destinations.every((one) => one === 'file');
  return [
    {
      label: "the app's logs",
      technology: 'symfony',
      repair: destinations.length === 1 ? repair : undefined,
      destinations:
        strange && onlyFiles
          ? unknown('a handler is a service of the app', [strange])
          : known(destinations, because.toReversed()),
    },
  ];
}

function ofPath(config: SymfonyConfig, path: Expr | undefined): LogDestination | undefined {
  if (!path) return 'file';
  const value = config.evaluate(path);
  if (value.state === 'unknown') return undefined;
  return /^php:\/\/(stderr|stdout|output)$|^\/dev\/(stderr|stdout)|^\/proc\/(self|1)\/fd\/[12]/.test(
    String(value.value),
  )
    ? 'console'
    : 'file';
}
