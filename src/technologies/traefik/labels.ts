import { type Expr, entryOf } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { known, said } from '../../resolve/evidence.js';
import type { Balancer } from '../../resolve/parts/topology.js';
import type { Resolution } from '../technology.js';

interface Label {
  readonly key: string;
  readonly value: string;
  readonly at: Span;
}

/** Services of Compose that Traefik finds by their labels, where it keeps a client on one copy or shares work between several. */
export function labelledBalancers(app: Resolution): readonly Balancer[] {
  return labelledServices(app.facts.of('document')).flatMap(({ name, labels }) => {
    const process = app.processes.find((one) => one.name === name);
    const sticky = labels.find(({ key, value }) => /\.sticky(\.cookie)?$/.test(key) && value !== 'false');
    const copies = process?.replicas.state === 'known' ? process.replicas.value : undefined;
    if (!process || (!sticky && (copies ?? 0) < 2)) return [];
    const probe = labels.find(({ key }) => /\.healthcheck\.path$/.test(key));
    const at = labels[0]?.at ?? process.at;
    return [{
      name,
      technology: 'traefik',
      serves: 'app' as const,
      backends: process.replicas,
      checks: probe
        ? known('active' as const, [said(probe.at, `asks for ${probe.value}`)])
        : known('passive' as const, [said(at, 'is found among the running containers')]),
      ...(probe ? { checkPath: probe.value, checkAt: probe.at } : {}),
      sticky: sticky ? known(true, [said(sticky.at, 'keeps a client on one copy')]) : known(false, [said(at, 'keeps no client on one copy')]),
      ...(sticky ? { stickyBy: 'a cookie' } : {}),
      upgrades: known(true, [{ at: { builtin: 'Traefik 3' }, says: 'passes WebSocket connections on' }]),
      forwardedHeaders: known(true, [{ at: { builtin: 'Traefik 3' }, says: 'sets the X-Forwarded headers' }]),
      at,
    }]; // biome-ignore format: one record
  });
}

export function labelledServices(
  documents: readonly Fact<'document'>[],
): readonly { readonly name: string; readonly labels: readonly Label[] }[] {
  const found: { name: string; labels: readonly Label[] }[] = [];
  for (const { technology, tree } of documents) {
    const services = technology === 'compose' ? entryOf(tree, 'services') : undefined;
    for (const { key, value } of services?.is === 'map' ? services.entries : []) {
      const own = [entryOf(value, 'labels'), entryOf(entryOf(value, 'deploy'), 'labels')].flatMap(labelsOf);
      const labels = own.filter((label) => /^traefik\.(http|tcp)\.services\./.test(label.key));
      if (labels.length > 0) found.push({ name: key, labels });
    }
  }
  return found;
}

/** `- key=value` or `key: value`; variables in a name do not matter here. */
function labelsOf(labels: Expr | undefined): readonly Label[] {
  if (labels?.is === 'map')
    return labels.entries.map(({ key, value, keyAt }) => ({ key, value: textOf(value), at: keyAt ?? value.at }));
  if (labels?.is !== 'list') return [];
  return labels.items.map((item) => {
    const text = textOf(item);
    const equals = text.indexOf('=');
    return equals < 0
      ? { key: text, value: '', at: item.at }
      : { key: text.slice(0, equals), value: text.slice(equals + 1), at: item.at };
  });
}

function textOf(expr: Expr): string {
  if (expr.is === 'literal') return String(expr.value ?? '');
  if (expr.is === 'text') return expr.parts.map(textOf).join('');
  return '{}';
}
