import type { AppParts } from '../../../resolve/app.js';
import { known, said, unknown } from '../../../resolve/evidence.js';
import type { SessionStore } from '../../../resolve/parts/store.js';
import { type JsApp, optionOf } from '../resolve-js.js';
import { inMemory, storeOption, usesLocalDatabase } from './backends.js';

/** Session middleware whose `store` option decides; without one they keep sessions in memory. */
const withStore: Readonly<Record<string, { readonly technology: string; readonly means: string }>> = {
  'express-session': { technology: 'express', means: 'MemoryStore, in the memory of the process' },
  '@fastify/session': { technology: 'fastify', means: 'a store in the memory of the process' },
  'fastify-session': { technology: 'fastify', means: 'a store in the memory of the process' },
  'koa-generic-session': { technology: 'koa', means: 'a store in the memory of the process' },
};

/** Sessions that travel in a signed or encrypted cookie. */
const inCookie = /^(cookie-session|iron-session|@fastify\/secure-session|koa-session)$/;

export function sessionParts(js: JsApp): AppParts {
  return { sessionStores: [...middleware(js), ...cookies(js)] };
}

function middleware(js: JsApp): readonly SessionStore[] {
  return js.calls.flatMap((call): readonly SessionStore[] => {
    const isDirect = call.module in withStore && call.name === '';
    // `fastify.register(session, { store })`: the plugin is an argument.
    const plugin = call.name.endsWith('register')
      ? Object.keys(withStore).find((name) => isReferenceTo(call.args[0], name))
      : undefined;
    const module = isDirect ? call.module : plugin;
    const kind = module === undefined ? undefined : withStore[module];
    if (!module || !kind) return [];
    const options = plugin ? call.args.slice(1) : call.args;
    const store = optionOf(js, { args: options }, 'store');
    const opaqueOptions =
      !store && options.some((option) => js.settle(option).some(({ expr }) => expr.is === 'opaque'));
    const backend = opaqueOptions
      ? unknown('the options are made by code that cannot be followed', [said(call.at, 'starts sessions')])
      : storeOption(
          js,
          store,
          inMemory(call.at, `is given no store: ${module} falls back to ${kind.means}`),
          usesLocalDatabase(js),
        );
    return [{ label: 'sessions', technology: kind.technology, backend, uses: [said(call.at, 'starts sessions')] }];
  });
}

function isReferenceTo(expr: Parameters<JsApp['settle']>[0], module: string): boolean {
  return (
    expr?.is === 'opaque' && (expr.source.startsWith(`${module}#`) || expr.source.includes(`require('${module}')`))
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
