import { type Expr, literalText } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { type Evidence, known, said } from '../../../resolve/evidence.js';
import type { LogDestination } from '../../../resolve/parts/log-sink.js';
import type { Change } from '../../../resolve/repair.js';
import { type JsApp, member, optionOf } from '../resolve-js.js';

interface Destination {
  readonly to: LogDestination;
  readonly because: Evidence;
  /** What would make it write to the console, where that is plain. */
  readonly changes?: readonly Change[];
}

/** Where log lines go: all transports of all loggers that production uses. */
export function logParts(js: JsApp): AppParts {
  const found = [...winston(js), ...pino(js), ...fastify(js), ...log4js(js), ...requestLogs(js), ...bunyan(js)];
  if (found.length === 0) return {};
  // The deciding step last: a file where there is nothing but files, else what leaves the machine.
  const away = found.filter(({ to }) => to !== 'file');
  const ordered = away.length > 0 ? away : found;
  const destinations = [...new Set(found.map(({ to }) => to))];
  const changes = found.find((one) => one.changes)?.changes;
  return {
    logSinks: [
      {
        label: 'log lines',
        technology: 'node',
        destinations: known(
          destinations,
          ordered.map(({ because }) => because),
        ),
        repair: changes && { title: 'Write the log to the console', safety: 'safe', changes, needs: [] },
      },
    ],
  };
}

function winston(js: JsApp): readonly Destination[] {
  return js.calls.flatMap((call): readonly Destination[] => {
    const isRotating = call.module === 'winston-daily-rotate-file' && call.name === '';
    const kind = call.module === 'winston' ? /(?:^|\.)transports\.(\w+)$/.exec(call.name)?.[1] : undefined;
    if (isRotating || kind === 'File' || kind === 'DailyRotateFile')
      return [{ to: 'file', because: said(call.at, 'writes the log to a file'), changes: besideFile(call) }];
    if (kind === 'Console') return [{ to: 'console', because: said(call.at, 'writes the log to the console') }];
    if (kind === 'Http' || kind === 'Stream')
      return [{ to: 'collector', because: said(call.at, 'sends the log away') }];
    return /^(winston-(loki|elasticsearch|cloudwatch|syslog|datadog)|@google-cloud\/logging-winston|@logtail\/winston)/.test(
      call.module,
    )
      ? [{ to: 'collector', because: said(call.at, 'sends the log away') }]
      : [];
  });
}

/** The console beside the file; a transport that is no item of a list is left alone by the editor. */
function besideFile({ at, on, module }: Fact<'js-call'>): readonly Change[] {
  const own = module === 'winston' && on;
  const item: Change = { is: 'item', at, text: `new ${own || 'transports'}.Console()` };
  const bind = { is: 'binding', file: at.file, bind: '{ transports }', from: { package: 'winston' } } as const;
  return own ? [item] : [item, bind];
}

function pino(js: JsApp): readonly Destination[] {
  return js.of(/^(pino|pino-http|nestjs-pino)$/).flatMap((call): readonly Destination[] => {
    if (/(^|\.)destination$/.test(call.name)) {
      const to = destinationOf(js, optionOf(js, call, 'dest') ?? call.args[0]);
      const stdout: Change = { is: 'call', at: call.at, text: [`${call.on ? `${call.on}.` : ''}destination(1)`] };
      return to === 'file' ? [{ to, because: said(call.at, 'writes the log to a file'), changes: [stdout] }] : [];
    }
    if (/(^|\.)transport$/.test(call.name)) return targetsOf(js, call, call.args[0]);
    if (!/^(|pino|default|pinoHttp|LoggerModule\.forRoot)$/.test(call.name)) return [];
    const options = optionOf(js, call, 'pinoHttp');
    const transport = optionOf(js, { args: options ? [options] : call.args }, 'transport');
    if (transport) return targetsOf(js, call, transport);
    const hasStream = js.of('pino', /(destination|transport)$/).some((other) => other.at.file === call.at.file);
    return hasStream ? [] : [{ to: 'console', because: said(call.at, 'writes the log to stdout') }];
  });
}

/** Fastify gives its `logger` to pino: a file by its name, a stream, or transports (fastify 5, docs/Reference/Server.md, logger). */
function fastify(js: JsApp): readonly Destination[] {
  return js.of('fastify', /^(|default|fastify|Fastify)$/).flatMap((call): readonly Destination[] => {
    const logger = optionOf(js, call, 'logger');
    const file = member(js, logger, 'file');
    if (file && destinationOf(js, file) === 'file')
      return [{ to: 'file', because: said(file.at, 'writes the log to a file') }];
    const stream = js.settle(member(js, logger, 'stream'))[0]?.expr;
    if (stream?.is === 'call' && isFileStream(stream))
      return [{ to: 'file', because: said(stream.at, 'writes the log to a file') }];
    const transport = member(js, logger, 'transport');
    return transport ? targetsOf(js, call, transport) : [];
  });
}

/** Streams that end in a file, but for the outputs of the process. */
function isFileStream({ module, name, args }: Expr & { is: 'call' }): boolean {
  if (/^(fs|graceful-fs|rotating-file-stream|file-stream-rotator)$/.test(module)) return true;
  const [dest] = args;
  const path = dest?.is === 'map' ? dest.entries.find(({ key }) => key === 'dest')?.value : dest;
  return /^(pino|sonic-boom)$/.test(module) && /^(|default|destination)$/.test(name) && literalIsFile(path);
}

function literalIsFile(path: Expr | undefined): boolean {
  const text = path && literalText(path);
  return text !== undefined && !/^(\d|\/dev\/std(out|err))$/.test(text);
}

/** `{ target, options }`, or `{ targets: [ … ] }`; what is not a file and not the console is sent away (pino 9, docs/transports.md). */
function targetsOf(js: JsApp, call: Fact<'js-call'>, transport: Expr | undefined): readonly Destination[] {
  const list = js.settle(member(js, transport, 'targets'))[0]?.expr;
  const targets = list?.is === 'list' ? list.items : transport ? [transport] : [];
  return targets.map((target): Destination => {
    const name = literalText(js.settle(member(js, target, 'target'))[0]?.expr) ?? '';
    const file = member(js, member(js, target, 'options'), 'destination');
    const to =
      name === 'pino/file'
        ? destinationOf(js, file)
        : /roll|rotat/.test(name)
          ? 'file'
          : name === 'pino-pretty'
            ? 'console'
            : 'collector';
    const says = {
      file: 'writes the log to a file',
      console: 'writes the log to stdout',
      collector: 'sends the log away',
    };
    return { to, because: said(call.at, says[to]) };
  });
}

/** A number is a file descriptor of the process: 1 and 2 are its outputs. */
function destinationOf(js: JsApp, path: Expr | undefined): 'file' | 'console' {
  const text = path && literalText(js.settle(path)[0]?.expr);
  return path === undefined || text === undefined || /^(1|2|\/dev\/std(out|err))$/.test(text) ? 'console' : 'file';
}

function log4js(js: JsApp): readonly Destination[] {
  return js.of('log4js', /configure$/).flatMap((call) => {
    const appenders = optionOf(js, call, 'appenders');
    const settled = appenders ? js.settle(appenders)[0]?.expr : undefined;
    if (settled?.is !== 'map') return [];
    return settled.entries.flatMap(({ value }): readonly Destination[] => {
      const type = literalText(js.settle(member(js, value, 'type'))[0]?.expr);
      if (type && /^(file|dateFile|multiFile|fileSync)$/.test(type)) {
        const changes: readonly Change[] = [{ is: 'property', at: value.at, name: 'type', value: "'stdout'" }];
        return [{ to: 'file', because: said(value.at, 'writes the log to a file'), changes }];
      }
      return type
        ? [
            {
              to: type === 'stdout' || type === 'console' || type === 'stderr' ? 'console' : 'collector',
              because: said(value.at, `writes the log to ${type}`),
            },
          ]
        : [];
    });
  });
}

function bunyan(js: JsApp): readonly Destination[] {
  return js.of('bunyan', /createLogger$/).map((call): Destination => {
    const streams = optionOf(js, call, 'streams');
    const isFile = streams ? JSON.stringify(streams).includes('"key":"path"') : false;
    return { to: isFile ? 'file' : 'console', because: said(call.at, 'writes the log') };
  });
}

/** morgan writes to stdout unless it is given a stream. */
function requestLogs(js: JsApp): readonly Destination[] {
  const files = js.calls.filter((call): call is Fact<'js-call'> =>
    /^(rotating-file-stream|file-stream-rotator)$/.test(call.module),
  );
  return js.of('morgan', /^$/).flatMap((call): readonly Destination[] => {
    const stream = optionOf(js, call, 'stream');
    if (!stream) return [{ to: 'console', because: said(call.at, 'writes the request log to stdout') }];
    const isFile = js
      .settle(stream)
      .some(
        ({ expr }) =>
          expr.is === 'call' && /^(fs|graceful-fs|rotating-file-stream|file-stream-rotator)$/.test(expr.module),
      );
    if (isFile || files.some((other) => other.at.file === call.at.file))
      return [{ to: 'file', because: said(call.at, 'writes the request log to a file') }];
    return [];
  });
}
