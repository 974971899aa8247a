import { npmPackage } from '../../npm/packages.js';
import type { JsApp } from '../resolve-js.js';

const managers = [
  ['pnpm-lock.yaml', 'pnpm add'],
  ['yarn.lock', 'yarn add'],
  ['bun.lock', 'bun add'],
  ['bun.lockb', 'bun add'],
] as const;

/** The command that installs what the app does not ask for yet, by the package manager whose lock file is there. */
export function toInstall(js: JsApp, ...packages: readonly string[]): readonly string[] {
  const absent = packages.filter((name) => !npmPackage(js.app.facts, name));
  if (absent.length === 0) return [];
  const names = js.app.files.map((path) => path.slice(path.lastIndexOf('/') + 1));
  const command = managers.find(([lock]) => names.includes(lock))?.[1] ?? 'npm install';
  const folder = js.app.root === '.' ? '' : `cd ${js.app.root} && `;
  return [`Install what the code imports: ${folder}${command} ${absent.join(' ')}`];
}
