import { literalText } from '../../facts/expr.js';
import type { AppParts } from '../../resolve/app.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { mountOf } from '../../resolve/mounts.js';
import type { Process } from '../../resolve/parts/topology.js';
import type { Backend } from '../../resolve/reach.js';
import { processesOf } from '../php/published-image.js';
import type { Resolution } from '../technology.js';

/** The official image and the ones that work like it. */
export const officialImage = /^wordpress$/;

const builtin = 'docker-library/wordpress, docker-entrypoint.sh';

/** A site that is the official image and its environment: WordPress is unpacked into a volume, with the image's own wp-config.php. */
export function publishedParts(app: Resolution): AppParts {
  const [process] = processesOf(app.processes, officialImage);
  if (!process) return {};
  const extra = literalText(variable(process, 'WORDPRESS_CONFIG_EXTRA')) ?? '';
  const store = { technology: 'wordpress', uses: [] };
  const files = volume(app, ['wp-content/uploads', 'wp-content'], process);
  const code = volume(app, ['wp-content', 'wp-content/plugins'], process);
  const keys = process.environment.some(({ name }) => /^WORDPRESS_\w+_(KEY|SALT)(_FILE)?$/.test(name));
  const host = variable(process, 'WORDPRESS_DB_HOST');
  return {
    fileStores: [{ ...store, label: 'uploads', content: 'upload', backend: files }],
    localWrites: [
      {
        ...store,
        label: 'the code of WordPress, its plugins and themes',
        content: 'code',
        backend: isSet(extra, 'DISALLOW_FILE_MODS')
          ? known({ technology: 'the release', reach: 'shared' }, [said(process.at, 'forbids changes of files')])
          : code,
      },
    ],
    schedulerProcesses: isSet(extra, 'DISABLE_WP_CRON') ? [] : [cron(process)],
    caches: [
      {
        ...store,
        label: 'the object cache',
        backend: known({ technology: 'the database', reach: 'shared' }, [
          said(process.at, 'no object-cache.php drop-in ships'),
        ]),
      },
    ],
    sessionStores: [
      {
        ...store,
        label: 'logins',
        backend: known(
          { technology: 'the database and a signed cookie', reach: 'shared', ...(keys ? {} : { dependsOn: 'keys' }) },
          [said(process.at, 'session tokens are rows of the database')],
        ),
      },
    ],
    databases: host
      ? [
          {
            label: 'the database',
            technology: 'wordpress',
            engine: known('mysql', []),
            backend: database(host),
            placeholder: false,
          },
        ]
      : [],
    proxyTrusts: [
      {
        technology: 'wordpress',
        matters: [],
        trusts: known('everyone', [
          { at: { builtin }, says: 'wp-config.php takes https from X-Forwarded-Proto' },
          said(process.at, 'runs with the wp-config.php of the image'),
        ]),
      },
    ],
  };
}

function variable(process: Process, name: string) {
  return process.environment.find((entry) => entry.name === name)?.value;
}

function isSet(extra: string, constant: string): boolean {
  return new RegExp(`define\\(\\s*['"]${constant}['"]\\s*,\\s*(true|1)\\b`, 'i').test(extra);
}

function volume(app: Resolution, folders: readonly string[], process: Process): Resolved<Backend> {
  for (const folder of folders) {
    const mount = mountOf(
      { processes: [process], profile: app.profile },
      folder,
      folder === 'wp-content' ? ['/var/www/html'] : [],
    );
    if (!mount) continue;
    return known(
      { technology: mount.shared ? 'a shared mount' : 'the local disk', reach: mount.shared ? 'shared' : 'server' },
      mount.because,
    );
  }
  const because: readonly Evidence[] = [
    { at: { builtin }, says: 'WordPress is unpacked into the volume /var/www/html' },
    said(process.at, 'mounts no shared storage there, so each container has a volume of its own'),
  ];
  return known({ technology: 'the local disk', reach: 'server' }, because);
}

function cron(process: Process): NonNullable<AppParts['schedulerProcesses']>[number] {
  const lock = known({ technology: 'the database', reach: 'shared' as const }, []);
  return {
    label: 'WP-Cron',
    technology: 'wordpress',
    onEachServer: known(true, [said(process.at, 'leaves WP-Cron on')]),
    guards: [{ label: 'the lock in the transient doing_cron', kind: 'once', backend: lock, at: process.at }],
    firesUnguarded: false,
    trigger: 'requests',
    at: process.at,
  };
}

function database(host: NonNullable<ReturnType<typeof variable>>): Resolved<Backend> {
  const text = literalText(host);
  if (text === undefined) return unknown('the host is given from outside', [said(host.at, 'is not a literal')]);
  return known({ technology: text, reach: /^(localhost|127\.)/.test(text) ? 'server' : 'shared' }, [
    said(host.at, `is '${text}'`),
  ]);
}
