// Holds our SARIF against the validator that code scanning's makers publish. It exits 0 whatever it finds, so its output is read.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Rules about our web addresses (cannot be asked offline) and about provenance (would differ per commit). */
const notOurs = new Set(['SARIF2003', 'SARIF2006']);

/** What the validator says about a SARIF text; `undefined` when it cannot run on this machine. */
export function validateSarif(text) {
  const tool = validator();
  if (!tool) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'ha-ready-sarif-'));
  try {
    const input = join(folder, 'report.sarif');
    const output = join(folder, 'verdict.sarif');
    writeFileSync(input, text);
    const run = spawnSync(
      tool,
      [
        'validate',
        input,
        '--rule-kind',
        'Sarif;Ghas',
        '--level',
        'Error;Warning;Note',
        '--output',
        output,
        '--log',
        'ForceOverwrite',
      ],
      {
        encoding: 'utf8',
        timeout: 120_000,
      },
    );
    if (!existsSync(output))
      return run.error || run.status === 126 || run.status === 127
        ? undefined
        : [{ level: 'error', rule: 'validator', says: run.stdout + run.stderr }];
    const verdict = JSON.parse(readFileSync(output, 'utf8').replace(/^\ufeff/, ''));
    return verdict.runs
      .flatMap((one) => (one.results ?? []).map((result) => saysOf(result, one)))
      .filter(({ rule }) => !notOurs.has(rule));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function saysOf(result, run) {
  const rule = (run.tool.driver.rules ?? [])[result.ruleIndex ?? -1] ?? { id: result.ruleId };
  const words = rule.messageStrings?.[result.message.id]?.text ?? result.message.text ?? '';
  const says = words.replace(/\{(\d+)\}/g, (_, index) => result.message.arguments?.[Number(index)] ?? '');
  return { level: result.level ?? 'warning', rule: rule.id, says };
}

function validator() {
  const require = createRequire(import.meta.url);
  const name = { linux: 'linux', darwin: 'darwin', win32: 'win32' }[process.platform];
  try {
    const folder = dirname(require.resolve(`@microsoft/sarif-multitool-${name}/package.json`));
    const tool = join(folder, process.platform === 'win32' ? 'Sarif.Multitool.exe' : 'Sarif.Multitool');
    // its installation script would do this, and installation scripts do not run here
    if (process.platform !== 'win32') chmodSync(tool, 0o755);
    return tool;
  } catch {
    return undefined;
  }
}

if (process.argv[1] === import.meta.filename) {
  const says = validateSarif(readFileSync(process.argv[2] ?? 0, 'utf8'));
  if (!says) {
    console.log('skipped: the validator cannot run on this machine');
  } else {
    for (const one of says) console.log(`${one.level} ${one.rule} ${one.says}`);
    const bad = says.filter(({ level }) => level !== 'note').length;
    console.log(`${says.length} remarks, ${bad} errors and warnings`);
    process.exitCode = bad > 0 ? 1 : 0;
  }
}
