import type { Fact } from '../../../facts/fact.js';
import type { Repair } from '../../../resolve/repair.js';
import { type JsApp, member, optionOf } from '../resolve-js.js';
import { optionsPlace } from './options.js';

/** Schemas change by migrations that run once for a release, not by whichever server starts first. */
export function synchronizeRepair(js: JsApp, call: Fact<'js-call'>): Repair | undefined {
  const option = optionOf(js, call, 'synchronize');
  const at = optionsPlace(js, call) ?? call.args.find((arg) => member(js, arg, 'synchronize') === option)?.at;
  if (!at || option?.is !== 'literal') return undefined;
  return {
    title: 'Leave the schema to migrations',
    safety: 'unsafe',
    changes: [{ is: 'property', at, name: 'synchronize', value: 'false' }],
    needs: [
      'Make the first migration from the entities: npx typeorm migration:generate -d <data source> <path>',
      'Run migrations once per release, before the new copies start: npx typeorm migration:run -d <data source>',
    ],
  };
}

const tool =
  /^(npx )?(prisma (migrate deploy|db push)|typeorm \S*migration:run|sequelize(-cli)? db:migrate|knex migrate:latest|migrate-mongo up|drizzle-kit (migrate|push)|node-pg-migrate up|db-migrate up)( [\w./=-]+)*$/;

/** `"start": "prisma migrate deploy && node server.js"`: the migration gets a script of its own, the start keeps the rest. */
export function scriptRepair(start: Fact<'script'>, scripts: readonly Fact<'script'>[]): Repair | undefined {
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
