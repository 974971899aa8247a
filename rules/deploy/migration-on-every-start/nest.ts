import { examples } from 'ha-ready/rule';

const migrations = (inProduction: string, call: string) => ({
  'src/app.module.ts': `import { Module, OnApplicationBootstrap } from '@nestjs/common';\nimport { ConfigService } from '@nestjs/config';\nimport { HealthController } from './health.controller';\nimport { Migrations } from './migrations';\n\n@Module({ controllers: [HealthController], providers: [Migrations] })\nexport class AppModule implements OnApplicationBootstrap {\n  constructor(\n    private readonly migrations: Migrations,\n    private readonly config: ConfigService,\n  ) {}\n\n  async onApplicationBootstrap() {\n    if (this.config.get<string>('NODE_ENV', 'development') ${inProduction} 'production') {\n      await this.migrations.apply();\n    }\n  }\n}\n`,
  'src/migrations.ts': `import { Injectable } from '@nestjs/common';\nimport { FileMigrationProvider, Kysely, Migrator } from 'kysely';\n\n@Injectable()\nexport class Migrations {\n  constructor(private readonly db: Kysely<unknown>) {}\n\n  async apply() {\n    const migrator = new Migrator({ db: this.db, provider: new FileMigrationProvider({ migrationFolder: 'migrations' }) });\n    const { error } = await ${call};\n    if (error) throw error;\n  }\n}\n`,
});

export default examples([
  {
    on: 'nest-11',
    about: 'what a hook of the framework runs in production, which a service of settings says',
    bad: migrations('===', '«migrator.migrateToLatest()»'),
    good: migrations('!==', 'migrator.migrateToLatest()'),
  },
  {
    on: 'nest-11',
    about: 'options that a function makes',
    bad: {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n\n@Module({\n  imports: [\n    «TypeOrmModule.forRootAsync»({ useFactory: () => ({ type: 'postgres', url: process.env.DATABASE_URL, synchronize: true }) }),\n  ],\n})\nexport class AppModule {}\n",
    },
    good: {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n\n@Module({\n  imports: [\n    TypeOrmModule.forRootAsync({ useFactory: () => ({ type: 'postgres', url: process.env.DATABASE_URL, synchronize: false }) }),\n  ],\n})\nexport class AppModule {}\n",
    },
  },
]);
