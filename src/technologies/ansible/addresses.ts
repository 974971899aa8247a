import { type Expr, literalText } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import { type Evidence, said } from '../../resolve/evidence.js';
import { baseName } from '../docker/paths.js';
import { within } from '../yaml/values.js';
import { type Given, sourceFile } from './given.js';
import { printed, templateText } from './jinja.js';
import type { TaskRun } from './plays.js';
import { chosenHost, moduleOf, option, optionText } from './tasks.js';

/** Where the app looks for a store, as a play tells it. */
export interface Address {
  /** The role, or the playbook, that asks. */
  readonly asker: string;
  readonly kind: 'database' | 'redis' | 'memcached' | 'rabbitmq';
  /** What the store is called to people: `the database of DB_HOST`. */
  readonly label: string;
  /** Undefined: not known. */
  readonly here?: boolean;
  readonly engine?: string;
  readonly text: string;
  readonly because: readonly Evidence[];
}

const kinds: readonly (readonly [RegExp, Address['kind']])[] = [
  [
    /(^|_)(DB|DATABASE|MYSQL|MARIADB|POSTGRES(QL)?|PG|PGSQL|MONGO(DB)?)_?(HOST(NAME)?|SERVER|ADDRESS|URL|URI|DSN)$/,
    'database',
  ],
  [/(^|_)(REDIS|VALKEY)_?(HOST(NAME)?|SERVERS?|URL|URI|DSN)$/, 'redis'],
  [/(^|_)MEMCACHED?_?(HOST|SERVERS?|URL)$/, 'memcached'],
  [/(^|_)(RABBITMQ|AMQP)_?(HOST|URL|URI|DSN)$/, 'rabbitmq'],
];

/** The store that a setting of this name is the address of. */
export function kindOf(name: string): Address['kind'] | undefined {
  return kinds.find(([pattern]) => pattern.test(name))?.[1];
}

export function askerOf({ folder, play }: Pick<TaskRun, 'folder' | 'play'>): string {
  return folder ?? play.file;
}

export function addressOf({ name, value, written, at, run }: Given): readonly Address[] {
  const kind = kindOf(name);
  if (!kind) return [];
  return [{ asker: askerOf(run), kind, label: `the database of ${name}`, ...placeOfAddress(value, written), because: stepsOf(name, value, at) }]; // biome-ignore format: one record
}

function stepsOf(name: string, value: Expr | undefined, at: Expr['at']): readonly Evidence[] {
  return [...(sameSpan(value, at) ? [] : [said(at, `sets ${name}`)]), said(value?.at ?? at, `is the address that ${name} has`)]; // biome-ignore format: one list
}

function sameSpan(value: Expr | undefined, at: Expr['at']): boolean {
  return value?.at.file === at.file && value.at.start === at.start;
}

/** What files that plays put on their hosts say of stores, with the values of the variables in force. */
export function toldIn(runs: readonly TaskRun[], facts: Facts): readonly Address[] {
  const byFile = new Map<string, Fact<'use'>[]>();
  for (const use of facts.of('use'))
    if (use.technology === 'ansible' && use.what === 'address')
      byFile.set(use.at.file, [...(byFile.get(use.at.file) ?? []), use]);
  const known = new Set(byFile.keys());
  return runs.flatMap((run) => {
    const module = moduleOf(run.body);
    if (!module || !/^(template|copy)$/.test(module.name) || chosenHost(run)) return [];
    const file = sourceFile(run, optionText(run, module, 'src') ?? '', known);
    return (file ? (byFile.get(file) ?? []) : []).flatMap((use) => toldBy(use, run));
  });
}

function toldBy({ name = '', options, at }: Fact<'use'>, run: TaskRun): readonly Address[] {
  const written = literalText(options?.value) ?? '';
  const value = addressIn(written, { at, run });
  const kind = /^(redis|valkey):/.test(written) ? 'redis' : /^amqps?:/.test(written) ? 'rabbitmq' : /^memcached:/.test(written) ? 'memcached' : kindOf(name); // biome-ignore format: one choice
  const role = baseName(askerOf(run)).replace(/\.ya?ml$/, '');
  return kind ? [{ asker: askerOf(run), kind, label: `the database of ${role}`, ...placeOfAddress(value, written), because: stepsOf(name, value, at) }] : []; // biome-ignore format: one record
}

/** A URL has the place of the variable that names its host. */
function addressIn(written: string, { at, run }: { readonly at: Expr['at']; readonly run: TaskRun }): Expr | undefined {
  const place = { at, scope: run.scope, depth: 0 };
  const value = printed(written, place);
  const host = /:\/\/(?:[^@/]*@)?(\{\{[^{}]*\}\})/.exec(written)?.[1];
  const named = host === undefined ? undefined : printed(host, place);
  return value?.is === 'literal' && named?.is === 'literal' ? { ...value, at: named.at } : value;
}

/** `localhost`, a socket, or a URL of such a host; the facts of the host that is set up are its own address. */
export function placeOfAddress(value: Expr | undefined, written: string): Pick<Address, 'here' | 'engine' | 'text'> {
  if (/^\s*\{\{\s*(inventory_hostname|ansible_(default_ipv4|hostname|fqdn|nodename|host)\b[^}[]*)\}\}\s*$/.test(written)) return { here: true, text: '127.0.0.1' }; // biome-ignore format: one condition
  if (value?.is !== 'literal' || value.value === null || String(value.value).trim() === '') return { text: '' };
  const text = String(value.value).trim().replace(/^jdbc:/, '');
  const url = /^(\w+)(?:\+\w+)?:\/\/(?:[^@/]*@)?([^:/?]*)/.exec(text);
  const host = url?.[2] ?? text.replace(/:\d+$/, '');
  if (/^sqlite/.test(url?.[1] ?? '')) return /^\w+:\/{2,4}[\w./-]+/.test(text) ? { here: true, engine: 'sqlite', text } : { text };
  const engine = url?.[1] ? /postgres|pgsql/.test(url[1]) ? 'postgresql' : /mysql|mariadb/.test(url[1]) ? 'mysql' : /mongo/.test(url[1]) ? 'mongodb' : undefined : /postgres/.test(text) ? 'postgresql' : /mysql/.test(text) ? 'mysql' : undefined; // biome-ignore format: one choice
  if (/\{\{/.test(host)) return { text };
  const here = host === '' ? undefined : /^(localhost|127(\.\d+){3}|::1|\[::1\]|0\.0\.0\.0|unix:.*|\/.*)$/.test(host);
  return { ...(here === undefined ? {} : { here }), ...(engine ? { engine } : {}), text: host };
} // biome-ignore format: choices

/** A database that a task makes in the server of its own host: `mysql_db` without another `login_host`. */
export function madeIn(run: TaskRun): readonly Address[] {
  const module = moduleOf(run.body);
  const engine = module?.name === 'mysql_db' ? 'mysql' : module?.name === 'postgresql_db' ? 'postgresql' : undefined;
  if (!module || !engine || chosenHost(run) || optionText(run, module, 'state') === 'absent') return [];
  const host = option(run, module, 'login_host', 'host');
  if (host?.is !== 'literal') return [];
  const name = literalText(within(module.value, 'name')) ?? optionText(run, module, 'name', 'db') ?? '';
  const label = name === '' || /[{}]/.test(name) ? `the database of ${baseName(askerOf(run))}` : `the database ${name}`;
  const place = placeOfAddress(host, templateText(host) ?? '');
  return [{ asker: askerOf(run), kind: 'database', label, ...place, engine, because: [said(run.body.at, 'makes the database of the app there'), said(host.at, 'is the server that it is made in')] }]; // biome-ignore format: one record
}
