import type { AppParts } from '../../../resolve/app.js';
import { known, said } from '../../../resolve/evidence.js';
import type { Secret } from '../../../resolve/parts/boot-step.js';
import { type JsApp, optionOf } from '../resolve-js.js';
import { frameworkOf } from './framework.js';

const random =
  /^(randomBytes|randomUUID|generateKeySync|uuid|v1|v4|v7|nanoid|customAlphabet\(\)|randomString|generate|)$/;
const makers = /^(crypto|uuid|nanoid|randomstring|crypto-random-string)$/;
const named =
  /secret|(^|_|\.)(jwt|session|cookie|signing|encryption|app|auth|csrf|api|hmac)_?key|cookiekeys?|jwtkey|sessionkey|passphrase|salt$|pepper|signingkey|encryptionkey/i;

/** Keys that sign or encrypt what users carry: the same on every server, or made anew at each start. */
export function secretParts(js: JsApp): AppParts {
  const made = madeAtStart(js);
  const known = (secret: Secret) => made.some(({ at }) => at.file === secret.at.file && at.start === secret.at.start);
  return { secrets: [...made, ...ofMiddleware(js).filter((secret) => !known(secret))] };
}

/** `const SECRET = process.env.SECRET || randomBytes(32)`: the right side is reached only where the environment leaves it empty. */
function madeAtStart(js: JsApp): readonly Secret[] {
  return js.of(makers, /./).flatMap((call): readonly Secret[] => {
    const isRandom =
      /(randomBytes|randomUUID|generateKeySync)$/.test(call.name) ||
      (call.module !== 'crypto' && random.test(call.name));
    const name = call.as;
    if (!isRandom || call.inside !== undefined || name === undefined || !named.test(name)) return [];
    return [
      {
        label: `'${name}'`,
        technology: frameworkOf(js),
        origin: known('random-per-start', [said(call.at, 'is made at random when the process starts')]),
        at: call.at,
      },
    ];
  });
}

/** The secret that session and cookie middleware is given. */
function ofMiddleware(js: JsApp): readonly Secret[] {
  return js
    .of(
      /^(express-session|cookie-session|cookie-parser|@fastify\/session|koa-session|jsonwebtoken)$/,
      /^(|sign|verify)$/,
    )
    .flatMap((call): readonly Secret[] => {
      const option =
        call.module === 'cookie-parser'
          ? call.args[0]
          : call.module === 'jsonwebtoken'
            ? call.args[1]
            : (optionOf(js, call, 'secret') ?? optionOf(js, call, 'keys'));
      const settled = js.settle(option)[0];
      if (!option || !settled) return [];
      const first = settled.expr.is === 'list' ? js.settle(settled.expr.items[0])[0] : settled;
      if (!first) return [];
      const { expr } = first;
      const isRandom = expr.is === 'call' && makers.test(expr.module) && /random|uuid|v4|nanoid|^$/i.test(expr.name);
      if (isRandom)
        return [
          {
            label: `the secret of ${call.module}`,
            technology: frameworkOf(js),
            origin: known('random-per-start', [
              ...first.because,
              said(expr.at, 'is made at random when the process starts'),
            ]),
            at: expr.at,
          },
        ];
      if (expr.is !== 'literal' || call.module === 'jsonwebtoken') return [];
      const because =
        first.because.length > 0 ? first.because : [said(expr.at, 'is a constant or comes from the environment')];
      return [
        {
          label: `the secret of ${call.module}`,
          technology: frameworkOf(js),
          origin: known('fixed', because),
          at: call.at,
        },
      ];
    });
}
