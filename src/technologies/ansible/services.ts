import { type Expr, literalText } from '../../facts/expr.js';
import { type Evidence, said } from '../../resolve/evidence.js';
import { knownImage } from '../docker/known-images.js';
import { items, within } from '../yaml/values.js';
import { templateText, valueIn } from './jinja.js';
import { type Program, runText, type TaskRun } from './plays.js';
import { chosenHost, type Module, moduleOf, optionText } from './tasks.js';

/** A data store that a play puts on every host of a group. */
export interface Installed {
  readonly engine: string;
  readonly group: string;
  /** A condition that is not followed decides. */
  readonly perhaps?: true;
  /** Steps that show it: the task, and where the play asks for it last. */
  readonly because: readonly Evidence[];
}

/** Names of packages that are servers, and of their services. Clients and libraries have names of their own. */
const servers: readonly (readonly [RegExp, string])[] = [
  [/^(redis|redis-server|redis\d*|valkey|valkey-server|keydb|keydb-server)$/, 'redis'],
  [/^memcached$/, 'memcached'],
  [/^(mysql|mysqld|(default-)?mysql-server(-[\d.]+)?|mysql-community-server|percona-server-server[\w.-]*)$/, 'mysql'],
  [/^(mariadb|mariadb-server(-[\d.]+)?)$/, 'mariadb'],
  [/^(postgresql(-?[\d.]+)?(-server)?|postgres)$/, 'postgresql'],
  [/^(mongod|mongodb|mongodb-server|mongodb-org(-server)?)$/, 'mongodb'],
  [/^rabbitmq(-server)?$/, 'rabbitmq'],
];

function serverOf(name: string): string | undefined {
  const plain = name.replace(/=.*|\.service$|@.*/gs, '').trim();
  return servers.find(([pattern]) => pattern.test(plain))?.[1];
}

/** On distributions of Red Hat these names are the clients, and `-server` is the server. */
function isClient(run: TaskRun, { name }: Module, text: string): boolean {
  if (!/^(postgresql|mariadb|mysql)\d*$/.test((text.split(/[=-](?=[\d.])/)[0] ?? '').trim())) return false;
  return /^(yum|dnf)$/.test(name) || run.open.some(({ redHat }) => redHat);
}

const packages = /^(apt|package|yum|dnf|apk|pacman|zypper|pkgng|homebrew)$/;

/** Stores by engine and group, each once. */
export function installedBy(program: Program): readonly Installed[] {
  const found = new Map<string, Installed>();
  const add = (one: Installed) => {
    const key = `${one.group} ${one.engine}`;
    const known = found.get(key);
    if (!known || (known.perhaps && !one.perhaps)) found.set(key, one);
  };
  for (const run of program.runs) {
    if (chosenHost(run)) continue;
    const perhaps = isOnAll(run) ? {} : { perhaps: true as const };
    for (const { engine, at } of broughtBy(run)) {
      const steps = [said(at, `installs ${engine}`), ...(run.roleAt ? [said(run.roleAt, `is for every host of ${run.play.group}`)] : [])];
      add({ engine, group: run.play.group, because: steps, ...perhaps });
    } // biome-ignore format: one loop
  }
  for (const { name, run, at } of program.foreign) {
    const engine = /(^|[._-])(redis|mysql|mariadb|postgres(?:ql)?|memcached|mongodb|rabbitmq)$/.exec(name)?.[2];
    if (engine && isOnAll(run))
      add({ engine: engine === 'postgres' ? 'postgresql' : engine, group: run.play.group, because: [said(at, `installs ${engine} on every host of ${run.play.group}`)] }); // biome-ignore format: one record
  }
  return [...found.values()];
}

/** Nothing chooses among the hosts, and no condition stands around it that somebody may set for some. */
function isOnAll(run: Omit<TaskRun, 'body'>): boolean {
  return !chosenHost(run) && !run.open.some(({ waitsFor }) => waitsFor === 'unknown');
}

function broughtBy(run: TaskRun): readonly { readonly engine: string; readonly at: Expr['at'] }[] {
  const module = moduleOf(run.body);
  if (!module) return [];
  if (packages.test(module.name)) {
    if (/^(absent|removed)$/.test(optionText(run, module, 'state') ?? '')) return [];
    return namesIn(run, module).flatMap(({ text, at }) => {
      const engine = module.name !== 'apt' && isClient(run, module, text) ? undefined : serverOf(text);
      return engine ? [{ engine, at }] : [];
    });
  }
  if (/^(service|systemd|systemd_service)$/.test(module.name)) {
    const state = optionText(run, module, 'state') ?? '';
    if (!/^(started|restarted|reloaded)$/.test(state)) return [];
    const engine = serverOf(optionText(run, module, 'name', 'unit') ?? '');
    return engine ? [{ engine, at: run.body.at }] : [];
  }
  if (module.name === 'docker_container') {
    const image = knownImage(optionText(run, module, 'image'));
    const isStore = image && /^(database|cache|broker)$/.test(image.role) && optionText(run, module, 'state') !== 'absent';
    return isStore ? [{ engine: image.engine, at: module.value.at }] : [];
  } // biome-ignore format: one condition
  return [];
}

/** Packages by name, a list of them, or what the items of a loop bring. */
export function namesIn(run: TaskRun, module: Module): readonly { readonly text: string; readonly at: Expr['at'] }[] {
  const given = within(module.value, 'name') ?? within(module.value, 'pkg') ?? within(module.value, 'package');
  const value = given && valueIn(given, run.scope);
  if (value?.is === 'list')
    return items(value).flatMap((item) => {
      const text = literalText(valueIn(item, run.scope)) ?? runText(run, item);
      return text ? [{ text, at: item.at }] : [];
    });
  const text = optionText(run, module, 'name', 'pkg') ?? templateText(given) ?? '';
  return text.split(/[\s,]+/).map((one) => ({ text: one, at: (value ?? module.value).at }));
}
