import type { Fact } from '../../facts/fact.js';
import type { DataNode } from '../../parse/data.js';
import { parseYaml } from '../../parse/yaml.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';

/** Patches of one file that are read: each is parsed where it stands, which takes as long as the file is. */
const most = 200;

/** Kustomize: bases, overlays and their patches, as facts; `kubernetes` judges what comes out. */
export default technology({
  name: 'kustomize',
  title: 'Kustomize',
  readers: [
    reader({
      language: 'yaml',
      paths: /(^|\/)(kustomization\.ya?ml|Kustomization)$/,
      *extract(documents, source): Iterable<Fact> {
        const [node] = documents;
        if (!node) return;
        yield documentFact('kustomize', node, source.path);
        for (const text of inlineTexts(node).slice(0, most)) {
          for (const patch of parsedInPlace(source.text, text))
            yield documentFact('kustomize-patch', patch, source.path);
        }
      },
    }),
    reader({
      language: 'yaml',
      paths: /\.ya?ml$|(^|\/)[^/]*patch[^/]*\.json$/,
      mentions: ['op: add', 'op: replace', 'op: remove', '"op"'],
      *extract(documents, source): Iterable<Fact> {
        // A list of operations, as JSON Patch (RFC 6902) has it.
        for (const node of documents)
          if (node.is === 'list' && node.items.every(isOperation))
            yield documentFact('kustomize-patch', node, source.path);
      },
    }),
  ],
  detect(facts) {
    const first = facts.of('document').find(({ technology: name }) => name === 'kustomize');
    return first && { at: { ...first.at, end: first.at.start }, infrastructure: true };
  },
});

function documentFact(name: string, node: DataNode, file: string): Fact {
  return {
    kind: 'document',
    technology: name,
    tree: dataExpr(node, file),
    at: { file, start: node.start, end: node.end },
  };
}

function isOperation(node: DataNode): boolean {
  const keys = node.is === 'map' ? node.entries.map(({ key }) => key) : [];
  return keys.includes('op') && keys.includes('path');
}

/** The patches that stand in the file itself, as block texts. */
function inlineTexts(root: DataNode): readonly DataNode[] {
  const under = (key: string) => (root.is === 'map' ? root.entries.filter((entry) => entry.key === key) : []);
  const lists = ['patches', 'patchesStrategicMerge', 'patchesJson6902'].flatMap((key) => under(key));
  return lists
    .flatMap(({ value }) => (value.is === 'list' ? value.items : []))
    .flatMap((item) =>
      item.is === 'map' ? item.entries.filter(({ key }) => key === 'patch').map(({ value }) => value) : [item],
    )
    .filter(({ is }) => is === 'scalar');
}

/** A text within the file read as YAML where it stands: what is before it is blanked out, so that its places hold. */
function parsedInPlace(text: string, node: DataNode): readonly DataNode[] {
  if (node.is !== 'scalar') return [];
  const quoted = /^["']/.test(node.raw) && node.raw.length === String(node.value).length + 2 ? 1 : 0;
  const header = /^[|>]/.test(node.raw) ? node.raw.indexOf('\n') + 1 : quoted;
  if (header === 0) return [];
  const from = node.start + header;
  return parseYaml(text.slice(0, from).replace(/[^\n]/g, ' ') + text.slice(from, node.end - quoted)).tree;
}
