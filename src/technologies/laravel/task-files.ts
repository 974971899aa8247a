import type { Fact } from '../../facts/fact.js';
import type { Resolution } from '../technology.js';
import { literalOf } from './code-paths.js';
import { usesOf } from './stores.js';

/** Whether a task runs the code that writes: its own closure, or the command or class that it names. */
export function runs(app: Resolution, task: Fact<'schedule'>, write: Fact<'use'>): boolean {
  const end = task.options?.chain?.at.end ?? task.at.end;
  if (write.at.file === task.at.file) return write.at.start >= task.at.start && write.at.end <= end;
  const command = literalOf(task.options?.command)
    ?.replace(/^\S*artisan['"]?\s+/, '')
    .trim()
    .split(/\s/)[0];
  const name = literalOf(task.options?.class);
  return usesOf(app, 'command', 'job', 'work').some(
    (one) =>
      one.at.file === write.at.file &&
      ((command !== undefined && one.what === 'command' && one.name === command) ||
        (name !== undefined && (one.name === name || literalOf(one.options?.class) === name))),
  );
}
