import type { FileRef } from '../discover/file-ref.js';
import type { Source } from '../read/source.js';

/** A place that uses a name. */
export interface Mention {
  readonly path: string;
  readonly line: number;
}

/** Files that name containers, hosts and variables of others: configuration, scripts and code. */
const naming =
  /\.(conf|cfg|ini|ya?ml|json|toml|hcl|tf|vcl|service|sh|bash|py|rb|php|js|mjs|cjs|ts|template|tmpl|j2|properties)$|(^|\/)(\.env[^/]*|[^/]*\.env|Caddyfile|Makefile|justfile|Dockerfile[^/]*|nginx[^/]*)$/;

const longest = 300_000;

/** A line that names an image and its version. */
const image = /(^|\s|["'])(image|FROM)["']?\s*[:=]?\s/i;

/** A name where a program looks a machine up by it: in an address, before a port, behind a word for one, or as the container that a command is for. */
function asHost(name: string): RegExp {
  const plain = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const before = String.raw`(?:\/\/|@|(?:host|hostname|server|addr|address|upstream|target|_pass|endpoint|links?|exec(?:\s+-\S+)*)["']?(?:\s*[:=,]\s*|\s+)(?:-\s+)?["']?)`;
  return new RegExp(`${before}${plain}(?![\\w-])|(?<![\\w./-])${plain}(?=:\\d{2,5}\\b)`, 'gi');
}

/** Finds who uses a name for a machine, over files that are read once, when the first name is asked for. */
export function mentionsIn(
  refs: readonly FileRef[],
  source: (path: string) => Source | undefined,
): (name: string, own: { readonly path: string; readonly start: number; readonly end: number }) => Mention | undefined {
  let texts: readonly (readonly [path: string, text: string])[] | undefined;
  return (name, own) => {
    texts ??= refs
      .filter(({ path, size, role }) => role !== 'vendored' && role !== 'generated' && role !== 'docs' && size <= longest && naming.test(path))
      .flatMap(({ path }) => {
        const text = source(path)?.text;
        return text === undefined ? [] : [[path, text] as const];
      });
    const word = asHost(name);
    for (const [path, text] of texts) {
      for (const found of text.matchAll(word)) {
        const at = found.index + found[0].length - name.length;
        const line = text.slice(text.lastIndexOf('\n', at) + 1, at);
        const there = path === own.path && at >= own.start && at < own.end;
        if (!there && !image.test(line)) return { path, line: text.slice(0, at).split('\n').length };
      }
    }
    return undefined;
  };
} // biome-ignore format: one filter
