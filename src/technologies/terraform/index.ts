import type { Expr } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import type { HclBody, HclValue } from '../../parse/hcl.js';
import type { AppParts } from '../../resolve/app.js';
import { reader, technology } from '../technology.js';
import { resourceParts } from './resources.js';
import { variablesGiven } from './variables.js';

/** Terraform: the databases, caches, groups of servers and balancers that it makes at the large providers. */
export default technology({
  name: 'terraform',
  title: 'Terraform',
  readers: [
    reader({
      language: 'hcl',
      paths: /\.tf$/,
      *extract(tree, source): Iterable<Fact> {
        yield* resources(tree, source.path);
        yield* variablesGiven(tree, source.path);
      },
    }),
  ],
  detect(facts) {
    const file = facts.of('document').find(({ technology: name }) => name === 'terraform');
    return file && { at: { ...file.at, end: file.at.start }, infrastructure: true };
  },
  deployment: (facts: Facts): AppParts => resourceParts(facts),
});

/** One document for each `resource` and `variable`: its type, its name and what it says. */
function* resources(tree: HclBody, file: string): Iterable<Fact> {
  for (const block of tree.blocks) {
    const kind = block.type.text;
    if (kind !== 'resource' && kind !== 'variable') continue;
    const [first, second] = block.labels;
    const name = kind === 'resource' ? second : first;
    if (!first || !name) continue;
    const at = { file, start: block.start, end: block.end };
    const nameAt = { file, start: name.start, end: name.end };
    const head = { is: 'literal' as const, at: nameAt };
    const entries = [
      { key: 'type', value: { ...head, value: kind === 'variable' ? 'variable' : first.text } },
      { key: 'name', value: { ...head, value: name.text } },
      { key: 'body', value: bodyExpr(block, file, at) },
    ];
    yield { kind: 'document', technology: 'terraform', tree: { is: 'map', entries, at }, at };
  }
}

function bodyExpr(body: HclBody, file: string, at: Fact['at']): Expr {
  return {
    is: 'map',
    entries: [
      ...body.attributes.map(({ name, value, start, end }) => ({
        key: name.text,
        value: valueExpr(value, file),
        keyAt: { file, start, end },
      })),
      ...body.blocks.map((block) => ({
        key: block.type.text,
        value: bodyExpr(block, file, { file, start: block.start, end: block.end }),
        keyAt: { file, start: block.start, end: block.end },
      })),
    ],
    at,
  };
}

function valueExpr(value: HclValue, file: string): Expr {
  const at = { file, start: value.start, end: value.end };
  if (value.literal !== undefined) return { is: 'literal', value: value.literal, at };
  if (value.list) return { is: 'list', items: value.list.map((item) => valueExpr(item, file)), at };
  return { is: 'opaque', source: value.text, at };
}
