import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { CodeCatalogue } from '../program/catalogue.js';
import type { Technology } from './technology.js';

const here = dirname(fileURLToPath(import.meta.url));
// one process audits several times: before and after a repair, with other rules
let catalogues: Promise<readonly CodeCatalogue[]> | undefined;
let technologies: Promise<readonly Technology[]> | undefined;

/**
 * What every technology says about code that uses it: `code.js` of its folder, where it has one. `folder` may be another one with the
 * same shape.
 */
export function loadCatalogues(folder = here): Promise<readonly CodeCatalogue[]> {
  if (folder !== here) return cataloguesIn(folder);
  catalogues ??= cataloguesIn(here);
  return catalogues;
}

async function cataloguesIn(folder: string): Promise<readonly CodeCatalogue[]> {
  const paths = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name, 'code.js'))
    .filter((path) => existsSync(path))
    .sort();
  const modules = await Promise.all(paths.map((path) => import(pathToFileURL(path).href)));
  return modules.flatMap((module) => (module.code ? [module.code as CodeCatalogue | CodeCatalogue[]].flat() : []));
}

/** Every technology, by the listing of this folder: a new one is a new folder and nothing else. */
export function loadTechnologies(): Promise<readonly Technology[]> {
  technologies ??= technologiesHere();
  return technologies;
}

async function technologiesHere(): Promise<readonly Technology[]> {
  const folders = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const modules = await Promise.all(
    folders.map((folder) => import(pathToFileURL(join(here, folder, 'index.js')).href)),
  );
  return modules.map((module) => module.default as Technology);
}
