// The share of an app's calls to itself that were linked, by language: over the fixtures' apps, and over each folder of another folder
// that holds repositories. Bars hold for all repositories of a language together; where the folder is missing, it says `skipped`.
//
//   node bench/links.mjs [FOLDER] [--only=name,name] [--missed]
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readProgram } from '../dist/src/inspect.js';
import { linkShares } from '../dist/src/program/shares.js';

const { values: flags, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' }, missed: { type: 'boolean' } } }); // biome-ignore format: one line

/** In per cent. */
const bars = { javascript: 90, php: 94, python: 85, ruby: 75 };

const ofFixtures = await sharesIn('fixtures/apps', undefined);
const isLow = tell('the fixtures', ofFixtures);
const folder = positionals[0] || undefined;
if (folder === undefined || !existsSync(folder)) console.log('repositories: skipped, none are here');
const isLowToo =
  folder !== undefined && existsSync(folder) && tell(folder, await sharesIn(folder, flags.only?.split(',')));
process.exitCode = isLow || isLowToo ? 1 : 0;

async function sharesIn(above, only) {
  const sums = new Map();
  for (const name of readdirSync(above).sort()) {
    if (only && !only.includes(name)) continue;
    for (const { language, linked, missed } of linkShares(await readProgram(join(above, name)))) {
      const sum = sums.get(language) ?? { linked: 0, missed: 0 };
      sums.set(language, { linked: sum.linked + linked, missed: sum.missed + missed.length });
      if (above !== 'fixtures/apps') console.log(`  ${name.padEnd(50)} ${language.padEnd(11)} ${percent(linked, missed.length)} % of ${linked + missed.length}`); // biome-ignore format: one line
      if (flags.missed)
        for (const { func, call } of missed)
          console.log(`      ${func.module.path} ${call.callee.name} at ${call.start}`);
    }
  }
  return sums;
}

function tell(about, sums) {
  console.log(`calls of apps to themselves that were linked, ${about}`);
  let low = false;
  for (const [language, bar] of Object.entries(bars)) {
    const { linked, missed } = sums.get(language) ?? { linked: 0, missed: 0 };
    if (linked + missed === 0) continue;
    const isBelow = linked < (bar / 100) * (linked + missed);
    low ||= isBelow;
    console.log(`  ${language.padEnd(11)} ${percent(linked, missed)} % of ${linked + missed}, wanted ${bar} %${isBelow ? ' <--' : ''}`); // biome-ignore format: one line
  }
  return low;
}

function percent(linked, missed) {
  return ((100 * linked) / (linked + missed)).toFixed(1);
}
