import { known, type Resolved, said, unknown } from '../../../resolve/evidence.js';
import type { SessionStore } from '../../../resolve/parts/store.js';
import type { Backend } from '../../../resolve/reach.js';
import { isNothing, type JsApp, member, optionOf, type Settled } from '../resolve-js.js';
import { usesLocalDatabase } from './backends.js';
import { frameworkOf } from './framework.js';

const libraries = /^(next-auth|next-auth\/next|@auth\/(express|core|sveltekit|hono))$/;
const starts = /^(NextAuth|default|ExpressAuth|Auth|SvelteKitAuth|initAuthConfig|)$/;
/** Adapters that write to whatever database the app itself has. */
const throughDatabase =
  /^(@auth|@next-auth)\/(prisma|drizzle|typeorm|kysely|mikro-orm|sequelize|d1)(-legacy)?-adapter$/;
const adapters = /^(@auth|@next-auth)\/[\w-]+-adapter$/;

/**
 * Sessions of Auth.js (NextAuth): a signed cookie, or rows in the database where an adapter is given and the strategy is not `jwt`
 * (@auth/core 0.37, lib/init.ts and lib/utils/assert.ts).
 */
export function authSessions(js: JsApp): readonly SessionStore[] {
  return js.of(libraries, starts).flatMap((call): readonly SessionStore[] => {
    if (call.args.length === 0) return [];
    const session = optionOf(js, call, 'session');
    const strategy = session && member(js, session, 'strategy');
    const chosen = strategy && js.value(strategy);
    const adapter = optionOf(js, call, 'adapter');
    const cookie = known<Backend>({ technology: 'cookie', reach: 'client' }, [
      said(strategy?.at ?? call.at, 'keeps them in an encrypted cookie'),
    ]);
    const isCookie = chosen?.state === 'known' && chosen.value === 'jwt';
    const isOpaque = !adapter && !strategy && call.args.every((arg) => js.settle(arg).every(isCode));
    const backend = isOpaque
      ? unknown('the options are made by code that cannot be followed', [said(call.at, 'starts sessions')])
      : isCookie || !adapter
        ? cookie
        : joined(js.settle(adapter).map((one) => backendOf(js, one, cookie)));
    return [
      { label: 'sessions', technology: frameworkOf(js), backend, uses: [said(call.at, 'starts sessions')] } as const,
    ];
  });
}

function isCode({ expr }: Settled): boolean {
  return expr.is === 'opaque' || expr.is === 'setting';
}

function backendOf(js: JsApp, { expr, because }: Settled, cookie: Resolved<Backend>): Resolved<Backend> {
  if (isNothing(expr)) return cookie;
  if (expr.is !== 'call' || !adapters.test(expr.module))
    return unknown('the adapter is made by code that cannot be followed', [
      ...because,
      said(expr.at, 'is the adapter'),
    ]);
  const evidence = [...because, said(expr.at, `keeps them through ${expr.module}`)];
  if (!throughDatabase.test(expr.module))
    return known({ technology: expr.module.replace(/^.*\/|-adapter$/g, ''), reach: 'shared' }, evidence);
  return usesLocalDatabase(js)
    ? known({ technology: 'database', reach: 'server', dependsOn: 'database' }, evidence)
    : known({ technology: 'database', reach: 'shared' }, evidence);
}

/** The one of several that decides: they agree on the reach, or nobody knows. */
function joined(all: readonly Resolved<Backend>[]): Resolved<Backend> {
  const [first] = all;
  const bad = all.find((one) => one.state === 'unknown' || !/^(shared|client)$/.test(one.value.reach));
  return bad ?? first ?? unknown('the adapter cannot be followed', []);
}
