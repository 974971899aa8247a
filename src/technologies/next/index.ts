import type { Fact } from '../../facts/fact.js';
import { jsDotted, jsProperty, jsString } from '../../parse/javascript-values.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import { jsFile, spanOf } from '../node/js/file.js';
import { npmPackage } from '../npm/packages.js';
import { type Resolution, reader, technology } from '../technology.js';

/** Next.js: the cache of rendered pages and data, and routes that are files. */
export default technology({
  name: 'next',
  title: 'Next.js',
  readers: [
    reader({
      language: 'javascript',
      paths: /(^|\/)next\.config\.[cm]?[jt]s$/,
      *extract(tree, source): Iterable<Fact> {
        const file = jsFile(tree, source);
        for (const { node } of file.ofType('ObjectProperty')) {
          if (node.type !== 'ObjectProperty') continue;
          const key = jsDotted(node.key as never);
          if (key && /^(cacheHandler|cacheHandlers|incrementalCacheHandlerPath|output|cacheComponents)$/.test(key))
            yield {
              kind: 'use',
              technology: 'next',
              what: 'config',
              name: jsString(node.value as never) === 'export' ? 'static' : key,
              at: spanOf(file, node),
            };
        }
      },
    }),
    reader({
      language: 'javascript',
      paths: /(^|\/)(app|pages|src|lib|server)\/.*\.[cm]?[jt]sx?$/,
      mentions: ['revalidateTag', 'revalidatePath', 'unstable_cache', 'use cache', 'getStaticProps', 'revalidate'],
      *extract(tree, source): Iterable<Fact> {
        const file = jsFile(tree, source);
        for (const { node, path } of file.calls) {
          const name = jsDotted(node.callee as never) ?? '';
          const isNext = file.imports.get(name)?.source === 'next/cache';
          if (isNext && /^(revalidateTag|revalidatePath|updateTag|unstable_cache)$/.test(name))
            yield {
              kind: 'use',
              technology: 'next',
              what: name === 'unstable_cache' ? 'caches' : 'clears',
              name,
              at: spanOf(file, node.callee as never),
            };
          const seconds =
            name === 'fetch' ? jsProperty(jsProperty(node.arguments[1] as never, 'next'), 'revalidate') : undefined;
          if (seconds && path)
            yield {
              kind: 'use',
              technology: 'next',
              what: 'caches',
              name: 'fetch with revalidate',
              at: spanOf(file, seconds),
            };
        }
        for (const path of file.ofType('Directive'))
          if (path.node.type === 'Directive' && path.node.value.value === 'use cache')
            yield { kind: 'use', technology: 'next', what: 'caches', name: "'use cache'", at: spanOf(file, path.node) };
      },
    }),
  ],
  detect(facts) {
    const found = npmPackage(facts, 'next');
    return found && { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
  },
  parts,
});

const healthFile =
  /(^|\/)(app\/(.*\/)?(health\w*|healthz|heartbeat|ping|ready\w*|live\w*|status)\/route|pages\/api\/(.*\/)?(health\w*|heartbeat|ping|ready\w*|live\w*|status)(\/index)?)\.[cm]?[jt]s$/;

function parts(app: Resolution): AppParts {
  const uses = app.facts.of('use').filter((fact) => fact.technology === 'next');
  const next = npmPackage(app.facts, 'next');
  const start = app.facts
    .of('script')
    .find(({ name, command }) => name === 'start' && /next\s+start|node\s/.test(command));
  const isStatic = uses.some(({ what, name }) => what === 'config' && name === 'static');
  const handler = uses.find(({ what, name }) => what === 'config' && /andler/.test(name ?? ''));
  const clears = uses.find(({ what }) => what === 'clears');
  const health = app.files.find((file) => healthFile.test(file));
  const at = start?.at ?? next?.fact.at;
  if (!at || isStatic) return {};
  const backend = handler
    ? known({ technology: 'a cache handler', reach: 'shared' as const }, [
        said(handler.at, 'hands the cache to a handler'),
      ])
    : clears &&
      known({ technology: 'the local disk', reach: 'server' as const }, [
        said(clears.at, `${clears.name} clears the cache of the server that runs it`),
      ]);
  return {
    httpApps: [{ technology: 'next', at }],
    healthChecks: health
      ? [
          {
            label: health,
            technology: 'next',
            via: 'route',
            checks: [],
            obstacles: [],
            at: { file: health, start: 0, end: 0 },
          },
        ]
      : [],
    caches: backend
      ? [{ label: 'the cache of pages and data', technology: 'next', backend, uses: [], content: 'pages' }]
      : [],
  };
}
