import type { Fact } from '../../facts/fact.js';
import { jsFile } from '../node/js/file.js';
import { npmPackage } from '../npm/packages.js';
import { reader, technology } from '../technology.js';
import { cacheFacts, configFacts } from './extract.js';
import { parts } from './parts.js';

/** Next.js: the cache of rendered pages and data, server actions, and routes that are files. */
export default technology({
  name: 'next',
  title: 'Next.js',
  readers: [
    reader({
      language: 'javascript',
      paths: /(^|\/)next\.config\.[cm]?[jt]s$/,
      *extract(tree, source): Iterable<Fact> {
        yield* configFacts(jsFile(tree, source));
      },
    }),
    reader({
      language: 'javascript',
      paths: /(^|\/)(app|pages|src|lib|server|actions)\/.*\.[cm]?[jt]sx?$/,
      mentions: ['revalidate', 'unstable_cache', 'use cache', 'updateTag', 'use server', 'next/headers'],
      *extract(tree, source): Iterable<Fact> {
        yield* cacheFacts(jsFile(tree, source));
      },
    }),
    reader({
      language: 'json',
      paths: /(^|\/)vercel\.json$/,
      extract: (node, { path }): readonly Fact[] => [
        {
          kind: 'use',
          technology: 'next',
          what: 'hosted-by-vercel',
          at: { file: path, start: node.start, end: node.end },
        },
      ],
    }),
  ],
  detect(facts) {
    const found = npmPackage(facts, 'next');
    return found && { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
  },
  parts,
});
