import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parseJson } from '../../src/parse/json.js';
import { parseYaml } from '../../src/parse/yaml.js';
import { loadRules, withExamples } from '../../src/rule/load.js';
import { ask, askRedis, clear, folder, type Program } from './programs.js';

/** Programs that say whether they accept a file of their language. */
const checkers: Readonly<Record<string, readonly string[]>> = {
  '.php': ['php', '-l'],
  '.py': ['python3', '-m', 'py_compile'],
  '.rb': ['ruby', '-c'],
  '.js': ['node', '--check'],
  '.mjs': ['node', '--check'],
  '.cjs': ['node', '--check'],
  '.ts': [
    'node_modules/.bin/tsc',
    ...'--noEmit --noCheck --noResolve --ignoreConfig --experimentalDecorators'.split(' '),
  ],
};

/** Servers that say whether they accept a configuration, by the names of files. */
const servers: readonly (readonly [RegExp, Program])[] = [
  [/(^|\/)nginx\.conf$/, 'nginx'],
  [/haproxy\.cfg$/, 'haproxy'],
  [/supervisord\.conf$/, 'supervisor'],
  [/\.service$/, 'systemd'],
  [/balancer\.conf$/, 'apache'],
];

after(clear);

const rules = await withExamples(await loadRules());

describe('what a fix writes is accepted by its own language', () => {
  let number = 0;
  for (const rule of rules) {
    for (const { fixed } of rule.examples) {
      for (const [path, text] of Object.entries(fixed ?? {})) {
        if (text === null) continue;
        number++;
        test(`${rule.id}: ${path} (${number})`, async (context) => {
          const plain = text.replace(/[«»]/g, '');
          const server = servers.find(([pattern]) => pattern.test(path))?.[1];
          const redis = /(redis|sentinel)[^/]*\.conf$/.test(path);
          if (server ?? redis) {
            const { skipped, complaint } = server ? ask(server, path, plain) : await askRedis(path, plain);
            if (skipped) return context.skip(skipped);
            return assert.equal(complaint, undefined);
          }
          if (/\.ya?ml$/.test(path)) return assert.deepEqual(parseYaml(plain).problems, []);
          if (/\.json$/.test(path)) return assert.deepEqual(parseJson(plain).problems, []);
          const [program, ...args] = checkers[extname(path)] ?? [];
          if (!program) return;
          if (spawnSync(program, ['--version']).error) return context.skip(`skipped: ${program} missing`);
          // JavaScript with imports is a module, whatever the example's package says
          const name =
            extname(path) === '.js' && /^(import|export) /m.test(plain)
              ? `${basename(path, '.js')}.mjs`
              : basename(path);
          const file = join(folder, `${number}-${name}`);
          writeFileSync(file, plain);
          const { status, stdout, stderr } = spawnSync(program, [...args, file], { encoding: 'utf8' });
          assert.equal(status, 0, `${stdout}${stderr}`);
        });
      }
    }
  }
});
