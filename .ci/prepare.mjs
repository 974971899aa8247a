// Builds where npm prepares the package. A global install from git (`npm install -g git+https://...`) hands its own
// `--global` down to the clone, so that nothing that builds is installed beside it: then it is installed here first.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const inherited = Object.entries(process.env).filter(
  ([name]) => !/^npm_config_(global|prefix|location|omit|include|save)$/i.test(name),
);
const env = { ...Object.fromEntries(inherited), npm_config_global: 'false' };

function run(...words) {
  const { status } = spawnSync('npm', words, { env, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync('node_modules/typescript'))
  run('install', '--include=dev', '--ignore-scripts', '--no-save', '--no-audit', '--no-fund');
run('run', 'build');
// what is installed needs no comments, and no lines in its data; the types keep theirs
run('exec', '--', 'tsc', '--removeComments', '--declaration', 'false', '--sourceMap', 'false');
for (const name of readdirSync('dist/src', { recursive: true }))
  if (name.endsWith('.json')) {
    const path = join('dist/src', name);
    writeFileSync(path, `${JSON.stringify(JSON.parse(readFileSync(path, 'utf8')))}\n`);
  }
