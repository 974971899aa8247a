import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { DeployStep } from '../../resolve/parts/deploy-step.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import { migrates } from '../deploy-commands.js';
import { scheduleOf } from '../schedule-command.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { entries, items, roughText, shippedText, within } from '../yaml/values.js';
import { hostDrifts } from './host-vars.js';

/** Ansible: cron jobs and migrations that a play brings to every host that it is run on, and what differs between hosts. */
export default technology({
  name: 'ansible',
  title: 'Ansible',
  readers: [
    reader({
      language: 'yaml',
      paths:
        /(^|\/)(tasks|handlers|playbooks?|roles|ansible)\/(.*\/)?[^/]+\.ya?ml$|(^|\/)(site|playbook[^/]*|deploy)\.ya?ml$/,
      mentions: ['cron:', 'command:', 'shell:', 'django_manage:'],
      extract: (documents, source) => documents.map((node) => documentOf('ansible', dataExpr(node, source.path))),
    }),
    reader({
      language: 'yaml',
      paths: /(^|\/)host_vars\/[^/]+(\.ya?ml|\/[^/]+\.ya?ml)$/,
      extract: (documents, source) =>
        documents.slice(0, 1).map((node) => documentOf('ansible-host', dataExpr(node, source.path))),
    }),
  ],
  detect: () => undefined,
  deployment(facts: Facts) {
    const tasks = facts
      .of('document')
      .filter(({ technology: name }) => name === 'ansible')
      .flatMap(({ tree }) => tasksIn(tree));
    return {
      schedulerProcesses: tasks.flatMap((task) => cronOf(task) ?? []),
      deploySteps: tasks.flatMap((task) => migrationOf(task) ?? []),
      drifts: hostDrifts(facts),
    };
  },
});

function documentOf(name: string, tree: Expr): Fact {
  return { kind: 'document', technology: name, tree, at: tree.at };
}

/** A task, and the hosts of the play around it where that is in the same file. */
interface Task {
  readonly body: Expr;
  readonly hosts?: Expr | undefined;
}

/** Tasks of a file of tasks, or of the plays of a playbook, with those of their blocks. */
function tasksIn(tree: Expr | undefined, hosts?: Expr): readonly Task[] {
  return items(tree).flatMap((item) => {
    const nested = ['tasks', 'pre_tasks', 'post_tasks', 'block']
      .map((key) => within(item, key))
      .filter((one) => one !== undefined);
    const around = within(item, 'hosts') ?? hosts;
    return nested.length > 0 ? nested.flatMap((one) => tasksIn(one, around)) : [{ body: item, hosts: around }];
  });
}

function sourceOf(expr: Expr | undefined): string {
  return expr?.is === 'opaque' ? expr.source : roughText(expr);
}

const one = /inventory_hostname|groups\[|is_primary|leader|scheduler|\[0\]/;

/** Whether what a task does happens on every host of its play. */
function onEveryHost({ body, hosts }: Task, at: Expr['at']): Resolved<boolean> {
  const once = within(body, 'run_once');
  const delegated = within(body, 'delegate_to');
  const condition = within(body, 'when');
  const chosen =
    shippedText(once) === 'true'
      ? once
      : delegated && !/inventory_hostname/.test(sourceOf(delegated))
        ? delegated
        : undefined;
  if (chosen) return known(false, [said(chosen.at, 'chooses one host')]);
  if (condition)
    return one.test(sourceOf(condition))
      ? known(false, [said(condition.at, 'chooses one host')])
      : unknown('a condition chooses the hosts', [
          said(condition.at, 'is a condition'),
          said(at, 'is for every host of the play'),
        ]);
  if (hosts && /^(localhost|127\.0\.0\.1)$|\[0\]|scheduler|cron|primary|leader/.test(sourceOf(hosts)))
    return known(false, [said(hosts.at, 'names one host')]);
  return known(true, [said(at, 'is put on every host of the play')]);
}

/** Commands of an app, which do the app's work: what belongs to the machine (logs, backups of its own) may run on each. */
const ofApp = /\b(artisan|manage\.py|bin\/console|rake|rails|wp|occ|drush|flask|node|npm|celery|console)\b/;

function cronOf(task: Task): SchedulerProcess | undefined {
  const module = entries(task.body).find(({ key }) => /^(ansible\.builtin\.)?cron$/.test(key));
  const job = within(module?.value, 'job');
  const command = sourceOf(job);
  if (!module || !job || shippedText(within(module.value, 'state')) === 'absent' || !ofApp.test(command))
    return undefined;
  return {
    label: `the cron job '${command.length > 50 ? `${command.slice(0, 47)}...` : command}'`,
    technology: 'ansible',
    onEachServer: onEveryHost(task, job.at),
    guards: [],
    firesUnguarded: scheduleOf(command)?.unguarded ?? true,
    at: job.at,
  };
}

/** `command: php artisan migrate`, `shell`, and the module that runs manage.py. */
function migrationOf(task: Task): DeployStep | undefined {
  const module = entries(task.body).find(({ key }) =>
    /^(ansible\.builtin\.)?(command|shell)$|django_manage$/.test(key),
  );
  if (!module) return undefined;
  const given = within(module.value, 'cmd') ?? within(module.value, 'command') ?? module.value;
  const text = /django_manage$/.test(module.key) ? `manage.py ${sourceOf(given)}` : sourceOf(given);
  if (!migrates(text)) return undefined;
  return {
    label: text.length > 60 ? `${text.slice(0, 57)}...` : text,
    technology: 'ansible',
    step: 'migrate',
    everyServer: onEveryHost(task, given.at),
    at: given.at,
  };
}
