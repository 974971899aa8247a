import type { Expr } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { entries, roughText, shippedText, within } from '../yaml/values.js';
import { documentsOf } from './render/documents.js';
import { renderRelease } from './render/render.js';
import type { Shipped } from './switches.js';

/** A key of a Secret that each upgrade of the release makes anew. */
export interface RenewedKey {
  readonly name: string;
  readonly at: Span;
}

/**
 * The random texts of the Secrets that pods of the chart are given, as an upgrade prints them: there `lookup` finds what it looks for, what is meant
 * for the installation alone is not printed, and the rest is made once more.
 */
export function renewedKeys({ release, files, documents }: Shipped): readonly RenewedKey[] {
  const asking = files.filter(({ text }) => text.pieces.some(({ hole }) => hole?.random === 'key'));
  if (asking.length === 0) return [];
  const used = new Set([...documents.values()].flatMap(({ trees }) => trees.flatMap((tree) => [...secretsIn(tree, 0)])));
  const again = renderRelease(release, new Set(asking.map(({ name }) => name)), true).files;
  return again.flatMap((file) => documentsOf(file).trees.filter((tree) => isSecret(tree, used)).flatMap(keysOf));
} // biome-ignore format: one question a line

function isSecret(tree: Expr, used: ReadonlySet<string>): boolean {
  if (shippedText(within(tree, 'kind')) !== 'Secret' || !used.has(roughText(within(tree, 'metadata', 'name')))) return false;
  const hook = within(tree, 'metadata', 'annotations', 'helm.sh/hook');
  // a hook of the installation is run once (helm.sh, docs/topics/charts_hooks)
  return !hook || /upgrade/.test(roughText(hook));
} // biome-ignore format: one condition

function keysOf(tree: Expr): readonly RenewedKey[] {
  const all = [...entries(within(tree, 'data')), ...entries(within(tree, 'stringData'))];
  return all.flatMap(({ key, value }) => {
    if (value.is !== 'opaque' || !value.renewed) return [];
    return [{ name: `${key} of the Secret ${roughText(within(tree, 'metadata', 'name'))}`, at: value.via ?? value.at }];
  });
}

/** Manifests are not deeper than this. */
const deepest = 30;

/** The Secrets that something of a manifest names: variables, sets of variables, volumes. */
function* secretsIn(tree: Expr, depth: number): Iterable<string> {
  if (depth > deepest) return;
  if (tree.is === 'list') for (const item of tree.items) yield* secretsIn(item, depth + 1);
  if (tree.is !== 'map') return;
  for (const { key, value } of tree.entries) {
    if (key === 'secretKeyRef' || key === 'secretRef') yield roughText(within(value, 'name'));
    else if (key === 'secretName') yield roughText(value);
    else yield* secretsIn(value, depth + 1);
  }
}
