import type { Expr } from '../../../facts/expr.js';
import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { known, said, unknown } from '../../../resolve/evidence.js';
import type { Secret } from '../../../resolve/parts/boot-step.js';
import { table } from '../../../table.js';
import { isByHand, isInstaller } from '../paths.js';
import { secretRepair } from '../repairs/secrets.js';
import { type JsApp, member, optionOf, type Settled } from '../resolve-js.js';
import { isTemporary, textOfPath } from './file-paths.js';
import { frameworkOf } from './framework.js';
import { plugged } from './plugins.js';

const makers = /^(crypto|uuid|nanoid|randomstring|crypto-random-string)$/;
const named =
  /secret|(^|_|\.)(jwt|session|cookie|signing|encryption|app|auth|csrf|api|hmac)_?key|cookiekeys?|jwtkey|sessionkey|passphrase|salt$|pepper|signingkey|encryptionkey/i;

/** Keys that sign or encrypt what users carry: the same on every server, or made anew at each start or on each server. */
export function secretParts(js: JsApp): AppParts {
  const made = [...keptInFile(js), ...madeAtStart(js), ...askedFor(js)];
  const all = [...made, ...ofMiddleware(js)];
  const isFirst = ({ at }: Secret, index: number) =>
    all.findIndex((other) => other.at.file === at.file && other.at.start === at.start) === index;
  return { secrets: all.filter(isFirst) };
}

function isMaker(call: Pick<Fact<'js-call'>, 'module' | 'name'>): boolean {
  if (/(randomBytes|randomUUID|generateKeySync)$/.test(call.name)) return true;
  return (
    call.module !== 'crypto' && /^(uuid|v1|v4|v7|nanoid|customAlphabet\(\)|randomString|generate|)$/.test(call.name)
  );
}

/** `const SECRET = process.env.SECRET || randomBytes(32)`: the right side is reached only where the environment leaves it empty. */
function madeAtStart(js: JsApp): readonly Secret[] {
  return js.of(makers, /./).flatMap((call): readonly Secret[] => {
    const name = call.as;
    if (!isMaker(call) || call.inside !== undefined || name === undefined || !named.test(name)) return [];
    const because = [said(call.at, 'is made at random when the process starts')];
    // what is not set leaves the place to it; what is computed elsewhere may be the same on every server
    const others = (call.insteadOf ?? []).map((other) => ({ other, value: js.value(other) }));
    const isGiven = ({ other, value }: (typeof others)[number]) => (other.is === 'env' && js.environment.demanded?.has(other.name)) || (value.state === 'known' && value.value !== undefined);
    if (others.length > 0 && others.every(isGiven)) return [];
    const open = others.find(({ value }) => value.state === 'unknown');
    if (open) {
      const origin = unknown('a random one only stands in for a value that is given elsewhere', [...because, said(open.other.at, 'goes before it')]);
      return [secret(js, `the key before '${name}'`, origin, call.at)];
    }
    return [
      { ...secret(js, `'${name}'`, known('random-per-start', because), call.at), presumed: [...(call.insteadOf ?? []), ...call.when].some(isVariable) ? 'setting' : 'mark', repair: secretRepair(call, name) },
    ];
  });
} // biome-ignore format: one record

/** Whether a condition or another value is a variable of the environment, or asks about one. */
function isVariable(expr: Expr): boolean {
  if (expr.is === 'env') return true;
  if (expr.is === 'equals') return isVariable(expr.left) || isVariable(expr.right);
  return expr.is === 'choice' && [expr.when, expr.whenTrue, expr.whenFalse].some((one) => one && isVariable(one));
}

/** A function that makes a key and writes it to a file, for the next start of this server. */
function keptInFile(js: JsApp): readonly Secret[] {
  const calls = js.app.facts.of('js-call').filter(({ at }) => !isByHand(at.file) || js.loaded(at.file));
  const writes = calls.filter(
    (call) => /^(fs|fs\/promises|fs-extra|graceful-fs|jsonfile|write-file-atomic)$/.test(call.module) && isWrite(call),
  );
  return calls.flatMap((call): readonly Secret[] => {
    if (!makers.test(call.module) || !isMaker(call)) return [];
    const name = call.as?.split('.').at(-1) ?? '';
    const write = writes.find(
      (other) =>
        other.at.file === call.at.file &&
        other.inside === call.inside &&
        other.at.start > call.at.start &&
        keeps(js, other, { name, inside: call.inside ?? '' }),
    );
    if (!write) return [];
    const isInstalled = isInstaller(call.at.file) || call.serves === 'request';
    const because = [
      said(call.at, 'is made at random where no file has it yet'),
      said(write.at, 'is kept in a file of this server'),
    ];
    const origin = known(isInstalled ? ('per-installation' as const) : ('per-server-file' as const), because);
    return [secret(js, `'${name || 'the key'}'`, origin, call.at)];
  });
}

function isWrite({ name, module }: Fact<'js-call'>): boolean {
  return /(^|\.)(write|output)(File|Json|JSON)?(Sync)?$/.test(name) || (module === 'write-file-atomic' && name === '');
}

/** Whether a write keeps the key: a file whose name says so, or one of settings that are written right after the key is made. */
function keeps(js: JsApp, write: Fact<'js-call'>, { name, inside }: { name: string; inside: string }): boolean {
  const path = write.args[0] && textOfPath(js, write.args[0]);
  if (path !== undefined && isTemporary(path)) return false;
  const isKey = named.test(name) || (/key|token|password/i.test(name) && named.test(inside));
  if (isKey && /config|settings|\.env|\.json|secret|key|credential|jwt/i.test(path ?? '')) return true;
  return /secret|jwt|session|cookie|signing|encryption/i.test(path ?? '') && /key|secret|^$/i.test(name);
}

const askedNames = /secret|jwt|(session|cookie|signing|encryption|app)[_:-]?key/i;

/** An installer that offers a random key: whoever runs it again on another server gets another one. */
function askedFor(js: JsApp): readonly Secret[] {
  return js.app.facts
    .of('use')
    .filter(({ technology, what, at }) => technology === 'node' && what === 'offers-random' && !isByHand(at.file))
    .flatMap(({ options, at }) => {
      const name = options?.name && js.value(options.name);
      if (name?.state !== 'known' || typeof name.value !== 'string' || !askedNames.test(name.value)) return [];
      const because = [said(at, 'is made up by the installer and kept in its configuration file')];
      return [secret(js, `'${name.value}'`, known('per-installation', because), at)];
    });
}

/** Packages that are given a key: by which calls, and under which options; a number is the position of an argument. */
const keyed: Readonly<Record<string, { readonly by: RegExp; readonly at: readonly (string | number)[] }>> = table({
  'express-session': { by: /^$/, at: ['secret'] },
  'cookie-session': { by: /^$/, at: ['secret', 'keys'] },
  'cookie-parser': { by: /^$/, at: [0] },
  'koa-session': { by: /^$/, at: ['keys'] },
  'koa-jwt': { by: /^$/, at: ['secret'] },
  '@fastify/session': { by: /register$/, at: ['secret'] },
  '@fastify/secure-session': { by: /register$/, at: ['key', 'secret'] },
  '@fastify/cookie': { by: /register$/, at: ['secret'] },
  '@fastify/jwt': { by: /register$/, at: ['secret'] },
  '@hapi/yar': { by: /register$/, at: ['cookieOptions.password'] },
  'iron-session': { by: /^(getIronSession|ironSession|withIronSession\w*)$/, at: ['password'] },
  'next-auth': { by: /^(default|NextAuth|)$/, at: ['secret'] },
  'next-auth/next': { by: /^(default|NextAuth|)$/, at: ['secret'] },
  '@auth/express': { by: /^ExpressAuth$/, at: ['secret'] },
  'better-auth': { by: /^betterAuth$/, at: ['secret'] },
  '@nestjs/jwt': { by: /^JwtModule\.register$/, at: ['secret'] },
  'express-jwt': { by: /^(expressjwt|)$/, at: ['secret'] },
  'passport-jwt': { by: /^Strategy$/, at: ['secretOrKey'] },
  jsonwebtoken: { by: /^(sign|verify)$/, at: [1] },
});

/** The secret that session, cookie and token packages are given. */
function ofMiddleware(js: JsApp): readonly Secret[] {
  return js.calls.flatMap((call) =>
    plugged(js, call).flatMap(({ module, args }): readonly Secret[] => {
      const kind = keyed[module];
      if (!kind?.by.test(call.name)) return [];
      const option = kind.at.map((place) => given(js, args, place)).find((found) => found !== undefined);
      const settled = js.settle(option)[0];
      const first = settled?.expr.is === 'list' ? js.settle(settled.expr.items[0])[0] : settled;
      if (!first) return [];
      const label = `the secret of ${module}`;
      if (isRandom(first)) {
        const because = [...first.because, said(first.expr.at, 'is made at random when the process starts')];
        return [secret(js, label, known('random-per-start', because), first.expr.at)];
      }
      if (first.expr.is !== 'literal' || module === 'jsonwebtoken') return [];
      const because =
        first.because.length > 0 ? first.because : [said(first.expr.at, 'is a constant or comes from the environment')];
      return [secret(js, label, known('fixed', because), call.at)];
    }),
  );
}

function given(js: JsApp, args: readonly Expr[], place: string | number): Expr | undefined {
  if (typeof place === 'number') return args[place];
  const [first = '', ...rest] = place.split('.');
  return rest.reduce<Expr | undefined>((found, key) => member(js, found, key), optionOf(js, { args }, first));
}

/** Made by a package for random values, or by a function of the app whose name says so. */
function isRandom({ expr }: Settled): boolean {
  if (expr.is === 'call') return makers.test(expr.module) && /random|uuid|v4|nanoid|^$/i.test(expr.name);
  return (
    expr.is === 'setting' &&
    /#.{0,200}(generate|random|make|create)\w{0,60}(uuid|secret|key|string|bytes)\(\)$/i.test(expr.key)
  );
}

function secret(js: JsApp, label: string, origin: Secret['origin'], at: Secret['at']): Secret {
  return { label, technology: frameworkOf(js), origin, at };
}
