import type { Located } from '../../facts/span.js';
import { table } from '../../table.js';
import type { Image } from './image.js';
import type { KnownImage } from './known-images.js';

/** The programs that make a container of an image the server that the image is named for. */
const servers: Readonly<Record<string, RegExp>> = table({
  postgresql: /\b(postgres|postmaster|patroni|pg_autoctl|pg_ctl)\b/,
  mysql: /\b(mysqld|mariadbd)(_safe)?\b/,
  mariadb: /\b(mysqld|mariadbd)(_safe)?\b/,
  mongodb: /\bmongo[ds]\b/,
  redis: /\b(redis|valkey|keydb)-(server|sentinel|stack-server)\b|\bdragonfly\b/,
});

/** Whether the words that start a container leave the image its server: the tools of a database are also used without it (`pg_dump`). */
export function startsServer(kind: KnownImage, words: readonly Located<string>[] | undefined): boolean {
  const server = servers[kind.engine];
  const first = words?.[0]?.value;
  if (!server || !words || first === undefined || first.startsWith('-')) return true;
  const text = words.map(({ value }) => value).join(' ');
  // A script may end in the server; what it does is not known.
  return server.test(text) || /\.(sh|bash|py|rb|js)\b|entrypoint|\$\{?\w/.test(text);
}

/** What an image starts by itself: a script before it hands over to the command that it is given (`exec "$@"`). */
export function ownWords({ entrypoint, command }: Image): readonly Located<string>[] | undefined {
  const first = entrypoint?.words[0]?.value;
  const isScript = first !== undefined && /\.(sh|bash)$|entrypoint/.test(first);
  return (first === undefined || (isScript && command?.words.length) ? command : entrypoint)?.words;
}

/** Dashboards that look at queues from outside, in the app's own image: they run no job and answer no user (flower 2.0, docs; rq-dashboard 0.8, README). */
const dashboards = /^(\S*\/)?celery\s(\S+\s){0,20}flower(\s|$)|^(\S*\/)?(flower|rq-dashboard)(\s|$)/;

/** Whether what a container stays with only watches what the processes of the app do. */
export function onlyWatches(command: string | undefined): boolean {
  return command !== undefined && dashboards.test(command);
}
