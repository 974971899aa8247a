import { literalText } from '../../../facts/expr.js';
import { known, said, unknown } from '../../../resolve/evidence.js';
import type { Database } from '../../../resolve/parts/data.js';
import type { JsApp } from '../resolve-js.js';
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
    const url = settings.find((other) => other.at.file === at.file && other.key === 'datasource.url');
    const address = url && addressIn(js, [url.value]);
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
