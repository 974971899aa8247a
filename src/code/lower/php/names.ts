import { partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Import } from '../../model.js';

/** What names of a file stand for: its namespace and its `use` lines. All with slashes. */
export interface PhpNames {
  namespace: string;
  /** The first namespace of the file. */
  first?: string;
  readonly classes: Map<string, string>;
  readonly functions: Map<string, string>;
  readonly constants: Map<string, string>;
}

export function noNames(): PhpNames {
  return { namespace: '', classes: new Map(), functions: new Map(), constants: new Map() };
}

export function enterNamespace(names: PhpNames, name: string): void {
  names.namespace = slashed(name);
  names.first ??= names.namespace;
  for (const map of [names.classes, names.functions, names.constants]) map.clear();
}

/** A class name as written, made whole: by `use`, by the namespace. */
export function classNamed(names: PhpNames, written: string): string {
  const name = slashed(written);
  if (/^\s*\\/.test(written)) return name;
  if (/^namespace\//i.test(name)) return within(names.namespace, name.slice('namespace/'.length));
  const cut = name.indexOf('/');
  const first = cut < 0 ? name : name.slice(0, cut);
  const known = names.classes.get(first) ?? inOtherCase(names.classes, first);
  if (known !== undefined) return cut < 0 ? known : known + name.slice(cut);
  return within(names.namespace, name);
}

/** PHP tells classes apart without regard to capitals. */
function inOtherCase(classes: ReadonlyMap<string, string>, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [local, whole] of classes) if (local.toLowerCase() === wanted) return whole;
  return undefined;
}

/** A function as called: those without a namespace fall back to the global one, so they keep their plain name. */
export function functionNamed(names: PhpNames, written: string): string {
  return freeName(names, names.functions, written);
}

export function constantNamed(names: PhpNames, written: string): string {
  return freeName(names, names.constants, written);
}

/** A name in the namespace that is open. */
export function ownName(names: PhpNames, name: string): string {
  return within(names.namespace, name);
}

function freeName(names: PhpNames, imported: ReadonlyMap<string, string>, written: string): string {
  if (!written.includes('\\')) return imported.get(written) ?? written;
  return classNamed(names, written);
}

function within(namespace: string, name: string): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

/** `\App\Models\User` with slashes, without the first one. */
export function slashed(name: string): string {
  return name.replace(/\s+/g, '').replace(/^\\/, '').replaceAll('\\', '/');
}

/** What a `use` line takes in. */
export function importsIn(names: PhpNames, text: string, line: SyntaxNode): readonly Import[] {
  const group = line.children.find((child) => child.type === 'namespace_use_group');
  const head = group && line.children.find((child) => child.type === 'namespace_name');
  const prefix = head ? `${slashed(sourceOf(text, head))}/` : '';
  const found: Import[] = [];
  for (const clause of (group ?? line).children) {
    if (clause.type !== 'namespace_use_clause') continue;
    const alias = clause.children.find((child) => child.field === 'alias');
    const kind = [line, clause].flatMap(({ children }) => children).find((child) => child.field === 'type')?.type;
    const written = partsOf(clause).find((part) => part !== alias && /^(name|qualified_name)$/.test(part.type));
    if (written === undefined) continue;
    const module = prefix + slashed(sourceOf(text, written));
    const local = alias ? sourceOf(text, alias) : module.slice(module.lastIndexOf('/') + 1);
    const map = kind === 'function' ? names.functions : kind === 'const' ? names.constants : names.classes;
    map.set(local, module);
    found.push({ local, module, name: '*', start: clause.start, end: clause.end });
  }
  return found;
}
