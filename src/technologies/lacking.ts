import { type Expr, literalText } from '../facts/expr.js';
import type { Environment } from '../resolve/environments.js';
import type { Repair } from '../resolve/repair.js';
import { redisAddress } from './redis-address.js';
import type { Resolution } from './technology.js';

/** What a repair rests on besides its own lines: without it, the app that runs today would no longer do so. */
export type Want =
  /** A server of that engine that the stack starts, or whose address the app is given. */
  | { readonly is: 'service'; readonly engine: 'redis' }
  /** A process that takes jobs out of the queue. */
  | { readonly is: 'worker' }
  /** A file of the app, such as the migration that makes a table; `for` names what it brings. */
  | { readonly is: 'file'; readonly path: RegExp; readonly for: string }
  /** Variables that code reads; `without` tells what it does where they are not given. */
  | { readonly is: 'variables'; readonly names: readonly string[]; readonly without: string };

/** Files of these kinds tell the whole stack: what they do not start is not there. */
const whole = /^(compose|kubernetes|helm|kamal|ansible)$/;

/** Files of these kinds tell every process of the app, if not what it asks. */
const allProcesses = /^(compose|kubernetes|helm|kamal|ansible|procfile|supervisor|systemd|pm2|render|platform)$/;

/**
 * The reason why a repair is told and not made, as a field of the repair: the first thing that it rests on and that this stack, as its files
 * describe it, does not have. What no file describes is somebody else's to provide, and stands among the needs.
 */
export function lacking(app: Resolution, wants: readonly Want[]): Pick<Repair, 'lacks'> {
  for (const want of wants) {
    if (want.is === 'file') {
      if (!app.files.some((path) => want.path.test(path))) return { lacks: `nothing in the repository makes ${want.for}` };
      continue;
    }
    const found: Pick<Repair, 'lacks'> = want.is === 'variables' ? unlessGiven(app.environment('layered'), want.names, want.without) : because(want.is === 'service' ? noRedis(app) : noWorker(app));
    if (found.lacks !== undefined) return found;
  }
  return {};
} // biome-ignore format: one choice

/** The same for variables alone, where code reads them and would stop the app without. */
export function unlessGiven(
  { layers }: Environment,
  names: readonly string[],
  without = 'would stop',
): Pick<Repair, 'lacks'> {
  const name = names.find((one) => !layers.some(({ entries }) => entries.has(one)));
  return because(name && `nothing in the repository gives the app ${name}, without which it ${without}`);
}

function because(lacks: string | undefined): Pick<Repair, 'lacks'> {
  return lacks === undefined ? {} : { lacks };
}

/** What code needs that reads the address of Redis: the server, and the variables that it cannot do without. */
export function redisWants(app: Resolution): readonly Want[] {
  const address = redisAddress(app);
  const names = 'url' in address ? [address.url] : [address.host, address.port ?? address.host];
  return [
    { is: 'service', engine: 'redis' },
    { is: 'variables', names, without: 'looks for Redis on its own machine' },
  ];
}

function noRedis(app: Resolution): string | undefined {
  const shown = app.processes.find(({ technology }) => whole.test(technology));
  if (!shown || app.services.some(({ engine }) => redisLike.test(engine)) || isAddressed(app)) return undefined;
  return `no Redis is part of the stack that ${shown.at.file} describes`;
}

const redisLike = /^(redis|valkey|keydb|dragonfly)/;
const named = /(REDIS|VALKEY|KEYDB|DRAGONFLY)/;
const hostly = /(HOST|HOSTNAME|URL|URI|DSN|ADDR|ADDRESS|SERVERS?|ENDPOINT|NODES?)$/;
const here = /^(rediss?:\/\/)?([^@/]*@)?(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)?(:\d+)?(\/.*)?$/;

/** A variable of the app names a Redis on another machine, or is filled in by whoever starts it. */
function isAddressed(app: Resolution): boolean {
  return app
    .environment('layered')
    .layers.some(({ entries }) =>
      [...entries].some(([name, { value }]) => named.test(name) && hostly.test(name) && !isHere(value)),
    );
}

function isHere(value: Expr): boolean {
  const text = literalText(value);
  if (text !== undefined) return here.test(text) || /^(null|none|false|true|\d+)$/i.test(text);
  return value.is === 'env' && value.fallback !== undefined && isHere(value.fallback);
}

function noWorker(app: Resolution): string | undefined {
  const shown = app.processes.find(({ technology }) => allProcesses.test(technology));
  if (!shown || app.processes.some(({ role }) => role === 'worker')) return undefined;
  return `nothing that ${shown.at.file} starts is a worker: the jobs would wait for ever`;
}
