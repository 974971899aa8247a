import type { Fact, Facts } from '../../facts/fact.js';
import { says } from '../../facts/texts.js';
import { known, said } from '../../resolve/evidence.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import { packageOf } from '../../resolve/version.js';

/** A unit or a program of a process manager, as a guide has people write it: its line starts a worker of Celery. */
const line = /^[ \t]{0,40}(?:ExecStart|command)[ \t]{0,9}=[^\n]{0,300}\bcelery\b[^\n]{0,300}$/gm;

/** Workers that the documentation starts with beat inside of them (`celery worker -B`, Celery 5.5, docs/userguide/periodic-tasks.rst). */
export function* guideFacts(text: string, file: string): Iterable<Fact> {
  for (const { 0: written, index } of text.matchAll(line))
    if (/\bworker\b/.test(written) && /\s(-B|--beat)(\s|$)/.test(written)) {
      const start = index + written.search(/\S/);
      const at = { file, start, end: index + written.trimEnd().length };
      yield { kind: 'use', technology: 'celery', what: 'beat-in-a-worker', name: written.trim(), at };
    }
}

/** Beat within each worker, where nothing but the documentation says how Celery is started. */
export function documentedBeats(facts: Facts): readonly SchedulerProcess[] {
  const told = facts.of('use').find(({ technology, what }) => technology === 'celery' && what === 'beat-in-a-worker');
  if (!told || !packageOf(facts, 'pypi', 'celery')) return [];
  const isStarted =
    facts.of('program').some(({ command }) => /\bcelery\b/.test(command?.value ?? '')) ||
    facts.of('document').some(({ tree }) => says(tree, /celery/));
  if (isStarted) return [];
  const because = [said(told.at, 'is how the documentation starts a worker, beat in it: each server that is set up so has its own')];
  return [{ label: 'Celery beat', technology: 'celery', onEachServer: known(true, because), guards: [], firesUnguarded: true, at: told.at }];
} // biome-ignore format: one record
