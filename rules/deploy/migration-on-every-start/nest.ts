import { examples } from 'ha-ready/rule';

export default examples([
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
