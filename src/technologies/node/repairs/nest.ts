import type { Fact } from '../../../facts/fact.js';
import type { Change, Repair } from '../../../resolve/repair.js';
import { lacking, redisWants } from '../../lacking.js';
import { npmPackage } from '../../npm/packages.js';
import { redisNeed } from '../../redis-address.js';
import type { JsApp } from '../resolve-js.js';
import { toInstall } from './install.js';
import { optionsPlace } from './options.js';
import { redisUrl } from './redis.js';

/** @nestjs/cache-manager 3 takes stores of Keyv (@nestjs/cache-manager 3.0, `CacheManagerOptions.stores`); before, stores were of another kind. */
export function nestCacheRepair(js: JsApp, call: Fact<'js-call'>): Repair | undefined {
  const version = npmPackage(js.app.facts, '@nestjs/cache-manager')?.major;
  const at = optionsPlace(js, call);
  if (!at || version === undefined || version < 3) return undefined;
  return {
    title: 'Keep the cache in Redis',
    safety: 'unsafe',
    changes: [
      { is: 'binding', file: at.file, bind: '{ createKeyv }', from: { package: '@keyv/redis' } },
      { is: 'property', at, name: 'stores', value: `[createKeyv(${redisUrl(js)})]` },
    ],
    needs: [...toInstall(js, '@keyv/redis'), redisNeed(js.app)],
    ...lacking(js.app, redisWants(js.app)),
  };
}

/** The throttler's storage in Redis; a plain list of limits becomes the option `throttlers` (@nestjs/throttler 5, README.md). */
export function throttlerRepair(js: JsApp, call: Fact<'js-call'>): Repair | undefined {
  const [given] = call.args;
  const address = redisUrl(js);
  const url = /\.[cm]?ts$/.test(call.at.file) && /\w$/.test(address) ? `${address}!` : address;
  const storage = `new ThrottlerStorageRedisService(${url})`;
  const changes = given?.is === 'list' ? around(call, given.at, storage) : asOption(js, call, storage);
  if (!changes) return undefined;
  const bind = '{ ThrottlerStorageRedisService }';
  return {
    title: 'Count the limit in Redis',
    safety: 'unsafe',
    changes: [
      ...changes,
      { is: 'binding', file: call.at.file, bind, from: { package: '@nest-lab/throttler-storage-redis' } },
    ],
    needs: [...toInstall(js, '@nest-lab/throttler-storage-redis', 'ioredis'), redisNeed(js.app)],
    ...lacking(js.app, redisWants(js.app)),
  };
}

/** What does not stand in the call itself may be the body of an arrow function, where a brace would open a block. */
function around(call: Fact<'js-call'>, at: Fact['at'], storage: string): readonly Change[] {
  const isArgument = at.file === call.at.file && at.start > call.at.start && at.start <= call.at.end + 1;
  const [open, close] = isArgument ? ['{', '}'] : ['({', '})'];
  return [
    { is: 'insert', at, where: 'before', text: `${open} throttlers: ` },
    { is: 'insert', at, where: 'after', text: `, storage: ${storage} ${close}` },
  ];
}

function asOption(js: JsApp, call: Fact<'js-call'>, value: string): readonly Change[] | undefined {
  const at = optionsPlace(js, call);
  return at?.file === call.at.file ? [{ is: 'property', at, name: 'storage', value }] : undefined;
}
