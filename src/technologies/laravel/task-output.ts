import type { Fact } from '../../facts/fact.js';
import type { Resolution } from '../technology.js';
import { diskBackend } from './file-stores.js';
import { asText, type LaravelConfig } from './settings.js';
import { usesOf } from './stores.js';
import { runs } from './task-files.js';

/** The file of this server that a task leaves for others to read, where it does: one server that runs it for all leaves the others without. */
export function localOutputOf(app: Resolution, config: LaravelConfig, task: Fact<'schedule'>): Fact<'use'> | undefined {
  const file = usesOf(app, 'local-write').find((write) => runs(app, task, write));
  if (file) return file;
  return usesOf(app, 'disk-write', 'task-disk-write').find((write) => {
    if (!runs(app, task, write)) return false;
    const disk = write.options?.disk;
    const name = disk ? asText(config.evaluate(disk)) : config.text('filesystems.default');
    const backend = diskBackend(config, name, disk !== undefined);
    return backend.state === 'unknown' || backend.value.reach !== 'shared';
  });
}
