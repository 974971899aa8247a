import type { Facts } from '../../facts/fact.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import type { DataServer } from '../../resolve/parts/data-server.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import { containersOf } from '../compose/index.js';
import { mountsOf } from '../compose/mounts.js';
import { joined } from '../compose/stacks.js';
import { type ConfigFile, configFiles, loopbackOnly } from '../config-file.js';
import { roughText, within } from '../yaml/values.js';

const source = 'redis 7, redis.conf';

/** Redis servers by their files. */
export function redisServers(facts: Facts): readonly DataServer[] {
  const inImages = mountedFiles(facts);
  const idle = unloadedFiles(facts);
  return configFiles(facts, 'redis')
    .filter(({ file }) => !idle.has(file))
    .map((config) => ({
      label: `Redis by ${config.file}`,
      technology: 'redis',
      role: 'cache',
      // in a container the ports that are published decide, and protected mode is off: docker-library/redis 7.4, Dockerfile
      ...(inImages.has(config.file) && !config.last('bind') ? {} : { listens: listensOf(config) }),
      login: loginOf(config),
      eviction: evictionOf(config),
      persistence: persistenceOf(config),
      repairs: { eviction: keepsAll(config), persistence: keepsLog(config), login: asksForPassword(config) },
      at: config.first,
    }));
}

/** Files that official images get and never read: `redis-server` reads the file that its command names, and no other. */
function unloadedFiles(facts: Facts): ReadonlySet<string> {
  const idle = new Set<string>();
  const loaded = new Set<string>();
  for (const { kind, service, stack } of containersOf(facts)) {
    const { body } = service;
    const official =
      /(^|\/)(redis|valkey)(:|@|$)/.test(roughText(within(body, 'image'))) && !within(body, 'entrypoint');
    if (kind?.engine !== 'redis') continue;
    const given = within(body, 'command');
    const line = (given?.is === 'list' ? given.items : given ? [given] : []).map(roughText).join(' ');
    for (const { source = '', path } of mountsOf(body, { folder: stack.folder, volumes: stack.volumes })) {
      const named = line.includes(path) || /\$|\.sh\b/.test(line.replace(/(?<![\w-])--\w[\w-]*\s+\S+/g, ''));
      (official && !named ? idle : loaded).add(joined(stack.folder, source));
    }
  }
  return new Set([...idle].filter((file) => !loaded.has(file)));
}

/** Files that a container made from a Redis image mounts. */
function mountedFiles(facts: Facts): ReadonlySet<string> {
  return new Set(
    containersOf(facts)
      .filter(({ kind }) => kind?.engine === 'redis')
      .flatMap(({ service, stack: { folder, volumes } }) =>
        mountsOf(service.body, { folder, volumes }).map(({ source = '' }) => joined(folder, source)),
      ),
  );
}

function listensOf(config: ConfigFile): Resolved<'machine' | 'network'> {
  const bind = config.last('bind');
  const guarded = config.last('protected-mode')?.text !== 'no';
  const login = config.last('requirepass') ?? config.last('user') ?? config.last('aclfile');
  if (bind) return known(loopbackOnly.test(bind.text) ? 'machine' : 'network', [bind.because]);
  const mode = config.last('protected-mode');
  if (guarded && !login)
    return known('machine', [
      { at: { builtin: source }, says: 'protected mode answers this machine only while there is no password' },
      said(config.first, 'sets neither bind nor a password'),
    ]);
  return known('network', [said(mode?.at ?? config.first, 'binds every address')]);
}

function loginOf(config: ConfigFile): Resolved<boolean> {
  const login = config.last('requirepass') ?? config.last('aclfile') ?? config.last('user');
  if (login) return known(true, [said(login.at, 'asks for a password')]);
  const mode = config.last('protected-mode');
  return known(false, [
    said(mode?.at ?? config.first, mode ? `sets protected-mode to ${mode.text}, and no password` : 'sets no password'),
  ]);
}

/** Without `maxmemory` nothing is ever thrown away, whatever the policy says. */
function evictionOf(config: ConfigFile): Resolved<string> {
  const limit = config.last('maxmemory');
  const policy = config.last('maxmemory-policy');
  if (!limit || /^0/.test(limit.text))
    return known('noeviction', [said(limit?.at ?? config.first, 'sets no limit of memory')]);
  if (!policy)
    return known('noeviction', [limit.because, { at: { builtin: source }, says: 'maxmemory-policy is noeviction' }]);
  return known(policy.text, [limit.because, policy.because]);
}

function persistenceOf(config: ConfigFile): Resolved<'log' | 'snapshots' | 'none'> {
  const log = config.last('appendonly');
  if (log?.text === 'yes') return known('log', [log.because]);
  const save = config.all('save');
  const off = save.at(-1);
  if (off?.text === '') return known('none', [...(log ? [log.because] : []), said(off.at, 'switches snapshots off')]);
  return known('snapshots', [
    save[0]?.because ?? { at: { builtin: source }, says: 'snapshots are taken every few minutes' },
  ]);
}

function keepsAll(config: ConfigFile): Repair | undefined {
  const policy = config.last('maxmemory-policy');
  return policy && {
    title: 'Throw nothing away',
    safety: 'unsafe',
    changes: [{ is: 'replace', at: policy.at, text: 'maxmemory-policy noeviction' }],
    needs: ['Give the cache an instance of its own that evicts, and watch the memory of this one: when it is full, Redis refuses writes'],
  };
} // biome-ignore format: one record

function keepsLog(config: ConfigFile): Repair {
  const log = config.last('appendonly');
  const [first] = config.all('save');
  return {
    title: 'Write every change to a log',
    safety: 'unsafe',
    changes: log
      ? [{ is: 'replace', at: log.at, text: 'appendonly yes' }]
      : [{ is: 'lines', at: first?.at ?? config.first, text: ['appendonly yes'] }],
    needs: ['On a Redis that runs, do "redis-cli config set appendonly yes" first: a restart alone begins with an empty log', 'Put its directory on a disk that outlives the container'],
  };
} // biome-ignore format: one record

function asksForPassword(config: ConfigFile): Repair {
  const needs = [`Add "requirepass" with a long random secret to ${config.file}, from where secrets are kept`, 'Give the app the same secret (REDIS_PASSWORD, or in REDIS_URL)'];
  return byHand('Ask for a password', ...needs);
} // biome-ignore format: two sentences
