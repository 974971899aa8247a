import type { TemplateBlock } from '../../facts/document.js';

interface Open {
  readonly word: TemplateBlock['word'] | 'other';
  readonly condition: string;
  not: boolean;
  start: number;
}

/** The conditional stretches of a Go template. An unclosed one reaches to the end. */
export function templateBlocks(text: string): readonly TemplateBlock[] {
  const blocks: TemplateBlock[] = [];
  const open: Open[] = [];
  const close = (one: Open, end: number) => {
    if (one.word !== 'other')
      blocks.push({ word: one.word, condition: one.condition, not: one.not, start: one.start, end });
  };
  for (const found of text.matchAll(/\{\{-?\s*(if|with|range|define|block|else|end)\b([\s\S]*?)-?\}\}/g)) {
    const word = found[1] ?? '';
    const rest = (found[2] ?? '').trim();
    const here = found.index;
    const behind = here + found[0].length;
    if (word === 'end') {
      const last = open.pop();
      if (last) close(last, here);
    } else if (word === 'else') {
      const last = open.at(-1);
      if (!last) continue;
      close(last, here);
      open[open.length - 1] = { ...last, not: true, start: behind };
    } else if (word === 'if' || word === 'with' || word === 'range')
      open.push({ word, condition: rest, not: false, start: behind });
    else open.push({ word: 'other', condition: rest, not: false, start: behind });
  }
  for (const one of open) close(one, text.length);
  return blocks;
}
