import { literalText } from '../../facts/expr.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Backend } from '../../resolve/reach.js';
import type { Repair } from '../../resolve/repair.js';
import { evaluate } from '../../resolve/settings.js';
import type { Resolution } from '../technology.js';
import { handlerRepair, newHandlerRepair } from './repairs.js';

/** PHP's own session storage as the repository's ini files and code set it up. */
export interface PhpSessions {
  readonly backend: Resolved<Backend>;
  /** True when an ini file or code of the repository chose the handler. */
  readonly configured: boolean;
  readonly repair?: Repair | undefined;
}

/** `session.save_handler` is `files` unless something says otherwise (php.ini-production). */
export function phpSessions(app: Resolution): PhpSessions {
  const custom = app.facts.of('use').find((fact) => fact.technology === 'php' && fact.what === 'session-handler');
  if (custom) {
    const name = custom.name ?? '';
    const because = [said(custom.at, `hands sessions to ${name || 'a handler of its own'}`)];
    // functions and variables of the app bear the names that its author likes
    const technology = /^['"$[]/.test(name)
      ? undefined
      : /redis/i.test(name)
        ? 'redis'
        : /memcache/i.test(name)
          ? 'memcached'
          : /pdo|db|sql|database/i.test(name)
            ? 'database'
            : undefined;
    const backend: Resolved<Backend> = technology
      ? known({ technology, reach: 'shared' }, because)
      : unknown('a session handler of its own is set', because);
    return { backend, configured: true };
  }
  const all = app.facts
    .of('setting')
    .filter((fact) => fact.technology === 'php' && fact.key === 'session.save_handler');
  // code that sets it twice has several ways: without more said it goes the local one
  const isCode = ({ at }: { readonly at: { readonly file: string } }) => /\.(php|phtml|inc)$/.test(at.file);
  const local = all.every(isCode) ? all.find(({ value }) => /^files?$/.test(literalText(value) ?? '')) : undefined;
  const chosen = local ?? all.at(-1);
  if (!chosen) {
    const builtin: Evidence = { at: { builtin: 'php.ini-production' }, says: "session.save_handler is 'files'" };
    return {
      backend: known({ technology: 'files', reach: 'server' }, [builtin]),
      configured: false,
      repair: newHandlerRepair(app, entryOf(app)),
    };
  }
  const value = evaluate(chosen.value, { environment: app.environment('one') });
  if (value.state === 'unknown') return { backend: value, configured: true };
  const name = String(value.value);
  const because = [said(chosen.at, `sets session.save_handler to '${name}'`)];
  const shared = /^(redis|rediscluster|memcached?)$/.test(name);
  if (name === 'user') return { backend: unknown('code of the app keeps the sessions', because), configured: true };
  return {
    backend: known({ technology: name, reach: shared ? 'shared' : 'server' }, because),
    configured: true,
    repair: shared ? undefined : handlerRepair(app, chosen),
  };
}

/**
 * Whether the folder of a script is the one that the web server hands out, as far as its files say: the last folder of a document root
 * that the repository has too, else the root of the repository.
 */
export function isInWebRoot(app: Resolution, path: string): boolean {
  const roots = app.facts.of('document-root').map(({ path: root }) => root.replace(/(?<!\/)\/+$/, ''));
  if (roots.length === 0) return true;
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const last = (of: string) => of.slice(of.lastIndexOf('/') + 1);
  const folders = new Set(app.files.flatMap((file) => file.split('/').slice(0, -1)));
  return roots.some((root) =>
    folders.has(last(root)) ? last(folder) === last(root) : folder === '' || folder === app.root,
  );
}

/** The script in the web root that answers first: one in a folder that is named for what a server hands out, else the one that stands highest. */
export function entryOf(app: Resolution): string | undefined {
  const all = app.files.filter((path) => /(^|\/)index\.php$/.test(path)).toSorted((a, b) => rankOf(a, app.root) - rankOf(b, app.root));
  return all.find((path) => isInWebRoot(app, path)) ?? all[0];
} // biome-ignore format: one list

function rankOf(path: string, root: string): number {
  const own = root === '.' ? path : path.slice(root.length + 1);
  return /^(public|public_html|web|webroot|www|htdocs)\/index\.php$/.test(own) ? 0 : own.split('/').length;
}
