// Builds where npm prepares the package. A global install from git (`npm install -g git+https://...`) hands its own
// `--global` down to the clone, so that nothing that builds is installed beside it: then it is installed here first.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

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
// what is installed needs no comments; the types keep theirs
run('exec', '--', 'tsc', '--removeComments', '--declaration', 'false', '--sourceMap', 'false');
