import type { Fact, Facts } from '../../facts/fact.js';
import { type Evidence, known, said } from '../../resolve/evidence.js';
import type { ProxyTrust } from '../../resolve/parts/http.js';
import type { LogSink } from '../../resolve/parts/log-sink.js';
import type { SessionStore } from '../../resolve/parts/store.js';
import { shippers } from '../log-shippers.js';
import { within } from '../yaml/values.js';
import { type Given, sourceFile } from './given.js';
import { printed } from './jinja.js';
import { type Program, runText, type TaskRun } from './plays.js';
import { namesIn } from './services.js';
import { chosenHost, commandOf, moduleOf, optionText } from './tasks.js';

type Setting = Fact<'setting'>;

/** A file that plays put on each host, with what it says in the vocabulary of its technology. */
interface Put {
  readonly run: TaskRun;
  readonly file: string;
  readonly says: readonly Setting[];
}

function filesPut(runs: readonly TaskRun[], facts: Facts, technology: string): readonly Put[] {
  const byFile = new Map<string, Setting[]>();
  for (const setting of facts.of('setting'))
    if (setting.technology === technology) byFile.set(setting.at.file, [...(byFile.get(setting.at.file) ?? []), setting]);
  const known = new Set(byFile.keys());
  const puts = new Map<string, Put>();
  for (const run of runs) {
    const module = moduleOf(run.body);
    if (!module || !/^(template|copy)$/.test(module.name)) continue;
    const file = sourceFile(run, optionText(run, module, 'src') ?? '', known);
    if (file && !puts.has(file)) puts.set(file, { run, file, says: byFile.get(file) ?? [] });
  }
  return [...puts.values()];
} // biome-ignore format: a map

function textOf({ value, at }: Setting, run: TaskRun): string {
  const written = value.is === 'literal' ? String(value.value) : '';
  const text = printed(written, { at, scope: run.scope, depth: 0 });
  return text?.is === 'literal' ? String(text.value) : written;
}

/** Log files that the web server and the app of each host write, by the files that plays put there; nothing where a program ships them. */
export function webServerLogs({ runs, foreign }: Pick<Program, 'runs' | 'foreign'>, given: readonly Given[], facts: Facts): readonly LogSink[] {
  if (runs.some(shipsLogs) || foreign.some(({ name }) => shippers.test(name))) return [];
  const sinks = given.flatMap(({ name, value, at }): readonly LogSink[] => {
    const path = value?.is === 'literal' ? String(value.value) : '';
    if (!/(^|_)LOG(_?(FILE|PATH))?$/.test(name) || !/^(\/(?!dev\/)|\{\{).*\.log$/.test(path)) return [];
    return [sinkOf(`lines of ${name}`, [said(value?.at ?? at, `writes to ${path}`)])];
  });
  const puts = filesPut(runs, facts, 'nginx');
  const sites = puts.filter(({ says }) => says.some(({ key }) => key === 'server'));
  const logging = sites.flatMap(({ run, says }) => says.filter(({ key }) => /^(access|error)_log$/.test(key)).slice(0, 1).map((log) => ({ log, path: textOf(log, run) })));
  for (const { log, path } of logging)
    if (!/^(off|syslog:|\/dev\/|stderr|memory:)/.test(path)) sinks.push(sinkOf("the web server's lines", [said(log.at, `writes to ${path}`)]));
  // what a site says nothing of goes where the whole server writes
  const whole = puts.flatMap(({ run, says }) => says.filter(({ key }) => key === 'access_log').map((log) => ({ log, path: textOf(log, run) })));
  const first = sites[0]?.says.find(({ key }) => key === 'server');
  if (first && whole.length === 0 && logging.length === 0) {
    const builtin: Evidence = { at: { builtin: 'nginx, ngx_http_log_module' }, says: 'access_log is a file of the host' };
    sinks.push(sinkOf("the web server's lines", [said(first.at, 'says nothing of its logs'), builtin]));
  }
  return sites.length > 0 || whole.length > 0 ? sinks : [...sinks, ...otherServerLogs({ runs, foreign }, facts)];
} // biome-ignore format: lists

/** The default of the packages of Debian and Red Hat: nothing is said, and the lines are files of the host. */
const serverNames = /^(nginx([-_]?(full|extras|light|core))?|apache2?|httpd)$/;

/** Apache's own lines where a play puts its hosts there, and those of a server that a role from elsewhere sets up. */
function otherServerLogs({ runs, foreign }: Pick<Program, 'runs' | 'foreign'>, facts: Facts): readonly LogSink[] {
  const site = filesPut(runs, facts, 'ansible-apache').flatMap(({ says }) => says.filter(({ key }) => /^(CustomLog|ErrorLog|VirtualHost)$/.test(key)).toSorted((a, b) => a.key < b.key ? -1 : 1).slice(0, 1))[0];
  if (site && /^(\||syslog|\/dev\/)/.test(site.value.is === 'literal' ? String(site.value.value) : '')) return [];
  if (site) return [sinkOf("the web server's lines", [said(site.at, site.key === 'VirtualHost' ? 'says nothing of its logs: they are files of the host' : 'writes to a file of the host')])];
  const role = foreign.find(({ name, run }) => /(^|[._-])(nginx|apache2?|httpd)$/.test(name) && !chosenHost(run));
  if (role) return [sinkOf("the web server's lines", [said(role.at, 'sets up a web server, whose logs are files of the host unless it is told otherwise')])];
  for (const run of runs) {
    const module = moduleOf(run.body);
    if (!module || chosenHost(run) || !/^(apt|package|yum|dnf)$/.test(module.name)) continue;
    const found = namesIn(run, module).find(({ text }) => serverNames.test(text.trim()));
    if (found) return [sinkOf("the web server's lines", [said(found.at, 'is installed with its own settings: its logs are files of the host')])];
  }
  return [];
} // biome-ignore format: lists

function sinkOf(label: string, because: readonly Evidence[]): LogSink {
  return { label, technology: 'ansible', destinations: known(['file'], because) };
}

function shipsLogs(run: TaskRun): boolean {
  const module = moduleOf(run.body);
  if (!module || !/^(apt|package|yum|dnf|service|systemd|docker_container|template|copy)$/.test(module.name)) return false;
  return shippers.test([optionText(run, module, 'name'), optionText(run, module, 'image'), optionText(run, module, 'dest')].join(' '));
} // biome-ignore format: conditions

/** Whom the web server of each host takes for the client, where it hands that on to the app beside it. */
export function proxyTrustsOf(runs: readonly TaskRun[], facts: Facts): readonly ProxyTrust[] {
  const puts = filesPut(runs, facts, 'nginx');
  const bounded = puts.flatMap(({ says }) => says.filter(({ key }) => key === 'set_real_ip_from'))[0];
  const files = new Set(puts.map(({ file }) => file));
  const sent = puts.flatMap(({ run, says }) => says.filter((one) => one.key === 'proxy_set_header' && textOf(one, run) === '$remote_addr'))[0];
  const fast = facts.of('proxied').find(({ via, at }) => via === 'fastcgi' && files.has(at.file));
  const matters = sent ? [said(sent.at, 'hands the address of whoever connected on as that of the client')] : fast ? [said(fast.at, 'hands the address of whoever connected on as that of the client')] : [];
  if (matters.length === 0) return apacheTrusts(runs, facts);
  const because = bounded ? [said(bounded.at, 'takes the address from known proxies')] : [];
  return [{ technology: 'nginx', trusts: known(bounded ? 'bounded' : 'nobody', because), matters }];
} // biome-ignore format: choices

/** Apache hands whoever connected to the app as the client, unless mod_remoteip is told of the balancer. */
function apacheTrusts(runs: readonly TaskRun[], facts: Facts): readonly ProxyTrust[] {
  const puts = filesPut(runs, facts, 'ansible-apache');
  const host = puts.flatMap(({ says }) => says.filter(({ key }) => key === 'VirtualHost'))[0];
  if (!host) return [];
  const told = puts.flatMap(({ says }) => says.filter(({ key }) => key === 'RemoteIPHeader'))[0];
  const module = runs.find((run) => /\bremoteip\b/.test(commandOf(run)?.text ?? (moduleOf(run.body)?.name === 'apache2_module' ? runText(run, within(moduleOf(run.body)?.value, 'name')) : '')));
  const because = told ? [said(told.at, 'takes the address from a header')] : module ? [said(module.body.at, 'switches mod_remoteip on')] : [];
  const matters = [said(host.at, 'hands the address of whoever connected on as that of the client')];
  return [{ technology: 'apache', trusts: known(because.length > 0 ? 'bounded' : 'nobody', because), matters }];
} // biome-ignore format: choices

/** PHP's sessions by an ini file that plays put on each host and that says where they are kept. */
export function phpSessionsOf(runs: readonly TaskRun[], facts: Facts): readonly SessionStore[] {
  return filesPut(runs, facts, 'ansible-php').flatMap(({ run, says }): readonly SessionStore[] => {
    const last = (key: string) => says.findLast((one) => one.key === key);
    const [handler, path] = [last('session.save_handler'), last('session.save_path')];
    if (!path || (handler && textOf(handler, run) !== 'files')) return [];
    const written = path.value.is === 'literal' ? String(path.value.value) : '';
    const value = printed(written, { at: path.at, scope: run.scope, depth: 0 });
    if (value?.is !== 'literal' || !/^\//.test(String(value.value))) return [];
    const because = [said(path.at, 'sets session.save_path'), said(value.at, `is a folder of each host: ${value.value}`)];
    return [{ label: "PHP's sessions", technology: 'ansible', secondary: true, backend: known({ technology: 'files', reach: 'server' }, because), uses: [] }];
  });
} // biome-ignore format: records
