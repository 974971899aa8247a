import { applyEdits, isCannot } from '../../src/fix/edit.js';
import { type Editable, editsOf } from '../../src/fix/edits.js';
import { eolOf, type Source } from '../../src/read/source.js';
import type { Change } from '../../src/resolve/repair.js';

export function sourceOf(path: string, text: string, lossless = true): Source {
  return { path, role: 'shipped', text, bom: false, eol: eolOf(text), hash: '', lossless };
}

export function filesOf(...sources: readonly Source[]): Editable {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  return { source: (path) => byPath.get(path), has: (path) => byPath.has(path) };
}

/** The text after a change, or why it cannot be made. */
export function changed(path: string, text: string, change: Change): string {
  const edits = editsOf({ title: '', safety: 'safe', changes: [change], needs: [] }, filesOf(sourceOf(path, text)));
  return isCannot(edits) ? `cannot: ${edits.cannot}` : (applyEdits(text, edits) ?? 'refused');
}
