import type { Fact, Facts } from '../../facts/fact.js';
import { says } from '../../facts/texts.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { LogSink } from '../../resolve/parts/log-sink.js';
import { cronParts } from '../cron/parts.js';
import { shippers } from '../log-shippers.js';
import { programParts } from '../programs.js';
import { reader, technology } from '../technology.js';
import { services, timers } from './units.js';

/** systemd units and timers that the repository installs on servers. */
export default technology({
  name: 'systemd',
  title: 'systemd',
  readers: [
    reader({
      language: 'systemd-ini',
      paths: /\.service([._-](template|tmpl|dist|example|sample|j2|erb))?$/,
      mentions: ['[Service]'],
      feeds: ['processes'],
      extract: services,
    }),
    reader({
      language: 'systemd-ini',
      paths: /\.timer([._-](template|tmpl|dist|example|sample|j2|erb))?$/,
      mentions: ['[Timer]'],
      feeds: ['schedulerProcesses'],
      extract: timers,
    }),
  ],
  detect(facts) {
    const first = [...facts.of('program'), ...facts.of('schedule')].find((fact) => fact.technology === 'systemd');
    return first && { at: first.at, infrastructure: true };
  },
  deployment,
});

/** A unit that a timer starts is scheduled work, not a process. Which units a server enables stands nowhere: no unit is "beside" another. */
function deployment(facts: Facts): AppParts {
  const timers = facts.of('schedule').filter((line) => line.technology === 'systemd');
  const timed = new Set(timers.map(({ name }) => name));
  const units = facts.of('program').filter((program) => program.technology === 'systemd');
  const running = units.filter(({ name }) => !timed.has(name));
  const lines = timers.map((line) => {
    const unit = units.find(({ name }) => name === line.name);
    return unit?.command ? { ...line, name: unit.command.value } : line;
  });
  const { processes = [], schedulerProcesses = [] } = programParts(running, (file) => file, facts);
  return {
    processes,
    schedulerProcesses: [...schedulerProcesses, ...cronParts(lines, [])],
    logSinks: printedToFiles(running, facts),
  };
}

/** What units print into files of their servers; all units of a repository are one fault. */
function printedToFiles(units: readonly Fact<'program'>[], facts: Facts): readonly LogSink[] {
  const found = units.find(({ prints, once }) => prints && !once);
  const isShipped = () =>
    units.some(({ name }) => shippers.test(name)) || facts.of('document').some(({ tree }) => says(tree, shippers));
  if (!found?.prints || isShipped()) return [];
  const because = [said(found.prints.at, `${found.prints.says}: what ${found.name} prints goes past the journal`)];
  return [{ label: `the logs of ${found.name}`, technology: 'systemd', destinations: known(['file'], because) }];
}
