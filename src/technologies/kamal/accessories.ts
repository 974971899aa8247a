import type { Expr, ExprEntry } from '../../facts/expr.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { PublishedPort, Service } from '../../resolve/parts/topology.js';
import { keptAt } from '../docker/data-folder.js';
import { knownImage } from '../docker/known-images.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';
import { type KamalFile, mountOf } from './roles.js';

/** Databases, caches and the like that Kamal starts beside the app: single containers, one on each of their hosts. */
export function accessoriesOf({ tree }: KamalFile): readonly Service[] {
  return entries(within(tree, 'accessories')).flatMap((entry) => serviceOf(entry));
}

function serviceOf({ key, value, keyAt }: ExprEntry): readonly Service[] {
  const kind = knownImage(shippedText(within(value, 'image')));
  if (!kind) return [];
  const at = keyAt ?? value.at;
  const volumes = [...items(within(value, 'directories')), ...items(within(value, 'volumes'))].flatMap(mountOf);
  const kept =
    keptAt({
      kind,
      reference: roughText(within(value, 'image')),
      told: roughText(within(value, 'cmd')),
      paths: volumes.map(({ path }) => path),
    }).length > 0;
  const hosts = within(value, 'hosts');
  const count = hosts?.is === 'list' ? hosts.items.length : 1;
  return [
    {
      name: key,
      technology: 'kamal',
      engine: kind.engine,
      role: kind.role,
      nodes: known(count, [said(at, count === 1 ? 'runs on one host' : `runs on ${count} hosts`)]),
      failover: known(false, [said(at, 'has nothing that takes over')]),
      persistent:
        kind.role === 'proxy' || kind.role === 'other'
          ? unknown('it keeps nothing that the app needs', [])
          : known(kept, [said(at, kept ? 'keeps its data in a folder of its host' : 'mounts no folder for its data')]),
      ports: portOf(within(value, 'port')),
      dataPorts: kind.ports,
      volumes,
      at,
    },
  ];
}

/** `3306`, `127.0.0.1:3306:3306`: published on the host in any case (kamal 2.12, accessory.rb). */
function portOf(port: Expr | undefined): readonly PublishedPort[] {
  if (!port) return [];
  const parts = roughText(port).split(':');
  const container = Number.parseInt(parts.at(-1) ?? '', 10);
  if (Number.isNaN(container)) return [];
  const host = Number.parseInt(parts.at(-2) ?? parts.at(-1) ?? '', 10) || container;
  const address = parts.length > 2 ? parts[0] : undefined;
  return [{ container, host, ...(address ? { address } : {}), at: port.at }];
}
