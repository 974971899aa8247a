import { hazard, isShared, judge, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'The guard of a scheduled task guards one server only',
  why: 'The task asks for a lock so that it runs once, but the lock lives where the other server cannot see it: both get it, and both run.',
  remedy: {
    any: 'Keep the lock in a store that every server reaches (Redis, Memcached, the shared database).',
    symfony: 'Set LOCK_DSN to Redis or a database: `flock` and `semaphore` lock on one machine only.',
  },
  needs: ['scheduledTasks'],
  *check({ scheduledTasks }) {
    for (const task of scheduledTasks) {
      if (
        task.effect === 'everywhere' ||
        task.effect === 'same' ||
        (task.single.state === 'known' && task.single.value)
      )
        continue;
      for (const guard of task.guards) {
        if (guard.kind !== 'once') continue;
        const extra = { at: task.at, technology: task.technology, repair: task.repair };
        yield* judge(`where the lock of ${guard.label} lives`, guard.backend, (backend, because) => {
          if (isShared(backend) || backend.dependsOn) return undefined;
          const message = `${guard.label} of ${task.label} keeps its lock in '${backend.technology}' on one ${backend.reach}: both servers get it and both run the task`;
          return hazard(message, [...task.because, ...because], extra);
        });
      }
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'recurring tasks of Solid Queue in a SQLite file',
      bad: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.active_job.queue_adapter = :solid_queue\nend\n',
        'config/database.yml':
          'production:\n  primary:\n    adapter: postgresql\n    host: db.internal\n  queue:\n    adapter: sqlite3\n    database: storage/queue.sqlite3\n',
        'config/recurring.yml': 'production:\n  «digest»:\n    class: DigestJob\n    schedule: every day at 9am\n',
      },
      good: {
        'config/environments/production.rb':
          'Rails.application.configure do\n  config.active_job.queue_adapter = :solid_queue\nend\n',
        'config/recurring.yml': 'production:\n  digest:\n    class: DigestJob\n    schedule: every day at 9am\n',
      },
    },
    {
      on: 'laravel-11',
      about: 'onOneServer() takes its lock in the default cache store',
      bad: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=file\n',
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\n«Schedule::command('invoices:send')»->daily()->onOneServer();\n",
      },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=memcached\n',
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::command('invoices:send')->daily()->onOneServer();\n",
      },
    },
    {
      on: 'laravel-11',
      about: 'Schedule::useCache() names the store of the guards',
      bad: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=redis\n',
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::useCache('file');\n«Schedule::command('invoices:send')»->daily()->onOneServer();\n",
      },
      good: {
        '.env.example':
          'APP_NAME=Shop\nAPP_ENV=production\nDB_CONNECTION=pgsql\nDB_HOST=db.internal\nCACHE_STORE=file\n',
        'routes/console.php':
          "<?php\n\nuse Illuminate\\Support\\Facades\\Schedule;\n\nSchedule::useCache('redis');\nSchedule::command('invoices:send')->daily()->onOneServer();\n",
      },
    },
  ],
});
