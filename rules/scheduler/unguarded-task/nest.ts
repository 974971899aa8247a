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
]);
