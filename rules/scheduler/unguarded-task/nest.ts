import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    bad: {
      'src/report.service.ts':
        "import { Injectable } from '@nestjs/common';\nimport { Cron } from '@nestjs/schedule';\n\n@Injectable()\nexport class ReportService {\n  @«Cron('0 6 * * *')»\n  async sendReports() {\n    await this.mailer.sendMail('report');\n  }\n}\n",
    },
    good: {
      'src/report.service.ts':
        "import { Injectable } from '@nestjs/common';\nimport { Cron } from '@nestjs/schedule';\nimport Redlock from 'redlock';\nimport { Redis } from 'ioredis';\n\nconst redlock = new Redlock([new Redis(process.env.REDIS_URL)]);\n\n@Injectable()\nexport class ReportService {\n  @Cron('0 6 * * *')\n  async sendReports() {\n    await redlock.using(['reports'], 60_000, async () => {\n      const lock = await redlock.acquire(['reports'], 60_000);\n      await this.mailer.sendMail('report');\n      await lock.release();\n    });\n  }\n}\n",
    },
  },
  {
    on: 'nest-11',
    about: 'what a method on the clock calls is looked at, also where it takes its lock',
    bad: {
      'src/report.service.ts':
        "import { Injectable } from '@nestjs/common';\nimport { Cron } from '@nestjs/schedule';\nimport { Reports } from './reports';\n\n@Injectable()\nexport class ReportService {\n  constructor(private readonly reports: Reports) {}\n\n  @«Cron('0 6 * * *')»\n  async refresh() {\n    await this.reports.rebuild();\n  }\n}\n",
      'src/reports.ts':
        "import { Injectable } from '@nestjs/common';\nimport { DataSource } from 'typeorm';\n\n@Injectable()\nexport class Reports {\n  constructor(private readonly source: DataSource) {}\n\n  async rebuild() {\n    await this.source.manager.insert('reports', { day: new Date() });\n  }\n}\n",
    },
    good: {
      'src/report.service.ts':
        "import { Injectable } from '@nestjs/common';\nimport { Cron } from '@nestjs/schedule';\nimport { Once } from './once';\nimport { Reports } from './reports';\n\n@Injectable()\nexport class ReportService {\n  constructor(private readonly reports: Reports, private readonly once: Once) {}\n\n  @Cron('0 6 * * *')\n  async refresh() {\n    await this.once.perMinute('reports', () => this.reports.rebuild());\n  }\n}\n",
      'src/once.ts':
        "import { Injectable } from '@nestjs/common';\nimport { Redis } from 'ioredis';\n\n@Injectable()\nexport class Once {\n  private readonly redis = new Redis(process.env.REDIS_URL);\n\n  async perMinute(name: string, work: () => Promise<void>) {\n    const isFirst = await this.redis.set(name, '1', 'EX', 60, 'NX');\n    if (isFirst) await work();\n  }\n}\n",
      'src/reports.ts':
        "import { Injectable } from '@nestjs/common';\nimport { DataSource } from 'typeorm';\n\n@Injectable()\nexport class Reports {\n  constructor(private readonly source: DataSource) {}\n\n  async rebuild() {\n    await this.source.manager.insert('reports', { day: new Date() });\n  }\n}\n",
    },
  },
  {
    on: 'nest-11',
    about: 'a request with a credential acts for somebody',
    bad: {
      'src/report.service.ts':
        "import { Injectable } from '@nestjs/common';\nimport { Interval } from '@nestjs/schedule';\n\nconst manifest = require('../package.json');\n\n@Injectable()\nexport class ReportService {\n  private readonly address = 'https://chat.example.com/api/messages';\n\n  @«Interval(86_400_000)»\n  async report() {\n    await fetch(this.address, { method: 'POST', headers: { Authorization: process.env.CHAT_TOKEN ?? '' }, body: manifest.name });\n  }\n}\n",
    },
  },
  {
    on: 'nest-11',
    about: 'the makers count installations at an address that is written out, by their version: worth knowing only',
    bad: {
      'src/report.service.ts':
        "import { Injectable } from '@nestjs/common';\nimport { Interval } from '@nestjs/schedule';\n\nconst manifest = require('../package.json');\n\n@Injectable()\nexport class ReportService {\n  private readonly address = 'https://counts.example.com/api/event';\n\n  @«Interval(86_400_000)»\n  async report() {\n    await fetch(this.address, { method: 'POST', body: JSON.stringify({ version: manifest.version }) });\n  }\n}\n",
    },
  },
]);
