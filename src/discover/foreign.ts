import { join, posix } from 'node:path';
import { readControl } from '../read/guarded.js';
import { type JsonObject, jsonObject } from './json-object.js';

/**
 * Folders of somebody else's packages, as a manifest of Composer tells of them, relative to the root: those that it asks for, where it is told to
 * put them elsewhere than into `vendor/` (getcomposer.org, doc/06-config.md, vendor-dir), and copies of packages that it loads in their place
 * (`overrides/acme/mailer/src`, doc/04-schema.md, autoload).
 */
export function foreignBy(root: string, folder: string): readonly string[] {
  const text = readControl(join(root, folder, 'composer.json'), { within: root });
  if (typeof text !== 'string') return [];
  const manifest = text.includes('vendor-dir') || text.includes('"autoload"') ? jsonObject(text) : undefined;
  const packages = Object.keys(objectAt(manifest, 'require')).filter((name) => name.includes('/'));
  const put = objectAt(manifest, 'config')['vendor-dir'];
  const into = typeof put === 'string' ? posix.normalize(posix.join(folder, put)).replace(/\/$/, '') : undefined;
  // the packages alone, not their folder: an app that puts them beside its own code is still an app
  const asked = into === undefined ? [] : packages.map((name) => posix.join(into, name));
  return [...asked, ...copiesIn(manifest, root, folder)];
}

/** Folders of code that lie below the name of a package that is installed too. */
function copiesIn(manifest: JsonObject | undefined, root: string, folder: string): readonly string[] {
  const loaded = Object.values(objectAt(manifest, 'autoload')).flatMap(pathsIn);
  const deep = loaded.map((path) => posix.normalize(path).split('/')).filter((steps) => steps.length > 3);
  if (deep.length === 0) return [];
  const known = new Set(lockedIn(root, folder));
  const found = deep.flatMap((steps) => {
    const at = steps.findIndex((step, index) => index > 0 && known.has(`${step}/${steps[index + 1]}`));
    return at < 0 ? [] : [posix.join(folder, ...steps.slice(0, at + 2))];
  });
  return [...new Set(found)];
}

/** Lock files of large apps. */
const longestLock = 8 * 1024 * 1024;

/** Packages that come from elsewhere; those of a path are the app's own (doc/05-repositories.md, path). */
function lockedIn(root: string, folder: string): readonly string[] {
  const text = readControl(join(root, folder, 'composer.lock'), { within: root, limit: longestLock });
  const packages = typeof text === 'string' ? jsonObject(text)?.packages : undefined;
  if (!Array.isArray(packages)) return [];
  return packages.flatMap((one: { name?: unknown; dist?: { type?: unknown } } | null) =>
    typeof one?.name === 'string' && one.dist?.type !== 'path' ? [one.name] : [],
  );
}

function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(pathsIn) : [];
}

function objectAt(manifest: JsonObject | undefined, key: string): JsonObject {
  const found = manifest?.[key];
  return typeof found === 'object' && found !== null ? (found as JsonObject) : {};
}
