import type { Fact } from '../../facts/fact.js';
import { spanOf } from '../../facts/program.js';
import type { CaddyEntry } from '../../parse/caddyfile.js';
import type { AppParts } from '../../resolve/app.js';
import { lookUp } from '../../resolve/environments.js';
import { known, said } from '../../resolve/evidence.js';
import type { ProxyTrust } from '../../resolve/parts/http.js';
import type { LocalWrite } from '../../resolve/parts/store.js';
import type { Resolution } from '../technology.js';

const php = /^(php|php_server|php_fastcgi)$/;

/**
 * A Caddy in front of PHP: whose forwarded headers it hands on, and whether it fetches certificates. `php_fastcgi` is a reverse proxy, which puts its own
 * in the place of those that no trusted proxy sent (caddy 2.8, reverseproxy.go: addForwardedHeaders); FrankenPHP hands on all headers as they came, and
 * takes REMOTE_ADDR from the connection whatever `trusted_proxies` says (frankenphp 1.9, cgi.go).
 */
export function* appServerFacts(tree: readonly CaddyEntry[], file: string): Iterable<Fact> {
  const all = [...flat(tree)];
  const first = all.find(({ words }) => php.test(words[0]?.text ?? ''));
  if (!first) return;
  const options = tree.find(({ words, block }) => words.length === 0 && block);
  const place = (entry: CaddyEntry) =>
    spanOf(file, { start: entry.start, end: entry.words.at(-1)?.end ?? entry.start });
  const trusted = all.find(({ words }) => words[0]?.text === 'trusted_proxies');
  const open = options?.block?.find(({ words }) => /^\{\$|^import$/.test(words[0]?.text ?? ''));
  const filled = /^\{\$(\w+)/.exec(open?.words[0]?.text ?? '')?.[1];
  const at = place(trusted ?? open ?? first);
  const what = first.words[0]?.text !== 'php_fastcgi' ? 'runs-php' : trusted ? 'trusts' : 'trusts-nobody';
  yield { kind: 'use', technology: 'caddy', what, ...(filled && !trusted ? { name: filled } : {}), at };
  if (fetchesCertificates(tree, options))
    yield { kind: 'use', technology: 'caddy', what: 'certificates', at: place(first) };
}

function* flat(entries: readonly CaddyEntry[]): Iterable<CaddyEntry> {
  for (const entry of entries) {
    yield entry;
    if (entry.block) yield* flat(entry.block);
  }
}

/** Sites that are reached by https, unless that is switched off or handed over to a balancer (Caddy 2, automatic HTTPS). */
function fetchesCertificates(tree: readonly CaddyEntry[], options: CaddyEntry | undefined): boolean {
  if (options?.block?.some(({ words }) => words[0]?.text === 'auto_https')) return false;
  const sites = tree.filter(({ words, block }) => block && words.length > 0 && !words[0]?.text.startsWith('('));
  return sites.some(({ words }) => words.some(({ text }) => !/^http:\/\/|^:(?!443)|^,$/.test(text)));
}

const frameworks =
  /^(laravel|symfony|wordpress|drupal|typo3|magento|nextcloud|moodle|joomla|yii|cakephp|codeigniter|express|next)$/;
const data = /^(\/data(\/caddy)?|\/root\/\.local\/share\/caddy)\/?$/;

export function appServerParts(app: Resolution): AppParts {
  const uses = app.facts.of('use').filter(({ technology }) => technology === 'caddy');
  return { proxyTrusts: trustOf(app, uses), localWrites: certificates(app, uses) };
}

/** Where no framework has a say of its own, the server's decides. */
function trustOf(app: Resolution, uses: readonly Fact<'use'>[]): readonly ProxyTrust[] {
  const told = uses.find(({ what }) => what.startsWith('trusts'));
  if (!told || app.stack.some(({ name }) => frameworks.test(name))) return [];
  const { what, name, at } = told;
  const given = name === undefined ? undefined : lookUp(app.environment('one'), name);
  if (given) return [];
  const says = what === 'trusts' ? 'names the proxies' : 'names no trusted_proxies';
  return [
    { technology: 'caddy', trusts: known(what === 'trusts' ? 'bounded' : 'nobody', [said(at, says)]), matters: [] },
  ];
}

function certificates(app: Resolution, uses: readonly Fact<'use'>[]): readonly LocalWrite[] {
  if (!uses.some(({ what }) => what === 'certificates')) return [];
  for (const process of app.processes) {
    const mount = process.volumes.find(({ path, readOnly }) => data.test(path) && !readOnly);
    if (mount?.reach.state !== 'known') continue;
    const { value: reach, because } = mount.reach;
    return [
      {
        label: 'what Caddy keeps (certificates, its ACME account, history of the hub)',
        technology: 'caddy',
        content: 'other',
        uses: [],
        backend: known({ technology: 'a volume', reach }, [
          ...because,
          said(mount.at, 'is where Caddy keeps its data'),
        ]),
      },
    ];
  }
  return [];
}
