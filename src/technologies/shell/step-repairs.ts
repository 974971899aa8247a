import type { Fact, Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { byHand, leftOutBy, type Repair } from '../../resolve/repair.js';
import { oppositeOf } from '../../resolve/yes-no.js';
import { holds, variablesAsked } from './conditions.js';
import { doneElsewhere } from './elsewhere.js';
import type { Reached, Start } from './start.js';
import type { StepKind } from './steps.js';

/**
 * The app's own switch: a condition that lets the step through as things are set, and no longer once a variable that it compares with a yes or a no
 * has the other word.
 */
export function leftOut({ step }: StepKind, { command, text, runs }: Reached, start: Start): Repair | undefined {
  if (!/^(migrate|seed)$/.test(step) || runs === false) return undefined;
  // one that stands further out says what the app is, and lets much else through
  const condition = command.conditions.at(-1);
  if (condition === undefined) return undefined;
  const words = [...condition.matchAll(/(?<![\w$-])(true|false|yes|no|on|off|[01])(?![\w-])/gi)].map(([word]) => word);
  const tried = words.flatMap((word) => [word, oppositeOf(word) ?? word]);
  for (const name of new Set(variablesAsked(condition))) {
    const given = (value: string) => holds(condition, { args: undefined, variable: (one) => (one === name ? value : start.variable(one)) });
    const now = start.variable(name);
    if (now === undefined || given(now) !== true) continue;
    const off = tried.find((word) => given(word) === false);
    if (off !== undefined) return leftOutBy(`Set ${name} to '${off}'`, { label: labelOf({ text }), file: command.at.file });
  }
  return undefined;
} // biome-ignore format: conditions on one line

/**
 * A step of a framework's own tools, alone on a line of a script that always runs, becomes a step of the release or of the build. The line goes
 * only where the repository has that step already: an installation that is upgraded by a new image alone would not be migrated again.
 */
export function takenOut(
  kind: StepKind,
  reached: Reached,
  { start, facts }: { start: Start; facts: Facts },
): Repair | undefined {
  if (kind.technology === 'node' && kind.step === 'migrate')
    return scriptOfItsOwn(reached.command.at, facts.of('script'));
  if (!/^(django|flask|rails|symfony)$/.test(kind.technology) || reached.direct || reached.through) return undefined;
  if (reached.open.length > 0 || reached.closed.length > 0) return undefined;
  const label = labelOf(reached);
  const when =
    kind.step !== 'collect-static' && kind.step !== 'build'
      ? `Run \`${label}\` once per release, before its copies start: in a release step, a job, or by hand.`
      : `Run \`${label}\` when the image is built (once per release where it hands the files to a store), and take away what is mounted over the folder that it fills: a volume goes on holding the files of before.`;
  const title = `Take \`${label}\` out of the start`;
  const elsewhere = doneElsewhere(kind, facts, start.at);
  if (!elsewhere)
    return byHand(
      title,
      when,
      `Then take it out of ${reached.command.at.file}: no release step or job of the repository does it yet`,
    );
  return {
    title,
    safety: 'unsafe',
    changes: [{ is: 'remove', at: reached.command.at }],
    needs: [`Look that what ${elsewhere.file} does is the same, and done before the copies start`],
  };
}

/** The words of a step as they are told. */
export function labelOf({ text }: Pick<Reached, 'text'>): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

const tool =
  /^(npx )?(prisma (migrate deploy|db push)|typeorm \S*migration:run|sequelize(-cli)? db:migrate|knex migrate:latest|migrate-mongo up|drizzle-kit (migrate|push)|node-pg-migrate up|db-migrate up)( [\w./=-]+)*$/;

/** `"start": "prisma migrate deploy && node server.js"`: the migration gets a script of its own, the start keeps the rest. */
function scriptOfItsOwn(at: Span, scripts: readonly Fact<'script'>[]): Repair | undefined {
  const start = scripts.find((one) => one.at.file === at.file && one.at.start <= at.start && at.end <= one.at.end);
  if (!start) return undefined;
  const steps = start.command.split(' && ');
  const migrates = steps.filter((step) => tool.test(step.trim()));
  const rest = steps.filter((step) => !migrates.includes(step));
  if (migrates.length !== 1 || rest.length === 0 || steps[0] !== migrates[0]) return undefined;
  if (scripts.some(({ name }) => name === 'migrate')) return undefined;
  const { file } = start.at;
  return {
    title: 'Give the migration a script of its own',
    safety: 'unsafe',
    changes: [
      { is: 'entry', file, path: ['scripts', start.name], value: JSON.stringify(rest.join(' && ')) },
      { is: 'entry', file, path: ['scripts', 'migrate'], value: JSON.stringify(migrates[0]) },
    ],
    needs: ['Run it once per release, before the new copies start: npm run migrate'],
  };
}
