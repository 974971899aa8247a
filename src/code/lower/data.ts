import type { DataNode } from '../../parse/data.js';
import type { IniEntry, IniTree } from '../../parse/ini.js';
import type { CodeModule, Entry, Expr, Place } from '../model.js';
import { deepest, opaque, placeOf } from './draft.js';

/** A data file of settings, read as a file of code that only returns its table. */
export function lowerYaml(tree: readonly DataNode[], _text: string, path: string): CodeModule {
  return moduleOf(tree[0] && exprOf(tree[0], 0), path);
}

/** Sections of an INI file are tables in the table; `name[] = value` adds to a list. */
export function lowerIni(tree: IniTree, _text: string, path: string): CodeModule {
  const sections = new Map<string, { readonly key: Expr; readonly entries: IniEntry[] }>();
  for (const { name, entries } of tree.sections) {
    const known = sections.get(name.text);
    if (known) for (const entry of entries) known.entries.push(entry);
    else sections.set(name.text, { key: { is: 'literal', value: name.text, ...placeOf(name) }, entries: [...entries] });
  }
  const whole: Entry[] = [...entriesOf(tree.entries)];
  for (const { key, entries } of sections.values()) {
    const end = (entries.at(-1)?.value ?? entries.at(-1)?.key ?? key).end;
    whole.push({ key, value: { is: 'map', entries: entriesOf(entries), start: key.start, end } });
  }
  const last = whole.at(-1)?.value;
  return moduleOf({ is: 'map', entries: whole, start: 0, end: last?.end ?? 0 }, path);
}

function moduleOf(value: Expr | undefined, path: string): CodeModule {
  const place: Place = { start: value?.start ?? 0, end: value?.end ?? 0 };
  const top = {
    name: '',
    ...place,
    params: [],
    decorators: [],
    guards: [],
    events: value ? [{ is: 'return' as const, value, ...place }] : [],
  };
  return { path, language: 'data', imports: [], exports: [], stars: [], functions: [top], classes: [] };
}

function exprOf(node: DataNode, depth: number): Expr {
  const place = placeOf(node);
  if (depth > deepest) return opaque(place);
  if (node.is === 'list') return { is: 'list', items: node.items.map((item) => exprOf(item, depth + 1)), ...place };
  if (node.is === 'map')
    return {
      is: 'map',
      entries: node.entries.map(({ key, keyStart, keyEnd, value }) => ({
        key: { is: 'literal', value: key, start: keyStart, end: keyEnd },
        value: exprOf(value, depth + 1),
      })),
      ...place,
    };
  return node.value === undefined ? opaque(place) : { is: 'literal', value: node.value, ...place };
}

function entriesOf(entries: readonly IniEntry[]): readonly Entry[] {
  const lists = new Map<string, { readonly key: IniEntry['key']; readonly items: Expr[] }>();
  const found: Entry[] = [];
  for (const { key, value } of entries) {
    const item: Expr = value ? { is: 'literal', value: value.text, ...placeOf(value) } : opaque(key);
    if (!key.text.endsWith('[]')) {
      found.push({ key: { is: 'literal', value: key.text, ...placeOf(key) }, value: item });
      continue;
    }
    const name = key.text.slice(0, -2);
    const list = lists.get(name) ?? { key, items: [] };
    lists.set(name, list);
    list.items.push(item);
  }
  for (const [name, { key, items }] of lists)
    found.push({
      key: { is: 'literal', value: name, ...placeOf(key) },
      value: { is: 'list', items, start: items[0]?.start ?? key.start, end: items.at(-1)?.end ?? key.end },
    });
  return found;
}
