// Times whole audits of folders given on the command line (or of the example apps): wall time, CPU time and peak memory of a fresh process.
//
//   node bench/audit.mjs [--runs 5] [folder ...]
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' } },
});
const folders =
  positionals.length > 0 ? positionals : readdirSync('fixtures/apps').map((name) => join('fixtures/apps', name));
const measure =
  "process.on('exit', () => { const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage(); process.stderr.write(`\\n#${JSON.stringify([userCPUTime + systemCPUTime, maxRSS])}`); });";

console.log(
  'folder'.padEnd(44),
  'files'.padStart(7),
  'min ms'.padStart(8),
  'median'.padStart(8),
  'max'.padStart(8),
  'cpu ms'.padStart(8),
  'MB'.padStart(6),
);
for (const folder of folders.filter((one) => existsSync(one))) {
  const runs = Array.from({ length: Number(values.runs) }, () => run(folder)).sort((a, b) => a.wall - b.wall);
  const [first] = runs;
  const median = runs[Math.floor(runs.length / 2)];
  const cells = [first.wall, median.wall, runs.at(-1).wall, median.cpu].map((ms) => ms.toFixed(0).padStart(8));
  console.log(
    folder.slice(-44).padEnd(44),
    String(first.files).padStart(7),
    ...cells,
    (median.memory / 1024).toFixed(0).padStart(6),
  );
}

function run(folder) {
  const started = process.hrtime.bigint();
  const preload = `data:text/javascript,${encodeURIComponent(measure)}`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      '--import',
      preload,
      'bin/ha-ready.js',
      'audit',
      folder,
      '--format',
      'json',
      '--fail-on',
      'never',
      '--allow-empty',
    ],
    { maxBuffer: 1 << 30, encoding: 'utf8' },
  );
  const wall = Number(process.hrtime.bigint() - started) / 1e6;
  const [cpu, memory] = JSON.parse(stderr.slice(stderr.lastIndexOf('#') + 1));
  return { wall, cpu: cpu / 1000, memory, files: JSON.parse(stdout).files.found };
}
