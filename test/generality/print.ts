import { measure, type Part } from './measure.js';

// `npm run generality`: the table of what survives, and with `--lost` what does not; `--share=0.1` and `--language=php` take a part of it.
const option = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
const given = { language: option('language'), rule: option('rule'), transformation: option('transformation') };
const part: Part = {
  share: Number(option('share') ?? 1),
  shows: process.argv.includes('--show'),
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
};
const variants = (['bad', 'good'] as const).filter((variant) => (option('variant') ?? variant) === variant);
for (const variant of variants) {
  const rows = await measure(variant, part);
  console.log(variant === 'bad' ? 'hazards that stay found' : 'good programs that stay silent');
  for (const { language, transformation, tried, kept, lost } of rows) {
    console.log(
      `  ${language.padEnd(11)} ${transformation.padEnd(42)} ${String(kept).padStart(4)} of ${String(tried).padStart(4)}  ${((100 * kept) / tried).toFixed(1)} %`,
    );
    if (process.argv.includes('--lost')) for (const one of lost) console.log(`      ${one}`);
  }
}
