import type { CodeCatalogue } from '../../../program/catalogue.js';

const mongoose = 'npm mongoose 8, lib/model.js; lib/connection.js';

/** What changes the schema of a database: runners of migrations, and what a client drops or renames. */
export const migrations: CodeCatalogue = {
  language: 'javascript',
  effects: [
    {
      on: 'knex().migrate.{latest,up,rollback}',
      is: 'migrate',
      source: 'npm knex 3, lib/migrations/migrate/Migrator.js',
    },
    { on: 'knex().seed.run', is: 'seed', source: 'npm knex 3, lib/migrations/seed/Seeder.js' },
    { on: 'sequelize.Sequelize().sync', is: 'migrate', source: 'npm sequelize 6, src/sequelize.js' },
    {
      on: 'typeorm.DataSource().{runMigrations,synchronize}',
      is: 'migrate',
      source: 'npm typeorm 0.3, src/data-source/DataSource.ts',
    },
    {
      on: '@prisma/migrate.Migrate().{applyMigrations,push,reset}',
      is: 'migrate',
      source: 'npm @prisma/migrate 5, src/Migrate.ts',
    },
    { on: 'umzug.Umzug().up', is: 'migrate', source: 'npm umzug 3, README.md' },
    {
      on: 'drizzle-orm/{node-postgres,postgres-js,mysql2,better-sqlite3,libsql}/migrator.migrate',
      is: 'migrate',
      source: 'npm drizzle-orm 0.44, migrator.js',
    },
    {
      on: '{node-pg-migrate,postgres-migrations.migrate,migrate-mongo.up}',
      is: 'migrate',
      source: 'npm node-pg-migrate 8, README.md; npm migrate-mongo 12, README.md',
    },
    {
      on: 'kysely.Migrator().{migrateToLatest,migrateTo,migrateUp,migrateDown}',
      is: 'migrate',
      what: 'locked',
      source: 'npm kysely 0.28, src/migration/migrator.ts, src/dialect/postgres/postgres-adapter.ts',
    },
    // it drops the indexes that its own schemas do not name: those of the other version
    { on: 'mongoose.{syncIndexes,model().syncIndexes,Model.syncIndexes}', is: 'migrate', source: mongoose },
    { on: 'mongoose.{connect,connection,createConnection}().syncIndexes', is: 'migrate', source: mongoose },
    {
      on: 'mongodb.MongoClient().db().{dropCollection,renameCollection,dropDatabase}',
      is: 'migrate',
      source: 'npm mongodb 6, src/db.ts',
    },
    {
      on: 'mongodb.MongoClient().db().collection().{drop,rename,dropIndex,dropIndexes}',
      is: 'migrate',
      source: 'npm mongodb 6, src/collection.ts',
    },
  ],
};
