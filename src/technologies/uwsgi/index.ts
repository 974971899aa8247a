import type { Fact, Facts } from '../../facts/fact.js';
import { says } from '../../facts/texts.js';
import { known, said } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import type { Repair } from '../../resolve/repair.js';
import { keepsTables } from '../emptied-tables.js';
import { scheduleOf } from '../schedule-command.js';
import { stepKinds } from '../shell/steps.js';
import { reader, technology } from '../technology.js';

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
      paths: /(^|\/)[^/]*uwsgi[^/]*\.ini$/,
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
    const files = isStartedOtherwise(facts) ? [] : [...new Set(settings.map(({ at }) => at.file))];
    return {
      bootSteps: settings.flatMap(bootStepOf),
      schedulerProcesses: settings.flatMap(schedulerOf),
      gracefulStops: files.flatMap((file) => {
        const own = settings.filter(({ at }) => at.file === file);
        const [first] = own;
        const dies = own.find(({ key }) => key === 'die-on-term' || key === 'hook-master-start');
        if (!first || !own.some(({ key }) => /^(http|socket|http-socket|master|module|wsgi-file)/.test(key))) return [];
        // uWSGI 2.0, core/uwsgi.c: SIGTERM reloads the master unless die-on-term is set; the container is then killed
        return dies
          ? [{ label: 'uWSGI', technology: 'uwsgi', graceful: known(true, [said(dies.at, 'makes the stop signal stop it')]), at: dies.at }]
          : [{ label: 'uWSGI', technology: 'uwsgi', graceful: known(false, [said(first.at, 'does not set die-on-term: the stop signal reloads it, until it is killed')]), at: first.at, repair: stopsWhenTold(first.at.file) }];
      }),
    }; // biome-ignore format: one record
  },
});

/** An image says what it starts, and neither that nor any other file that starts programs speaks of uWSGI. */
function isStartedOtherwise(facts: Facts): boolean {
  const images = facts.of('image');
  if (!images.some(({ stages }) => stages.some(({ command, entrypoint }) => command ?? entrypoint))) return false;
  const starts = [images, facts.of('program'), facts.of('script'), facts.of('shell-script'), facts.of('document')];
  return !starts.flat().some((fact) => says(fact, /uwsgi/i));
}

function stopsWhenTold(file: string): Repair {
  return {
    title: 'Let the stop signal stop uWSGI',
    safety: 'safe',
    changes: [{ is: 'option', file, section: 'uwsgi', name: 'die-on-term', value: 'true' }],
    needs: [],
  };
}
