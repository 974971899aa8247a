import { belowWanted, held, sample } from './bars.js';
import { measure, type Part } from './measure.js';

// `npm run generality`: the table of what survives, and with `--lost` what does not; `--share=0.1` and `--language=php` take a part of it.
// It ends with 1 where a row is below what is wanted; `--sample` measures the part that the checks hold, and ends with 1 where that is
// below that, the ways of writing of a language taken together.
const option = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
const given = { language: option('language'), rule: option('rule'), transformation: option('transformation') };
const isSample = process.argv.includes('--sample');
const part: Part = {
  share: Number(option('share') ?? 1),
  ...(isSample ? sample : {}),
  shows: process.argv.includes('--show'),
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
};
const variants = (['bad', 'good'] as const).filter((variant) => (option('variant') ?? variant) === variant);
const low: string[] = [];
for (const variant of variants) {
  const rows = await measure(variant, part);
  console.log(variant === 'bad' ? 'hazards that stay found' : 'good programs that stay silent');
  const { told, below } = held(rows, variant);
  low.push(...(isSample ? below : belowWanted(rows, variant)));
  if (isSample) for (const line of told) console.log(`  ${line}`);
  for (const { language, transformation, tried, kept, lost } of rows) {
    if (!isSample)
      console.log(
        `  ${language.padEnd(11)} ${transformation.padEnd(42)} ${String(kept).padStart(4)} of ${String(tried).padStart(4)}  ${((100 * kept) / tried).toFixed(1)} %`,
      );
    if (process.argv.includes('--lost')) for (const one of lost) console.log(`      ${one}`);
  }
}
if (low.length > 0) console.log(`\nbelow the bar:\n${low.map((line) => `  ${line}`).join('\n')}`);
process.exitCode = low.length > 0 ? 1 : 0;
