import { endOf, type File, type Node, startOf } from '../../parse/javascript-node.js';
import { walkJs } from '../../parse/javascript-walk.js';

/** The manner in which a JavaScript file is written. */
export interface JsStyle {
  /** Undefined where the file neither imports nor exports anything. */
  readonly modules: 'esm' | 'commonjs' | undefined;
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  /** One level of indentation. */
  readonly indent: string;
  /** Whether relative imports end with the file's extension; undefined where there are none. */
  readonly extensions: boolean | undefined;
}

/** Reads the manner of a file from its own text; what it does not show is as most files have it. */
export function styleOf(tree: File, path: string, text: string): JsStyle {
  const quotes = { "'": 0, '"': 0 };
  const ends = { with: 0, without: 0 };
  const sources: string[] = [];
  let isEsm = /\.(mjs|mts)$/.test(path);
  let isCommonJs = /\.(cjs|cts)$/.test(path);
  walkJs(tree.program, (node) => {
    if (node.type === 'StringLiteral') {
      const first = text[startOf(node)];
      if (first === "'" || first === '"') quotes[first]++;
      if (/^\.{1,2}\//.test(node.value)) sources.push(node.value);
    }
    if (/^(ExpressionStatement|VariableDeclaration|ReturnStatement|ImportDeclaration)$/.test(node.type))
      ends[text[endOf(node) - 1] === ';' ? 'with' : 'without']++;
    isEsm ||= /^(Import|Export\w*)Declaration$/.test(node.type);
    isCommonJs ||= node.type === 'Identifier' && /^(require|exports)$/.test(node.name);
  });
  return {
    modules: isEsm || /\.tsx?$/.test(path) ? 'esm' : isCommonJs ? 'commonjs' : undefined,
    quote: quotes['"'] > quotes["'"] ? '"' : "'",
    semicolons: ends.with >= ends.without,
    indent: indentOf(text),
    extensions: sources.length === 0 ? undefined : sources.some((source) => /\.[cm]?[jt]sx?$/.test(source)),
  };
}

function indentOf(text: string): string {
  const widths = [...text.matchAll(/^(\t| {2,8})(?=[\w}'"[({])/gm)].map(([, lead = '']) => lead);
  if (widths.includes('\t')) return '\t';
  const width = Math.min(...widths.map((lead) => lead.length));
  return ' '.repeat(Number.isFinite(width) ? width : 2);
}

/** Lines in the manner of a file. They come with two spaces, single quotes and semicolons, and with no quote inside of a string. */
export function styled(lines: readonly string[], style: JsStyle): readonly string[] {
  return lines.map((line) => {
    const lead = /^ */.exec(line)?.[0].length ?? 0;
    const body = line.slice(lead).replace(/'([^'"]*)'/g, `${style.quote}$1${style.quote}`);
    return style.indent.repeat(lead / 2) + (style.semicolons ? body : body.replace(/;$/, ''));
  });
}

/** A line that binds names to a module, in the module system of a file. */
export function bindingLine(bind: string, source: string, style: JsStyle): string {
  const line =
    style.modules === 'commonjs'
      ? `const ${bind.replaceAll(' as ', ': ')} = require('${source}');`
      : `import ${bind} from '${source}';`;
  return styled([line], style)[0] ?? line;
}

/** The names that are written anywhere below a node as names of their own, not as properties. */
export function namesIn(below: Node): ReadonlySet<string> {
  const names = new Set<string>();
  walkJs(below, (node, { parent, key }) => {
    if (node.type === 'Identifier' && !isPropertyName(parent?.node, key)) names.add(node.name);
  });
  return names;
}

function isPropertyName(parent: Node | undefined, key: string): boolean {
  if (!parent || ('computed' in parent && parent.computed)) return false;
  if (/MemberExpression$/.test(parent.type)) return key === 'property';
  if (parent.type === 'ObjectProperty') return key === 'key' && !parent.shorthand;
  return /^(ObjectMethod|ClassMethod|ClassProperty)$/.test(parent.type) && key === 'key';
}
