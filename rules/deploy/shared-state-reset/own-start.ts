import { examples } from 'ha-ready/rule';

const server = (start: string) => `import express from 'express';\nimport os from 'node:os';\nimport pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const app = express();
app.get('/healthz', (_, res) => res.end());
app.listen(3000, async () => {
  ${start}
});
`;

const prisma = (start: string) => `import { PrismaClient } from '@prisma/client';\nimport express from 'express';

const prisma = new PrismaClient();
const app = express();
app.get('/healthz', (_, res) => res.end());

async function main() {
  ${start}
  app.listen(3000);
}

main();
`;

const lines = (...all: string[]) => `${all.join('\n')}\n`;

const drizzle = (start: string, around = (call: string) => call) => ({
  'src/db.js': lines(
    "import { drizzle } from 'drizzle-orm/node-postgres';",
    'export const db = drizzle(process.env.DATABASE_URL);',
  ),
  'src/schema.js': lines(
    "import { pgTable, text, timestamp } from 'drizzle-orm/pg-core';",
    "export const jobs = pgTable('jobs', { id: text('id').primaryKey(), state: text('state'), at: timestamp('at') });",
  ),
  'src/settings.js': "export const IS_HOSTED = process.env.IS_HOSTED === 'true';\n",
  'src/interrupted.js': lines(
    "import { and, eq, inArray, lt } from 'drizzle-orm';",
    "import { db } from './db.js';",
    "import { jobs } from './schema.js';",
    'export const olderThan = (column, ms) => lt(column, new Date(Date.now() - ms));',
    `export const giveUp = async () => {\n${start}\n};`,
  ),
  'src/server.js': lines(
    "import express from 'express';",
    "import { giveUp } from './interrupted.js';",
    "import { IS_HOSTED } from './settings.js';",
    'const app = express();',
    "app.get('/healthz', (_, res) => res.end());",
    'app.listen(3000);',
    around('giveUp();'),
  ),
});

const initializer = (start: string) => `Rails.application.config.after_initialize do\n  ${start}\nend\n`;
const member = 'class Member < ApplicationRecord\n  scope :idle, -> { where("seen_at < ?", 1.hour.ago) }\nend\n';

const lifespan = (start: string) => `from contextlib import asynccontextmanager
from datetime import datetime

from fastapi import FastAPI

from .models import Session, Task


@asynccontextmanager
async def lifespan(app: FastAPI):
    with Session() as session:
        ${start}
        session.commit()
    yield


app = FastAPI(lifespan=lifespan)


@app.get("/healthz")
def healthz():
    return {}
`;

const models = `from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

Session = sessionmaker(create_engine("postgresql://db.internal/shop"))


class Base(DeclarativeBase):
    pass


class Task(Base):
    __tablename__ = "tasks"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str]
`;

/** What code of the app sets back in each process that starts; what is too old, or the process's own, is none. */
export default examples([
  {
    on: 'express-5',
    about: 'nobody is online when a copy starts to listen; rows that this server left behind are its own',
    bad: { 'src/server.js': server("await «pool.query('UPDATE users SET online = false')»;") },
    good: {
      'src/server.js': server("await pool.query('UPDATE users SET online = false WHERE host = $1', [os.hostname()]);"),
    },
  },
  {
    on: 'express-5',
    about: 'work that is under way is said to have failed; rows that nobody wrote a state into are filled in',
    bad: {
      'src/server.js': prisma(
        "await «prisma.export.updateMany({ where: { state: 'running' }, data: { state: 'failed' } })»;",
      ),
    },
    good: {
      'src/server.js': prisma("await prisma.export.updateMany({ where: { state: null }, data: { state: 'new' } });"),
    },
  },
  {
    on: 'express-5',
    about: 'a table that is emptied; rows that are too old',
    bad: { 'src/server.js': prisma('await «prisma.presence.deleteMany({})»;') },
    good: {
      'src/server.js': prisma(
        'await prisma.presence.deleteMany({ where: { seenAt: { lt: new Date(Date.now() - 60_000) } } });',
      ),
    },
  },
  {
    on: 'express-5',
    about: 'a statement that is put together, where the app runs for itself; rows that are too old',
    bad: drizzle(
      "  await «db.update(jobs)».set({ state: 'failed' }).where(eq(jobs.state, 'running'));",
      (call) => `if (process.env.NODE_ENV === 'production' && !IS_HOSTED) ${call}`,
    ),
    good: drizzle(
      "  await db.update(jobs).set({ state: 'failed' }).where(and(eq(jobs.state, 'running'), lt(jobs.at, new Date(Date.now() - 60_000))));",
      (call) => `if (process.env.NODE_ENV === 'production' && !IS_HOSTED) ${call}`,
    ),
  },
  {
    on: 'express-5',
    about:
      'the rows are looked for first; each of those that are gone is told by its age, and where it does not run as set',
    bad: drizzle(
      "  const running = await db.select({ id: jobs.id, at: jobs.at }).from(jobs).where(eq(jobs.state, 'running'));\n  const ids = running.filter(({ id }) => id).map(({ id }) => id);\n  if (ids.length === 0) {\n    return;\n  }\n  const left = await «db.update(jobs)».set({ state: 'failed' }).where(inArray(jobs.id, ids)).returning();\n  console.log(left.length);",
    ),
    good: drizzle(
      "  const running = await db.select({ id: jobs.id, at: jobs.at }).from(jobs).where(eq(jobs.state, 'running'));\n  const ids = running.filter(({ at }) => at < new Date(Date.now() - 60_000)).map(({ id }) => id);\n  await db.update(jobs).set({ state: 'failed' }).where(inArray(jobs.id, ids));",
    ),
  },
  {
    on: 'express-5',
    about: 'what is done in a copy of the vendor alone, and on the machine of a developer',
    bad: drizzle("  await «db.update(jobs)».set({ state: 'failed' }).where(eq(jobs.state, 'running'));"),
    good: drizzle(
      "  await db.update(jobs).set({ state: 'failed' }).where(eq(jobs.state, 'running'));",
      (call) => `if (IS_HOSTED) ${call}\nif (process.env.NODE_ENV !== 'production') ${call}`,
    ),
  },
  {
    on: 'rails-8',
    about: 'an initializer; those who have gone idle are told by their age',
    bad: {
      'app/models/member.rb': member,
      'config/initializers/presence.rb': initializer('«Member.update_all(online: false)»'),
    },
    good: {
      'app/models/member.rb': member,
      'config/initializers/presence.rb': initializer('Member.idle.update_all(online: false)'),
    },
  },
  {
    on: 'rails-8',
    about: 'a method of a concern that the settings of the web server call',
    bad: {
      'config/puma.rb': 'port ENV.fetch("PORT", 3000)\n\nMember.all_away\n',
      'app/models/member.rb': 'class Member < ApplicationRecord\n  include Present\nend\n',
      'app/models/concerns/present.rb':
        'module Present\n  extend ActiveSupport::Concern\n\n  included do\n    scope :here, -> { where(seen_at: 1.minute.ago..) }\n    scope :gone, -> { where(seen_at: ..1.hour.ago) }\n  end\n\n  class_methods do\n    def all_away\n      «here.update_all seen_at: nil, places: 0»\n    end\n  end\nend\n',
    },
    good: {
      'config/puma.rb': 'port ENV.fetch("PORT", 3000)\n\nMember.all_away\n',
      'app/models/member.rb': 'class Member < ApplicationRecord\n  include Present\nend\n',
      'app/models/concerns/present.rb':
        'module Present\n  extend ActiveSupport::Concern\n\n  included do\n    scope :gone, -> { where(seen_at: ..1.hour.ago) }\n  end\n\n  class_methods do\n    def all_away\n      gone.update_all seen_at: nil, places: 0\n    end\n  end\nend\n',
    },
  },
  {
    on: 'fastapi-0',
    about: 'a lifespan that gives up the tasks of all workers',
    bad: {
      'app/models.py': models,
      'app/main.py': lifespan('«session.query(Task).filter_by(state="running").update({"state": "failed"})»'),
    },
    good: {
      'app/models.py': models,
      'app/main.py': lifespan('session.query(Task).filter(Task.state == "new").count()'),
    },
  },
  {
    on: 'express-5',
    about: 'states that are constants of another module; an age that a helper of the app compares',
    bad: {
      'src/states.js': "export const states = { running: 'running', failed: 'failed' };\n",
      'src/server.js': `import { states } from './states.js';\n${prisma(
        'await «prisma.export.updateMany({ where: { state: states.running }, data: { state: states.failed } })»;',
      )}`,
    },
    good: drizzle(
      "  await db.update(jobs).set({ state: 'failed' }).where(and(eq(jobs.state, 'running'), olderThan(jobs.at, 60_000)));",
    ),
  },
]);
