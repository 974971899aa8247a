import { literal } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { kindOf } from './addresses.js';

/** Configuration of what looks after the stores of its own host: it is right that each host asks itself. */
const ofMachine =
  /(^|[/_.-])(exporters?|telegraf|netdata|zabbix|datadog|munin|monit|collectd|nagios|icinga|vector|patroni|pgbouncer|pgpool|haproxy|keepalived|backups?|logrotate|goss|phpmyadmin|adminer|fail2ban)([/_.-]|$)/i;

/** A line that is a comment in the languages of configuration files. */
const comment = /^\s*(#|;|\/\/|\*|\/\*|--|<!--|%|\{#)/;
const value = String.raw`(?:"([^"\n]*)"|'([^'\n]*)'|((?:\{\{[^\n]*?\}\}|[^\s"',;)<{])+))`;
const setting = new RegExp(
  String.raw`^\s*(?:@?define\s*\(\s*|export\s+|set\s+|-\s+)?[$@]?["'\w.>\[\]-]*?["']?([A-Za-z][\w.-]*)["']?\]?\s*(?:=>|:=|=|:|,\s)\s*${value}`,
);
const url =
  /\b((?:jdbc:)?(?:\w{2,20}|\{\{[^{}\n]{1,80}\}\})(?:\+\w{1,20})?:(?:\/\/|\{\{[^{}\n]{1,80}\}\})(?:\{\{[^{}\n]*\}\}|[^\s"'<>{}])*)/;
const store = /^(jdbc:)?(mysql|mariadb|pgsql|postgres(ql)?|mongodb|sqlite3?|redis|valkey|amqps?|memcached)\b/;

/**
 * Lines of a file that a play puts on its hosts which say where a store is: a setting with the name of one (`db_host`, `host` in a section
 * `[database]` or below `redis:`), a URL, or the parameters of a connection to PostgreSQL.
 */
export function* addressLines(text: string, file: string): Iterable<Fact> {
  if (ofMachine.test(file)) return;
  const parents: { readonly indent: number; readonly name: string }[] = [];
  const stem = stemOf(file);
  let section = '';
  let offset = 0;
  for (const line of text.split('\n')) {
    const start = offset;
    offset += line.length + 1;
    if (line.length > 600 || comment.test(line)) continue;
    section = /^\s*\[([\w.-]+)\]\s*$/.exec(line)?.[1] ?? section;
    const indent = line.length - line.trimStart().length;
    while (line.trim() !== '' && (parents.at(-1)?.indent ?? -1) >= indent) parents.pop();
    const parent = /^\s*['"]?([\w-]+)['"]?\s*(?::|=>\s*\[|=\s*\{|\{)\s*$/.exec(line)?.[1];
    if (parent) parents.push({ indent, name: parent });
    const found = addressIn(line, [parents.filter((one) => one.name !== parent).map(({ name }) => name).at(-1) ?? '', section, stem]);
    if (!found) continue;
    const from = start + line.lastIndexOf(found.written);
    const at = { file, start: from, end: from + found.written.length };
    yield { kind: 'use', technology: 'ansible', what: 'address', name: found.name, options: { value: literal(found.written, at) }, at };
  }
} // biome-ignore format: one record

function addressIn(line: string, around: readonly string[]): { readonly name: string; readonly written: string } | undefined {
  const connection = line.includes('dbname=') ? /\bhost=(\{\{[^{}\n]{1,200}\}\}|[\w./-]+)\s/.exec(line)?.[1] : undefined;
  if (connection) return { name: 'PG_HOST', written: connection };
  const address = url.exec(line)?.[1];
  if (address && store.test(address)) return { name: 'DATABASE_URL', written: address };
  if (address && /^jdbc:\{\{/.test(address)) return { name: 'DATABASE_URL', written: address };
  const found = setting.exec(line);
  const [, key = '', double, single, bare] = found ?? [];
  const written = double ?? single ?? bare ?? '';
  if (!key || written === '') return undefined;
  const named = [key, ...around.filter((one) => one !== '').map((one) => `${one}_${key}`)].map(upper).find((name) => kindOf(name) !== undefined);
  return named === undefined ? undefined : { name: named, written };
} // biome-ignore format: one signature

/** The last word of a file's name: `local.d_redis.conf.j2` is of `redis`. */
function stemOf(file: string): string {
  const parts = file
    .slice(file.lastIndexOf('/') + 1)
    .replace(/\.(j2|erb|template)$/, '')
    .split('.');
  return (parts.at(-2) ?? '').split(/[^A-Za-z]/).at(-1) ?? '';
}

/** `dbHost`, `db.host` and `db-host` are `DB_HOST`. */
export function upper(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .replace(/\W+/g, '_')
    .toUpperCase();
}
