import type { Expr } from '../../facts/expr.js';
import type { PublishedPort } from '../../resolve/parts/topology.js';
import type { Change, Repair } from '../../resolve/repair.js';
import { items, roughText, shippedText, within } from '../yaml/values.js';

/** A port as compose publishes it: `8080:80`, `127.0.0.1:5432:5432`, or the long form. Ranges count by their first port. */
export function portsOf(body: Expr): readonly PublishedPort[] {
  return items(within(body, 'ports')).flatMap((item) => {
    const port = item.is === 'map' ? longPort(item) : shortPort(item);
    return port ? [port] : [];
  });
}

function longPort(item: Expr): PublishedPort | undefined {
  const container = Number(shippedText(within(item, 'target')));
  if (!container) return undefined;
  const published = within(item, 'published');
  const address = shippedText(within(item, 'host_ip'));
  return {
    ...(address ? {} : { repair: boundPort(item, container) }),
    container,
    ...(published ? { host: Number(shippedText(published)) || container } : {}),
    ...(address ? { address } : {}),
    ...(shippedText(within(item, 'protocol')) === 'udp' ? { udp: true as const } : {}),
    at: item.at,
  };
}

function shortPort(item: Expr): PublishedPort | undefined {
  const text = roughText(item);
  const parts = splitOutside(text.replace(/\/(tcp|udp)$/, ''));
  const udp = text.endsWith('/udp') ? { udp: true as const } : {};
  const container = Number.parseInt(parts.at(-1) ?? '', 10);
  const host = parts.at(-2);
  if (Number.isNaN(container)) {
    // `${PORT}:${PORT}` without a fallback: the number is the host's to say, that it is fixed is not.
    return parts.length > 1 ? { container: 0, host: 0, ...udp, at: item.at } : undefined;
  }
  const address = parts.length > 2 ? parts.slice(0, -2).join(':') : undefined;
  return {
    ...(parts.length === 2 && item.is !== 'env' ? { repair: boundPort(item, container) } : {}),
    container,
    ...(host !== undefined && host !== '' ? { host: Number.parseInt(host, 10) || 0 } : {}),
    ...(address && address !== '?' ? { address } : {}),
    ...udp,
    at: item.at,
  };
}

function splitOutside(text: string): readonly string[] {
  const ipv6 = /^\[([^\]]+)\]:(.*)$/.exec(text);
  return ipv6 ? [ipv6[1] ?? '', ...(ipv6[2] ?? '').split(':')] : text.split(':');
}

/** The long form of a port, bound to the host itself. */
function boundPort(item: Expr, port: number): Repair {
  const start = item.is === 'text' ? (item.parts[0]?.at.start ?? item.at.start) : item.at.start;
  const quoted = item.is === 'literal' && item.at.end - item.at.start > String(item.value).length ? 1 : 0;
  const change: Change =
    item.is === 'map'
      ? { is: 'entry', file: item.at.file, below: item.at, path: ['host_ip'], value: '127.0.0.1' }
      : { is: 'insert', at: { file: item.at.file, start: start + quoted, end: start + quoted }, where: 'before', text: '127.0.0.1:' };
  return {
    title: `Publish port ${port} on 127.0.0.1 only`,
    safety: 'unsafe',
    changes: [change],
    needs: ['Whoever connects from another machine needs a private network or a tunnel from then on'],
  };
} // biome-ignore format: one record
