import { type Evidence, known, type Resolved, unknown } from '../../resolve/evidence.js';
import type { LogDestination } from '../../resolve/parts/log-sink.js';
import { entryIn, itemsIn, type PyValue, textIn } from './values.js';

const kinds: readonly (readonly [RegExp, LogDestination])[] = [
  [/SysLogHandler|JournalHandler|journald/, 'syslog'],
  [/FileHandler|WatchedFile/, 'file'],
  [/NullHandler/, 'nowhere'],
  [/StreamHandler|RichHandler|ConsoleHandler|stdout|stderr/, 'console'],
  [
    /sentry|logstash|fluent|loki|graylog|gelf|cloudwatch|watchtower|datadog|SocketHandler|HTTPHandler|opentelemetry/i,
    'collector',
  ],
  [/AdminEmailHandler|SMTPHandler/, 'nowhere'],
];

/** Where the loggers of a `dictConfig` send their lines: all handlers that some logger uses. */
export function logDestinations(config: PyValue): Resolved<readonly LogDestination[]> {
  if (config.is === 'unknown') return unknown(config.why, config.because);
  const used = new Set([
    ...handlersOf(entryIn(config, 'root')),
    ...[...mapOf(entryIn(config, 'loggers'))].flatMap(([, logger]) => handlersOf(logger)),
  ]);
  const found: LogDestination[] = [];
  const because: Evidence[] = [];
  const files: Evidence[] = [];
  for (const [name, handler] of mapOf(entryIn(config, 'handlers'))) {
    if (used.size > 0 && !used.has(name)) continue;
    const type = entryIn(handler, 'class') ?? entryIn(handler, '()');
    const text = textIn(type) ?? (type?.is === 'library' ? type.name : undefined);
    const kind = text === undefined ? undefined : kinds.find(([pattern]) => pattern.test(text))?.[1];
    if (!kind || !type) continue;
    found.push(kind);
    (kind === 'file' ? files : because).push(...type.because.slice(-1));
  }
  return known(found, [...because, ...files.slice(0, 1)]);
}

function handlersOf(logger: PyValue | undefined): readonly string[] {
  return itemsIn(entryIn(logger, 'handlers')).map((item) => textIn(item) ?? '');
}

function mapOf(value: PyValue | undefined): Iterable<readonly [string, PyValue]> {
  return value?.is === 'map' ? value.entries : [];
}
