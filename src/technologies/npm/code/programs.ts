import type { CodeCatalogue } from '../../../program/catalogue.js';

/** Tools that bring a database up to date, as a program runs them: their words behind each other. */
const migrates =
  '\\bprisma (migrate deploy|db push)\\b|\\btypeorm\\b.{0,60}\\bmigration:run\\b|\\bsequelize(-cli)?\\b.{0,60}\\bdb:migrate\\b|\\bknex\\b.{0,60}\\bmigrate:latest\\b|\\bmigrate-mongo up\\b|\\bdrizzle-kit (migrate|push)\\b|\\bnode-pg-migrate\\b.{0,60}\\bup\\b|\\bdb-migrate up\\b';
/** The same without the name of the tool, which is the first argument. */
const migratesBehind =
  '^(migrate deploy|db push|migration:run|db:migrate|migrate:latest)\\b|\\b(prisma (migrate deploy|db push)|typeorm\\b.{0,60}\\bmigration:run|sequelize(-cli)?\\b.{0,60}\\bdb:migrate|knex\\b.{0,60}\\bmigrate:latest|migrate-mongo up|drizzle-kit (migrate|push)|db-migrate up)\\b';
const seeds = '\\b(prisma db seed|knex\\b.{0,60}\\bseed:run|sequelize(-cli)?\\b.{0,60}\\bdb:seed(:all)?)\\b';

/** Programs that a program of Node starts beside itself. */
export const programs: CodeCatalogue = {
  language: 'javascript',
  commands: [
    {
      on: '{child_process.exec,child_process.execSync,child_process.spawn,child_process.spawnSync,execa.execa,execa.execaCommand,execa.execaSync,execa,shelljs.exec,cross-spawn,cross-spawn.sync}',
      name: 0,
      line: true,
      migrates,
      seeds,
      source:
        'Node.js 22, child_process; npm execa 9, readme.md; npm shelljs 0.10, README.md; npm cross-spawn 7, README.md',
    },
    {
      on: '{child_process.spawn,child_process.spawnSync,child_process.execFile,child_process.execFileSync,execa.execa,execa.execaSync,execa,cross-spawn,cross-spawn.sync}',
      name: 1,
      line: true,
      migrates: migratesBehind,
      seeds,
      source: 'Node.js 22, child_process; npm execa 9, readme.md; npm cross-spawn 7, README.md',
    },
  ],
};
