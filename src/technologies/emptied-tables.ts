import type { Repair } from '../resolve/repair.js';

/**
 * Commands that drop every table before they make them anew, and what makes and changes them and keeps the rows (laravel 12, FreshCommand,
 * RefreshCommand and WipeCommand; activerecord 8.0, databases.rake; django 5.2, flush.py; prisma 6, migrate reset and db push).
 */
const emptying: readonly (readonly [empties: RegExp, keeps: string])[] = [
  [/\bartisan\s+(migrate:(fresh|refresh|reset)|db:wipe)\b/, 'php artisan migrate --force'],
  [/\b(rails|rake)\s+db:(reset|drop|schema:load)\b/, 'rails db:prepare'],
  [/\bmanage\.py\s+(flush|reset_db)\b/, 'manage.py migrate'],
  [/\bprisma(@[\w.^~-]+)?\s+(migrate\s+reset|db\s+push\s.{0,300}--force-reset)\b/, 'prisma migrate deploy'],
  [/\bdoctrine:(schema|database):drop\b/, 'doctrine:migrations:migrate'],
];

/** Words for a command of a start that empties the database: done "once per release" it would empty it at every release. */
export function keepsTables(command: string): Repair | undefined {
  const keeps = emptying.find(([empties]) => empties.test(command))?.[1];
  if (!keeps) return undefined;
  return {
    title: `Take what empties the database out of the start: let '${keeps}' make and change the tables, once per release`,
    safety: 'manual',
    whole: true,
    changes: [],
    needs: [
      'Whether there is anything to be set up is asked of the database, never of a file, a folder or a volume of one server: a new server has none of them.',
    ],
  };
}

/** Words for a command of a start that fills tables: seeders may empty them first, so that a release must not run it again. */
export function seededOnce(command: string, file: string): Repair {
  return {
    title: `Take '${command}' out of the start: run it by hand, once, when the database is set up`,
    safety: 'manual',
    whole: true,
    changes: [],
    needs: [
      'Do not make it a step of each release: what fills tables may empty them first, and what people have entered since is gone.',
      `Then take it out of ${file}.`,
    ],
  };
}
