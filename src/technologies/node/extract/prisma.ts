import type { Fact } from '../../../facts/fact.js';

/** The data source of a Prisma schema: which engine, and where its address comes from. */
export function* prismaFacts(text: string, file: string): Iterable<Fact> {
  const block = /^datasource\s+\w+\s*\{([^}]{0,5000})\}/m.exec(text);
  if (!block?.[1]) return;
  const start = block.index + block[0].indexOf(block[1]);
  for (const key of ['provider', 'url']) {
    const found = new RegExp(`^[ \\t]{0,50}(${key}\\s*=\\s*(?:"([^"]*)"|env\\("(\\w+)"\\)))`, 'm').exec(block[1]);
    if (!found?.[1]) continue;
    const from = start + found.index + found[0].indexOf(found[1]);
    const at = { file, start: from, end: from + found[1].length };
    yield {
      kind: 'setting',
      technology: 'prisma',
      key: `datasource.${key}`,
      value: found[3] ? { is: 'env', name: found[3], at } : { is: 'literal', value: found[2] ?? '', at },
      at,
    };
  }
}
