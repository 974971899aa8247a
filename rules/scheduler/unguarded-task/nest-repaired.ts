import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'nest-11',
    about: 'the fix in a method',
    bad: {
      'src/reminders.ts':
        "import { Injectable } from '@nestjs/common';\nimport { Cron } from '@nestjs/schedule';\nimport { MailerService } from '@nestjs-modules/mailer';\n\n@Injectable()\nexport class Reminders {\n  constructor(private readonly mailer: MailerService) {}\n\n  @«Cron('0 8 * * *')»\n  public remindPatients(): Promise<void> {\n    return this.mailer.sendMail({ subject: 'Visit' });\n  }\n}\n",
    },
    fixed: {
      'src/reminders.ts':
        "import { Injectable } from '@nestjs/common';\nimport { Cron } from '@nestjs/schedule';\nimport { MailerService } from '@nestjs-modules/mailer';\nimport { redis } from './redis';\n\n@Injectable()\nexport class Reminders {\n  constructor(private readonly mailer: MailerService) {}\n\n  @Cron('0 8 * * *')\n  public async remindPatients(): Promise<void> {\n    const run = `remindPatients:${new Date().toISOString().slice(0, 16)}`;\n    const isFirst = await redis.set(run, 'taken', { NX: true, PX: 3_600_000 });\n    if (!isFirst) return;\n    return this.mailer.sendMail({ subject: 'Visit' });\n  }\n}\n",
      'src/redis.ts':
        "import { createClient } from 'redis';\n\nexport const redis = createClient({ url: process.env.REDIS_URL });\nredis.on('error', (error) => console.error(error));\nredis.connect();\n",
    },
  },
]);
