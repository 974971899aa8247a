import type { AppParts } from '../../../resolve/app.js';
import { known, said, unknown } from '../../../resolve/evidence.js';
import type { SessionStore } from '../../../resolve/parts/store.js';
import { table } from '../../../table.js';
import { sessionRepair } from '../repairs/stores.js';
import { type JsApp, optionOf } from '../resolve-js.js';
import { authSessions } from './auth-sessions.js';
import { inMemory, storeOption, usesLocalDatabase } from './backends.js';
import { hapiSessions } from './hapi.js';
import { plugged } from './plugins.js';

/** Session middleware whose `store` option decides; without one they keep sessions in memory. */
const withStore: Readonly<Record<string, { readonly technology: string; readonly means: string }>> = table({
  'express-session': { technology: 'express', means: 'MemoryStore, in the memory of the process' },
  '@fastify/session': { technology: 'fastify', means: 'a store in the memory of the process' },
  'fastify-session': { technology: 'fastify', means: 'a store in the memory of the process' },
  'koa-generic-session': { technology: 'koa', means: 'a store in the memory of the process' },
});

/** Sessions that travel in a signed or encrypted cookie. */
const inCookie = /^(cookie-session|iron-session|@fastify\/secure-session|koa-session)$/;

export function sessionParts(js: JsApp): AppParts {
  return { sessionStores: [...middleware(js), ...cookies(js), ...authSessions(js), ...hapiSessions(js)] };
}

function middleware(js: JsApp): readonly SessionStore[] {
  return js.calls.flatMap((call) =>
    plugged(js, call).flatMap(({ module, args }): readonly SessionStore[] => {
      const kind = withStore[module];
      if (!kind || (call.module === module && call.name !== '')) return [];
      const store = optionOf(js, { args }, 'store');
      const opaqueOptions = !store && args.some((option) => js.settle(option).some(({ expr }) => expr.is === 'opaque'));
      const backend = opaqueOptions
        ? unknown('the options are made by code that cannot be followed', [said(call.at, 'starts sessions')])
        : storeOption(
            js,
            store,
            inMemory(call.at, `is given no store: ${module} falls back to ${kind.means}`),
            usesLocalDatabase(js),
          );
      const repair = module === 'koa-generic-session' ? undefined : sessionRepair(js, { args, at: call.at });
      const uses = [said(call.at, 'starts sessions')];
      return [{ label: 'sessions', technology: kind.technology, backend, uses, repair }];
    }),
  );
}

function cookies(js: JsApp): readonly SessionStore[] {
  return js.calls.flatMap((call): readonly SessionStore[] => {
    if (
      !inCookie.test(call.module) ||
      (call.name !== '' && !/^(getIronSession|ironSession|withIronSession\w*)$/.test(call.name))
    )
      return [];
    const technology =
      call.module === 'koa-session' ? 'koa' : call.module.startsWith('@fastify') ? 'fastify' : 'express';
    const store = optionOf(js, call, 'store');
    const missing = {
      backend: { technology: 'cookie', reach: 'client' as const },
      evidence: [said(call.at, `${call.module} keeps them in a signed cookie`)],
    };
    const backend = store ? storeOption(js, store, missing) : known(missing.backend, missing.evidence);
    return [{ label: 'sessions', technology, backend, uses: [said(call.at, 'starts sessions')] }];
  });
}
