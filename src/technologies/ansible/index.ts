import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import { type Evidence, known, said, unknown } from '../../resolve/evidence.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import { scheduleOf } from '../schedule-command.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';

/** Ansible: cron jobs that a play puts on every host that it is run on. */
export default technology({
  name: 'ansible',
  title: 'Ansible',
  readers: [
    reader({
      language: 'yaml',
      paths:
        /(^|\/)(tasks|handlers|playbooks?|roles|ansible)\/(.*\/)?[^/]+\.ya?ml$|(^|\/)(site|playbook[^/]*|deploy)\.ya?ml$/,
      mentions: ['cron:'],
      *extract(documents, source): Iterable<Fact> {
        for (const node of documents) {
          const at = { file: source.path, start: node.start, end: node.end };
          yield { kind: 'document', technology: 'ansible', tree: dataExpr(node, source.path), at };
        }
      },
    }),
  ],
  detect: () => undefined,
  deployment: (facts: Facts) => ({
    schedulerProcesses: facts
      .of('document')
      .filter(({ technology: name }) => name === 'ansible')
      .flatMap(({ tree }) => tasksIn(tree).flatMap((task) => cronOf(task) ?? [])),
  }),
});

/** Tasks of a file of tasks, or of the plays of a playbook, with those of their blocks. */
function tasksIn(tree: Expr | undefined): readonly Expr[] {
  return items(tree).flatMap((item) => {
    const nested = ['tasks', 'pre_tasks', 'post_tasks', 'block']
      .map((key) => within(item, key))
      .filter((one) => one !== undefined);
    return nested.length > 0 ? nested.flatMap(tasksIn) : [item];
  });
}

/** Commands of an app, which do the app's work: what belongs to the machine (logs, backups of its own) may run on each. */
const ofApp = /\b(artisan|manage\.py|bin\/console|rake|rails|wp|occ|drush|flask|node|npm|celery|console)\b/;

function cronOf(task: Expr): SchedulerProcess | undefined {
  const module = entries(task).find(({ key }) => /^(ansible\.builtin\.)?cron$/.test(key));
  const job = within(module?.value, 'job');
  const command = job?.is === 'opaque' ? job.source : roughText(job);
  if (!module || !job || shippedText(within(module.value, 'state')) === 'absent' || !ofApp.test(command))
    return undefined;
  const once = within(task, 'run_once');
  const condition = within(task, 'when');
  const words: readonly Evidence[] = [said(job.at, 'is put on every host of the play')];
  const chosen = /inventory_hostname|groups\[|is_primary|leader|scheduler|\[0\]/.test(
    condition?.is === 'opaque' ? condition.source : roughText(condition),
  );
  return {
    label: `the cron job '${command.length > 50 ? `${command.slice(0, 47)}...` : command}'`,
    technology: 'ansible',
    onEachServer: shippedText(once) === 'true' || chosen
      ? known(false, [said(once?.at ?? condition?.at ?? job.at, 'chooses one host')])
      : condition
        ? unknown('a condition chooses the hosts', [said(condition.at, 'is a condition'), ...words])
        : known(true, words),
    guards: [],
    firesUnguarded: scheduleOf(command)?.unguarded ?? true,
    at: job.at,
  }; // biome-ignore format: one record
}
