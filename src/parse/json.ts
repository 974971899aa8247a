import { type Node, parseTree } from 'jsonc-parser';
import type { DataNode } from './data.js';
import type { Parsed } from './parsed.js';
export function parseJson(text: string): Parsed<DataNode> {
  const conv = (n: Node): DataNode => {
    const start = n.offset,
      end = n.offset + n.length;
    if (n.type === 'object')
      return {
        is: 'map',
        start,
        end,
        entries: (n.children ?? []).flatMap((p) => {
          const [k, v] = p.children ?? [];
          return k && v
            ? [{ key: String(k.value), keyStart: k.offset, keyEnd: k.offset + k.length, value: conv(v) }]
            : [];
        }),
      };
    if (n.type === 'array') return { is: 'list', start, end, items: (n.children ?? []).map(conv) };
    return { is: 'scalar', value: n.value as string, raw: text.slice(start, end), start, end };
  };
  const t = parseTree(text);
  return { tree: t ? conv(t) : { is: 'scalar', value: null, raw: '', start: 0, end: 0 }, problems: [] };
}
