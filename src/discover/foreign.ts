import { join, posix } from 'node:path';
import { readControl } from '../read/guarded.js';
import { type JsonObject, jsonObject } from './json-object.js';

/**
 * Folders in which Composer keeps the packages that a manifest asks for, where it is told to put them elsewhere than into `vendor/`
 * (getcomposer.org, doc/06-config.md, vendor-dir). Relative to the root; empty where nothing is said.
 */
export function foreignBy(root: string, folder: string): readonly string[] {
  const text = readControl(join(root, folder, 'composer.json'), { within: root });
  if (typeof text !== 'string' || !text.includes('vendor-dir')) return [];
  const manifest = jsonObject(text);
  const put = objectAt(manifest, 'config')['vendor-dir'];
  if (typeof put !== 'string') return [];
  const into = posix.normalize(posix.join(folder, put)).replace(/\/$/, '');
  // the packages alone, not their folder: an app that puts them beside its own code is still an app
  return Object.keys(objectAt(manifest, 'require'))
    .filter((name) => name.includes('/'))
    .map((name) => posix.join(into, name));
}

function objectAt(manifest: JsonObject | undefined, key: string): JsonObject {
  const found = manifest?.[key];
  return typeof found === 'object' && found !== null ? (found as JsonObject) : {};
}
