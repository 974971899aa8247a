import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    about: 'the fix leaves the schema to migrations',
    bad: {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n\n@Module({\n  imports: [«TypeOrmModule.forRoot»({ type: 'postgres', url: process.env.DATABASE_URL, synchronize: true })],\n})\nexport class AppModule {}\n",
    },
    fixed: {
      'src/app.module.ts':
        "import { Module } from '@nestjs/common';\nimport { TypeOrmModule } from '@nestjs/typeorm';\n\n@Module({\n  imports: [TypeOrmModule.forRoot({ type: 'postgres', url: process.env.DATABASE_URL, synchronize: false })],\n})\nexport class AppModule {}\n",
    },
  },
]);
