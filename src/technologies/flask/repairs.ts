import type { Fact } from '../../facts/fact.js';
import type { Repair } from '../../resolve/repair.js';
import { lacking, redisWants } from '../lacking.js';
import { settingBeside } from '../python/bindings.js';
import type { Machine } from '../python/frame.js';
import { packageNeeds, redisRead } from '../python/repairs.js';
import type { PyValue } from '../python/values.js';
import { redisNeed } from '../redis-address.js';
import type { Resolution } from '../technology.js';
import type { FlaskApp } from './config.js';

type Call = Fact<'python-call'>;

/** Sessions in Redis by a client of the settings' own: SESSION_REDIS is 127.0.0.1 unless it is set (flask_session/redis/redis.py, 0.8). */
export function sessionRepair(flask: FlaskApp, app: Resolution): Repair | undefined {
  const type = flask.config('SESSION_TYPE');
  const literal = type?.is === 'scalar' && type.from?.is === 'literal' ? type.from.at : undefined;
  if (!literal) return undefined;
  const { code, imports } = redisRead(app, flask.machine, literal);
  const client = settingBeside(flask.machine, literal, { name: 'SESSION_REDIS', code: `redis.from_url(${code})` });
  if (!client || flask.config('SESSION_REDIS')) return undefined;
  return {
    title: 'Keep sessions in Redis',
    safety: 'unsafe',
    changes: [
      ...imports,
      { is: 'import', file: literal.file, statement: 'import redis' },
      { is: 'replace', at: literal, text: '"redis"' },
      client,
    ],
    needs: [redisNeed(app), ...packageNeeds(app, 'redis')],
    ...lacking(app, redisWants(app)),
  };
}

/** Flask-Caching's RedisCache (flask_caching/backends/rediscache.py, 2.3). `inline` is a dict that `Cache(config=...)` is given. */
export function cacheRepair(given: {
  readonly flask: FlaskApp;
  readonly app: Resolution;
  readonly type: PyValue;
  readonly inline?: { readonly at: { file: string; start: number; end: number } };
}): Repair | undefined {
  const { flask, app, type, inline } = given;
  const literal = type.is === 'scalar' && type.from?.is === 'literal' ? type.from.at : undefined;
  if (!literal) return undefined;
  const { code, imports } = redisRead(app, flask.machine, literal);
  const title = 'Keep the cache in Redis';
  const needs = [redisNeed(app), ...packageNeeds(app, 'redis')];
  const more = { safety: 'unsafe', needs, ...lacking(app, redisWants(app)) } as const;
  if (inline) {
    const set = { CACHE_TYPE: '"RedisCache"', CACHE_REDIS_URL: code };
    return { title, ...more, changes: [...imports, { is: 'fields', of: 'dict', at: inline.at, set }] };
  }
  const address = settingBeside(flask.machine, literal, { name: 'CACHE_REDIS_URL', code });
  if (!address) return undefined;
  const changes = flask.config('CACHE_REDIS_URL') ? [] : [...imports, address];
  return { title, ...more, changes: [...changes, { is: 'replace', at: literal, text: '"RedisCache"' }] };
}

/** Counts of Flask-Limiter and slowapi in Redis: both hand the address to `limits`. */
export function limiterRepair(machine: Machine, app: Resolution, made: Call): Repair {
  const { code, imports } = redisRead(app, machine, made.at);
  return {
    title: 'Count requests in Redis',
    safety: 'unsafe',
    changes: [...imports, { is: 'fields', of: 'call', at: made.at, set: { storage_uri: code } }],
    needs: [redisNeed(app), ...packageNeeds(app, 'redis')],
    ...lacking(app, redisWants(app)),
  };
}

/** Flask-SocketIO's servers share their messages by a queue (flask_socketio/__init__.py, 5.5). */
export function socketRepair(machine: Machine, app: Resolution, made: Call): Repair {
  const { code, imports } = redisRead(app, machine, made.at);
  return {
    title: 'Send through Redis',
    safety: 'unsafe',
    changes: [...imports, { is: 'fields', of: 'call', at: made.at, set: { message_queue: code } }],
    needs: [redisNeed(app), ...packageNeeds(app, 'redis'), 'Long polling needs sticky sessions at the balancer.'],
    ...lacking(app, redisWants(app)),
  };
}

/** One proxy in front, which sets each of the headers itself (werkzeug/middleware/proxy_fix.py, 3.1). */
export function proxyRepair({ as, at }: Call): Repair | undefined {
  if (as === undefined || !/^\w+$/.test(as)) return undefined;
  const statement = 'from werkzeug.middleware.proxy_fix import ProxyFix';
  return {
    title: 'Believe the headers of one proxy',
    safety: 'unsafe',
    changes: [
      { is: 'import', file: at.file, statement },
      { is: 'lines', at, text: [`${as}.wsgi_app = ProxyFix(${as}.wsgi_app, x_for=1, x_proto=1, x_host=1)`] },
    ],
    needs: ['Count the proxies in front of the app, and let the outermost one set the forwarded headers itself.'],
  };
}

/** A route of its own, which asks the database where the app has one at hand. */
export function healthRepair(machine: Machine, { as, at, inside }: Call): Repair | undefined {
  const names = machine.names(at.file);
  if (as === undefined || !/^\w+$/.test(as) || names?.has('healthz')) return undefined;
  const database = names && [...names].find(([, value]) => value.is === 'made' && /(^|\.)SQLAlchemy$/.test(value.by));
  const [above, below] = inside === undefined ? [['', ''], ['']] : [[''], ['']];
  const ask = database ? [`    ${database[0]}.session.execute(${database[0]}.text("SELECT 1"))`] : [];
  return {
    title: 'Answer health checks at /healthz',
    safety: 'safe',
    changes: [
      {
        is: 'lines',
        at,
        text: [...above, `@${as}.route("/healthz")`, 'def healthz():', ...ask, '    return "ok"', ...below],
      },
    ],
    needs: ['Let the balancer ask for /healthz.'],
  };
}
