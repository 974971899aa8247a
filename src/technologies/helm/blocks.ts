import type { TemplateBlock } from '../../facts/document.js';

/** A named template: `{{ define "shop.env" }} ... {{ end }}`. */
export interface Definition {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

interface Branch {
  readonly word: TemplateBlock['word'];
  readonly condition: string;
  readonly not: boolean;
  readonly start: number;
}

/** What is open: the conditions that hold here, one for each `else if` passed; a definition has none. */
interface Open {
  readonly define?: string;
  readonly start: number;
  branches: readonly Branch[];
}

interface Scanned {
  readonly blocks: readonly TemplateBlock[];
  readonly definitions: readonly Definition[];
}

/** The conditional stretches of a Go template. An unclosed one reaches to the end. */
export function templateBlocks(text: string): readonly TemplateBlock[] {
  return scanned(text).blocks;
}

export function definitionsIn(text: string): readonly Definition[] {
  return scanned(text).definitions;
}

/** Named templates that are printed as blocks of lines, with the place of the call. */
export function includesIn(text: string): readonly Definition[] {
  return [...text.matchAll(/\{\{-?\s*(?:include|template)\s+"([^"{}]+)"[^{}]*\}\}/g)].map((found) => ({
    name: found[1] ?? '',
    start: found.index,
    end: found.index + found[0].length,
  }));
}

function scanned(text: string): Scanned {
  const blocks: TemplateBlock[] = [];
  const definitions: Definition[] = [];
  const open: Open[] = [];
  const close = (one: Open, end: number) => {
    blocks.push(...one.branches.map((branch) => ({ ...branch, end })));
  };
  for (const found of text.matchAll(/\{\{-?\s*(if|with|range|define|block|else|end)\b([\s\S]*?)-?\}\}/g)) {
    const word = found[1] ?? '';
    const condition = (found[2] ?? '').trim();
    const start = found.index + found[0].length;
    if (word === 'end') {
      const last = open.pop();
      if (!last) continue;
      close(last, found.index);
      if (last.define !== undefined) definitions.push({ name: last.define, start: last.start, end: found.index });
    } else if (word === 'else') {
      const last = open.at(-1);
      if (!last) continue;
      close(last, found.index);
      const passed = last.branches.map((branch) => ({ ...branch, not: true, start }));
      const next = /^(if|with)\s+([\s\S]+)$/.exec(condition);
      last.branches = next
        ? [...passed, { word: next[1] === 'with' ? 'with' : 'if', condition: next[2] ?? '', not: false, start }]
        : passed;
    } else if (word === 'if' || word === 'with' || word === 'range')
      open.push({ start, branches: [{ word, condition, not: false, start }] });
    else open.push({ start, branches: [], define: /^"([^"]+)"/.exec(condition)?.[1] ?? '' });
  }
  for (const one of open) close(one, text.length);
  return { blocks, definitions };
}
