import type { Fact, Facts } from '../../facts/fact.js';
import type { DataNode } from '../../parse/data.js';

/** Files that list hosts by group: `hosts`, `inventory.ini`, what lies in `inventories/production/`. */
export const iniInventories =
  /(^|\/)(hosts|inventory)(\.(ini|cfg|inventory))?$|(^|\/)(inventor(y|ies)|environments|hosts)\/(?!(.*\/)?(group_vars|host_vars)\/)(.*\/)?[^/.]+(\.(ini|cfg|inventory))?$/;
export const yamlInventories =
  /(^|\/)(hosts|inventory)\.ya?ml$|(^|\/)(inventor(y|ies)|environments|hosts)\/(?!(.*\/)?(group_vars|host_vars)\/)(.*\/)?[^/]+\.ya?ml$/;

/** Groups that hold a host or other groups, and the hosts. A line that is commented out holds nothing. */
export function* iniGroups(text: string, file: string): Iterable<Fact> {
  let group: { readonly name: string; readonly kind: string } | undefined;
  let offset = 0;
  for (const line of text.split('\n')) {
    const at = { file, start: offset, end: offset + line.length };
    offset += line.length + 1;
    const [header, name = '', kind = ''] = /^\[([\w.-]+)(?::(\w+))?\]\s*(?:[#;].*)?$/.exec(line.trim()) ?? [];
    if (header !== undefined) {
      group = { name, kind };
      continue;
    }
    const first = /^[^\s#;[]+/.exec(line.trim())?.[0];
    if (first === undefined || group?.kind === 'vars') continue;
    if (group) yield inventoryFact('group', group.name, at);
    yield inventoryFact(group?.kind === 'children' ? 'group' : 'host', first, at);
  }
}

/** `all: {children: {web: {hosts: {web1: {}}}}}`; a plugin asks a cloud for its hosts. */
export function* yamlGroups(documents: readonly DataNode[], file: string): Iterable<Fact> {
  for (const node of documents) {
    if (node.is !== 'map') continue;
    if (node.entries.some(({ key }) => key === 'plugin')) yield inventoryFact('plugin', '', { file, start: node.start, end: node.end });
    for (const { key, value } of node.entries) yield* groupIn(key, value, file);
  }
} // biome-ignore format: one condition

function* groupIn(name: string, node: DataNode, file: string): Iterable<Fact> {
  if (node.is !== 'map') return;
  const at = { file, start: node.start, end: node.end };
  for (const { key, value } of node.entries) {
    if (value.is !== 'map' || !/^(hosts|children)$/.test(key)) continue;
    if (value.entries.length > 0) yield inventoryFact('group', name, at);
    for (const inner of value.entries) {
      yield inventoryFact(key === 'hosts' ? 'host' : 'group', inner.key, at);
      if (key === 'children') yield* groupIn(inner.key, inner.value, file);
    }
  }
}

function inventoryFact(what: string, name: string, at: Fact['at']): Fact<'use'> {
  return { kind: 'use', technology: 'ansible-inventory', what, name, at };
}

const plain = /^[\w.-]+$/;

/**
 * Whether a group is one that an inventory of the repository has no host for. Not asked where an inventory is made while a playbook runs, or where none of
 * the groups of the playbooks stands in it: then it is another one that counts.
 */
export function emptyGroups(facts: Facts, groups: readonly string[]): (group: string) => boolean {
  const lines = facts.of('use').filter(({ technology }) => technology === 'ansible-inventory');
  const names = new Set(lines.map(({ name = '' }) => name));
  const isAsked = !lines.some(({ what }) => what === 'plugin') && groups.some((group) => names.has(group));
  return (group) => isAsked && plain.test(group) && !/^(all|ungrouped|localhost)$/.test(group) && !names.has(group);
}
