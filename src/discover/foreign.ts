import { join, posix } from 'node:path';
import { readControl } from '../read/guarded.js';

/**
 * Folders in which Composer keeps the packages that a manifest asks for, where it is told to put them elsewhere than into `vendor/`
 * (getcomposer.org, doc/06-config.md, vendor-dir). Relative to the root; empty where nothing is said.
 */
export function foreignBy(root: string, folder: string): readonly string[] {
  const text = readControl(join(root, folder, 'composer.json'), { within: root });
  if (typeof text !== 'string' || !text.includes('vendor-dir')) return [];
  const manifest = parsed(text);
  const put = textAt(manifest, 'config', 'vendor-dir');
  if (put === undefined) return [];
  const into = posix.normalize(posix.join(folder, put)).replace(/\/$/, '');
  // the packages alone, not their folder: an app that puts them beside its own code is still an app
  return Object.keys(objectAt(manifest, 'require'))
    .filter((name) => name.includes('/'))
    .map((name) => posix.join(into, name));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function objectAt(value: unknown, ...path: readonly string[]): Readonly<Record<string, unknown>> {
  let here: unknown = value;
  for (const key of path)
    here = here !== null && typeof here === 'object' ? (here as Record<string, unknown>)[key] : undefined;
  return here !== null && typeof here === 'object' ? (here as Record<string, unknown>) : {};
}

function textAt(value: unknown, section: string, key: string): string | undefined {
  const found = objectAt(value, section)[key];
  return typeof found === 'string' ? found : undefined;
}
