import type { Fact, Facts } from '../../facts/fact.js';
import { spanOf } from '../../facts/program.js';
import type { Directive } from '../../parse/directive.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { EdgeCache } from '../../resolve/parts/edge-cache.js';
import type { Repair } from '../../resolve/repair.js';
import type { Scope } from './extract.js';
import { named } from './named.js';

/** A location whose answers nginx keeps: `proxy_cache`, with what lets requests of users past it. */
export function* cachedBy(pass: Directive, scope: Scope): Iterable<Fact> {
  const inForce = (name: string) =>
    scope.blocks
      .toReversed()
      .flatMap(({ block }) => named(block, name).slice(0, 1))
      .at(0);
  const prefix = pass.name.text.replace(/_pass$/, '');
  const cache = inForce(`${prefix}_cache`);
  if (!cache || cache.args[0]?.text === 'off') return;
  // without a time of its own nginx keeps what the app says may be kept, and nothing else (ngx_http_proxy_module, proxy_cache_valid)
  if (!inForce(`${prefix}_cache_valid`)) return;
  const location = scope.blocks.findLast(({ name }) => name.text === 'location');
  const own = location?.block?.some((one) => one === cache) ?? false;
  const key = inForce(`${prefix}_cache_key`);
  const past = [
    inForce(`${prefix}_cache_bypass`),
    inForce(`${prefix}_no_cache`),
    ...(key && /cookie|authorization/i.test(key.args.map(({ text }) => text).join(' ')) ? [key] : []),
  ].find((one) => one !== undefined);
  const at = spanOf(scope.file, { start: cache.start, end: cache.args.at(-1)?.end ?? cache.name.end });
  yield {
    kind: 'use',
    technology: 'nginx',
    what: 'keeps-answers',
    name: location?.args.at(-1)?.text ?? '/',
    options: {
      apart: past
        ? { is: 'literal', value: true, at: spanOf(scope.file, past) }
        : own
          ? { is: 'literal', value: false, at }
          : { is: 'opaque', source: 'inherited', at },
    },
    at,
  };
}

const files = /\.\(|\\\.|^[\^~]*\/(static|media|assets|uploads|images|css|js|fonts|build|_next\/static)\b/;

export function edgeCaches(facts: Facts): readonly EdgeCache[] {
  return (
    facts
      .of('use')
      .filter(({ technology, what }) => technology === 'nginx' && what === 'keeps-answers')
      // A path that somebody singled out for the cache was thought about; the whole site and the API were not.
      .filter(({ name = '/' }) => name === '/' || files.test(name) || /api|graphql|account|user|admin|php/i.test(name))
      .map(({ name = '/', options, at }) => {
        const apart = options?.apart;
        return {
          label: `answers below ${name}`,
          technology: 'nginx',
          holds: files.test(name) ? 'files' : 'answers',
          tellsUsersApart:
            apart?.is === 'literal'
              ? known(apart.value === true, [
                  said(apart.at, apart.value ? 'lets requests of users past it' : 'keeps answers for everybody'),
                ])
              : unknown('the cache is switched on further out', [said(at, 'keeps answers')]),
          repair: pastTheCache(at, name),
          at,
        };
      })
  );
}

/** Whoever brings a cookie or credentials is answered by the app, and that answer is not kept. */
function pastTheCache(at: EdgeCache['at'], path: string): Repair {
  const users = '$http_authorization $http_cookie';
  return {
    title: `Let requests of users past the cache of ${path}`,
    safety: 'unsafe',
    changes: [{ is: 'lines', at, text: [`proxy_cache_bypass ${users};`, `proxy_no_cache ${users};`] }],
    needs: ['Where visitors carry cookies that change nothing (statistics), name the cookie of the session instead of $http_cookie'],
  };
} // biome-ignore format: one record
