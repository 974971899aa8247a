import type { Fact } from '../../facts/fact.js';
import { rubyAssignments, rubyChain, rubyGuards } from '../../parse/ruby.js';
import { childOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import type { ProcessPool } from '../../resolve/parts/process-pool.js';
import { evaluate, type Scope } from '../../resolve/settings.js';
import { packageOf } from '../../resolve/version.js';
import { guardExpr, type RubyFile, rubyExpr, spanOf } from '../ruby/expr.js';
import { type Resolution, reader, technology } from '../technology.js';

/** Puma and Unicorn: how many processes serve requests side by side in one copy. */
export default technology({
  name: 'puma',
  title: 'Puma',
  readers: [
    reader({
      language: 'ruby',
      paths: /(^|\/)(config\/)?(puma|unicorn)(\/production|\.production)?\.rb$/,
      mentions: ['workers', 'worker_processes'],
      feeds: ['processPools'],
      extract: (tree, source) => workers(tree, source.path),
    }),
  ],
  detect(facts) {
    const found = packageOf(facts, 'gem', 'puma') ?? packageOf(facts, 'gem', 'unicorn');
    return found && { at: found.fact.at, infrastructure: true };
  },
  parts: (app) => ({ processPools: pools(app) }),
});

/** `workers ENV.fetch("WEB_CONCURRENCY") { 2 }` of Puma, `worker_processes 4` of Unicorn. */
function* workers(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = { path, text: tree.text };
  for (const node of walk(tree.root)) {
    const link =
      node.type === 'call' && !childOf(node, 'receiver') ? rubyChain(tree.text, node)?.links.at(-1) : undefined;
    const value = link?.args[0]?.value;
    if (!value || (link.name !== 'workers' && link.name !== 'worker_processes')) continue;
    const guard = guardExpr(file, rubyGuards(node));
    yield {
      kind: 'setting',
      technology: 'puma',
      key: 'workers',
      value: rubyExpr(file, meant(file, tree, value)),
      ...(guard ? { guard } : {}),
      at: spanOf(file, node),
    };
  }
}

/** What stands behind a variable of the file, inside `Integer(...)`. */
function meant(file: RubyFile, tree: SyntaxTree, node: SyntaxNode): SyntaxNode {
  if (node.type === 'identifier') {
    const name = sourceOf(file.text, node);
    const made = rubyAssignments(file.text, tree.root).find(({ path }) => path === name);
    return made ? meant(file, tree, made.value) : node;
  }
  const link =
    node.type === 'call' && !childOf(node, 'receiver') ? rubyChain(file.text, node)?.links.at(-1) : undefined;
  const inner = link?.name === 'Integer' ? link.args[0]?.value : undefined;
  return inner ? meant(file, tree, inner) : node;
}

/** A number that code or the machine decides is left out: nothing can be counted with it. */
function pools(app: Resolution): readonly ProcessPool[] {
  const scope: Scope = { environment: app.environment('layered'), emptyIsUnset: true };
  return app.facts.of('setting').flatMap((fact): readonly ProcessPool[] => {
    if (fact.technology !== 'puma') return [];
    const guard: Resolved<unknown> = fact.guard ? evaluate(fact.guard, scope) : known(true, []);
    const value = evaluate(fact.value, scope);
    const count = value.state === 'known' ? Number(value.value) : Number.NaN;
    if ((guard.state === 'known' && !guard.value) || !(count > 1)) return [];
    const size = known(count, [...value.because, said(fact.at, `starts ${count} processes`)]);
    return [{ label: `the web server by ${fact.at.file}`, technology: 'puma', size, at: fact.at }];
  });
}
