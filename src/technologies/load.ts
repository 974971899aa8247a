import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Technology } from './technology.js';

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
