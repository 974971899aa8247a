import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { chain, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { SessionStore } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { atLeast } from '../../resolve/version.js';
import { phpSessions } from '../php/sessions.js';
import type { Resolution } from '../technology.js';
import { backendOf } from './dsn.js';
import { sessionRepair } from './repairs.js';
import type { SymfonyConfig } from './settings.js';

/** Where sessions are kept; none when sessions are off or every firewall is stateless. */
export function sessions(app: Resolution, config: SymfonyConfig): readonly SessionStore[] {
  const session = config.expr(['framework', 'session']);
  if (!session || literalText(session) === 'false' || isStateless(config)) return [];
  const enabled = entryOf(session, 'enabled');
  if (literalText(enabled) === 'false') return [];
  return [
    {
      label: 'sessions',
      technology: 'symfony',
      backend: handler(app, config),
      uses: [],
      repair: sessionRepair(app, config),
    },
  ];
}

function isStateless(config: SymfonyConfig): boolean {
  const firewalls = config.expr(['security', 'firewalls']);
  if (firewalls?.is !== 'map') return false;
  const used = firewalls.entries.filter(({ value }) => literalText(entryOf(value, 'security')) !== 'false');
  return used.length > 0 && used.every(({ value }) => literalText(entryOf(value, 'stateless')) === 'true');
}

const path = ['framework', 'session', 'handler_id'] as const;

function handler(app: Resolution, config: SymfonyConfig): Resolved<Backend> {
  const written = config.expr(path);
  if (!written) {
    const unset = config.get(path);
    const savePath = config.expr(['framework', 'session', 'save_path']);
    if (savePath || !atLeast(config.version, 7)) {
      const builtin = {
        at: { builtin: 'symfony/framework-bundle 6.4, Configuration.php' },
        says: 'the handler is session.handler.native_file',
      };
      return known({ technology: 'files', reach: 'server' }, [builtin, ...unset.because]);
    }
    return php(app, unset);
  }
  return chain(config.get(path), (value) => {
    if (value === undefined && written.is === 'env')
      return unknown(`${written.name} is not set, and without it the app does not start`, []);
    if (value === null || value === undefined)
      return php(app, known(value, [said(written.at, 'leaves the handler to php.ini')]));
    return ofHandler(app, config, String(value));
  });
}

/** `handler_id: null` means the handler of php.ini, which is `files` unless an ini file of the repository says otherwise. */
function php(app: Resolution, because: Resolved<unknown>): Resolved<Backend> {
  const ini = phpSessions(app);
  const steps =
    ini.backend.state === 'known' && ini.configured
      ? [...because.because, ...ini.backend.because]
      : [...ini.backend.because, ...because.because];
  return { ...ini.backend, because: steps };
}

/** A connection string, one of Symfony's services, or a service of the app with the class that it builds on. */
function ofHandler(app: Resolution, config: SymfonyConfig, handlerId: string, depth = 0): Resolved<Backend> {
  if (handlerId === 'session.handler.native_file' || handlerId === 'session.handler.native')
    return known({ technology: 'files', reach: 'server' }, []);
  const dsn = backendOf(handlerId);
  if (dsn && /[:]/.test(handlerId) && !/^[A-Z\\]/.test(handlerId)) return known(dsn, []);
  const service = config.expr(['services', handlerId]);
  const name =
    literalText(entryOf(service, 'class')) ?? (handlerId.includes('\\') ? handlerId : undefined) ?? handlerId;
  const known0 = ofClass(name);
  if (known0) return known(known0, service ? [said(service.at, `is a ${name}`)] : []);
  const short = name.slice(name.lastIndexOf('\\') + 1);
  const own = app.facts
    .of('use')
    .find((fact) => fact.technology === 'symfony' && fact.what === 'session-handler' && fact.name === short);
  const parent = own?.inside && ofClass(own.inside);
  if (own && parent) return known(parent, [said(own.at, `extends ${own.inside}`)]);
  for (const inner of depth < 3 ? handedOn(service) : []) {
    const behind = ofHandler(app, config, inner.id, depth + 1);
    if (behind.state === 'known')
      return { ...behind, because: [...behind.because, said(inner.at, `hands sessions on to ${inner.id}`)] };
  }
  return unknown(`the session handler '${handlerId}' is not one of Symfony's own`, []);
}

/** A handler of the app that wraps another one is given it as an argument (`arguments: ['@native_file_session_handler']`). */
function handedOn(service: Expr | undefined): readonly { readonly id: string; readonly at: Span }[] {
  const given = entryOf(service, 'arguments');
  const all = given?.is === 'list' ? given.items : given?.is === 'map' ? given.entries.map(({ value }) => value) : [];
  return all.flatMap((item) => {
    const text = literalText(item);
    return text?.startsWith('@') ? [{ id: text.slice(1), at: item.at }] : [];
  });
}

const classes: readonly (readonly [RegExp, Backend])[] = [
  [/Redis|Predis|Valkey/, { technology: 'redis', reach: 'shared' }],
  [/Pdo|Dbal|Doctrine|Database/, { technology: 'database', reach: 'shared' }],
  [/Memcache/, { technology: 'memcached', reach: 'shared' }],
  [/Mongo/, { technology: 'mongodb', reach: 'shared' }],
  [/Dynamo/, { technology: 'dynamodb', reach: 'shared' }],
  [/NativeFile/, { technology: 'files', reach: 'server' }],
  [/NullSessionHandler/, { technology: 'nothing', reach: 'process' }],
];

function ofClass(name: string): Backend | undefined {
  if (!/SessionHandler|redis|pdo|memcache|mongo/i.test(name)) return undefined;
  return classes.find(([pattern]) => pattern.test(name))?.[1];
}
