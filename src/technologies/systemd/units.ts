import type { Fact } from '../../facts/fact.js';
import { type Said, spanOf } from '../../facts/program.js';
import { type IniEntry, type IniTree, sectionEntries } from '../../parse/ini.js';
import type { Source } from '../../read/source.js';
import { table } from '../../table.js';
import { type DurationUnits, secondsOf } from '../duration.js';
import { assignmentsIn } from '../programs.js';

type Policy = 'always' | 'unexpected' | 'never' | 'unknown';

const policies: Readonly<Record<string, Policy>> = table({
  always: 'always',
  'on-failure': 'unexpected',
  'on-abnormal': 'unexpected',
  'on-abort': 'unexpected',
  'on-watchdog': 'unexpected',
  'on-success': 'never',
  no: 'never',
});

/** A `.service` unit as a program. */
export function* services(tree: IniTree, source: Source): Iterable<Fact> {
  const entries = sectionEntries(tree, 'Service');
  const start = last(entries, 'ExecStart');
  const section = tree.sections.find(({ name }) => name.text === 'Service');
  if (!section || !start?.value) return;
  const type = last(entries, 'Type')?.value?.text ?? 'simple';
  const once = type === 'oneshot' || /^(yes|true|on|1)$/i.test(last(entries, 'RemainAfterExit')?.value?.text ?? '');
  const signal = last(entries, 'KillSignal')?.value?.text;
  const environment = entries.filter(({ key }) => key.text === 'Environment');
  yield {
    kind: 'program',
    technology: 'systemd',
    name: unitName(source.path),
    at: spanOf(source.path, section.name),
    command: { value: start.value.text.replace(/^[@:+!-]+/, ''), at: spanOf(source.path, start.value) },
    restart: restartOf(entries, spanOf(source.path, start.value)),
    ...stopOf(entries, source.path),
    ...printsOf(entries, source.path, start),
    ...(signal ? { stopSignal: signal } : {}),
    copies: 1,
    environment: environment.flatMap(({ value }) =>
      value ? assignmentsIn(value.text, spanOf(source.path, value), ' ') : [],
    ),
    once,
  };
}

/** A `.timer` unit: its name is that of the service that it starts. */
export function* timers(tree: IniTree, source: Source): Iterable<Fact> {
  const entries = sectionEntries(tree, 'Timer');
  const when = entries.find(({ key }) =>
    /^On(Calendar|UnitActiveSec|UnitInactiveSec|BootSec|ActiveSec)$/.test(key.text),
  );
  if (!when?.value) return;
  const unit = last(entries, 'Unit')?.value?.text.replace(/\.service$/, '') ?? unitName(source.path);
  const at = spanOf(source.path, { start: when.key.start, end: when.value.end });
  yield { kind: 'schedule', technology: 'systemd', cadence: when.value.text, name: unit, modifiers: [], at };
}

function restartOf(entries: readonly IniEntry[], start: Said<Policy>['at']): Said<Policy> {
  const entry = last(entries, 'Restart');
  if (!entry?.value)
    return { value: 'never', at: start, says: 'Restart= is not set', builtin: 'systemd.service(5): Restart=no' };
  const at = spanOf(start.file, { start: entry.key.start, end: entry.value.end });
  return { value: policies[entry.value.text] ?? 'unknown', at, says: `Restart=${entry.value.text}` };
}

function stopOf(entries: readonly IniEntry[], file: string): { readonly stopSeconds?: Said<number> } {
  const entry = last(entries, 'TimeoutStopSec') ?? last(entries, 'TimeoutSec');
  if (!entry?.value) return {};
  const seconds = secondsOf(entry.value.text, units);
  if (seconds === undefined) return {};
  const at = spanOf(file, { start: entry.key.start, end: entry.value.end });
  return { stopSeconds: { value: seconds, at, says: `${entry.key.text}=${entry.value.text}` } };
}

/** Files instead of the journal; the errors go where the output goes unless something else is said (systemd.exec(5)). */
function printsOf(entries: readonly IniEntry[], file: string, start: IniEntry): Pick<Fact<'program'>, 'prints'> {
  const output = last(entries, 'StandardOutput');
  const sent = start.value && intoFile.exec(start.value.text);
  if (start.value && sent)
    return {
      prints: { value: 'file', at: spanOf(file, start.value), says: `sends its lines to ${sent[1] ?? ''}` },
    };
  const isFile = (text: string) => /^(file|append|truncate):(?!\/(dev|proc)\/)/.test(text);
  const errors = last(entries, 'StandardError')?.value?.text ?? 'inherit';
  if (!output?.value || !isFile(output.value.text) || (errors !== 'inherit' && !isFile(errors))) return {};
  const at = spanOf(file, { start: output.key.start, end: output.value.end });
  return { prints: { value: 'file', at, says: `StandardOutput=${output.value.text}` } };
}

/** The shell that a unit starts sends what the program prints into a file: `&> log/jobs.log`, `>> /var/log/jobs.log 2>&1`. */
const intoFile =
  /\b(?:ba|da|z|k)?sh\b[\s\S]{0,4000}(?:&>>?|1?>>?)\s*((?!\/dev\/|&)[^\s'"|;&<>]+\.(?:log|out|txt)|(?!\/dev\/|&)[^\s'"|;&<>]*\blogs?\/[^\s'"|;&<>]+)/;

/** systemd.time(7). */
const units: DurationUnits = table({ ms: 0.001, s: 1, sec: 1, m: 60, min: 60, h: 3600, '': 1 });

function unitName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/@?\.(service|timer)\b.*$/, '');
}

function last(entries: readonly IniEntry[], key: string): IniEntry | undefined {
  return entries.findLast((entry) => entry.key.text === key);
}
