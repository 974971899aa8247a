import type { Expr } from '../../facts/expr.js';
import type { PublishedPort } from '../../resolve/parts/topology.js';
import { items, roughText, shippedText, within } from '../yaml/values.js';
import { boundPort } from './repairs.js';

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
    at: item.at,
  };
}

function shortPort(item: Expr): PublishedPort | undefined {
  const parts = splitOutside(roughText(item).replace(/\/(tcp|udp)$/, ''));
  const container = Number.parseInt(parts.at(-1) ?? '', 10);
  const host = parts.at(-2);
  if (Number.isNaN(container)) {
    // `${PORT}:${PORT}` without a fallback: the number is the host's to say, that it is fixed is not.
    return parts.length > 1 ? { container: 0, host: 0, at: item.at } : undefined;
  }
  const address = parts.length > 2 ? parts.slice(0, -2).join(':') : undefined;
  return {
    ...(parts.length === 2 && item.is !== 'env' ? { repair: boundPort(item, container) } : {}),
    container,
    ...(host !== undefined && host !== '' ? { host: Number.parseInt(host, 10) || 0 } : {}),
    ...(address && address !== '?' ? { address } : {}),
    at: item.at,
  };
}

function splitOutside(text: string): readonly string[] {
  const ipv6 = /^\[([^\]]+)\]:(.*)$/.exec(text);
  return ipv6 ? [ipv6[1] ?? '', ...(ipv6[2] ?? '').split(':')] : text.split(':');
}
