import { type Expr, literalText } from '../../facts/expr.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import { entries, shippedText, within } from '../yaml/values.js';
import { templateText, valueIn } from './jinja.js';
import { runText, type TaskRun } from './plays.js';

/** The module of a task by its short name, and what it is given. */
export interface Module {
  readonly name: string;
  readonly value: Expr;
}

const keywords =
  /^(name|when|with_\w+|loop|loop_control|register|tags|become(_\w+)?|notify|args|vars|environment|delegate_to|run_once|until|retries|delay|ignore_errors|changed_when|failed_when|no_log|check_mode|listen|any_errors_fatal|throttle|async|poll|module_defaults|remote_user|connection|diff|debugger|port|delegate_facts|collections|local_action)$/;

export function moduleOf(body: Expr): Module | undefined {
  const found = entries(body).find(({ key }) => !keywords.test(key));
  return found && { name: found.key.slice(found.key.lastIndexOf('.') + 1), value: found.value };
}

/** An option of a module, given as a map, below `args`, or in one line (`name=redis state=started`). */
export function option(run: TaskRun, module: Module, ...names: readonly string[]): Expr | undefined {
  for (const name of names) {
    const own = within(module.value, name) ?? within(run.body, 'args', name);
    if (own) return valueIn(own, run.scope) ?? own;
  }
  const line = templateText(module.value);
  if (line === undefined) return undefined;
  for (const name of names) {
    const found = new RegExp(`(?:^|\\s)${name}=("[^"]*"|'[^']*'|\\{\\{.*?\\}\\}\\S*|\\S+)`).exec(line)?.[1];
    if (found === undefined) continue;
    const source = found.replace(/^(["'])(.*)\1$/, '$2');
    const text: Expr = source.includes('{{') ? { is: 'opaque', source, at: module.value.at } : { is: 'literal', value: source, at: module.value.at };
    return valueIn(text, run.scope) ?? text;
  } // biome-ignore format: one loop
  return undefined;
}

export function optionText(run: TaskRun, module: Module, ...names: readonly string[]): string | undefined {
  const value = option(run, module, ...names);
  return literalText(value) ?? templateText(value);
}

/** The command of `command`, `shell`, `raw` and `script`, as it would run, and where it is written. */
export function commandOf(run: TaskRun): { readonly text: string; readonly at: Expr['at'] } | undefined {
  const module = moduleOf(run.body);
  if (!module || !/^(command|shell|raw|script)$/.test(module.name)) return undefined;
  const given = within(module.value, 'cmd') ?? within(module.value, 'command') ?? within(run.body, 'args', 'cmd') ?? module.value;
  const argv = within(module.value, 'argv');
  const text = argv?.is === 'list' ? argv.items.map((one) => runText(run, one)).join(' ') : runText(run, given);
  return { text: text.replace(/\s+/g, ' ').trim(), at: (argv ?? given).at };
} // biome-ignore format: choices

const one = /inventory_hostname|groups\[|is_primary|leader|scheduler|\[0\]/;

/** Whether what a task does happens on every host of its play. */
export function onEveryHost(run: TaskRun, at: Expr['at']): Resolved<boolean> {
  const chosen = chosenHost(run);
  if (chosen) return known(false, [chosen]);
  if (run.play.serial) return known(false, [said(run.play.hosts.at, 'is done on one host after another')]);
  const open = run.open.find(({ waitsFor }) => waitsFor === 'unknown');
  const place = said(at, 'is put on every host of the play');
  return open
    ? unknown('a condition chooses the hosts', [said(open.at, 'is a condition'), said(at, 'is for every host of the play')])
    : known(true, [...run.open.slice(0, 1).map((one) => said(one.at, 'is asked on each host by itself')), place]);
} // biome-ignore format: choices

/** What picks one host out of the play for a task. */
export function chosenHost({ chosen, open, play }: Pick<TaskRun, 'chosen' | 'open' | 'play'>): Evidence | undefined {
  if (chosen) return said(chosen.at, 'chooses one host');
  const byHost = open.find(({ waitsFor }) => waitsFor === 'host');
  if (byHost) return said(byHost.at, 'chooses one host');
  const hosts = templateText(play.hosts) ?? '';
  return /\[0\]|scheduler|cron|primary|leader/.test(hosts) ? said(play.hosts.at, 'names one host') : undefined;
}

/** As `onEveryHost`, for a task that no play of the repository reaches. */
export function onEveryHostAlone(body: Expr, at: Expr['at']): Resolved<boolean> {
  const once = within(body, 'run_once');
  const delegated = within(body, 'delegate_to');
  const condition = within(body, 'when');
  const chosen = shippedText(once) === 'true' ? once : delegated && !/inventory_hostname/.test(templateText(delegated) ?? '') ? delegated : undefined; // biome-ignore format: one choice
  if (chosen) return known(false, [said(chosen.at, 'chooses one host')]);
  if (!condition) return known(true, [said(at, 'is put on every host of the play')]);
  const text = (condition.is === 'list' ? condition.items : [condition]).map((part) => templateText(part) ?? '').join(' ');
  return one.test(text)
    ? known(false, [said(condition.at, 'chooses one host')])
    : unknown('a condition chooses the hosts', [said(condition.at, 'is a condition'), said(at, 'is for every host of the play')]);
} // biome-ignore format: choices
