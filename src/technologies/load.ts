import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CodeCatalogue } from '../program/catalogue.js';
import type { Technology } from './technology.js';

/**
 * What every technology says about code that uses it: `code.js` of its folder, where it has one. `folder` may be another one with the
 * same shape.
 */
export async function loadCatalogues(
  folder = dirname(fileURLToPath(import.meta.url)),
): Promise<readonly CodeCatalogue[]> {
  const paths = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name, 'code.js'))
    .filter((path) => existsSync(path))
    .sort();
  const modules = await Promise.all(paths.map((path) => import(pathToFileURL(path).href)));
  return modules.flatMap((module) => (module.code ? [module.code as CodeCatalogue | CodeCatalogue[]].flat() : []));
}

/** Every technology, by the listing of this folder: a new one is a new folder and nothing else. */
export async function loadTechnologies(): Promise<readonly Technology[]> {
  const here = dirname(fileURLToPath(import.meta.url));
  const folders = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const modules = await Promise.all(
    folders.map((folder) => import(pathToFileURL(join(here, folder, 'index.js')).href)),
  );
  return modules.map((module) => module.default as Technology);
}
