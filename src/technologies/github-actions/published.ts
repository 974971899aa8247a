import { posix } from 'node:path';
import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';

/**
 * The images that a workflow publishes by docker/build-push-action (v3 to v6, README: `file` is a path of the repository and falls back to
 * `{context}/Dockerfile`; `tags` is a list by lines or commas). Names that only the running workflow knows tell nothing.
 */
export function publishedBy(workflow: Expr): readonly Fact<'published-image'>[] {
  return entries(within(workflow, 'jobs')).flatMap(({ value: job }) =>
    items(within(job, 'steps')).flatMap((step) => {
      if (!/^docker\/build-push-action@/.test(shippedText(within(step, 'uses')) ?? '')) return [];
      const given = within(step, 'with');
      const context = shippedText(within(given, 'context')) ?? '.';
      const file = shippedText(within(given, 'file')) ?? posix.join(context, 'Dockerfile');
      const target = shippedText(within(given, 'target'));
      const tags = within(given, 'tags');
      if (!tags || /\$\{\{/.test(`${file}${target ?? ''}`)) return [];
      const names = roughText(tags)
        .split(/[\n,]/)
        .map((one) => one.trim().toLowerCase());
      return names
        .filter((name) => /^[\w./:-]+$/.test(name) && name.includes('/'))
        .map((reference) => ({
          kind: 'published-image' as const,
          reference,
          file: posix.normalize(file),
          ...(target === undefined ? {} : { target }),
          at: tags.at,
        }));
    }),
  );
}
