import { dialectNeed } from '../../resolve/embedded.js';
import { known, type Resolved, unknown } from '../../resolve/evidence.js';
import type { Database } from '../../resolve/parts/data.js';
import type { Backend } from '../../resolve/reach.js';
import { byHand } from '../../resolve/repair.js';
import { packageOf } from '../../resolve/version.js';
import { unlessGiven } from '../lacking.js';
import type { Resolution } from '../technology.js';
import { requiredAt, variableWithDefault } from './bindings.js';
import { isPlaceholder } from './connections.js';
import type { Machine } from './frame.js';
import { packageNeeds } from './repairs.js';
import { type PyValue, placeIn, resolvedText } from './values.js';

const here = /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)?$/;

/** A database as an SQLAlchemy URL names it (`postgresql+psycopg://user@host/name`). */
export function databaseOf(given: {
  readonly label: string;
  readonly technology: string;
  readonly value: PyValue;
  readonly app: Resolution;
  readonly prePing?: Resolved<boolean>;
  readonly poolSize?: Resolved<number>;
  readonly machine: Machine;
}): Database {
  const { label, technology, value, app } = given;
  const text = resolvedText(value);
  const more = {
    ...(given.prePing ? { reconnects: given.prePing } : {}),
    ...(given.poolSize ? { poolSize: given.poolSize } : {}),
  };
  if (text.state === 'unknown' || text.value === undefined) {
    const why = text.state === 'unknown' ? text.why : 'no address is given';
    return {
      label,
      technology,
      engine: unknown(why, text.because),
      backend: unknown(why, text.because),
      placeholder: false,
      ...more,
    };
  }
  const because = text.because;
  const [, scheme = '', host = ''] = /^([\w+]+):(?:\/\/)?(?:[^@/]*@)?([^/?]*)/.exec(text.value) ?? [];
  const engine = engineOf(scheme);
  if (engine === undefined)
    return {
      label,
      technology,
      engine: unknown('it is computed by code', because),
      backend: unknown('it is computed by code', because),
      placeholder: false,
      ...more,
    };
  if (engine === 'sqlite')
    return {
      label,
      technology,
      engine: known(engine, because),
      backend: known({ technology: engine, reach: 'server' }, because),
      placeholder: false,
      ...repairOf(given),
      ...more,
    };
  const address = host.startsWith('[') ? host.replace(/\]:\d+$/, ']') : host.replace(/:\d+$/, '');
  const backend: Resolved<Backend> = address.includes('?')
    ? unknown('its host is not known', because)
    : known({ technology: engine, reach: here.test(address) ? 'server' : 'shared' }, because);
  return {
    label,
    technology,
    engine: known(engine, because),
    backend,
    placeholder: isPlaceholder(value, app) || value.is !== 'scalar' || value.from?.is !== 'env',
    ...more,
  };
}

/**
 * The address comes from the environment, without a file to fall back to. Settings of Flask may be defaults that a file of the server replaces
 * later (flask 3.1, Config.from_pyfile): to ask for the variable there would stop everybody who sets the value in that file.
 */
function repairOf({ value, app, machine, technology }: Parameters<typeof databaseOf>[0]): Pick<Database, 'repair'> {
  const required = requiredAt(machine, placeIn(value), 'DATABASE_URL', technology === 'flask');
  const variable = variableWithDefault(machine, placeIn(value));
  if (!required && !variable) return {};
  const drivers = ['psycopg', 'psycopg2', 'psycopg2-binary', 'asyncpg', 'pymysql', 'mysqlclient'];
  const hasDriver = drivers.some((name) => packageOf(app.facts, 'pypi', name));
  const needs = [
    'Run a database server that every copy reaches, and give its URL to every server.',
    ...(hasDriver ? [] : [...packageNeeds(app, 'psycopg', '[binary]'), driverNeed]),
    'Move the data there, once.',
    dialectNeed,
  ];
  if (variable) return { repair: byHand(`Set ${variable} on every server`, ...needs) };
  const title = "Take the database's URL from the environment";
  if (!required) return {};
  const lacks = unlessGiven(
    machine.environment,
    [required.variable],
    technology === 'flask' ? 'keeps to its file' : 'would stop',
  );
  return { repair: { title, safety: 'unsafe', changes: required.changes, needs, ...lacks } };
}

/** SQLAlchemy 2.0, dialects/postgresql/__init__.py: `dialect = psycopg2.dialect`. */
const driverNeed = 'Let the URL begin with postgresql+psycopg:// (postgresql:// alone asks for psycopg2), and give the engine no connect_args that only SQLite knows (check_same_thread).'; // biome-ignore format: one sentence

function engineOf(scheme: string): string | undefined {
  const name = scheme.split('+')[0] ?? '';
  if (/^postg/.test(name)) return 'postgresql';
  if (/^(mysql|mariadb)$/.test(name)) return 'mysql';
  return /^(sqlite|oracle|mssql|cockroachdb|mongodb|duckdb)$/.test(name) ? name : undefined;
}
