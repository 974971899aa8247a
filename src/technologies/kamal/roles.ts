import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { EnvironmentEntry, Mount, Probe, Process } from '../../resolve/parts/topology.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import { givenBy } from '../docker/build-command.js';
import { dockerfileAt, environmentOfImage, type Image, imageOf } from '../docker/image.js';
import type { RunningContainer } from '../docker/parts.js';
import { folderOf } from '../docker/paths.js';
import { roleOf } from '../docker/roles.js';
import { type StartWords, startedBy } from '../docker/started.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';

export type KamalFile = Fact<'document'>;

/** The base files; a file of a destination counts where there is no base beside it. */
export function kamalFiles(facts: Facts): readonly KamalFile[] {
  const files = facts
    .of('document')
    .filter(({ technology, tree }) => technology === 'kamal' && within(tree, 'servers') !== undefined);
  return files.filter(({ at }) => {
    const base = files.find(
      (other) => /deploy\.ya?ml$/.test(other.at.file) && folderOf(other.at.file) === folderOf(at.file),
    );
    return base === undefined || base.at.file === at.file;
  });
}

/** The folder whose image is deployed: that which holds `config/`. */
function contextOf({ at }: KamalFile): string {
  return folderOf(folderOf(at.file));
}

/** The image that Kamal builds: the Dockerfile beside config/, or the one that `builder` names. */
export function imageOfFile(file: KamalFile, facts: Facts): Image | undefined {
  const folder = contextOf(file);
  const named = shippedText(within(file.tree, 'builder', 'dockerfile'))?.replace(/^\.\//, '');
  const fact = dockerfileAt(facts, named ? (folder === '.' ? named : `${folder}/${named}`) : folder);
  const args = entries(within(file.tree, 'builder', 'args')).map(
    ({ key, value }) => `${key}=${shippedText(value) ?? '?'}`,
  );
  return fact && imageOf(fact, shippedText(within(file.tree, 'builder', 'target')), givenBy(args).given);
}

interface RoleEntry {
  readonly name: string;
  readonly body: Expr;
  readonly at: Span;
}

/** `servers:` is a list of the hosts of `web`, or a map of roles, each a list of hosts or a map. */
export function rolesOf(file: KamalFile, facts: Facts): readonly RunningContainer[] {
  const servers = within(file.tree, 'servers');
  if (!servers) return [];
  const roles: readonly RoleEntry[] =
    servers.is === 'map'
      ? servers.entries.map(({ key, value, keyAt }) => ({ name: key, body: value, at: keyAt ?? value.at }))
      : [{ name: 'web', body: servers, at: servers.at }];
  const primary = shippedText(within(file.tree, 'primary_role')) ?? 'web';
  return roles.map((role) => containerOf(role, { file, facts, primary }));
}

function containerOf(
  { name, body, at }: RoleEntry,
  { file, facts, primary }: { readonly file: KamalFile; readonly facts: Facts; readonly primary: string },
): RunningContainer {
  const image = imageOfFile(file, facts);
  const own = within(body, 'proxy');
  const proxied = own ? shippedText(own) !== 'false' : name === primary;
  const environment = environmentOf(file, body, image);
  const command = wordsOf(within(body, 'cmd'));
  const followed = startedBy(
    {
      ...(image ? { image } : {}),
      ...(command ? { command } : {}),
      folders: [contextOf(file)],
      variable: (key) => {
        const found = environment.findLast((entry) => entry.name === key);
        return found ? shippedText(found.value) : '';
      },
      at,
    },
    facts,
  );
  const text = followed?.started.main?.text;
  const hosts = hostsOf(body, at);
  const many = hosts.state === 'known' && hosts.value > 1;
  const process: Process = {
    name,
    technology: 'kamal',
    role: proxied ? 'web' : roleOf({ name, published: false, restarts: true, ...(text ? { command: text } : {}) }),
    folders: [...(image ? [image.folder] : []), contextOf(file)],
    ...(image ? { image: image.file } : {}),
    ...(text ? { command: text } : {}),
    replicas: hosts,
    pinned: proxied ? certificate(own ?? within(file.tree, 'proxy')) : [],
    repairs: { pinned: certificateRepair },
    environment,
    volumes: [...items(within(file.tree, 'volumes')), ...items(within(body, 'volumes'))].flatMap(mountOf),
    ports: [],
    restarts: known(true, [
      { at: { builtin: 'kamal 2.12, role.rb' }, says: 'containers are restarted unless stopped' },
    ]),
    ...(proxied ? { probePaths: [probeOf(file, { own, at })] } : {}),
    ...stopOf(file, { body, proxied }),
    balanced: proxied,
    reachOfFile: many ? 'many-hosts' : 'one-host',
    ...(many ? { spread: known(true, [said(at, 'has a host for each copy')]) } : {}),
    at,
  };
  return { process, ...(image ? { image } : {}), ...(followed ?? {}) };
}

/** `[a, b]`, `hosts: [a, b]`; a host may carry tags (`10.0.0.1: experiment`). */
function hostsOf(body: Expr, at: Span): Resolved<number> {
  const list = body.is === 'list' ? body : within(body, 'hosts');
  if (list?.is !== 'list') return unknown('the hosts are computed', [said(list?.at ?? at, 'does not name the hosts')]);
  const count = list.items.length;
  return known(count, [said(at, `runs on ${count} ${count === 1 ? 'host' : 'hosts'}`)]);
}

/** kamal-proxy asks Let's Encrypt itself, which works on one host (kamal 2.12, role.rb: `ensure_one_host_for_ssl`). */
function certificate(proxy: Expr | undefined): Process['pinned'] {
  const ssl = within(proxy, 'ssl');
  return ssl?.is === 'literal' && ssl.value === true
    ? [said(ssl.at, "asks Let's Encrypt for its certificate, which one host only can do")]
    : [];
}

/** The balancer before the hosts has the certificate, or each host is given the same one (kamal 2.12, docs/proxy.yml). */
const certificateRepair: Repair = {
  ...byHand(
    'Let the certificate not depend on one host',
    'Where a balancer stands before the hosts and answers https: set ssl: false for the proxy of the app',
    'Else give every host the same certificate: ssl: { certificate_pem: ..., private_key_pem: ... } with the names of two secrets',
  ),
  whole: true,
};

/** Asked while a new copy starts, at `/up` unless another path is given (kamal 2.12, docs/proxy.yml). */
function probeOf(file: KamalFile, { own, at }: { readonly own: Expr | undefined; readonly at: Span }): Probe {
  const path = within(own, 'healthcheck', 'path') ?? within(file.tree, 'proxy', 'healthcheck', 'path');
  const proxy = entries(file.tree).find(({ key }) => key === 'proxy');
  return {
    kind: 'startup',
    path: path ? roughText(path) : '/up',
    at: path?.at ?? proxy?.keyAt ?? at,
  };
}

/** Copies behind the proxy are drained first; others get `stop_timeout`, or 30 s (kamal 2.12, role.rb, configuration.rb). */
function stopOf(
  file: KamalFile,
  { body, proxied }: { readonly body: Expr; readonly proxied: boolean },
): Pick<Process, 'stopGraceSeconds'> {
  const given =
    within(body, 'stop_timeout') ??
    within(file.tree, 'stop_timeout') ??
    (proxied ? undefined : within(file.tree, 'drain_timeout'));
  const seconds = Number(shippedText(given));
  if (given && seconds > 0) return { stopGraceSeconds: known(seconds, [said(given.at, `stops within ${seconds} s`)]) };
  const builtin = { at: { builtin: 'kamal 2.12, configuration.rb' }, says: 'stops within 30 s' };
  return given || proxied ? {} : { stopGraceSeconds: known(30, [builtin]) };
}

/** `env:` with `clear` and `secret`, or plain pairs; a role's own comes on top. */
function environmentOf({ tree }: KamalFile, body: Expr, image: Image | undefined): readonly EnvironmentEntry[] {
  const own = [within(tree, 'env'), within(body, 'env')].flatMap((env): readonly EnvironmentEntry[] => {
    const nested = within(env, 'clear') ?? within(env, 'secret');
    const clear = entries(nested ? within(env, 'clear') : env).map(({ key, value }) => ({ name: key, value }));
    const secret = items(within(env, 'secret')).map((item): EnvironmentEntry => {
      const name = roughText(item).split(':')[0] ?? '';
      return { name, value: { is: 'opaque', source: 'a secret', at: item.at } };
    });
    return [...clear, ...secret];
  });
  const set = new Set(own.map(({ name }) => name));
  return [...environmentOfImage(image).filter(({ name }) => !set.has(name)), ...own];
}

const networked = /nfs|cifs|efs|smb|ceph|gluster|s3fs|longhorn/i;

/** `shop_storage:/rails/storage`: a volume or a folder of the host that the copy runs on. */
export function mountOf(item: Expr): readonly Mount[] {
  const text =
    item.is === 'map' ? `${roughText(within(item, 'local'))}:${roughText(within(item, 'remote'))}` : roughText(item);
  const [source = '', path = '', mode = ''] = text.split(':');
  if (path === '') return [];
  const shared = networked.test(source);
  const says = shared ? 'is a network file system' : 'is a volume of the host';
  return [{ path, source, reach: known(shared ? 'shared' : 'server', [said(item.at, says)]), readOnly: /(^|,)ro(,|$)/.test(mode), at: item.at }]; // biome-ignore format: one record
}

function wordsOf(expr: Expr | undefined): StartWords | undefined {
  if (!expr) return undefined;
  const words = [...roughText(expr).matchAll(/"[^"]*"|'[^']*'|\S+/g)].map(({ 0: word }) => ({
    value: word.replace(/^(["'])(.*)\1$/s, '$2'),
    at: expr.at,
  }));
  return { words, shell: false, at: expr.at };
}
