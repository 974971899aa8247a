import { join } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { readControl } from '../read/guarded.js';
import { patternProblem } from './patterns.js';

/** Answers for paths relative to the root; folders are asked about before the files below them. */
export interface IgnoreRules {
  readonly ignores: (path: string, isFolder: boolean) => boolean;
}

/** Told of ignore files, or lines of them, that are not honoured. */
export type OnProblem = (path: string, message: string) => void;

/** The ignore file of one folder. */
interface Layer {
  /** The folder with a trailing slash; empty at the root. */
  readonly prefix: string;
  readonly matcher: Ignore;
}

/** Git's own rules: the ignore file that is nearest to a path and has an opinion decides. */
export function ignoreRules(root: string, onProblem: OnProblem): IgnoreRules {
  const layersByFolder = new Map<string, readonly Layer[]>();

  function layersOf(folder: string): readonly Layer[] {
    const known = layersByFolder.get(folder);
    if (known) return known;
    const outer = folder === '' ? [] : layersOf(parentOf(folder));
    const own = readLayer({ root, onProblem }, folder);
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
        layersByFolder.set(path, ownAnd({ root, onProblem }, path, layers.slice(0, index + 1)));
      return false;
    }
    return false;
  }

  return { ignores };
}

function ownAnd(tree: Tree, folder: string, outer: readonly Layer[]): readonly Layer[] {
  const own = readLayer(tree, folder);
  return own ? [own, ...outer] : outer;
}

interface Tree {
  readonly root: string;
  readonly onProblem: OnProblem;
}

function readLayer(tree: Tree, folder: string): Layer | undefined {
  const patterns = patternsIn(tree, folder === '' ? '.gitignore' : `${folder}/.gitignore`);
  if (folder === '') patterns.unshift(...patternsIn(tree, '.git/info/exclude'));
  if (patterns.length === 0) return undefined;
  return { prefix: folder === '' ? '' : `${folder}/`, matcher: ignore({ ignorecase: false }).add(patterns) };
}

const mostPatterns = 5000;

/** The patterns of an ignore file, as far as they can be matched in a moment. */
function patternsIn({ root, onProblem }: Tree, path: string): string[] {
  const text = readControl(join(root, path), { within: root });
  if (text === undefined) return [];
  if (typeof text !== 'string') {
    onProblem(path, text.why);
    return [];
  }
  const all = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const slow = all.find((line) => patternProblem(line) !== undefined);
  if (slow !== undefined) onProblem(path, `a pattern is not honoured: it ${patternProblem(slow)}`);
  if (all.length > mostPatterns)
    onProblem(path, `of ${all.length} patterns only the first ${mostPatterns} are honoured`);
  return all.slice(0, mostPatterns).filter((line) => patternProblem(line) === undefined);
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}
