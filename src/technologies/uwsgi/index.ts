import type { Fact, Facts } from '../../facts/fact.js';
import { says, textsIn } from '../../facts/texts.js';
import { known, said } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import { keepsTables } from '../emptied-tables.js';
import { scheduleOf } from '../schedule-command.js';
import { stepKinds } from '../shell/steps.js';
import { reader, technology } from '../technology.js';
import { names, stopOfFile } from './stops.js';

type Setting = Fact<'setting'>;

function commandOf({ value }: Setting): string {
  return value.is === 'literal' ? String(value.value ?? '').replace(/^exec:/, '') : '';
}

/** `exec-pre-app=...` and `hook-pre-app=exec:...` run whenever a server starts or reloads (uWSGI 2.0, core/hooks.c). */
function bootStepOf(setting: Setting): BootStep[] {
  if (!/^(exec|hook)-(asap|as-root|as-user|pre-jail|post-jail|pre-app|post-app|in-jail)$/.test(setting.key)) return [];
  const command = commandOf(setting);
  const kind = stepKinds.find((each) => each.when.test(command) && !each.unless?.test(command));
  if (!kind) return [];
  return [{
    step: kind.step,
    label: command,
    technology: kind.technology,
    when: 'each-start',
    guards: [],
    runs: known(true, [said(setting.at, `is run by ${setting.key} whenever the server starts`)]),
    repair: keepsTables(command),
    at: setting.at,
  }]; // biome-ignore format: one record
}

/** Programs that uWSGI starts beside the app (`attach-daemon`): one on each server. */
function schedulerOf(setting: Setting): SchedulerProcess[] {
  const schedule = /attach-daemon2?$/.test(setting.key) ? scheduleOf(commandOf(setting)) : undefined;
  if (!schedule || schedule.daemon) return [];
  return [{
    label: schedule.label,
    technology: 'uwsgi',
    onEachServer: known(true, [said(setting.at, 'is started beside the app on every server')]),
    guards: [],
    firesUnguarded: schedule.unguarded,
    ...(schedule.unguarded ? {} : { firesTasks: true }),
    at: setting.at,
  }]; // biome-ignore format: one record
}

/** The application server of Python and others: how it stops. */
export default technology({
  name: 'uwsgi',
  title: 'uWSGI',
  readers: [
    reader({
      language: 'plain-ini',
      paths: /\.(ini|conf|cfg)$/,
      mentions: ['[uwsgi]'],
      *extract(tree, source): Iterable<Fact> {
        const section = tree.sections.find(({ name }) => name.text === 'uwsgi');
        if (!section) return;
        for (const { key, value } of section.entries) {
          const at = { file: source.path, start: key.start, end: Math.max(key.end, value?.end ?? key.end) };
          const text = value?.text ?? 'true';
          yield { kind: 'setting', technology: 'uwsgi', key: key.text, value: { is: 'literal', value: text, at }, at };
        }
      },
    }),
  ],
  detect: () => undefined,
  deployment(facts) {
    const settings = facts.of('setting').filter(({ technology: name }) => name === 'uwsgi');
    const files = isStartedOtherwise(facts)
      ? []
      : [...new Set(settings.map(({ at }) => at.file))].filter((file) => isIts(file) || isNamed(file, facts));
    return {
      bootSteps: settings.flatMap(bootStepOf),
      schedulerProcesses: settings.flatMap(schedulerOf),
      gracefulStops: files.flatMap((file) => stopOfFile(settings.filter(({ at }) => at.file === file), facts) ?? []),
    }; // biome-ignore format: one record
  },
});

/** An image says what it starts, and neither that nor any other file that starts programs speaks of uWSGI. */
function isStartedOtherwise(facts: Facts): boolean {
  const images = facts.of('image');
  if (!images.some(({ stages }) => stages.some(({ command, entrypoint }) => command ?? entrypoint))) return false;
  return !starting(facts).some((fact) => says(fact, /uwsgi/i));
}

/** What may start a server. */
function starting(facts: Facts): readonly Fact[] {
  return [facts.of('image'), facts.of('program'), facts.of('script'), facts.of('shell-script'), facts.of('document')].flat();
} // biome-ignore format: a list

function isIts(file: string): boolean {
  return /(^|\/)[^/]*uwsgi[^/]*\.ini$/.test(file);
}

/** A file under another name counts where something that starts programs speaks of uWSGI and of it. */
function isNamed(file: string, facts: Facts): boolean {
  for (const fact of starting(facts))
    for (const text of textsIn(fact)) if (names(text, file)) return says(fact, /uwsgi/i);
  return false;
}
