import type { Fact } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { Broadcaster } from '../../resolve/parts/store.js';
import { packageOf } from '../../resolve/version.js';
import { type Resolution, reader, technology } from '../technology.js';

/** The Mercure hub as a module of a Caddy that serves the app itself. Its transport is a file of the machine unless a shared one is named. */
export default technology({
  name: 'mercure',
  title: 'Mercure',
  readers: [
    reader({
      language: 'text',
      paths: /(^|\/)[\w.-]*Caddyfile[\w.-]*$/,
      mentions: ['mercure'],
      extract: (text, source) => hubFacts(text, source.path),
    }),
  ],
  detect(facts) {
    const hub = facts.of('use').find(({ technology: name }) => name === 'mercure');
    return hub && { at: { ...hub.at, end: hub.at.start } };
  },
  parts,
});

/** `mercure { ... }` beside `php` or `php_server`: every copy of the web server brings a hub of its own. */
function* hubFacts(text: string, file: string): Iterable<Fact> {
  const plain = text.replace(/(^|\s)#.*/g, (comment) => ' '.repeat(comment.length));
  const hub = /(^|\n)[ \t]*mercure[ \t]*(\{|\n|$)/.exec(plain);
  if (!hub || !/(^|\n)[ \t]*(php|php_server|php_fastcgi)\b/.test(plain)) return;
  const start = hub.index + hub[0].indexOf('mercure');
  const body = hub[2] === '{' ? plain.slice(start, closing(plain, start)) : '';
  const transport = /\btransport(?:_url)?\s+"?(\w+)/.exec(body)?.[1] ?? 'bolt';
  yield {
    kind: 'use',
    technology: 'mercure',
    what: 'hub',
    name: transport,
    at: { file, start, end: start + 'mercure'.length },
  };
}

/** The end of the block that opens after `from`. Placeholders (`{$X}`, `{env.X}`) open and close too, which keeps the count right. */
function closing(text: string, from: number): number {
  let depth = 0;
  for (let at = text.indexOf('{', from); at >= 0 && at < text.length; at++) {
    if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at;
  }
  return text.length;
}

const publishers = [
  'symfony/mercure',
  'symfony/mercure-bundle',
  'symfony/mercure-notifier',
  'symfony/ux-turbo-mercure',
];

/** Redis, Kafka, Pulsar and PostgreSQL are transports of the hub's paid editions; Bolt and the in-memory one belong to one process. */
function parts(app: Resolution): AppParts {
  // the skeleton of FrankenPHP has a hub: an app without a library for it publishes nothing (dunglas/symfony-docker, frankenphp/Caddyfile)
  const isSymfony = packageOf(app.facts, 'composer', 'symfony/framework-bundle') !== undefined;
  if (isSymfony && !publishers.some((name) => packageOf(app.facts, 'composer', name))) return {};
  const broadcasters = app.facts
    .of('use')
    .filter(({ technology: name }) => name === 'mercure')
    .map((fact): Broadcaster => {
      const shared = /^(redis|kafka|pulsar|postgres|postgresql)$/.test(fact.name ?? '');
      const step = said(fact.at, `is a hub in each web server, with the transport '${fact.name}'`);
      return {
        label: 'updates of the Mercure hub',
        technology: 'mercure',
        uses: [step],
        backend: known({ technology: fact.name ?? 'bolt', reach: shared ? 'shared' : 'server' }, [step]),
      };
    });
  return { broadcasters };
}
