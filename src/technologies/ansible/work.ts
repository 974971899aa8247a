import type { Expr } from '../../facts/expr.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import type { DeployStep } from '../../resolve/parts/deploy-step.js';
import type { SchedulerProcess } from '../../resolve/parts/scheduled-task.js';
import { migrates } from '../deploy-commands.js';
import { scheduleOf } from '../schedule-command.js';
import { entries, items, shippedText, within } from '../yaml/values.js';
import type { Contained } from './containers.js';
import type { AnsibleFiles } from './files.js';
import { templateText } from './jinja.js';
import { type Program, runText, type TaskRun } from './plays.js';
import { commandOf, moduleOf, onEveryHost, onEveryHostAlone, option, optionText } from './tasks.js';

/** A task with its answers, whether a play of the repository runs it or not. */
interface Asked {
  readonly body: Expr;
  /** What is not known of a task that no play reaches is written as it is. */
  text(expr: Expr | undefined): string;
  /** As the play gives it, where one does. */
  readonly run?: TaskRun;
  everywhere(at: Expr['at']): Resolved<boolean>;
}

/** Cron jobs of the app and migrations that plays bring to their hosts. */
export function workOf(
  program: Program,
  files: AnsibleFiles,
  contained: Contained,
): { readonly schedulerProcesses: readonly SchedulerProcess[]; readonly deploySteps: readonly DeployStep[] } {
  const own: Own = { folders: appFolders(program.runs), scripts: scriptsPut(program.runs), ...contained };
  const asked = [
    ...program.runs.map((run): Asked => ({ body: run.body, run, text: (expr) => runText(run, expr), everywhere: (at) => onEveryHost(run, at) })),
    ...program.unreached.flatMap((file) => looseTasks(files.lists.get(file))).map((body): Asked => ({ body, text: (expr) => templateText(expr) ?? '', everywhere: (at) => onEveryHostAlone(body, at) })),
  ]; // biome-ignore format: two lists
  return {
    schedulerProcesses: worst(asked.flatMap((task) => cronOf(task, own) ?? crontabOf(task) ?? []), ({ onEachServer }) => onEachServer),
    deploySteps: worst(asked.flatMap((task) => migrationOf(task, own) ?? []), ({ everyServer }) => everyServer),
  }; // biome-ignore format: two lists
}

/** What the commands of plays may be about. */
interface Own extends Contained {
  readonly folders: readonly string[];
  /** Scripts that plays write, by where they put them. */
  readonly scripts: ReadonlyMap<string, string>;
}

/** Scripts that tasks write with their text. */
function scriptsPut(runs: readonly TaskRun[]): ReadonlyMap<string, string> {
  return new Map(
    runs.flatMap((run): readonly (readonly [string, string])[] => {
      const module = moduleOf(run.body);
      const path = module?.name === 'copy' ? optionText(run, module, 'dest') : undefined;
      const content = path && module ? runText(run, within(module.value, 'content')) : '';
      return path && content ? [[path, content]] : [];
    }),
  );
}

/** One answer for a place: that of the play which brings it to every host before those that choose one. */
function worst<T extends { readonly at: Expr['at'] }>(all: readonly T[], everywhere: (one: T) => Resolved<boolean>): readonly T[] {
  const rank = (one: T) => {
    const answer = everywhere(one);
    return answer.state === 'unknown' ? 1 : answer.value ? 0 : 2;
  };
  const byPlace = new Map<string, T>();
  for (const one of all) {
    const key = `${one.at.file}:${one.at.start}`;
    const known = byPlace.get(key);
    if (!known || rank(one) < rank(known)) byPlace.set(key, one);
  }
  return [...byPlace.values()];
} // biome-ignore format: one signature

/** Tasks of a file that no play reaches, with those of their blocks; plays are no tasks. */
function looseTasks(tree: Expr | undefined): readonly Expr[] {
  return items(tree).flatMap((item) => {
    const nested = ['block', 'rescue', 'always', 'tasks', 'pre_tasks', 'post_tasks'].flatMap((key) => within(item, key) ?? []);
    return nested.length > 0 ? nested.flatMap((one) => looseTasks(one)) : [item];
  });
} // biome-ignore format: one list

/** Folders that a play puts the code of the app in. */
function appFolders(runs: readonly TaskRun[]): readonly string[] {
  const folders = runs.flatMap((run) => {
    const module = moduleOf(run.body);
    if (!module || !/^(git|deploy_helper|synchronize|unarchive|subversion)$/.test(module.name)) return [];
    const path = optionText(run, module, 'dest', 'path')?.replace(/(?<!\/)\/+$/, '');
    return path && /^\/(srv|var\/www|opt|home|app|usr\/share)\/[^.]+$/.test(path) ? [path] : [];
  });
  return [...new Set(folders)];
}

/** Commands of an app, which do the app's work: what belongs to the machine (logs, backups of its own) may run on each. */
const ofApp = /\b(artisan|manage\.py|bin\/console|rake|rails|wp|occ|drush|flask|node|npm|celery|console)\b/;
/** Work on the machine's own files, wherever they lie. */
const ofMachine =
  /(^|&&|;)\s*(\/usr\/s?bin\/|\/s?bin\/)?(find|rm|logrotate|certbot|letsencrypt|tmpreaper|chown|chmod|rsync|tar|du|df)\b/;

/** A program of the folders that web servers serve from. */
const inWebRoot =
  /\b(php[\d.]*|ruby|python[\d.]*|perl|(ba)?sh)\s(?:-\S{1,40}\s+)*(\/var\/www|\/srv\/www|\/usr\/share\/(nginx|webapps))\/\S/;
/** A page of the app that does work when somebody asks for it: through a balancer any copy does it, once for each host that asks. */
const asksItself =
  /\b(curl|wget|lynx)\b.{0,300}https?:\/\/(?:\{\{[^{}]*\}\}|\S)*\/(wp-)?(cron|update|tasks?|jobs?|scheduler|run)(\.php)?\b/;

/** javan/whenever, bin/whenever: what config/schedule.rb says becomes the crontab of the user. */
const whenever = /\bwhenever\b.{0,300}\s(--(update|write)-crontab|-[iw])(\s|=|$)/;

/** A command that fills the crontab of its host: `whenever --update-crontab`, `(crontab -l; echo "…") | crontab -`. */
function crontabOf(task: Asked): SchedulerProcess | undefined {
  const found = commandIn(task);
  const isFilled = found && (whenever.test(found.text) || (/\|\s*crontab\s(-u\s+\S+\s+)?-/.test(found.text) && ofApp.test(found.text)));
  if (!found || !isFilled) return undefined;
  const by = whenever.test(found.text) ? 'that whenever writes' : 'that a command writes';
  return { label: `the crontab ${by}`, technology: 'ansible', onEachServer: task.everywhere(found.at), guards: [], firesUnguarded: scheduleOf(found.text)?.unguarded ?? true, at: found.at };
} // biome-ignore format: conditions

/** `docker exec` in a container of the app, for work and not for a copy of its data. */
function worksInside(command: string, apps: ReadonlySet<string>): boolean {
  return [...command.matchAll(/\b(?:docker|podman) exec\b((?:\s+-{1,2}\w[\w-]*(?:[= ][\w.:/-]+)?)*)\s+([\w.-]+)\s+(\S+)/g)].some(
    ([, , name = '', program = '']) => apps.has(name) && !/^(tar|cp|rm|find|pg_dump\w*|mysqldump|mariadb-dump|mongodump|restic|rsync)$/.test(program),
  );
} // biome-ignore format: one condition

function cronOf(task: Asked, { folders, scripts, apps }: Own): SchedulerProcess | undefined {
  const module = moduleOf(task.body);
  const job =
    module?.name === 'cron'
      ? (within(module.value, 'job') ?? (task.run && option(task.run, module, 'job')))
      : undefined;
  if (!module || !job) return undefined;
  const state = task.run ? optionText(task.run, module, 'state') : shippedText(within(module.value, 'state'));
  const disabled = task.run ? option(task.run, module, 'disabled') : undefined;
  const called = task.text(job);
  const script = scripts.get(/^\S+/.exec(called)?.[0] ?? '');
  const command = script ?? called;
  const inApp = folders.some((folder) => command.includes(`${folder}/`) || command.includes(`cd ${folder}`));
  if (state === 'absent' || shippedText(disabled) === 'true') return undefined;
  const isWork =
    ofApp.test(command) ||
    worksInside(command, apps) ||
    asksItself.test(command) ||
    ((inApp || inWebRoot.test(command)) && !ofMachine.test(command));
  if (!isWork) return undefined;
  return {
    label: `the cron job '${called.length > 50 ? `${called.slice(0, 47)}...` : called}'`,
    technology: 'ansible',
    onEachServer: task.everywhere(job.at),
    guards: [],
    // wp-cli/cron-command, Cron_Event_Command::run: it fires the events that are due and takes no `doing_cron` lock
    firesUnguarded: /\bcron event run\b/.test(command) || (scheduleOf(command)?.unguarded ?? true),
    at: job.at,
  };
}

/** `command: php artisan migrate`, `shell`, and the module that runs manage.py. */
function migrationOf(task: Asked, { databases }: Own): DeployStep | undefined {
  const found = commandIn(task);
  if (!found || !migrates(found.text)) return undefined;
  const { at } = found;
  const database = task.run && /\b(docker|podman)\b.{0,300}\b(exec|run)\b/.test(found.text) ? databases.get(task.run.play.group) : undefined;
  // what is run, without the environment and the wrapper around it
  const text = found.text.replace(/^(?:[A-Za-z_]\w*=\S+ +)+/, '').replace(/^\S*\/(?=bundle exec )/, '');
  return {
    label: text.length > 60 ? `${text.slice(0, 57)}...` : text,
    technology: 'ansible',
    step: 'migrate',
    everyServer: database ? known(false, [said(database, 'is a database of each host by itself, so that each changes its own')]) : task.everywhere(at),
    at,
  };
} // biome-ignore format: choices

function commandIn(task: Asked): { readonly text: string; readonly at: Expr['at'] } | undefined {
  const manage = entries(task.body).find(({ key }) => /(^|\.)django_manage$/.test(key));
  if (manage) {
    const given = within(manage.value, 'command') ?? manage.value;
    return { text: `manage.py ${task.text(given)}`, at: given.at };
  }
  if (task.run) return commandOf(task.run);
  const module = moduleOf(task.body);
  if (!module || !/^(command|shell)$/.test(module.name)) return undefined;
  const given = within(module.value, 'cmd') ?? within(module.value, 'command') ?? module.value;
  return { text: task.text(given), at: given.at };
}
