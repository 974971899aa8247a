import { type Expr, literalText } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { folderOf } from '../docker/paths.js';
import { entries, items, within } from '../yaml/values.js';
import { type AnsibleFiles, ansibleFiles, groupVars, isAside, listAt, resolved, roleFolder } from './files.js';
import { emptyGroups } from './inventory.js';
import { holds, opaque, printed, type Scope, templateText, type Value, valueIn } from './jinja.js';

/** A play: what is done on a group of hosts. */
export interface Play {
  /** The group that its hosts are of; `web:&production` is `web`. */
  readonly group: string;
  readonly hosts: Expr;
  readonly file: string;
  /** One host after another. */
  readonly serial: boolean;
}

/** A task as a play runs it, with what its names stand for there. */
export interface TaskRun {
  readonly body: Expr;
  readonly play: Play;
  readonly scope: Scope;
  /** The role entry of the play that brings it, where one does. */
  readonly roleAt?: Span;
  /** The folder of the role that it is of. */
  readonly folder?: string;
  /** Conditions around and on it that the repository leaves open. */
  readonly open: readonly OpenCondition[];
  /** `run_once` or `delegate_to` around or on it. */
  readonly chosen?: Expr;
}

export interface OpenCondition {
  readonly at: Span;
  readonly waitsFor: 'host' | 'run' | 'unknown';
  /** It asks for a distribution of Red Hat's family. */
  readonly redHat?: true;
}

export interface Program {
  readonly plays: readonly Play[];
  /** Plays that are not for production, and why. */
  readonly aside: readonly { readonly play: Play; readonly why: string }[];
  readonly runs: readonly TaskRun[];
  /** Roles that are taken from elsewhere: name, and where a play asks for them. */
  readonly foreign: readonly { readonly name: string; readonly run: Omit<TaskRun, 'body'>; readonly at: Span }[];
  /** Tasks that no play of the repository reaches. */
  readonly unreached: readonly string[];
}

interface Context {
  readonly files: AnsibleFiles;
  readonly play: Play;
  readonly file: string;
  readonly folder?: string | undefined;
  readonly roleAt?: Span | undefined;
  readonly open: readonly OpenCondition[];
  readonly chosen?: Expr | undefined;
  readonly layers: readonly Layer[];
  /** Results and facts that earlier tasks of the play have set. */
  readonly registered: Map<string, Expr>;
  readonly found: Found;
  readonly depth: number;
}

interface Found {
  /** Tasks that were looked at: includes of includes in loops can stand for billions. */
  readonly looked: { count: number };
  readonly runs: TaskRun[];
  readonly foreign: { name: string; run: Omit<TaskRun, 'body'>; at: Span }[];
  readonly reached: Set<string>;
}

/** Where names are looked for, one after the other. */
type Layer = ReadonlyMap<string, Expr>;

const mostRuns = 5_000;
const mostLooks = 20_000;

/** All that the playbooks of the repository do on hosts which are not for trying things out. */
export function programOf(facts: Facts): Program {
  const files = ansibleFiles(facts);
  const found: Found = { looked: { count: 0 }, runs: [], foreign: [], reached: new Set() };
  const plays: Play[] = [];
  const aside: { play: Play; why: string }[] = [];
  const named = namedIn(facts, files);
  const isEmpty = emptyGroups(facts, [...files.lists.values()].flatMap(items).flatMap((item) => within(item, 'hosts') ?? []).map(groupOf)); // biome-ignore format: one list
  for (const [file, tree] of files.lists) {
    for (const item of items(tree)) {
      const hosts = within(item, 'hosts');
      if (!hosts) continue;
      found.reached.add(file);
      const play: Play = { group: groupOf(hosts), hosts, file, serial: isOneByOne(item) };
      const why =
        whyAside(item, play, named) ??
        (!named && isEmpty(play.group) ? 'no host of the inventory is in its group' : undefined);
      if (why) {
        aside.push({ play, why });
        reachOnly(item, { files, play, found });
        continue;
      }
      plays.push(play);
      walkPlay(item, { files, play, found });
    }
  }
  return {
    plays,
    aside,
    runs: found.runs,
    foreign: found.foreign,
    unreached: [...files.lists.keys()].filter((file) => !found.reached.has(file)),
  };
}

/** Files of plays that the user names as the way of production. */
function namedIn(facts: Facts, files: AnsibleFiles): ReadonlySet<string> | undefined {
  const path = facts.of('chosen-way')[0]?.path;
  if (path === undefined) return undefined;
  const named = [...files.lists].filter(([file, tree]) => (path === '.' || file === path || file.startsWith(`${path}/`)) && items(tree).some((item) => within(item, 'hosts')));
  return new Set(named.map(([file]) => file));
} // biome-ignore format: one condition

function whyAside(body: Expr, play: Play, named: ReadonlySet<string> | undefined): string | undefined {
  if (named) return named.has(play.file) ? undefined : 'another one is named by --deployment';
  if (isAside(play.file.slice(play.file.lastIndexOf('/') + 1)) || isAside(play.group)) return 'is named for development or tests';
  return isOwnMachine(body, play) ? 'sets up the machine that it is started on' : undefined;
} // biome-ignore format: conditions

function groupOf(hosts: Expr): string {
  const text = hosts.is === 'list' ? (templateText(hosts.items[0]) ?? '') : (templateText(hosts) ?? '');
  return (
    text
      .split(/[:,]/)
      .find((part) => !/^[&!]/.test(part))
      ?.trim() ?? ''
  );
}

/** The machine that the playbook is started on. */
function isOwnMachine(play: Expr, { group }: Play): boolean {
  return /^(localhost|127\.0\.0\.1)$/.test(group) || literalText(within(play, 'connection')) === 'local';
}

function isOneByOne(play: Expr): boolean {
  const serial = within(play, 'serial');
  return literalText(serial?.is === 'list' ? serial.items[0] : serial) === '1';
}

type PlayGiven = Pick<Context, 'files' | 'play' | 'found'>;

function walkPlay(body: Expr, { files, play, found }: PlayGiven): void {
  const folder = folderOf(play.file);
  const own = layerOf(within(body, 'vars'));
  const groups: Layer = firstOf(groupVars(files, [play.group], play.file));
  const registered = new Map<string, Expr>();
  const built: Layer = new Map([['playbook_dir', { is: 'literal', value: folder, at: play.hosts.at } as Expr]]);
  const first: Context = {
    files,
    play,
    file: play.file,
    open: [],
    layers: [own, groups, built],
    registered,
    found,
    depth: 0,
  };
  const given = items(within(body, 'vars_files')).flatMap((one) => varsFiles(one, folder, first));
  const defaults = items(within(body, 'roles')).flatMap((entry) => defaultsOf(roleName(entry) ?? '', first));
  const base: Context = { ...first, layers: [...given, own, groups, ...defaults, built] }; // biome-ignore format: records
  walkTasks(within(body, 'pre_tasks'), base);
  for (const entry of items(within(body, 'roles'))) walkRole(entry, base);
  for (const key of ['tasks', 'post_tasks', 'handlers']) walkTasks(within(body, key), base);
}

/** Marks what a play that is passed over would run: it is no loose task either. */
function reachOnly(body: Expr, given: PlayGiven): void {
  walkPlay(body, {
    ...given,
    found: { looked: given.found.looked, runs: [], foreign: [], reached: given.found.reached },
  });
}

function layerOf(expr: Expr | undefined): Layer {
  return new Map(entries(expr).map(({ key, value }) => [key, value]));
}

/** Of entries in the order of their strength, the first of a name. */
function firstOf(all: readonly { readonly key: string; readonly value: Expr }[]): Layer {
  const layer = new Map<string, Expr>();
  for (const { key, value } of all) if (!layer.has(key)) layer.set(key, value);
  return layer;
}

/** A file of variables; of a list of names the first that is there. What a fact fills in may be any of the files that fit. */
function varsFiles(given: Expr, folder: string, context: Context): readonly Layer[] {
  for (const one of given.is === 'list' ? given.items : [given]) {
    const text = literalText(valueIn(one, scopeOf(context))) ?? templateText(one) ?? '';
    const pattern = new RegExp(`^${resolved(folder, text.replace(/\{\{[\s\S]{0,1000}?\}\}/g, '*')).replace(/[.+?^$()[\]\\|{}]/g, '\\$&').replaceAll('*', '[^/]*')}$`); // biome-ignore format: one pattern
    const fitting = [...context.files.maps].filter(([file]) => pattern.test(file));
    if (fitting.length > 0) return fitting.map(([, own]) => new Map(own.map(({ key, value }) => [key, value])));
  }
  return [];
}

function roleName(entry: Expr): string | undefined {
  return literalText(entry) ?? literalText(within(entry, 'role')) ?? literalText(within(entry, 'name'));
}

function roleVars(folder: string, kind: 'vars' | 'defaults', files: AnsibleFiles): readonly Layer[] {
  return [...files.maps]
    .filter(([file]) => file === `${folder}/${kind}/main.yml` || file === `${folder}/${kind}/main.yaml`)
    .map(([, own]) => new Map(own.map(({ key, value }) => [key, value])));
}

function defaultsOf(role: string, context: Context): readonly Layer[] {
  const folder = roleFolder(context.files, role, context.play.file);
  return folder ? roleVars(folder, 'defaults', context.files) : [];
}

function walkRole(entry: Expr, context: Context, tasksFrom = 'main'): void {
  const name = roleName(entry);
  if (!name || context.depth > 6) return;
  const around = conditioned(entry, context);
  if (!around) return;
  const folder = roleFolder(context.files, name, context.play.file);
  const roleAt = context.roleAt ?? entry.at;
  if (!folder) {
    context.found.foreign.push({ name, run: runOf({ ...around, roleAt }), at: entry.at });
    return;
  }
  const params: Layer = new Map([
    ...entries(entry).map(({ key, value }) => [key, value] as const),
    ...layerOf(within(entry, 'vars')),
  ]);
  const inside: Context = {
    ...around,
    folder,
    roleAt,
    file: `${folder}/tasks/main.yml`,
    layers: [params, ...roleVars(folder, 'vars', context.files), ...around.layers, ...roleVars(folder, 'defaults', context.files)],
    depth: context.depth + 1,
  }; // biome-ignore format: records
  const meta = [`${folder}/meta/main.yml`, `${folder}/meta/main.yaml`].flatMap(
    (file) => context.files.maps.get(file) ?? [],
  );
  for (const dependency of items(meta.find(({ key }) => key === 'dependencies')?.value)) walkRole(dependency, inside);
  const main = listAt(context.files, `${folder}/tasks/${tasksFrom}`);
  if (main) walkFile(main, inside);
  const handlers = listAt(context.files, `${folder}/handlers/main`);
  if (handlers) context.found.reached.add(handlers);
}

function walkFile(file: string, context: Context): void {
  context.found.reached.add(file);
  walkTasks(context.files.lists.get(file), { ...context, file });
}

const imports = /^(ansible\.(builtin|legacy)\.)?(import|include)(_tasks)?$/;
const roleImports = /^(ansible\.(builtin|legacy)\.)?(import|include)_role$/;

function walkTasks(tree: Expr | undefined, context: Context): void {
  if (context.depth > 12) return;
  for (const body of items(tree)) {
    if (context.found.runs.length >= mostRuns || context.found.looked.count++ > mostLooks) return;
    for (const looped of loops(body, context)) walkTask(body, looped);
    register(body, context);
  }
}

function walkTask(body: Expr, given: Context): void {
  const context = conditioned(body, { ...given, layers: [layerOf(within(body, 'vars')), ...given.layers] });
  if (!context) return;
  const nested = ['block', 'rescue', 'always'].flatMap((key) => within(body, key) ?? []);
  if (nested.length > 0) {
    for (const tasks of nested) walkTasks(tasks, { ...context, depth: context.depth + 1 });
    return;
  }
  const module = entries(body).find(({ key }) => imports.test(key) || roleImports.test(key));
  if (!module) {
    context.found.runs.push({ ...runOf(context), body });
    return;
  }
  const deeper: Context = { ...context, depth: context.depth + 1 };
  if (roleImports.test(module.key)) {
    const from = literalText(within(module.value, 'tasks_from'))?.replace(/\.ya?ml$/, '');
    walkRole(module.value, deeper, from);
    return;
  }
  const target = literalText(valueIn(within(module.value, 'file') ?? module.value, scopeOf(context)));
  const file = target && taskFile(target.split(/\s/)[0] ?? '', context);
  if (file) walkFile(file, deeper);
}

/** A file of tasks as a task names it: beside the file, in the role, or from the folder of the playbook. */
function taskFile(path: string, { files, file, folder, play }: Context): string | undefined {
  const places = [folderOf(file), ...(folder ? [`${folder}/tasks`, folder] : []), folderOf(play.file), '.'];
  for (const place of places) {
    const found = listAt(files, resolved(place, path));
    if (found) return found;
  }
  return undefined;
}

function runOf({ play, roleAt, folder, open, chosen, ...context }: Context): Omit<TaskRun, 'body'> {
  return {
    play,
    scope: scopeOf({ play, ...context }),
    open,
    ...(roleAt ? { roleAt } : {}),
    ...(folder ? { folder } : {}),
    ...(chosen ? { chosen } : {}),
  };
}

const ofHosts =
  /^(inventory_hostname(_short)?|groups|group_names|hostvars|ansible_play_hosts(_all)?|ansible_play_batch|play_hosts)$/;

function scopeOf({ layers, registered, play }: Pick<Context, 'layers' | 'registered' | 'play'>): Scope {
  const look = (name: string): Expr | undefined => {
    for (const layer of layers) {
      const own = layer.get(name);
      if (own) return own;
    }
    const set = registered.get(name);
    if (set) return set;
    if (ofHosts.test(name)) return opaque('host', play.hosts.at);
    return /^ansible_/.test(name) ? opaque('run', play.hosts.at) : undefined;
  };
  return Object.assign(look, { memo: new Map<Expr, Value>() });
}

const redHat = /==\s*['"](RedHat|CentOS|Rocky|AlmaLinux|Fedora|OracleLinux|Amazon)\b/;

/** The context below a body's own conditions and choices; undefined where what the repository says leaves it out. */
function conditioned(body: Expr, context: Context): Context | undefined {
  const scope = scopeOf(context);
  const open = [...context.open];
  const when = within(body, 'when');
  for (const condition of when?.is === 'list' ? when.items : when ? [when] : []) {
    const text = templateText(condition) ?? '';
    const answer = holds(text, { at: condition.at, scope, depth: 0 });
    if (answer.holds === false) return undefined;
    if (answer.waitsFor) open.push({ at: condition.at, waitsFor: answer.waitsFor, ...(redHat.test(text) ? { redHat: true as const } : {}) });
  }
  const delegated = within(body, 'delegate_to');
  const once = within(body, 'run_once');
  const isOnce = once && literalText(once) !== 'false';
  const chosen = isOnce ? once : delegated && !/inventory_hostname|\bitem\b/.test(templateText(delegated) ?? '') ? delegated : context.chosen;
  return { ...context, open, ...(chosen ? { chosen } : {}) };
} // biome-ignore format: choices

/** A context for each item of a loop; one with an unknown item where the list is not known. */
function loops(body: Expr, context: Context): readonly Context[] {
  const loop = within(body, 'loop') ?? within(body, 'with_items') ?? within(body, 'with_list') ?? within(body, 'with_dict') ?? within(body, 'with_flattened'); // biome-ignore format: one choice
  if (!loop) return [context];
  const name = literalText(within(body, 'loop_control', 'loop_var')) ?? 'item';
  const value = valueIn(loop, scopeOf(context));
  const list = value?.is === 'map' ? valueIn(computedItems(loop), scopeOf(context)) : value;
  if (list?.is !== 'list' || list.items.length === 0) {
    const text = list?.is === 'literal' ? list : undefined;
    return [{ ...context, layers: [new Map([[name, text ?? opaque('unknown', loop.at)]]), ...context.layers] }];
  }
  return list.items.slice(0, 40).map((item) => ({ ...context, layers: [new Map([[name, item]]), ...context.layers] }));
}

function computedItems(loop: Expr): Expr {
  const text = (templateText(loop) ?? '').replace(/^\s*\{\{|\}\}\s*$/g, '');
  return { is: 'opaque', source: `{{ (${text}) | dict2items }}`, at: loop.at };
}

/** What a task leaves behind under a name: results, which only a run knows (but for the items that it was asked of), and facts that it sets. */
function register(body: Expr, context: Context): void {
  const name = literalText(within(body, 'register'));
  if (name) {
    const loop = within(body, 'loop') ?? within(body, 'with_items');
    const list = loop && valueIn(loop, scopeOf(context));
    const asked = opaque('run', body.at);
    const results: Expr = list?.is === 'list'
      ? { is: 'map', at: body.at, entries: [{ key: 'results', value: { is: 'list', at: body.at, items: list.items.map((item): Expr => ({ is: 'map', at: body.at, entries: [{ key: 'item', value: valueIn(item, scopeOf(context)) ?? asked }, ...['stat', 'stdout', 'rc', 'changed', 'stdout_lines'].map((key) => ({ key, value: asked }))] })) } }] }
      : asked; // biome-ignore format: one record
    context.registered.set(name, results);
  }
  const set = entries(body).find(({ key }) => /^(ansible\.builtin\.)?set_fact$/.test(key));
  for (const { key, value } of entries(set?.value))
    context.registered.set(key, within(body, 'when') ? opaque('run', value.at) : value);
}

/** The text of a value as a run would have it, with what is not known as it is written. */
export function runText(run: Pick<TaskRun, 'scope'>, expr: Expr | undefined): string {
  if (!expr) return '';
  const text = templateText(expr);
  if (text === undefined) return '';
  const value = printed(text, { at: expr.at, scope: run.scope, depth: 0 });
  return value?.is === 'literal' && value.value !== null ? String(value.value) : text;
}
