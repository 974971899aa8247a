import type { Fact } from '../../facts/fact.js';
import { rubyAssignments, rubyChain, rubyGuards, rubyKeyword } from '../../parse/ruby.js';
import { type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { guardExpr, type RubyFile, rubyExpr, spanOf } from '../ruby/expr.js';

const roots = /^(((Rails\.application|[A-Z]\w*::Application)\.)?config|Sidekiq\.default_configuration)\./;
/** What is written over the credentials is what the app reads of them (railties, application.rb). */
const overCredentials = /^(Rails\.application|[A-Z]\w*::Application)\.(?:credentials|secrets)\.(?=secret_key_base$)/;

/** `config.x.y = value` of application.rb, an environment or an initializer: a setting `x.y`, with the condition that it stands under. */
export function* configFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file = { path, text: tree.text };
  for (const { path: target, value, guards, operator } of rubyAssignments(tree.text, tree.root)) {
    if (!target || !(roots.test(target) || overCredentials.test(target))) continue;
    const key = target.replace(overCredentials.test(target) ? overCredentials : roots, '');
    if (operator === '=' || (operator === '<<' && key === 'hosts'))
      yield setting(file, { key, value, guards: guardExpr(file, guards) });
  }
  for (const node of walk(tree.root)) {
    if (node.type !== 'call') continue;
    yield* calls(file, node);
  }
  yield* requires(tree, path);
}

/** Settings that are made by a call: `config.session_store :cookie_store`, `config.load_defaults 8.0`. */
function* calls(file: RubyFile, node: SyntaxNode): Iterable<Fact> {
  const chain = rubyChain(file.text, node);
  const last = chain?.links.at(-1);
  const value = last?.args[0]?.value;
  if (
    !last ||
    !value ||
    !['session_store', 'load_defaults'].includes(last.name) ||
    !/config$/.test(beforeLast(file, node))
  )
    return;
  const guards = guardExpr(file, rubyGuards(node));
  yield setting(file, { key: last.name, value, guards });
  const cache = last.name === 'session_store' ? rubyKeyword(file.text, last.args, 'cache') : undefined;
  if (cache) yield setting(file, { key: 'session_store.cache', value: cache, guards });
}

function beforeLast(file: RubyFile, node: SyntaxNode): string {
  const source = sourceOf(file.text, node);
  return source.slice(0, source.search(/\.(session_store|load_defaults)\b/));
}

function setting(
  file: RubyFile,
  { key, value, guards }: { key: string; value: SyntaxNode; guards: ReturnType<typeof guardExpr> },
): Fact {
  return {
    kind: 'setting',
    technology: 'rails',
    key,
    value: rubyExpr(file, value),
    ...(guards ? { guard: guards } : {}),
    at: spanOf(file, value),
  };
}

/** The frameworks that the app loads: `require "rails/all"` or one railtie after the other. */
function* requires(tree: SyntaxTree, path: string): Iterable<Fact> {
  if (!/(^|\/)config\/application\.rb$/.test(path)) return;
  for (const found of tree.text.matchAll(/^[ \t]*require\s+["'](rails\/all|\w+\/(?:railtie|engine))["']/gm)) {
    yield {
      kind: 'use',
      technology: 'rails',
      what: 'framework',
      name: found[1] ?? '',
      at: { file: path, start: found.index, end: found.index + found[0].length },
    };
  }
}
