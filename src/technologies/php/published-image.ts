import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { Process } from '../../resolve/parts/topology.js';

const manifest =
  /(^|\/)(composer\.json|package\.json|pyproject\.toml|requirements[^/]*\.txt|Gemfile|go\.mod|Cargo\.toml|pom\.xml|manage\.py)$/;

/** Where a deployment file of a repository without code of its own starts a published image: then the image is the app. */
export function publishedImage(facts: Facts, files: readonly string[], image: RegExp): Span | undefined {
  if (files.some((path) => manifest.test(path))) return undefined;
  for (const document of facts.of('document')) {
    const found = imageIn(document.tree, image);
    if (found) return { ...found, end: found.start };
  }
  return undefined;
}

function imageIn(expr: Expr, image: RegExp): Span | undefined {
  const children =
    expr.is === 'map' ? expr.entries : expr.is === 'list' ? expr.items.map((value) => ({ key: '', value })) : [];
  for (const { key, value } of children) {
    if (key === 'image' && value.is === 'literal' && image.test(nameOf(String(value.value)))) return value.at;
    const below = imageIn(value, image);
    if (below) return below;
  }
  return undefined;
}

/** The processes that run such an image and answer users. */
export function processesOf(processes: readonly Process[], image: RegExp): readonly Process[] {
  return processes.filter(
    (process) => image.test(nameOf(process.image ?? '')) && process.role !== 'scheduler' && process.role !== 'job',
  );
}

/** `docker.io/library/wordpress:6@sha256:...` -> `wordpress` */
function nameOf(reference: string): string {
  return reference
    .replace(/@.*/s, '')
    .replace(/:[^/:]*$/, '')
    .replace(/^(docker\.io\/)?(library\/)?/, '');
}
