import type { Expr, ExprEntry, Scalar } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import { append } from '../../grouped.js';
import type { DataNode } from '../../parse/data.js';

/** Files that list hosts by group: `hosts`, `inventory.ini`, what lies in `inventories/production/`. */
export const iniInventories =
  /(^|\/)(hosts|inventory)(\.(ini|cfg|inventory))?$|(^|\/)(inventor(y|ies)|environments|hosts)\/(?!(.*\/)?(group_vars|host_vars)\/)(.*\/)?[^/.]+(\.(ini|cfg|inventory))?$/;
export const yamlInventories =
  /(^|\/)(hosts|inventory)\.ya?ml$|(^|\/)(inventor(y|ies)|environments|hosts)\/(?!(.*\/)?(group_vars|host_vars)\/)(.*\/)?[^/]+\.ya?ml$/;

/** Groups that hold a host or other groups, and the hosts. A line that is commented out holds nothing. */
export function* iniGroups(text: string, file: string): Iterable<Fact> {
  let group: { readonly name: string; readonly kind: string } | undefined;
  const variables = new Map<string, ExprEntry[]>();
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
    if (first === undefined) continue;
    if (group?.kind === 'vars') {
      const own = variableIn(line, at);
      if (own) append(variables, group.name, own);
      continue;
    }
    if (group) yield inventoryFact('group', group.name, at);
    yield inventoryFact(group?.kind === 'children' ? 'group' : 'host', first, at);
  }
  const at = { file, start: 0, end: 0 };
  const groups = [...variables].map(([key, own]): ExprEntry => ({ key, value: { is: 'map', entries: own, at } }));
  if (groups.length > 0) yield { kind: 'document', technology: 'ansible-group-vars', tree: { is: 'map', entries: groups, at }, at };
} // biome-ignore format: one fact

/** `name = value` below `[group:vars]`: a literal of Python where it is one, else text (ansible-core 2.17, plugins/inventory/ini.py). */
function variableIn(line: string, at: Expr['at']): ExprEntry | undefined {
  const equals = line.indexOf('=');
  const key = line.slice(0, equals).trim();
  if (equals < 0 || !/^\w+$/.test(key)) return undefined;
  const written = line.slice(equals + 1).trim();
  const [, , quoted] = /^(["'])([^"']*)\1\s*(?:#.*)?$/.exec(written) ?? [];
  const text = quoted ?? uncommented(written);
  const value: Scalar = quoted !== undefined ? quoted : /^(True|False)$/.test(text) ? text === 'True' : /^\d{1,15}$/.test(text) ? Number(text) : text;
  const start = at.start + line.indexOf(text, equals);
  const place = { file: at.file, start, end: start + text.length };
  const isTemplate = text.includes('{{');
  return { key, value: isTemplate ? { is: 'opaque', source: text, at: place } : { is: 'literal', value, at: place } };
} // biome-ignore format: choices

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

/** What stands before a comment, which begins behind white space. */
function uncommented(written: string): string {
  const comment = written.search(/\s#/);
  return (comment < 0 ? written : written.slice(0, comment)).trim();
}
