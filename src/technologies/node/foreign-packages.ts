import type { Resolution } from '../technology.js';
import { serves } from './detect.js';

const pages = /^(vue|react-dom|svelte|@angular\/core|preact|solid-js|lit|electron|@tauri-apps\/api|react-native)$/;
const commands = /(^|[-_/])cli$/;

/** Folders of packages within an app that are made for a browser, a desktop or a command line: their code runs in no server. */
export function foreignPackages(app: Resolution): readonly string[] {
  const byFolder = new Map<string, string[]>();
  for (const { ecosystem, locked, dev, name, at } of app.facts.of('dependency')) {
    if (ecosystem !== 'npm' || locked || dev || !at.file.endsWith('/package.json')) continue;
    const folder = at.file.slice(0, -'/package.json'.length);
    if (folder === app.root) continue;
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), name]);
  }
  return [...byFolder].flatMap(([folder, names]) => {
    const isForeign = commands.test(folder) || names.some((name) => pages.test(name));
    return isForeign && !names.some((name) => serves.test(name)) ? [folder] : [];
  });
}
