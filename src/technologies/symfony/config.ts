import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { type DataEntry, type DataNode, entriesOf } from '../../parse/data.js';
import { phpArgument, phpArguments, phpCallName, phpChain, phpLiteral, phpWholeChain } from '../../parse/php.js';
import { childOf, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { type PhpFile, phpExpr, phpFile } from '../php/expr.js';
import { builderValues } from './builder.js';
import { withReferences, yamlExpr } from './expr.js';

/** One setting for each extension that a file configures (`framework`, `monolog`), as one map; `when` is the environment it is for. */
export function* yamlFacts(documents: readonly DataNode[], path: string): Iterable<Fact> {
  const when = environmentOf(path);
  if (when !== undefined && forPeople.test(when)) return;
  for (const document of documents) {
    for (const entry of entriesOf(document)) {
      const only = /^when@(.+)$/.exec(entry.key)?.[1];
      const place = (entry: DataEntry): Span => ({ file: path, start: entry.keyStart, end: entry.keyEnd });
      if (only === undefined) yield { ...setting(entry.key, withKey(entry, path), when), at: place(entry) };
      else if (!forPeople.test(only))
        for (const inner of entriesOf(entry.value))
          yield { ...setting(inner.key, withKey(inner, path), only), at: place(inner) };
    }
  }
}

/** Environments that nobody serves users in; which of the others is in force the environment says (`APP_ENV`). */
const forPeople = /^(dev|test)$/;

/** What is not set is missing below the extension's name, not at whatever stands first below it. */
function withKey({ keyStart, value }: DataEntry, path: string): Expr {
  const expr = yamlExpr(value, path);
  return expr.is === 'map' ? { ...expr, at: { ...expr.at, start: keyStart } } : expr;
}

/** `$container->extension('framework', [...])`, `->loadFromExtension` of a container that is built by hand, `App::config([...])` and config builders. */
export function* phpFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const when = environmentOf(path);
  if (when !== undefined && forPeople.test(when)) return;
  const file = phpFile(path, tree);
  for (const { extension, value } of builderValues(file, tree.root))
    yield setting(extension, withReferences(value), when);
  yield* parameters(file, tree, when);
  for (const node of walk(tree.root)) {
    const call = phpCallName(tree.text, node);
    const isExtension = call === '->extension' || call === '->loadFromExtension';
    if (!isExtension && call !== 'App::config') continue;
    const args = phpArguments(tree.text, node);
    const first = phpArgument(args, 0);
    const second = phpArgument(args, 1);
    const name = phpLiteral(tree.text, first);
    if (isExtension && typeof name === 'string' && second)
      yield setting(name, withReferences(phpExpr(file, second)), when);
    if (call !== 'App::config' || !first) continue;
    const all = withReferences(phpExpr(file, first));
    if (all.is === 'map') for (const { key, value } of all.entries) yield setting(key, value, when);
  }
}

/** `$container->parameters()->set('env(DB_HOST)', 'db')`, also by a variable (symfony/dependency-injection 7, ParametersConfigurator.php). */
function* parameters(file: PhpFile, tree: SyntaxTree, when: string | undefined): Iterable<Fact> {
  const named = new Set<string>();
  for (const node of walk(tree.root)) {
    if (node.type !== 'member_call_expression' || phpWholeChain(node) !== node) continue;
    const chain = phpChain(file.text, node);
    if (!chain) continue;
    const from = chain.links.findIndex(({ name }) => name === 'parameters');
    const left = from >= 0 && node.parent?.type === 'assignment_expression' ? childOf(node.parent, 'left') : undefined;
    if (left) named.add(sourceOf(file.text, left));
    if (from < 0 && !(chain.receiver && named.has(sourceOf(file.text, chain.receiver)))) continue;
    for (const { name, args } of chain.links.slice(from + 1)) {
      const [first, second] = [phpArgument(args, 0), phpArgument(args, 1)];
      const key = phpLiteral(file.text, first);
      if (name !== 'set' || typeof key !== 'string' || !second) continue;
      const value = withReferences(phpExpr(file, second));
      yield setting('parameters', { is: 'map', at: value.at, entries: [{ key, value }] }, when);
    }
  }
}

function setting(key: string, value: Expr, when: string | undefined): Fact {
  return { kind: 'setting', technology: 'symfony', key, value, at: value.at, ...(when ? { when } : {}) };
}

/** `config/packages/prod/x.yaml`, `app/config/config_prod.yml`: a file for one environment. */
function environmentOf(path: string): string | undefined {
  return (
    /\/packages\/([\w-]+)\/[^/]+$/.exec(path)?.[1] ??
    /\/(?:config|services|security)_([\w-]+)\.(?:ya?ml|php)$/.exec(path)?.[1]
  );
}
