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
// what is installed needs no comments, no wide indentation and no lines in its data; the types keep theirs
run('exec', '--', 'tsc', '--removeComments', '--declaration', 'false', '--sourceMap', 'false');
for (const name of readdirSync('dist/src', { recursive: true }))
  if (name.endsWith('.json')) {
    const path = join('dist/src', name);
    writeFileSync(path, `${JSON.stringify(JSON.parse(readFileSync(path, 'utf8')))}\n`);
  }

const { parse } = await import('@babel/parser');
for (const folder of ['dist/src', 'dist/rules'])
  for (const name of readdirSync(folder, { recursive: true }))
    if (name.endsWith('.js')) {
      const path = join(folder, name);
      writeFileSync(path, withTabs(readFileSync(path, 'utf8')));
    }

/** A module with a tab for each four spaces before a line; what stands within a template literal stays as it is. */
function withTabs(text) {
  const { tokens } = parse(text, { sourceType: 'module', tokens: true });
  const literals = tokens.filter(({ loc }) => loc.start.line < loc.end.line);
  const literal = (at) => literals.some(({ start, end }) => start < at && at < end);
  return text.replace(/^(?: {4})+/gm, (spaces, at) => (literal(at) ? spaces : '\t'.repeat(spaces.length / 4)));
}
