import '../sample-rule.js';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { haReady } from './run.js';

function has(shell: string): boolean {
  return spawnSync(shell, ['-c', 'true']).status === 0;
}

describe('completions', () => {
  const asked: readonly (readonly [words: readonly string[], wanted: string])[] = [
    [['ha-ready', '--form'], '--format'],
    [['ha-ready', '--format', 'sar'], 'sarif'],
    [['ha-ready', 'comp'], 'completions'],
    [['ha-ready', 'explain', 'sessions/per'], 'sessions/per-server-store'],
    [['ha-ready', 'completions', 'fi'], 'fish'],
    [['ha-ready', 'audit', '--fail-on', 'warn'], 'warning'],
  ];
  for (const [words, wanted] of asked) {
    test(`of bash turn '${words.join(' ')}' into ${wanted}`, { skip: has('bash') ? false : 'skipped: no bash' }, () => {
      const script = haReady('.', ['completions', 'bash']).stdout;
      const list = words.map((word) => `'${word}'`).join(' ');
      const run = `${script}\nCOMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _ha_ready; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const { stdout, stderr } = spawnSync('bash', ['-c', run], { encoding: 'utf8' });
      assert.equal(stderr, '');
      assert.ok(stdout.split('\n').includes(wanted), stdout);
    });
  }

  for (const shell of ['zsh', 'fish']) {
    test(`of ${shell} are a script that it can read`, () => {
      const { stdout, code } = haReady('.', ['completions', shell]);
      assert.equal(code, 0);
      assert.ok(stdout.includes('fail-on') && stdout.includes('sarif'));
      if (!has(shell)) return;
      const { status, stderr } = spawnSync(shell, ['-n'], { input: stdout, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
    });
  }

  test('are refused for other shells', () => assert.equal(haReady('.', ['completions', 'tcsh']).code, 2));
});
