import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after } from 'node:test';

const program = resolve('bin/ha-ready.js');
const made: string[] = [];
after(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A folder of its own with these files, gone after the tests. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'ha-ready-test-'));
  made.push(folder);
  lay(folder, files);
  return folder;
}

/** Writes files into a folder. */
export function lay(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A Laravel app with one error (sessions in files) and whatever else its defaults bring. */
export function shop(files: Readonly<Record<string, string>> = {}): string {
  return folderWith({
    'composer.json': readFileSync('fixtures/bases/laravel-11/composer.json', 'utf8'),
    '.env.example': 'APP_NAME=Shop\nSESSION_DRIVER=file\nCACHE_STORE=redis\n',
    'config/session.php': "<?php\n\nreturn [\n    'driver' => env('SESSION_DRIVER', 'database'),\n];\n",
    ...files,
  });
}

/** Runs the program as a shell would. Variables of the machine that runs the tests do not reach it. */
export function haReady(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? '', ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return { code: status, stdout, stderr };
}
