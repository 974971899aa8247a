import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { chain, known, said, unknown } from '../../resolve/evidence.js';
import type { Database } from '../../resolve/parts/data.js';
import type { HttpApp, ProxyTrust } from '../../resolve/parts/http.js';
import type { LogSink } from '../../resolve/parts/log-sink.js';
import { processesOf } from '../php/published-image.js';
import type { Resolution } from '../technology.js';
import { cacheParts } from './cache.js';
import { cronParts } from './cron.js';
import { fileParts } from './files.js';
import { healthRepair } from './health.js';
import { imageParts } from './image.js';
import { keyParts } from './keys.js';
import { officialImage, publishedParts } from './published.js';
import { boundedRepair, databaseRepair, logRepair, schemeRepair } from './repairs.js';
import { type WordPressConfig, wordPressConfig } from './settings.js';

/** What is in force in a WordPress site. */
export function parts(app: Resolution): AppParts {
  const config = wordPressConfig(app);
  if (!config.at && processesOf(app.processes, officialImage).length > 0) return publishedParts(app);
  if (!config.at) return { ...cacheParts(app, config), ...fileParts(app, config) };
  return {
    ...keyParts(app, config),
    ...cacheParts(app, config),
    ...cronParts(app, config),
    ...fileParts(app, config),
    ...imageParts(app),
    httpApps: [{ technology: 'wordpress', at: config.at, repair: healthRepair(app, config.at) } satisfies HttpApp],
    databases: [database(config)],
    proxyTrusts: [proxy(app, config, config.at)],
    logSinks: logs(config),
  };
}

const thisMachine = /^(localhost|127\.|::1|\[::1\]|:?\/)/;

/** wp-config.php names the host in DB_HOST: `host`, `host:port` or `host:/socket`. */
function database(config: WordPressConfig): Database {
  const host = config.get('DB_HOST');
  const decided = host.because.at(-1);
  return {
    label: 'the database',
    technology: 'wordpress',
    engine: known('mysql', []),
    backend: chain(host, (value) => {
      if (value === undefined || value === null) return unknown('DB_HOST is not defined in the repository', []);
      const local = thisMachine.test(String(value));
      return known({ technology: 'mysql', reach: local ? ('server' as const) : ('shared' as const) }, []);
    }),
    repair: databaseRepair(config.definition('DB_HOST')),
    placeholder: config.sample || (decided?.says.startsWith('falls back') ?? false),
  };
}

/** WordPress believes no proxy by itself (wp-includes/load.php, is_ssl); the usual block in the configuration believes everybody. */
function proxy(app: Resolution, config: WordPressConfig, at: Span): ProxyTrust {
  const block = app.facts
    .of('use')
    .filter((fact) => fact.technology === 'wordpress' && fact.what === 'scheme-from-proxy')
    .toSorted((a, b) => a.at.file.length - b.at.file.length)[0];
  return {
    technology: 'wordpress',
    trusts: block
      ? block.name === 'bounded'
        ? known('bounded', [said(block.at, 'takes the scheme from the header of known proxies')])
        : known('everyone', [said(block.at, 'takes https from a header that any client can send')])
      : known('nobody', [said(at, 'does not take the scheme from X-Forwarded-Proto')]),
    matters: [],
    repair: block ? boundedRepair(block) : schemeRepair(config),
  };
}

/** WP_DEBUG_LOG: false writes nothing, true writes wp-content/debug.log, a path writes there. Nothing is logged without WP_DEBUG. */
function logs(config: WordPressConfig): readonly LogSink[] {
  const log = config.get('WP_DEBUG_LOG');
  const debug = config.get('WP_DEBUG');
  if (log.state === 'known' && !log.value) return [];
  if (debug.state === 'known' && !debug.value) return [];
  return [
    {
      label: 'errors of PHP',
      technology: 'wordpress',
      repair: logRepair(config.definition('WP_DEBUG_LOG')),
      destinations: chain(log, (value) =>
        known(
          [/^(php:\/\/|\/dev\/)(stderr|stdout)|^\/proc\/self\/fd\/[12]/.test(String(value)) ? 'console' : 'file'],
          [],
        ),
      ),
    },
  ];
}
