import type { CodeCatalogue } from '../../program/catalogue.js';

/** Celery: tasks, and what puts them on the queue. */
export const code: CodeCatalogue = {
  language: 'python',
  effects: [
    { on: '*.{delay,apply_async}', is: 'enqueue', weak: true, source: 'Celery 5.5, app/task.py' },
    { on: 'celery.{chain,group,chord}().{delay,apply_async}', is: 'enqueue', source: 'Celery 5.5, canvas.py' },
  ],
  entries: [
    { kind: 'job', decorator: 'celery.Celery().task', source: 'Celery 5.5, app/base.py' },
    { kind: 'job', decorator: 'celery.shared_task', source: 'Celery 5.5, app/__init__.py' },
    { kind: 'job', extends: 'celery.Task', methods: ['run'], source: 'Celery 5.5, app/task.py' },
    { kind: 'boot', decorator: 'celery.signals.*.connect', source: 'Celery 5.5, signals.py' },
  ],
};
