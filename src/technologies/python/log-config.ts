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

/** Where the loggers of a `dictConfig` send their lines: all handlers that some logger uses, but for those that a filter keeps silent in production. */
export function logDestinations(config: PyValue, isDebug: boolean): Resolved<readonly LogDestination[]> {
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
    const filters = isDebug ? undefined : silencing(config, handler);
    found.push(filters ? 'nowhere' : kind);
    if (filters)
      because.push(
        ...filters.because.slice(-1).map((step) => ({ ...step, says: 'lets nothing pass while DEBUG is off' })),
      );
    else (kind === 'file' ? files : because).push(...type.because.slice(-1));
  }
  return known(found, [...because, ...files.slice(0, 1)]);
}

/** The filters of a handler, where one lets lines pass while DEBUG is on only (Django 5.2, utils/log.py). */
export function silencing(config: PyValue, handler: PyValue | undefined): PyValue | undefined {
  const filters = entryIn(handler, 'filters');
  const isSilencing = itemsIn(filters).some((item) => {
    const type = entryIn(entryIn(entryIn(config, 'filters'), textIn(item) ?? ''), '()');
    return /(^|\.)RequireDebugTrue$/.test(textIn(type) ?? (type?.is === 'library' ? type.name : ''));
  });
  return isSilencing ? filters : undefined;
}

function handlersOf(logger: PyValue | undefined): readonly string[] {
  return itemsIn(entryIn(logger, 'handlers')).map((item) => textIn(item) ?? '');
}

function mapOf(value: PyValue | undefined): Iterable<readonly [string, PyValue]> {
  return value?.is === 'map' ? value.entries : [];
}
