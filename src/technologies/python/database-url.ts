import { known, type Resolved, unknown } from '../../resolve/evidence.js';
import type { Database } from '../../resolve/parts/data.js';
import type { Backend } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { isPlaceholder } from './connections.js';
import { type PyValue, resolvedText } from './values.js';

const here = /^(localhost|127(\.\d+){3}|\[?::1\]?|0\.0\.0\.0)?$/;

/** A database as an SQLAlchemy URL names it (`postgresql+psycopg://user@host/name`). */
export function databaseOf(given: {
  readonly label: string;
  readonly technology: string;
  readonly value: PyValue;
  readonly app: Resolution;
  readonly prePing?: Resolved<boolean>;
}): Database {
  const { label, technology, value, app } = given;
  const text = resolvedText(value);
  const more = given.prePing ? { reconnects: given.prePing } : {};
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

function engineOf(scheme: string): string | undefined {
  const name = scheme.split('+')[0] ?? '';
  if (/^postg/.test(name)) return 'postgresql';
  if (/^(mysql|mariadb)$/.test(name)) return 'mysql';
  return /^(sqlite|oracle|mssql|cockroachdb|mongodb|duckdb)$/.test(name) ? name : undefined;
}
