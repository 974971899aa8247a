import type { Fact } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { HttpApp, ProxyTrust } from '../../resolve/parts/http.js';
import type { SessionStore } from '../../resolve/parts/store.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import type { Resolution } from '../technology.js';
import { healthChecks, plainHealthRepair } from './health.js';
import { plainParts } from './plain.js';
import { peerRepair, pluginSessionRepair } from './repairs.js';
import { entryOf, isInWebRoot, phpSessions } from './sessions.js';

/** Frameworks and products that say themselves where sessions, files and caches are kept. */
const frameworks = new Set([
  'laravel',
  'symfony',
  'wordpress',
  'nextcloud',
  'codeigniter',
  'yii',
  'cakephp',
  'drupal',
  'magento',
  'moodle',
  'joomla',
  'typo3',
]);

/** What PHP code does by itself; beside a framework only what no framework speaks of. */
export function parts(app: Resolution): AppParts {
  const uses = app.facts.of('use').filter((fact) => fact.technology === 'php');
  const framework = app.stack.find(({ name }) => frameworks.has(name))?.name;
  if (framework)
    return { healthChecks: healthChecks(uses), sessionStores: framework === 'wordpress' ? pluginSessions(app) : [] };
  const entry = entryOf(app);
  const httpApps: HttpApp[] = entry
    ? [
        {
          technology: 'php',
          at: { file: entry, start: 0, end: 0 },
          repair: isInWebRoot(app, entry) ? healthRepair(app, entry) : elsewhere(app),
        },
      ]
    : [];
  return {
    ...plainParts(app, uses),
    healthChecks: healthChecks(uses),
    httpApps,
    proxyTrusts: entry ? proxyTrusts(app) : [],
  };
}

/** Rules of Apache beside the entry may hand every address to it: then a new script answers nothing. */
function healthRepair(app: Resolution, entry: string): Repair {
  const folder = entry.slice(0, entry.lastIndexOf('/') + 1);
  const rules = app.files.find((file) => file.startsWith(`${folder}.htaccess`));
  if (!rules) return plainHealthRepair(entry);
  return byHand(
    'Answer the health checks of a balancer at a path of the app',
    `${rules} decides which addresses reach ${entry}: let ${entry} answer one of them with 200 when the app can serve, without a login`,
    'Let the balancer ask for it',
  );
}

/** Where the web server hands out another folder than that of the script. */
function elsewhere(app: Resolution): Repair {
  const root = app.facts.of('document-root')[0]?.path ?? 'the document root';
  return byHand(
    'Answer the health checks of a balancer by a script',
    `Put health.php into ${root}: the web server hands out nothing else`,
    'Let the balancer ask for /health.php.',
  );
}

/** WordPress itself needs no PHP session; a plugin or theme that starts one brings the hazard with it. */
function pluginSessions(app: Resolution): readonly SessionStore[] {
  const start = app.facts
    .of('use')
    .find(
      (fact) =>
        fact.technology === 'php' &&
        fact.what === 'session-start' &&
        /(^|\/)(plugins|themes|mu-plugins)\//.test(fact.at.file),
    );
  const native =
    app.files.some((path) => /\/wp-native-php-sessions\//.test(path)) ||
    app.facts.of('dependency').some(({ name }) => /wp-native-php-sessions/.test(name));
  if (!start || native) return [];
  const { backend, configured } = phpSessions(app);
  const step = said(start.at, 'starts a PHP session');
  return [
    {
      label: 'PHP sessions of a plugin or theme',
      technology: 'wordpress',
      repair: pluginSessionRepair(app.facts.of('dependency').some(({ ecosystem }) => ecosystem === 'composer')),
      secondary: true,
      uses: [step],
      backend: { ...backend, because: configured ? [step, ...backend.because] : [...backend.because, step] },
    },
  ];
}

/** Code that reads forwarded headers believes whoever sends them, unless it looks at the peer's address too. */
function proxyTrusts(app: Resolution): readonly ProxyTrust[] {
  const reads = app.facts.of('use').filter((fact) => fact.technology === 'php' && fact.what === 'reads-forwarded');
  const readsOnly = (headers: RegExp, { options }: Fact<'use'>) =>
    options?.reads?.is === 'list' &&
    options.reads.items.every((item) => item.is === 'literal' && headers.test(String(item.value)));
  // a scheme that a client makes up misleads nobody but that client
  const scheme = /^PROTO$/;
  const rank = (fact: Fact<'use'>) => (fact.name === 'bounded' ? 1 : readsOnly(scheme, fact) ? 2 : 0);
  const [first] = reads.toSorted((a, b) => rank(a) - rank(b));
  if (!first) return unread(app);
  const isScheme = readsOnly(scheme, first);
  const isOfHost = readsOnly(/^(HOST|PROTO)$/, first);
  const isBounded = isScheme || first.name === 'bounded';
  const says = isScheme
    ? 'reads the scheme that a proxy sends'
    : isBounded
      ? 'reads the header of known peers'
      : 'reads a header that any client can send';
  return [
    {
      technology: 'php',
      matters: [],
      ...(isOfHost ? { forged: 'host' as const } : {}),
      repair: isOfHost ? hostRepair : peerRepair(first),
      trusts: {
        state: 'known',
        value: isBounded ? 'bounded' : 'everyone',
        because: [said(first.at, says)],
      },
    },
  ];
}

const hostRepair = byHand(
  'Let the web server take away what others send',
  'Where the web server hands the request on to PHP, empty X-Forwarded-Host and X-Forwarded-Port unless the peer is the balancer (nginx: a map of $realip_remote_addr; Apache: RequestHeader unset within an If), and let the balancer always set its own',
);

const believed = byHand(
  'Name the balancer to the request',
  "Before the first request is made: Request::setTrustedProxies(['10.0.0.0/8'], Request::HEADER_X_FORWARDED_FOR | Request::HEADER_X_FORWARDED_PROTO), with the range of the balancer",
);

/** Code that asks who the peer is, where nothing names the headers in which a balancer says it of the client. */
function unread(app: Resolution): readonly ProxyTrust[] {
  const uses = app.facts.of('use').filter(({ technology }) => technology === 'php');
  const asked = uses.filter(({ what }) => what === 'reads-peer');
  const isNamed = uses.some(({ what }) => what === 'names-forwarded');
  const isRestored = app.facts.of('setting').some(({ key }) => key === 'set_real_ip_from');
  const [first] = asked;
  if (!first || isNamed || isRestored) return [];
  return [
    {
      technology: 'php',
      trusts: known('nobody', [said(first.at, 'takes the address or the scheme of the peer, which is the balancer')]),
      matters: [],
      repair:
        first.name === 'http-foundation'
          ? believed
          : byHand(
              "Let the web server put the client's address and scheme where PHP reads them",
              'In nginx: set_real_ip_from 10.0.0.0/8; real_ip_header X-Forwarded-For; (Apache: RemoteIPHeader X-Forwarded-For and RemoteIPInternalProxy 10.0.0.0/8), with the range of the balancer',
              "Where the code asks for $_SERVER['HTTPS']: set it for requests of the balancer that say X-Forwarded-Proto: https (Apache: SetEnvIf X-Forwarded-Proto https HTTPS=on)",
            ),
    },
  ];
}
