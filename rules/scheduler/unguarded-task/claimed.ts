import { examples } from 'ha-ready/rule';

const mails =
  "import nodemailer from 'nodemailer';\n\nconst transport = nodemailer.createTransport(process.env.SMTP_URL);\n\nexport const remind = (due) => transport.sendMail({ to: due.email, subject: 'Due' });\n";
const node = (turn: string) =>
  `import { and, eq } from 'drizzle-orm';\nimport { drizzle } from 'drizzle-orm/node-postgres';\nimport { remind } from './mails.js';\nimport { invoices } from './schema.js';\n\nconst db = drizzle(process.env.DATABASE_URL);\n\nasync function turn() {\n${turn}}\n\n`;

const python = (turn: string) =>
  `import smtplib\nimport time\n\nfrom sqlalchemy import create_engine, select, update\nfrom sqlalchemy.orm import Session\n\nfrom shop.models import Invoice\n\nengine = create_engine("postgresql://db/shop")\n\n\ndef remind(due):\n    with smtplib.SMTP("mail") as server:\n        server.sendmail("shop@example.com", due.email, "Due")\n\n\ndef turn():\n    with Session(engine) as session, session.begin():\n${turn}`;

/** Rows that one server takes for itself by the statement that hands them out. */
export default examples([
  {
    on: 'node-22',
    about:
      'rows that are marked by the statement that finds them, with a query builder; rows that are marked when all is done',
    bad: {
      'src/mails.js': mails,
      'src/clock.js': `${node("  const all = await db.select().from(invoices).where(eq(invoices.state, 'due'));\n  for (const due of all) {\n    await remind(due);\n    await db.update(invoices).set({ state: 'told' }).where(eq(invoices.id, due.id)).returning();\n  }\n")}«setInterval»(turn, 60_000);\n`,
    },
    good: {
      'src/mails.js': mails,
      'src/clock.js': `${node("  const all = await db\n    .update(invoices)\n    .set({ state: 'told' })\n    .where(eq(invoices.state, 'due'))\n    .returning();\n  for (const due of all) await remind(due);\n")}setInterval(turn, 60_000);\n`,
    },
  },
  {
    on: 'node-22',
    about: 'rows that are locked by the select that finds them, while others pass them by',
    good: {
      'src/mails.js': mails,
      'src/clock.js': `${node("  await db.transaction(async (tx) => {\n    const all = await tx.select().from(invoices).where(eq(invoices.state, 'due')).for('update', { skipLocked: true });\n    for (const due of all) {\n      await remind(due);\n      await tx.update(invoices).set({ state: 'told' }).where(eq(invoices.id, due.id));\n    }\n  });\n")}setInterval(turn, 60_000);\n`,
    },
  },
  {
    on: 'fastapi-0',
    about: 'the same with SQLAlchemy',
    bad: {
      'shop/clock.py': `from apscheduler.schedulers.background import BackgroundScheduler\n\n${python('        for due in session.scalars(select(Invoice).where(Invoice.state == "due")):\n            remind(due)\n            due.state = "told"\n')}\n\nscheduler = BackgroundScheduler()\n«scheduler.add_job(turn, "interval", minutes=1)»\nscheduler.start()\n`,
    },
    good: {
      'shop/clock.py': `from apscheduler.schedulers.background import BackgroundScheduler\n\n${python('        claim = update(Invoice).where(Invoice.state == "due").values(state="told").returning(Invoice)\n        for due in session.scalars(claim):\n            remind(due)\n')}\n\nscheduler = BackgroundScheduler()\nscheduler.add_job(turn, "interval", minutes=1)\nscheduler.start()\n`,
    },
  },
  {
    on: 'fastapi-0',
    about: 'rows that are only read say to every server what is due: a statement under a name',
    bad: {
      'app/models.py':
        'from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column\n\n\nclass Base(DeclarativeBase):\n    pass\n\n\nclass Hook(Base):\n    __tablename__ = "hooks"\n    id: Mapped[int] = mapped_column(primary_key=True)\n    url: Mapped[str]\n    due: Mapped[bool]\n',
      'app/hooks.py':
        'import os\n\nimport httpx\nfrom apscheduler.schedulers.background import BackgroundScheduler\nfrom sqlalchemy import create_engine, select\nfrom sqlalchemy.orm import Session\n\nfrom app.models import Hook\n\nengine = create_engine(os.environ["DATABASE_URL"])\n\n\ndef due(session: Session):\n    statement = select(Hook).where(Hook.due)\n    return session.execute(statement).scalars().all()\n\n\ndef tell():\n    with Session(engine) as session:\n        if hooks := due(session):\n            for hook in hooks:\n                httpx.post(hook.url, json={"due": True})\n\n\nscheduler = BackgroundScheduler()\n«scheduler.add_job(tell, "interval", minutes=5)»\nscheduler.start()\n',
    },
  },
]);
