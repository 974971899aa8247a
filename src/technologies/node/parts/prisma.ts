import { type Expr, literalText } from '../../../facts/expr.js';
import { known, said, unknown } from '../../../resolve/evidence.js';
import type { Database } from '../../../resolve/parts/data.js';
import { type JsApp, member } from '../resolve-js.js';
import { addressIn, backendOf } from './addresses.js';

/**
 * The data source of a Prisma schema. How many connections it opens is `connection_limit` of its URL; without one it depends on the
 * processors of the machine (Prisma 6, "Connection pool").
 */
export function prismaDatabases(js: JsApp): readonly Database[] {
  const settings = js.app.facts.of('setting').filter(({ technology }) => technology === 'prisma');
  return settings.flatMap(({ key, value, at }): readonly Database[] => {
    const provider = key === 'datasource.provider' ? literalText(value) : undefined;
    if (!provider) return [];
    const engine = provider === 'cockroachdb' ? 'postgresql' : provider;
    const because = [said(at, `chooses ${engine === 'sqlite' ? 'SQLite' : engine}`)];
    const common = { label: 'the database', technology: 'node', engine: known(engine, because) };
    if (engine === 'sqlite')
      return [{ ...common, backend: known({ technology: engine, reach: 'server' }, because), placeholder: false }];
    const url =
      settings.find((other) => other.at.file === at.file && other.key === 'datasource.url')?.value ?? configured(js);
    const address = url && addressIn(js, [url]);
    const text = address?.text.state === 'known' ? address.text : undefined;
    const limit = /[?&]connection_limit=(\d+)/.exec(text?.value ?? '')?.[1];
    return [
      {
        ...common,
        backend: address ? backendOf(engine, address) : unknown('nothing says where it is', because),
        placeholder: address?.placeholder ?? false,
        ...(limit && text ? { poolSize: known(Number(limit), text.because) } : {}),
      },
    ];
  });
}

/** Since Prisma 7 the address stands in its own configuration (prisma 7, `defineConfig({ datasource: { url: env('DATABASE_URL') } })`), which only its console loads. */
function configured(js: JsApp): Expr | undefined {
  const [call] = js.app.facts
    .of('js-call')
    .filter(({ module, name }) => module === 'prisma/config' && name === 'defineConfig');
  const url = call && member(js, member(js, call.args[0], 'datasource'), 'url');
  if (url?.is !== 'call' || url.module !== 'prisma/config' || url.name !== 'env') return url;
  const name = url.args[0] && literalText(url.args[0]);
  return name ? { is: 'env', name, at: url.at } : undefined;
}
