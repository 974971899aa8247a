import { measure } from './measure.js';

// `npm run generality`: the table of what survives, and with `--lost` what does not; `--share=0.1` and `--language=php` take a part of it.
const option = (name: string) => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(`--${name}=`.length);
const share = Number(option('share') ?? 1);
for (const variant of ['bad', 'good'] as const) {
  const rows = await measure(variant, share, option('language'));
  console.log(variant === 'bad' ? 'hazards that stay found' : 'good programs that stay silent');
  for (const { language, transformation, tried, kept, lost } of rows) {
    console.log(
      `  ${language.padEnd(11)} ${transformation.padEnd(42)} ${String(kept).padStart(4)} of ${String(tried).padStart(4)}  ${((100 * kept) / tried).toFixed(1)} %`,
    );
    if (process.argv.includes('--lost')) for (const one of lost) console.log(`      ${one}`);
  }
}
