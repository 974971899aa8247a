import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { DataNode } from '../../parse/data.js';
import type { AppParts } from '../../resolve/app.js';
import type { Service } from '../../resolve/parts/topology.js';
import { settingFact } from '../config-file.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { items, within } from '../yaml/values.js';
import { addressLines } from './address-lines.js';
import { branchesIn } from './conditions.js';
import { containedIn, containerPartsOf } from './containers.js';
import { ansibleFiles } from './files.js';
import { hostDrifts } from './host-vars.js';
import { hostParts } from './hosts.js';
import { iniGroups, iniInventories, yamlGroups, yamlInventories } from './inventory.js';
import { playbooksOf } from './playbooks.js';
import { programOf } from './plays.js';
import { workOf } from './work.js';

/** Ansible, read as a program: what its plays put on each of their hosts. */
export default technology({
  name: 'ansible',
  title: 'Ansible',
  readers: [
    reader({
      language: 'yaml',
      paths:
        /(^|\/)(tasks|handlers|playbooks?|roles|ansible)\/(?!(.*\/)?(templates|files|defaults|vars|meta|group_vars|host_vars)\/)(.*\/)?[^/]+\.ya?ml$|(^|\/)(site|playbook[^/]*|deploy)\.ya?ml$/,
      extract: (documents, source) => lists(documents, source.path),
    }),
    reader({
      language: 'yaml',
      paths:
        /^(?!(.*\/)?(templates|charts?|k8s|kubernetes|manifests|roles|tasks|handlers|playbooks?|ansible|\.github)\/)(?!(.*\/)?(site|playbook[^/]*|deploy)\.ya?ml$)(.*\/)?[^/]+\.ya?ml$/,
      // a rule for an ingress has its hosts on the lines below
      mentions: ['- hosts: ', '\n  hosts: ', 'import_tasks:', 'include_tasks:', 'ansible.builtin.'],
      extract: (documents, source) => lists(documents, source.path),
    }),
    reader({
      language: 'yaml',
      paths: /(^|\/)(group_vars\/.*|(defaults|vars|meta)\/(.*\/)?[^/]+|var(s|iables)[^/]*)\.ya?ml$|(^|\/)group_vars\/(.*\/)?[^/.]+$/,
      extract: (documents, source) => maps('ansible-vars', documents, source.path),
    }),
    reader({
      language: 'yaml',
      paths: /(^|\/)host_vars\/[^/]+(\.ya?ml|\/[^/]+\.ya?ml)$/,
      extract: (documents, source) => maps('ansible-host', documents, source.path),
    }),
    reader({
      language: 'text',
      paths: iniInventories,
      mentions: ['['],
      extract: (text, source) => iniGroups(text, source.path),
    }),
    reader({
      language: 'yaml',
      paths: yamlInventories,
      mentions: ['hosts:', 'plugin:'],
      extract: (documents, source) => yamlGroups(documents, source.path),
    }),
    reader({
      language: 'php-ini',
      paths: /(^|\/)[^/]*php[^/]*\.ini\.j2$/,
      mentions: ['session.save_path'],
      *extract(tree, source): Iterable<Fact> {
        for (const { key, value } of [...tree.entries, ...tree.sections.flatMap((section) => section.entries)])
          if (value && /^session\.save_(path|handler)$/.test(key.text))
            yield settingFact('ansible-php', source.path, { key: key.text, value: value.text, from: key, to: value });
      },
    }),
    reader({
      language: 'text',
      paths: /(^|\/)(roles|playbooks?|ansible)\/(.*\/)?(templates|files)\/[^.](?!.*\.(png|svg|css|html?|md|sql|tar|t?gz|deb|rpm|crt|pem|pub)$)|\.j2$/,
      mentions: ['localhost', '127.0.0.1', 'sqlite', '{{'],
      extract: (text, source) => addressLines(text, source.path),
    }),
    reader({
      language: 'text',
      paths: /(^|\/)(templates|files)\/|\.j2$/,
      mentions: ['<VirtualHost'],
      extract: (text, source) => apacheLines(text, source.path),
    }),
    reader({
      language: 'text',
      paths: /\.j2$/,
      mentions: ['{% if', '{%- if'],
      extract: (text, source) => branchesIn(text, source.path),
    }),
    reader({
      language: 'text',
      paths: /(^|\/)[^/]*env[^/]*\.j2$/,
      mentions: ['{{'],
      extract: (text, source) => printedLines(text, source.path),
    }),
  ],
  detect(facts) {
    const play = facts
      .of('document')
      .filter(({ technology: name }) => name === 'ansible')
      .flatMap(({ tree }) => items(tree))
      .find((item) => within(item, 'hosts') !== undefined && (within(item, 'roles') ?? within(item, 'tasks')) !== undefined);
    return play && { at: { ...play.at, end: play.at.start }, infrastructure: true };
  },
  // what Ansible itself runs on a host that it sets up (ansible-core 2.17, "Adding modules and plugins locally")
  idle: () => (path) =>
    /(^|\/)(plugins\/(modules|module_utils|action|filter|lookup|callback|connection|inventory|test|strategy)|library|module_utils|(action|filter|lookup|callback|test)_plugins)\/.*\.py$/.test(path),
  ways: (facts) => playbooksOf(programOf(facts)),
  deployment(facts: Facts) {
    const program = programOf(facts);
    const files = ansibleFiles(facts);
    const contained = containerPartsOf(program, facts);
    const hosts = hostParts(program, files, facts);
    return { ...workOf(program, files, containedIn(program, facts)), ...hosts, ...contained, services: besides(contained, hosts), drifts: hostDrifts(facts) };
  },
}); // biome-ignore format: readers

/** Stores in containers that are not judged already as what each host has for itself. */
function besides({ services = [] }: AppParts, { databases = [], keyValueConnections = [] }: AppParts): readonly Service[] {
  const engines = new Set([...databases.map(({ engine }) => (engine.state === 'known' ? engine.value : '')), ...keyValueConnections.map(({ engine }) => engine)]);
  return services.filter(({ engine }) => !engines.has(engine));
} // biome-ignore format: lists

/** Plays and tasks; a list of anything else says nothing here. */
function* lists(documents: readonly DataNode[], file: string): Iterable<Fact> {
  for (const node of documents) {
    const isTasks = node.is === 'list' && node.items.some((item) => item.is === 'map' && item.entries.some(({ key }) => isTaskKey(key)));
    if (isTasks) yield documentOf('ansible', dataExpr(node, file));
  }
} // biome-ignore format: one condition

function isTaskKey(key: string): boolean {
  return /^(name|hosts|tasks|block|when|register|become|notify|tags|cron|command|shell|apt|service|template|file|copy|git|\w+\.\w+\.\w+|(import|include)_\w+)$/.test(key); // biome-ignore format: one line
}

function maps(name: string, documents: readonly DataNode[], file: string): Fact[] {
  return documents.filter((node) => node.is === 'map').slice(0, 1).map((node) => documentOf(name, dataExpr(node, file)));
} // biome-ignore format: one line

function documentOf(name: string, tree: Expr): Fact {
  return { kind: 'document', technology: name, tree, at: tree.at };
}

/** What the hosts of an Apache say of its logs and of whom it takes for the client. */
function* apacheLines(text: string, file: string): Iterable<Fact> {
  for (const { 0: line, 1: key = '', 2: value = '', index } of text.matchAll(/^[ \t]*<?(VirtualHost|CustomLog|ErrorLog|RemoteIPHeader)[ \t]+"?([^\n">]*)/gm))
    yield settingFact('ansible-apache', file, { key, value, from: { text: key, start: index + line.search(/\S/), end: index }, to: { text: value, start: index, end: index + line.trimEnd().length } });
} // biome-ignore format: one fact

/** Lines of a template for an env file that are one expression alone: it may print many variables. */
function* printedLines(text: string, file: string): Iterable<Fact> {
  for (const { 0: line, index } of text.matchAll(/^[ \t]*\{\{[^\n]*\}\}[ \t]*$/gm))
    yield { kind: 'use', technology: 'ansible', what: 'prints', name: line.trim(), at: { file, start: index, end: index + line.length } };
} // biome-ignore format: one fact
