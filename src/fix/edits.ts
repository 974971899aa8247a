import type { Span } from '../facts/span.js';
import type { Source } from '../read/source.js';
import type { FindingFix, Place } from '../report/report.js';
import type { Change, Repair } from '../resolve/repair.js';
import { applyEdits, type Cannot, type Edit, equal, isCannot, lineEnd, replacement } from './edit.js';
import { setEntry } from './editors/data.js';
import { setVariable } from './editors/dotenv.js';
import { addImport } from './editors/imports.js';
import { setOption } from './editors/ini.js';
import { editCode, isCode } from './editors/javascript.js';
import { inQuotesOf, pythonTemplate, setPythonFields, setPythonName } from './editors/python.js';
import { addDocument, removeEntry } from './editors/yaml.js';
import type { Mention } from './mentions.js';

/** What edits are made in: the files of the audited tree, and whether anything at all stands at a path. */
export interface Editable {
  /** The text of a file of the audited tree. */
  source(path: string): Source | undefined;
  has(path: string): boolean;
  /** Who uses a name elsewhere than at a place. */
  mention?(
    name: string,
    own: { readonly path: string; readonly start: number; readonly end: number },
  ): Mention | undefined;
}

/** A repair as a finding reports it: with its edits, or with the reason why there are none. */
export function fixOf(repair: Repair, files: Editable, placeOf: (span: Span) => Place): FindingFix {
  const { title, safety, needs, lastly, lacks } = repair;
  const edits = safety === 'manual' ? [] : (stillUsed(repair, files) ?? editsOf(repair, files));
  const last = lastly ? { lastly } : {};
  const outside = safety === 'manual' ? undefined : setElsewhere(repair, files, placeOf);
  if (outside) return { ...outside, ...last };
  if (isCannot(edits)) return { title, safety: 'manual', edits: [], needs, ...last, cannot: edits.cannot };
  if (lacks !== undefined && safety !== 'manual')
    return { title, safety: 'manual', edits: [], needs: [...needs, ...inWords(edits, files)], ...last, cannot: lacks };
  const placed = edits.map((edit) => ({
    ...edit,
    location: placeOf({ file: edit.path, start: edit.start, end: edit.end }),
  }));
  return { title, safety, edits: placed, needs: [...needs, ...elsewhere(repair)], ...last };
}

/** Where a deployment gives the variables, a line in a sample has no effect: it is told where they are set. */
function setElsewhere(repair: Repair, files: Editable, placeOf: (span: Span) => Place): FindingFix | undefined {
  const { title, changes, needs } = repair;
  const variables = changes.flatMap((change) => (change.is === 'variable' ? [change] : []));
  const there = variables.find(({ actsIn }) => actsIn)?.actsIn;
  if (!there) return undefined;
  const rest = changes.filter((change) => change.is !== 'variable');
  const edits = rest.length > 0 ? editsOf({ ...repair, changes: rest }, files) : [];
  const lines = variables.map(({ name, value }) => `${name}=${value}`).join(', ');
  const { path, line } = placeOf(there.at);
  return {
    title,
    safety: 'manual',
    edits: [],
    needs: [`Set ${lines} in the environment of ${there.label.replace(/ in .*/s, '')} (${path}:${line})`, ...needs, ...(isCannot(edits) ? [] : inWords(edits, files))],
    cannot: `what is started here does not read ${variables[0]?.file}`,
  };
} // biome-ignore format: one record

/** A file that people copy is read by no process: what runs already has its own. */
function elsewhere({ changes }: Repair): readonly string[] {
  const copied = changes.flatMap((change) =>
    change.is === 'variable' && /\.(example|dist|sample|template|tpl)$/.test(change.file) ? [change] : [],
  );
  const [first] = copied;
  if (!first) return [];
  const names = copied.map(({ name }) => name).join(' and ');
  return [
    `${first.file} is a file to be copied: set ${names} as well where each server that runs already has its variables`,
  ];
}

/** Lines between two changes of one file that are shown with them: a list that is wrapped keeps its items. */
const mostBetween = 12;

/** Edits as people make them by hand once what they rest on is there: the lines that each file then has, whole, and a mark where some are left out. */
function inWords(edits: readonly Edit[], files: Editable): readonly string[] {
  return [...new Set(edits.map(({ path }) => path))].flatMap((path) => {
    const before = files.source(path)?.text ?? '';
    const own = edits.filter((edit) => edit.path === path).toSorted((a, b) => a.start - b.start);
    const after = applyEdits(before, own);
    if (after === undefined) return [];
    const lines = after.split(/\r?\n/);
    const chunks: [number, number][] = [];
    for (const [first, last] of linesOf(own, after)) {
      const open = chunks.at(-1);
      if (open && first - open[1] <= mostBetween) open[1] = Math.max(open[1], last);
      else chunks.push([first, last]);
    }
    const shown = chunks.map(([first, last]) =>
      lines
        .slice(first, last + 1)
        .filter((line) => line.trim() !== '')
        .join('\n'),
    );
    const text = shown.filter((chunk) => chunk !== '').join('\n…\n');
    return text === '' ? [] : [`Then write in ${path}:\n${text}`];
  });
}

/** The first and the last line of each edit in the new text. */
function linesOf(edits: readonly Edit[], after: string): readonly (readonly [number, number])[] {
  const lineAt = (at: number) => after.slice(0, at).split('\n').length - 1;
  let shift = 0;
  return edits.flatMap(({ start, end, text }) => {
    const from = start + shift + (text.length - text.trimStart().length);
    const to = start + shift + text.trimEnd().length;
    shift += text.length - (end - start);
    return from > to ? [] : [[lineAt(from), lineAt(to)] as const];
  });
}

/** Why a name that the repair takes away has to stay. */
function stillUsed({ frees }: Repair, files: Editable): Cannot | undefined {
  if (!frees) return undefined;
  const { name, at } = frees;
  const user = files.mention?.(name, { path: at.file, start: at.start, end: at.end });
  return user && { cannot: `${user.path}:${user.line} uses the name ${name}, which would be gone` };
}

/** The text edits of a repair, all or none. */
export function editsOf(repair: Repair, files: Editable): readonly Edit[] | Cannot {
  const edits: Edit[] = [];
  for (const change of repair.changes) {
    if (change.is === 'create') {
      if (files.has(change.file)) return { cannot: `${change.file} stands there already` };
      edits.push({ path: change.file, start: 0, end: 0, was: '', text: change.text, creates: true });
      continue;
    }
    if (change.is === 'module' && files.has(change.file)) return { cannot: `${change.file} stands there already` };
    const file = 'at' in change ? change.at.file : change.is === 'module' ? change.like : change.file;
    const source = files.source(file);
    if (!source) return { cannot: `${file} is not among the files that can be read` };
    if (!source.lossless) return { cannot: `${file} is not UTF-8` };
    const made = pythonTemplate(source) ?? editsOfChange(change, source, files);
    if (isCannot(made)) return made;
    for (const edit of made) join(edits, withLineEnds(inStyle(edit, source), source));
  }
  return edits;
}

/** What one repair puts at the same place stands there in the order of its changes, unless it stands for itself. */
function join(edits: Edit[], more: Edit): void {
  if (edits.some((one) => equal(one, more))) return;
  const index = more.joins
    ? -1
    : edits.findIndex((one) => !one.joins && one.path === more.path && one.start === more.start && isInsertion(one));
  const there = edits[index];
  if (there && isInsertion(more)) edits[index] = { ...there, text: there.text + more.text };
  else edits.push(more);
}

function isInsertion({ start, end }: Edit): boolean {
  return start === end;
}

function editsOfChange(
  change: Exclude<Change, { is: 'create' }>,
  source: Source,
  files: Editable,
): readonly Edit[] | Cannot {
  if (isCode(change)) return editCode(source, change, wantsEndings(source.path, files));
  switch (change.is) {
    case 'variable':
      return setVariable(source, change);
    case 'replace':
      return [replacement(source, change.at.start, change.at.end, change.text)];
    case 'insert': {
      const place = change.where === 'before' ? change.at.start : change.at.end;
      if (change.beside !== undefined && !source.text.startsWith(change.beside, place))
        return { cannot: `it is written in a way that we do not edit in ${source.path}` };
      return [replacement(source, place, place, change.text)];
    }
    case 'lines':
      return addLines(source, change);
    case 'block': {
      const end = lineEnd(source.text, change.at.end);
      if (source.text.slice(change.at.end, end).trim() !== '')
        return { cannot: `more stands on that line of ${source.path}` };
      const indent = indentOf(source.text, change.at.start);
      const step = /^(\t| +)\S/m.exec(source.text)?.[1] ?? '\t';
      const body = change.text.map((line) => `\n${indent}${step}${line}`).join('');
      return [replacement(source, change.at.end, change.at.end, ` {${body}\n${indent}}`)];
    }
    case 'without':
      return removeEntry(source, change);
    case 'remove':
      return removeLines(source, change.at);
    case 'append': {
      const { text, path } = source;
      if (/\.php$/.test(path) && /\?>\s*$/.test(text)) return { cannot: `${path} ends outside of PHP` };
      const lead = text === '' ? '' : text.endsWith('\n') ? '\n' : '\n\n';
      return [replacement(source, text.length, text.length, `${lead}${change.text.join('\n')}\n`)];
    }
    case 'entry':
      return setEntry(source, change);
    case 'document':
      return addDocument(source, change.text);
    case 'option':
      return setOption(source, change);
    case 'fields':
      return setPythonFields(source, change);
    case 'name':
      return setPythonName(source, change);
    case 'import':
      return addImport(source, change.statement);
  }
}

function addLines(source: Source, { at, text, where }: Extract<Change, { is: 'lines' }>): readonly Edit[] | Cannot {
  const start = source.text.lastIndexOf('\n', at.start - 1) + 1;
  const indent = indentOf(source.text, at.start);
  const more = { cannot: `more stands on that line of ${source.path}` };
  if (where === 'before') {
    if (start + indent.length !== at.start) return more;
    return [replacement(source, start, start, text.map((line) => `${indent}${line}\n`).join(''))];
  }
  const end = lineEnd(source.text, at.end);
  if (!/^[,;\s]*((#|\/\/).*)?$/.test(source.text.slice(at.end, end))) return more;
  return [replacement(source, end, end, text.map((line) => (line === '' ? '\n' : `\n${indent}${line}`)).join(''))];
}

/** The white space that the line of a place begins with. */
function indentOf(text: string, place: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', place - 1) + 1))?.[0] ?? '';
}

function removeLines(source: Source, at: Span): readonly Edit[] | Cannot {
  const start = source.text.lastIndexOf('\n', at.start - 1) + 1;
  const end = lineEnd(source.text, at.end);
  const alone =
    source.text.slice(start, at.start).trim() === '' && /^[;\s]*(#.*)?$/.test(source.text.slice(at.end, end));
  if (!alone) return { cannot: `more stands on that line of ${source.path}` };
  const behind = source.text.slice(end).match(/^\r?\n/)?.[0].length ?? 0;
  return [replacement(source, start, end + behind, '')];
}

function inStyle(made: Edit, source: Source): Edit {
  return source.path.endsWith('.py') ? { ...made, text: inQuotesOf(source, made.text) } : made;
}

/** New lines end as the lines of the file do. */
function withLineEnds(made: Edit, source: Source): Edit {
  return source.eol === '\r\n' ? { ...made, text: made.text.replace(/\r?\n/g, '\r\n') } : made;
}

/** TypeScript that is resolved as Node.js resolves ES modules wants the ending of the file in an import (TypeScript 4.7, `module: node16`); undefined where nothing tells. */
function wantsEndings(path: string, files: Editable): true | undefined {
  const steps = path.split('/').slice(0, -1);
  const nearest = (name: string): string | undefined => {
    for (let depth = steps.length; depth >= 0; depth--) {
      const found = files.source([...steps.slice(0, depth), name].join('/'));
      if (found) return found.text;
    }
    return undefined;
  };
  const isNode = /"module(Resolution)?"\s*:\s*"node(16|18|20|next)"/i.test(nearest('tsconfig.json') ?? '');
  return isNode && /"type"\s*:\s*"module"/.test(nearest('package.json') ?? '') ? true : undefined;
}
