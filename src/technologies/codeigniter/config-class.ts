import { literal } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { phpArray, phpLiteral } from '../../parse/php.js';
import {
  childOf,
  enclosing,
  partsOf,
  type SyntaxNode,
  type SyntaxTree,
  sourceOf,
  walk,
} from '../../parse/syntax-node.js';
import { evaluate } from '../../resolve/settings.js';
import { type PhpFile, phpExpr, phpFile, spanOf } from '../php/expr.js';
import type { ProductConfig } from '../php/product.js';
import { type AnyReader, type Resolution, reader } from '../technology.js';

const technology = 'codeigniter';

/** What a class of CodeIgniter 4's configuration says beside the values of its properties: handlers by their classes, and what its constructor takes from the environment. */
export const configClassReader: AnyReader = reader({
  language: 'php',
  paths: /(^|\/)app\/Config\/\w+\.php$/,
  mentions: ['Handler::class', '__construct'],
  *extract(tree, source): Iterable<Fact> {
    const prefix = source.path.slice(source.path.lastIndexOf('/') + 1, -4);
    yield* handlers(tree, phpFile(source.path, tree), prefix);
    yield* constructed(tree, phpFile(source.path, tree), prefix);
  },
});

function* handlers(tree: SyntaxTree, file: PhpFile, prefix: string): Iterable<Fact> {
  if (prefix !== 'Logger') return;
  for (const node of walk(tree.root)) {
    const name = node.type === 'property_element' ? childOf(node, 'name') : undefined;
    const value = childOf(node, 'default_value') ?? partsOf(node)[1];
    if (!name || !value || sourceOf(file.text, name) !== '$handlers') continue;
    for (const { key } of phpArray(value)) {
      const said = key && /(?<!\w)(\w{1,80})(?:::class)?['"]?$/.exec(sourceOf(file.text, key))?.[1];
      if (!key || !said) continue;
      const known = /^(FileHandler|ErrorlogHandler|ChromeLoggerHandler)$/.test(said) ? said : 'other';
      const at = spanOf(file, key);
      yield { kind: 'setting', technology, key: `${prefix}.handlers.${known}`, value: literal(said, at), at };
    }
  }
}

/** `$this->default['hostname'] = getenv('DB_HOST') ?: ...` in the constructor, also where the array goes by another name. */
function* constructed(tree: SyntaxTree, file: PhpFile, prefix: string): Iterable<Fact> {
  for (const node of walk(tree.root)) {
    if (node.type !== 'assignment_expression') continue;
    const method = enclosing(node, 'method_declaration');
    const name = childOf(method, 'name');
    if (!name || sourceOf(file.text, name) !== '__construct') continue;
    const left = childOf(node, 'left');
    const leaf = left && leafOf(file, left);
    const right = childOf(node, 'right');
    const variable = right && [...walk(right)].map((one) => phpExpr(file, one)).find((one) => one.is === 'env');
    if (leaf !== undefined && variable)
      yield { kind: 'setting', technology, key: `${prefix}.${madeKey}${leaf}`, value: variable, at: variable.at };
  }
}

const madeKey = '__construct.';

function leafOf(file: PhpFile, left: SyntaxNode): string | undefined {
  if (left.type === 'member_access_expression') return sourceOf(file.text, childOf(left, 'name') ?? left);
  const index = left.type === 'subscript_expression' ? phpLiteral(file.text, partsOf(left)[1]) : undefined;
  return typeof index === 'string' ? index : undefined;
}

/**
 * The environment goes before the properties of a class of the configuration (codeigniter4/framework 4.5, system/Config/BaseConfig.php,
 * initEnvValue): `database.default.hostname`, or with underscores; and what the constructor takes from elsewhere goes before both.
 */
export function withEnvironment(config: ProductConfig, app: Resolution): ProductConfig {
  const environment = app.environment('one');
  const isSet = (name: string) => environment.layers.some(({ entries }) => entries.has(name));
  return {
    ...config,
    get(key) {
      const base = config.expr(key);
      if (!base || !/^[A-Z]\w*\./.test(key)) return config.get(key);
      const [section = '', ...rest] = key.split('.');
      const made = config.expr(`${section}.${madeKey}${rest.at(-1) ?? ''}`);
      if (made?.is === 'env' && isSet(made.name)) return evaluate({ ...made, fallback: base }, { environment, emptyIsUnset: true });
      const dotted = [section.toLowerCase(), ...rest].join('.');
      const name = [dotted, dotted.replaceAll('.', '_')].find(isSet) ?? dotted;
      return evaluate({ is: 'env', name, fallback: base, at: base.at }, { environment, setting: config.expr });
    },
  };
} // biome-ignore format: one choice a line
