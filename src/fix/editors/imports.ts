import type { Source } from '../../read/source.js';
import type { Cannot, Edit } from '../edit.js';
import { addPythonImport } from './python.js';

interface ImportStyle {
  readonly path: RegExp;
  /** A line that imports something, at the top level. */
  readonly line: RegExp;
  /** What stands above the imports in a file that has none. */
  readonly preamble: RegExp;
}

const styles: readonly ImportStyle[] = [
  {
    path: /\.php$/,
    line: /^use [^;(]+; ?$/gm,
    preamble: /^<\?php\b[^\n]*\n(?:\s{0,200}declare\([^)]*\);\s{0,200}\n)?(?:\s{0,200}namespace [^;]+;\s{0,200}\n)?\n?/,
  },
  {
    path: /\.(m?[jt]sx?|cjs|cts)$/,
    line: /^(?:import\b.*from .*|import ['"].*|(?:const|var|let) [^=\n]*=\s*require\([^)\n]*\).*)$/gm,
    preamble: /^(?:#![^\n]*\n)?(?:\s*['"]use strict['"];?[^\n]*\n)?(?:\/\*[\s\S]*?\*\/\s*\n|\/\/[^\n]*\n)*/,
  },
  { path: /\.rb$/, line: /^require(?:_relative)? .*$/gm, preamble: /^(?:#[^\n]*\n)*/ },
];

/** Where the code begins: imports below it are there for a reason (circles), and are not added to. */
const body =
  /^(?:(?:export\s+(?:default\s+)?)?(?:async\s+)?(?:function|class)\b|def |(?:abstract |final )*class |module\.exports|exports\.)/m;

/** Adds an import line behind the last one of the file, or at the top; nothing when the same line is there already. */
export function addImport(source: Source, statement: string): readonly Edit[] | Cannot {
  if (source.path.endsWith('.py')) return addPythonImport(source, statement);
  const style = styles.find(({ path }) => path.test(source.path));
  if (!style) return { cannot: `${source.path} is in no language whose imports we edit` };
  const lines = source.text.split(/\r?\n/);
  if (lines.some((line) => line.trim().replace(/;$/, '') === statement.trim().replace(/;$/, ''))) return [];
  const text = source.text.replaceAll('\r\n', ' \n');
  const imports = [...text.matchAll(style.line)];
  const code = text.search(body);
  const last = imports.findLast(({ index }) => code < 0 || index < code) ?? imports.at(-1);
  if (last) {
    const place = last.index + last[0].trimEnd().length;
    return [{ path: source.path, start: place, end: place, was: '', text: `\n${statement}`, joins: true }];
  }
  const place = style.preamble.exec(source.text)?.[0].length ?? 0;
  return [
    {
      path: source.path,
      start: place,
      end: place,
      was: '',
      text: `${statement}\n${place < source.text.length ? '\n' : ''}`,
    },
  ];
}
