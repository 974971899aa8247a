import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { lookUp } from '../../resolve/environments.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { ProxyTrust } from '../../resolve/parts/http.js';
import type { Machine } from '../python/frame.js';
import { argumentIn, textIn } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { proxyRepair } from './repairs.js';

/** A command line that starts an ASGI server, wherever it stands. */
interface Started {
  readonly command: string;
  readonly at: Span;
}

const asgi = /\b(uvicorn|hypercorn|fastapi run|UvicornWorker|uvicorn_worker)\b/;

/**
 * Whose forwarded headers an ASGI app believes: uvicorn those of 127.0.0.1 unless `--forwarded-allow-ips` or FORWARDED_ALLOW_IPS says otherwise
 * (uvicorn/config.py; gunicorn/config.py for its workers).
 */
export function proxyTrusts(app: Resolution, made: Fact<'python-call'>, machine: Machine): readonly ProxyTrust[] {
  const technology = 'fastapi';
  const middleware = app.facts
    .of('python-call')
    .find(
      (fact) =>
        /ProxyHeadersMiddleware$/.test(fact.name) ||
        fact.args.some(({ value }) => value.is === 'name' && value.name === 'ProxyHeadersMiddleware'),
    );
  if (middleware) {
    const hosts = middleware.args.find(({ name }) => name === 'trusted_hosts')?.value;
    const isEveryone = hosts === undefined || JSON.stringify(hosts).includes('"*"');
    return [
      {
        technology,
        trusts: known(isEveryone ? 'everyone' : 'bounded', [said(middleware.at, 'believes forwarded headers')]),
        matters: [],
      },
    ];
  }
  const run = startedIn(app, app.facts).length === 0 ? runInCode(app.facts, machine) : undefined;
  if (run) return [{ technology, trusts: run, matters: [] }];
  const given = lookUp(app.environment(), 'FORWARDED_ALLOW_IPS');
  if (given?.value.is === 'literal') {
    const everyone = String(given.value.value) === '*';
    return [
      {
        technology,
        trusts: known(everyone ? 'everyone' : 'bounded', [said(given.at, 'says whose headers are believed')]),
        matters: [],
      },
    ];
  }
  if (given) {
    const elsewhere = unknown('its value is said elsewhere', [said(given.at, 'says whose headers are believed')]);
    return [{ technology, trusts: elsewhere, matters: [] }];
  }
  const setting = app.facts
    .of('python-module')
    .filter(({ at }) => /gunicorn[\w.-]{0,100}\.py$/.test(at.file))
    .flatMap(({ statements }) => statements)
    .find((statement) => statement.is === 'bind' && statement.name === 'forwarded_allow_ips');
  if (setting?.is === 'bind') {
    const everyone = setting.value.is === 'literal' && setting.value.value === '*';
    return [
      {
        technology,
        trusts: known(everyone ? 'everyone' : 'bounded', [said(setting.at, 'says whose headers are believed')]),
        matters: [],
      },
    ];
  }
  const [first] = startedIn(app, app.facts);
  if (!first)
    return [
      {
        technology,
        trusts: known('nobody', [said(made.at, 'nothing says whose forwarded headers are believed')]),
        matters: [],
      },
    ];
  const option = /--forwarded-allow-ips[= ]"?([^\s"']+)/.exec(first.command)?.[1];
  const trusts =
    option === undefined || /^127\.|^localhost/.test(option) ? 'nobody' : option === '*' ? 'everyone' : 'bounded';
  const says =
    option === undefined
      ? 'starts the server without --forwarded-allow-ips: it believes 127.0.0.1 only'
      : `believes ${option}`;
  return [
    {
      technology,
      trusts: known(trusts, [said(first.at, says)]),
      matters: [],
      repair: proxyRepair(app, { text: first.command, at: first.at }),
    },
  ];
}

/** `uvicorn.run(app, forwarded_allow_ips=...)`: what it is given counts before the environment; one that reloads is a developer's. */
function runInCode(facts: Facts, machine: Machine): ProxyTrust['trusts'] | undefined {
  for (const fact of facts.of('python-call')) {
    if (fact.name !== 'uvicorn.run' || fact.args.some(({ name }) => name === 'reload')) continue;
    const value = argumentIn(machine.argumentsOf(fact), 99, 'forwarded_allow_ips');
    const text = textIn(value);
    if (!value || text === undefined) continue;
    const because = [said(fact.at, `starts the server, which believes '${text}'`), ...value.because.slice(-4)];
    return known(text === '*' ? 'everyone' : 'bounded', because);
  }
  return undefined;
}

function startedIn(app: Resolution, facts: Facts): readonly Started[] {
  const found: Started[] = [];
  for (const image of facts.of('image')) {
    const stage = image.stages.at(-1);
    for (const command of [stage?.command, stage?.entrypoint]) {
      const text = command?.words.map(({ value }) => value).join(' ') ?? '';
      if (command && asgi.test(text)) found.push({ command: text, at: command.at });
    }
  }
  for (const process of app.processes)
    if (process.command && asgi.test(process.command)) found.push({ command: process.command, at: process.at });
  return found;
}
