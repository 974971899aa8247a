import type { Fact } from '../../facts/fact.js';
import type { DataNode } from '../../parse/data.js';
import { parseYaml } from '../../parse/yaml.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { definitionsIn, includesIn, templateBlocks } from './blocks.js';

/** Charts: their templates and default values, as facts; `kubernetes` puts them together. */
export default technology({
  name: 'helm',
  title: 'Helm',
  readers: [
    reader({
      language: 'yaml',
      paths: /(^|\/)Chart\.ya?ml$/,
      extract: (documents, source) => documentFacts('helm-chart', documents.slice(0, 1), source.path),
    }),
    reader({
      language: 'yaml',
      paths: /(^|\/)values\.ya?ml$/,
      extract: (documents, source) => documentFacts('helm-values', documents.slice(0, 1), source.path),
    }),
    reader({
      language: 'yaml',
      paths: /(^|\/)templates\/.*\.ya?ml$/,
      mentions: ['{{'],
      *extract(documents, source) {
        const blocks = templateBlocks(source.text);
        const includes = includesIn(source.text);
        for (const fact of documentFacts('helm-template', documents, source.path))
          if (fact.kind === 'document') yield { ...fact, blocks, includes };
      },
    }),
    reader({
      language: 'text',
      paths: /(^|\/)templates\/.*\.(tpl|ya?ml)$/,
      mentions: ['define '],
      extract: (text, source) => definitionFacts(text, source.path),
    }),
  ],
  detect(facts) {
    const chart = facts.of('document').find(({ technology: name }) => name === 'helm-chart');
    return chart && { at: { ...chart.at, end: chart.at.start }, infrastructure: true };
  },
});

/** Named templates of one file that are read: each is parsed where it stands, which takes as long as the file is. */
const most = 300;

/** Named templates that print a list or a map; those that print a word say nothing here. */
function* definitionFacts(text: string, file: string): Iterable<Fact> {
  const blocks = templateBlocks(text);
  const includes = includesIn(text);
  for (const definition of definitionsIn(text).slice(0, most)) {
    const { start, end } = definition;
    const [node] = parseYaml(text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start, end)).tree;
    if (!node || node.is === 'scalar') continue;
    const at = { file, start: node.start, end: node.end };
    yield {
      kind: 'document',
      technology: 'helm-definition',
      tree: dataExpr(node, file),
      blocks,
      includes,
      definition,
      at,
    };
  }
}

function documentFacts(name: string, documents: readonly DataNode[], file: string): readonly Fact[] {
  return documents.map((node) => ({
    kind: 'document',
    technology: name,
    tree: dataExpr(node, file),
    at: { file, start: node.start, end: node.end },
  }));
}
