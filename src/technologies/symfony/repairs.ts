import type { Expr } from '../../facts/expr.js';
import { type Change, type Repair, switchTo } from '../../resolve/repair.js';
import type { Resolution } from '../technology.js';
import type { Path, SymfonyConfig } from './settings.js';

const redis = 'Provide a Redis that every server reaches and set REDIS_URL to its address.';
const provider = "Set `framework.cache.default_redis_provider` to `'%env(REDIS_URL)%'`.";

/** Sessions in Redis: the handler of the base configuration, where it stands or where it would. */
export function sessionRepair(config: SymfonyConfig): Repair | undefined {
  const handler = "'%env(REDIS_URL)%'";
  const path = ['framework', 'session', 'handler_id'];
  const session = config.expr(['framework', 'session']);
  const change: Change | undefined =
    session?.is === 'literal' && session.value === true
      ? { is: 'replace', at: session.at, text: `{ handler_id: ${handler} }` }
      : setTo(config, path, handler);
  return (
    change && {
      title: `Set framework.session.handler_id to ${handler}`,
      safety: 'unsafe',
      changes: [change],
      needs: [redis],
    }
  );
}

/** `cache.app` in Redis; pools and limiters follow it. */
export function cacheRepair(config: SymfonyConfig): Repair | undefined {
  const change = setTo(config, ['framework', 'cache', 'app'], 'cache.adapter.redis');
  return (
    change && {
      title: 'Set framework.cache.app to cache.adapter.redis',
      safety: 'unsafe',
      changes: [change],
      needs: [provider, redis],
    }
  );
}

/** The variable behind framework.lock, or its literal. */
export function lockRepair(app: Resolution, written: Expr | undefined): Repair | undefined {
  const change = switchTo(written, app.environment('layered'), {
    env: 'redis://redis:6379',
    code: "'%env(REDIS_URL)%'",
  });
  return (
    change && {
      title: 'Keep locks in Redis',
      safety: 'unsafe',
      changes: [change],
      needs: ['Provide a Redis that every server reaches and put its address there.'],
    }
  );
}

/** A transport that keeps messages in the shared database instead of handling them at once. */
export function transportRepair(app: Resolution, written: Expr): Repair | undefined {
  const change = switchTo(written, app.environment('layered'), {
    env: 'doctrine://default',
    code: "'doctrine://default'",
  });
  const needs = [
    'Run `composer require symfony/doctrine-messenger`.',
    'Run `bin/console messenger:consume` under supervision.',
  ];
  return (
    change && {
      title: 'Keep messages in the database until a worker handles them',
      safety: 'unsafe',
      changes: [change],
      needs,
    }
  );
}

/** Private ranges in a form that every version reads. */
export function proxyRepair(config: SymfonyConfig): Repair | undefined {
  const ranges = "'10.0.0.0/8,172.16.0.0/12,192.168.0.0/16'";
  const change = setTo(config, ['framework', 'trusted_proxies'], ranges);
  return (
    change && {
      title: 'Trust proxies of private networks',
      safety: 'unsafe',
      changes: [change],
      needs: ['Narrow the ranges to the address of the balancer.'],
    }
  );
}

/** A stream to the console instead of a file. */
export function logRepair(type: Expr | undefined, path: Expr | undefined): Repair | undefined {
  if (path?.is !== 'literal' && path?.is !== 'text') return undefined;
  const changes: Change[] = [{ is: 'replace', at: path.at, text: "'php://stderr'" }];
  if (type?.is === 'literal' && type.value !== 'stream')
    changes.unshift({ is: 'replace', at: type.at, text: 'stream' });
  return { title: 'Log to php://stderr', safety: 'unsafe', changes, needs: ['Collect the output of the processes.'] };
}

/** Replaces a literal, or writes a new key below the nearest map that a YAML file of the app holds. */
function setTo(config: SymfonyConfig, path: Path, value: string): Change | undefined {
  const written = config.expr(path);
  if (written)
    return written.is === 'literal' && written.at.end > written.at.start
      ? { is: 'replace', at: written.at, text: value }
      : undefined;
  for (let length = path.length - 1; length > 0; length--) {
    const parent = config.expr(path.slice(0, length));
    if (!parent) continue;
    return parent.is === 'map' && /\.ya?ml$/.test(parent.at.file)
      ? { is: 'entry', file: parent.at.file, path, value }
      : undefined;
  }
  return undefined;
}
