import { type Expr, literalText } from '../../facts/expr.js';
import { within } from '../yaml/values.js';
import { documentsOf } from './render/documents.js';
import { filledAt, type Installed } from './render/release.js';
import { renderRelease } from './render/render.js';
import { dict, int, type Place, type Value } from './render/value.js';

const mostSlots = 200;
/** Ports that stand for slots: no container of a chart opens one of them. */
const first = 60_000;

/**
 * The slots for a readiness probe by workload (`Deployment shop`): the chart is rendered once more with a probe of its own number in each empty
 * map of that name, and the workloads that have one then tell whose it is.
 */
export function probeSlots(release: Installed): ReadonlyMap<string, Place> {
  const empty = emptyProbes(release.values, 0).slice(0, mostSlots);
  const found = new Map<string, Place>();
  if (empty.length === 0) return found;
  const fills = new Map(empty.map((at, index) => [`${at.file}:${at.start}`, probeOf(first + index)]));
  const filled = filledAt(release, fills);
  for (const file of renderRelease(filled).files)
    for (const tree of documentsOf(file).trees) {
      const slot = numbersIn(tree).flatMap((number) => empty[number - first] ?? [])[0];
      if (slot) found.set(keyOf(tree), slot);
    }
  return found;
}

/** A workload as slots are found by. */
export function keyOf(tree: Expr): string {
  return `${literalText(within(tree, 'kind')) ?? ''} ${literalText(within(tree, 'metadata', 'name')) ?? ''}`;
}

function probeOf(port: number): Value {
  return dict([['tcpSocket', dict([['port', int(port)]])]]);
}

function numbersIn(tree: Expr): readonly number[] {
  const containers = within(tree, 'spec', 'template', 'spec', 'containers');
  return (containers?.is === 'list' ? containers.items : []).flatMap((container) => {
    const port = Number(literalText(within(container, 'readinessProbe', 'tcpSocket', 'port')));
    return port >= first ? [port] : [];
  });
}

function emptyProbes(value: Value, depth: number): readonly Place[] {
  if (value.is !== 'dict' || depth > 12) return [];
  return [...value.entries].flatMap(([key, { value: own }]) => {
    const isEmpty = own.is === 'dict' && own.entries.size === 0;
    if (!isEmpty || !/readinessProbe$/i.test(key)) return emptyProbes(own, depth + 1);
    return own.at?.given ? [own.at] : [];
  });
}
