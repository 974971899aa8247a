/** So many stars in one step of a path can be matched without trying every way to share a name out between them. */
const mostStars = 3;
const mostDeep = 3;
const mostNames = 64;
const longest = 500;

/** What is wrong with a glob or a pattern of an ignore file: one that takes forever to match is refused. */
export function patternProblem(pattern: string): string | undefined {
  if (pattern.length > longest) return `is longer than ${longest} characters`;
  if (/[?*+@!]\(/.test(pattern)) return 'has a group with an operator; write {a,b} instead';
  const steps = pattern.split('/');
  if (steps.filter((step) => step === '**').length > mostDeep) return `has more than ${mostDeep} **`;
  if (steps.some((step) => (step.match(/\*+/g)?.length ?? 0) > mostStars)) return `has more than ${mostStars} * in one step of a path`; // biome-ignore format: one line
  return namesOf(pattern) > mostNames ? `stands for more than ${mostNames} names` : undefined;
}

/** How many patterns its braces stand for at most; ranges (`{1..9}`) count by their numbers. */
function namesOf(pattern: string): number {
  let names = 1;
  for (const inside of pattern.split('{').slice(1)) {
    const range = /^(-?\d{1,9})\.\.(-?\d{1,9})/.exec(inside);
    names *= range ? Math.abs(Number(range[2]) - Number(range[1])) + 1 : inside.split(',').length;
  }
  return names;
}
