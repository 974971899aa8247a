import type { Fact } from '../../facts/fact.js';
import type { DataNode } from '../../parse/data.js';
import { reader, technology } from '../technology.js';
import { dataExpr } from '../yaml/expr.js';
import { templateBlocks } from './blocks.js';

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
        for (const fact of documentFacts('helm-template', documents, source.path))
          if (fact.kind === 'document') yield { ...fact, blocks };
      },
    }),
  ],
  detect(facts) {
    const chart = facts.of('document').find(({ technology: name }) => name === 'helm-chart');
    return chart && { at: { ...chart.at, end: chart.at.start }, infrastructure: true };
  },
});

function documentFacts(name: string, documents: readonly DataNode[], file: string): readonly Fact[] {
  return documents.map((node) => ({
    kind: 'document',
    technology: name,
    tree: dataExpr(node, file),
    at: { file, start: node.start, end: node.end },
  }));
}
