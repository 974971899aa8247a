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
  const target = shippedText(within(item, 'target')) ?? '';
  const container = Number(target);
  if (!container) return undefined;
  const published = within(item, 'published');
  const address = shippedText(within(item, 'host_ip'));
  return {
    ...(address ? {} : { repair: boundPort(item, container) }),
    container,
    ...hostPort(published && (shippedText(published) || '?'), target),
    ...(address ? { address } : {}),
    ...(shippedText(within(item, 'protocol')) === 'udp' ? { udp: true as const } : {}),
    at: item.at,
  };
}

/** `[[address:]host:]container[/protocol]`: the address is what stands before the last two ports, also one of many colons. */
function shortPort(item: Expr): PublishedPort | undefined {
  const text = roughText(item).replace(/^"(.*)"$|^'(.*)'$/s, '$1$2');
  const [plain = '', protocol] = text.split('/');
  const parts = splitOutside(plain);
  const last = parts.at(-1) ?? '';
  const container = Number.parseInt(last, 10);
  // `${PORT}` alone is a whole port that nobody knows
  if (Number.isNaN(container) && parts.length < 2) return undefined;
  // `127.0.0.1:5432`, as a variable may hold it, binds a port without a number of its own
  const isAddress = parts.length === 2 && /^(\d+\.){3}\d+$|^localhost$/.test(parts[0] ?? '');
  const address = isAddress ? parts[0] : parts.slice(0, -2).join(':');
  return {
    ...(parts.length === 2 && item.is !== 'env' && !isAddress && container ? { repair: boundPort(item, container) } : {}),
    container: container || 0,
    ...hostPort(isAddress ? undefined : parts.at(-2), last),
    ...(address && address !== '?' ? { address } : {}),
    ...(protocol === 'udp' ? { udp: true as const } : {}),
    at: item.at,
  };
} // biome-ignore format: one record

/** The port of the host: none where Docker takes one that is free, as it does of a range for one container port; 0 for one that is fixed elsewhere. */
function hostPort(written: string | undefined, container: string): Pick<PublishedPort, 'host'> {
  if (written === undefined || written === '') return {};
  if (/^\d+-\d+$/.test(written) && !container.includes('-')) return {};
  return { host: Number.parseInt(written, 10) || 0 };
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
