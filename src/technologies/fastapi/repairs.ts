import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { Repair } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import { lacking, redisWants } from '../lacking.js';
import type { Machine } from '../python/frame.js';
import { packageNeeds, redisRead } from '../python/repairs.js';
import { redisNeed } from '../redis-address.js';
import type { Resolution } from '../technology.js';

type Call = Fact<'python-call'>;

/** A route beside the app. */
export function healthRepair(machine: Machine, { as, at, inside }: Call): Repair | undefined {
  if (as === undefined || !/^\w+$/.test(as) || machine.names(at.file)?.has('healthz')) return undefined;
  const space = inside === undefined ? ['', ''] : [''];
  const text = [...space, `@${as}.get("/healthz")`, 'def healthz():', '    return {"status": "ok"}'];
  return {
    title: 'Answer health checks at /healthz',
    safety: 'safe',
    changes: [{ is: 'lines', at, text: [...text, ''] }],
    needs: ['Let the balancer ask for /healthz, and let the route ask the database as well.'],
  };
}

/** fastapi-cache2 in Redis (fastapi_cache/backends/redis.py, 0.2). */
export function cacheRepair(machine: Machine, app: Resolution, made: Call): Repair | undefined {
  if (!/inmemory\.InMemoryBackend$/.test(made.name)) return undefined;
  const { file } = made.at;
  const { code, imports } = redisRead(app, machine, made.at);
  return {
    title: 'Keep the cache in Redis',
    safety: 'unsafe',
    changes: [
      ...imports,
      { is: 'import', file, statement: 'from fastapi_cache.backends.redis import RedisBackend' },
      { is: 'import', file, statement: 'from redis import asyncio as aioredis' },
      { is: 'replace', at: made.at, text: `RedisBackend(aioredis.from_url(${code}))` },
    ],
    needs: [redisNeed(app), ...packageNeeds(app, 'redis')],
    ...lacking(app, redisWants(app)),
  };
}

const privateRanges = '10.0.0.0/8,172.16.0.0/12,192.168.0.0/16';

/** Headers of private networks are believed: uvicorn knows ranges since 0.31 (uvicorn/middleware/proxy_headers.py); gunicorn's own list has addresses only. */
export function proxyRepair(app: Resolution, command: { readonly text: string; readonly at: Span }): Repair {
  const uvicorn = packageOf(app.facts, 'pypi', 'uvicorn') ?? packageOf(app.facts, 'pypi', 'fastapi');
  const isDockerfile = /(^|\/)[\w.-]*Dockerfile[\w.-]*$/i.test(command.at.file);
  const knowsRanges = uvicorn?.fact.name !== 'uvicorn' || atLeast(uvicorn, 0, 31);
  const isPossible = isDockerfile && knowsRanges && !/gunicorn|hypercorn/.test(command.text);
  const line = `ENV FORWARDED_ALLOW_IPS="${privateRanges}"`;
  return {
    title: 'Believe forwarded headers of private networks',
    safety: isPossible ? 'unsafe' : 'manual',
    changes: isPossible ? [{ is: 'lines', at: command.at, text: [line], where: 'before' }] : [],
    needs: [
      isPossible
        ? 'Let nobody but the balancer reach the app; narrow FORWARDED_ALLOW_IPS to its addresses.'
        : 'Give every server FORWARDED_ALLOW_IPS with the addresses of the balancer.',
    ],
  };
}
