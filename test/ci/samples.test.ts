import '../sample-rule.js';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { folderWith, lay, shop } from '../cli/run.js';

interface Step {
  readonly id?: string;
  readonly run?: string;
  readonly script?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly Step[] };
}

const version = (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version;
const read = <T>(path: string) => parse(readFileSync(path, 'utf8')) as T;

/** A folder with a program called npx that starts this build, and refuses any other version than the one of this build. */
const programs = folderWith({
  npx: `#!/bin/sh\n[ "$1" = --yes ] && [ "$2" = ha-ready@${version} ] || { echo "asked for $2" >&2; exit 99; }\nshift 2\nexec '${process.execPath}' '${resolve('bin/ha-ready.js')}' "$@"\n`,
});
chmodSync(join(programs, 'npx'), 0o755);

/** Runs one step as the runner would: bash that stops at the first error, in the folder of the repository. */
function step(cwd: string, script: string, env: Readonly<Record<string, string>> = {}) {
  const path = `${programs}:${process.env.PATH}`;
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd, env: { PATH: path, ...env }, encoding: 'utf8' }); // biome-ignore format: one line
  return { code: status, stdout, stderr };
}

describe('the action', () => {
  const action = read<Action>('action.yml');

  /** Plays the steps in order with these inputs; those that use other actions are skipped. */
  function play(folder: string, inputs: Readonly<Record<string, string>> = {}) {
    const runner = folderWith({ output: '', summary: '' });
    const given: Record<string, string> = Object.fromEntries(Object.entries(action.inputs).map(([name, one]) => [`inputs.${name}`, inputs[name] ?? one.default])); // biome-ignore format: one line
    const outputs: Record<string, string> = {};
    const fill = (text: string) => text.replace(/\$\{\{ *([\w.-]+) *\}\}/g, (_, name: string) => given[name] ?? outputs[name.replace(/^steps\.audit\.outputs\./, '')] ?? ''); // biome-ignore format: one line
    let last = { code: 0 as number | null, stdout: '', stderr: '' };
    let log = '';
    for (const one of action.runs.steps) {
      if (one.run === undefined) continue;
      const env = Object.fromEntries(Object.entries(one.env ?? {}).map(([name, value]) => [name, fill(value)]));
      const files = { RUNNER_TEMP: runner, GITHUB_OUTPUT: join(runner, 'output'), GITHUB_STEP_SUMMARY: join(runner, 'summary'), GITHUB_ACTIONS: 'true', CI: 'true' }; // biome-ignore format: one line
      last = step(folder, one.run, { ...env, ...files });
      log += last.stdout + last.stderr;
      for (const line of readFileSync(join(runner, 'output'), 'utf8').split('\n').filter(Boolean)) outputs[line.slice(0, line.indexOf('='))] = line.slice(line.indexOf('=') + 1); // biome-ignore format: one line
      if (last.code !== 0) break;
    }
    return { code: last.code, log, outputs, summary: readFileSync(join(runner, 'summary'), 'utf8') };
  }

  test('annotates, writes SARIF and the summary, gives the score, and fails last', () => {
    const folder = shop();
    const { code, log, outputs, summary } = play(folder);
    assert.equal(code, 1);
    assert.match(log, /^::error file=\.env\.example,line=2,/m);
    assert.match(summary, /^## ha-ready: \d+\/100/);
    assert.match(outputs.score ?? '', /^\d+$/);
    assert.equal(outputs['exit-code'], '1');
    assert.equal(JSON.parse(readFileSync(join(folder, outputs['sarif-file'] ?? ''), 'utf8')).version, '2.1.0');
  });

  const passes: readonly (readonly [inputs: Readonly<Record<string, string>>, code: number])[] = [
    [{ 'fail-on': 'never' }, 0],
    [{ 'fail-on': 'never', 'min-score': '100' }, 1],
    [{ 'fail-on': 'never', 'min-score': '1' }, 0],
    [{ config: 'other.json' }, 0],
    [{ config: 'missing.json' }, 2],
    [{ path: 'missing' }, 2],
    [{ path: '--help' }, 2],
    [{ 'fail-on': 'never; touch hacked' }, 2],
    [{ path: '$(touch hacked)' }, 2],
    [{ 'sarif-file': 'a b/$(touch hacked).sarif', 'fail-on': 'never' }, 0],
  ];
  for (const [inputs, code] of passes) {
    test(`ends with ${code} given ${JSON.stringify(inputs)}`, () => {
      const folder = shop({ 'other.json': '{ "failOn": "never" }' });
      const played = play(folder, inputs);
      assert.equal(played.code, code, played.log);
      assert.equal(existsSync(join(folder, 'hacked')), false);
    });
  }

  test('is thin: every input is optional, reaches scripts as a variable, and the version is the one of this package', () => {
    for (const [name, input] of Object.entries(action.inputs)) assert.equal(typeof input.default, 'string', name);
    for (const { run } of action.runs.steps) assert.doesNotMatch(run ?? '', /\$\{\{/);
    assert.equal(action.inputs.version?.default, version);
  });
});

describe('the sample workflow of GitHub', () => {
  const job = read<{ jobs: { audit: { steps: readonly Step[] } } }>('docs/ci/github.yml').jobs.audit;

  test('runs step by step: it annotates, writes what it uploads, and fails', () => {
    const folder = shop();
    const runs = job.steps.filter(({ run }) => run);
    assert.equal(runs.length, 1);
    const played = step(folder, runs[0]?.run ?? '');
    assert.equal(played.code, 1, played.stderr);
    assert.match(played.stdout, /^::error /m);
    const upload = job.steps.find(({ uses }) => uses?.includes('upload-sarif')) as { with: { sarif_file: string }; if: string }; // biome-ignore format: one line
    assert.ok(existsSync(join(folder, upload.with.sarif_file)));
    assert.equal(upload.if, 'always()', 'findings are shown although the gate failed');
  });
});

const others: readonly (readonly [file: string, script: string | undefined, writes: readonly string[]])[] = [
  ['docs/ci/gitlab.yml', read<{ 'ha-ready': { script: readonly string[] } }>('docs/ci/gitlab.yml')['ha-ready'].script[0], ['gl-code-quality-report.json', 'ha-ready.xml']],
  ['docs/ci/azure.yml', read<{ steps: readonly Step[] }>('docs/ci/azure.yml').steps.find(({ script }) => script)?.script, ['ha-ready.xml', 'ha-ready.html']],
  ['docs/ci/Jenkinsfile', /sh '([^']+)'/.exec(readFileSync('docs/ci/Jenkinsfile', 'utf8'))?.[1], ['ha-ready.xml', 'ha-ready-checkstyle.xml']],
]; // biome-ignore format: a table
for (const [file, script, writes] of others) {
  test(`${file} runs, writes what it publishes, and fails the job`, () => {
    const folder = shop();
    assert.equal(step(folder, script ?? 'false').code, 1);
    const text = readFileSync(file, 'utf8');
    for (const name of writes) {
      assert.ok(existsSync(join(folder, name)), name);
      assert.ok(text.split(name).length > 2, `${name} is written and published`);
    }
  });
}

test('the hook of pre-commit runs: it stops a commit that adds a hazard and no other', () => {
  const [hook] =
    read<readonly { entry: string; pass_filenames: boolean; language: string }[]>('.pre-commit-hooks.yaml');
  assert.equal(hook?.pass_filenames, false);
  const entry = (hook?.entry ?? '').replace(/^ha-ready /, `'${process.execPath}' '${resolve('bin/ha-ready.js')}' `);
  const folder = shop();
  const git = 'git -c user.name=a -c user.email=a@b -c commit.gpgsign=false';
  assert.equal(step(folder, `${git} init -q && ${git} add -A && ${git} commit -qm first`).code, 0);
  assert.equal(step(folder, entry).code, 0);
  lay(folder, { '.env.production': 'SESSION_DRIVER=array\n' });
  assert.equal(step(folder, `${git} add -A && ${entry}`).code, 1);
});

describe('workflows', () => {
  const files = ['action.yml', 'docs/ci/github.yml', ...readdirSync('.github/workflows').map((name) => `.github/workflows/${name}`)]; // biome-ignore format: one line
  for (const file of files) {
    test(`${file} pins every action to a commit and names its version`, () => {
      const uses = readFileSync(file, 'utf8').split('\n').filter((line) => /^\s*(- )?uses:/.test(line)); // biome-ignore format: one line
      assert.ok(uses.length > 0);
      for (const line of uses) assert.match(line, /@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });
  }
  test('the samples name the version of this package', () => {
    for (const file of ['github.yml', 'gitlab.yml', 'azure.yml', 'Jenkinsfile'])
      assert.ok(readFileSync(`docs/ci/${file}`, 'utf8').includes(`ha-ready@${version} `), file);
  });
});
