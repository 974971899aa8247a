import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';

/** Answers for paths relative to the root; folders are asked about before the files below them. */
export interface IgnoreRules {
  readonly ignores: (path: string, isFolder: boolean) => boolean;
}

/** The ignore file of one folder. */
interface Layer {
  /** The folder with a trailing slash; empty at the root. */
  readonly prefix: string;
  readonly matcher: Ignore;
}

/** Git's own rules: the ignore file that is nearest to a path and has an opinion decides. */
export function ignoreRules(root: string): IgnoreRules {
  const layersByFolder = new Map<string, readonly Layer[]>();

  function layersOf(folder: string): readonly Layer[] {
    const known = layersByFolder.get(folder);
    if (known) return known;
    const outer = folder === '' ? [] : layersOf(parentOf(folder));
    const own = readLayer(root, folder);
    const layers = own ? [own, ...outer] : outer;
    layersByFolder.set(folder, layers);
    return layers;
  }

  function ignores(path: string, isFolder: boolean): boolean {
    // Environment files are usually kept out of the index, and they are what decides: always looked at.
    if (/(^|\/)\.env[^/]*(\/|$)/.test(path)) return false;
    const layers = layersOf(parentOf(path));
    for (const [index, layer] of layers.entries()) {
      const verdict = layer.matcher.test(path.slice(layer.prefix.length) + (isFolder ? '/' : ''));
      if (verdict.ignored) return true;
      if (!verdict.unignored) continue;
      // The matcher also answers for whole folders, so an outer file would take back what an inner one has let in.
      if (isFolder && index < layers.length - 1)
        layersByFolder.set(path, ownAnd(root, path, layers.slice(0, index + 1)));
      return false;
    }
    return false;
  }

  return { ignores };
}

function ownAnd(root: string, folder: string, outer: readonly Layer[]): readonly Layer[] {
  const own = readLayer(root, folder);
  return own ? [own, ...outer] : outer;
}

function readLayer(root: string, folder: string): Layer | undefined {
  let text = readText(join(root, folder, '.gitignore'));
  if (folder === '') text = `${readText(join(root, '.git', 'info', 'exclude'))}\n${text}`;
  if (text.trim() === '') return undefined;
  return { prefix: folder === '' ? '' : `${folder}/`, matcher: ignore({ ignorecase: false }).add(text) };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return '';
  }
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
