import type { Directive } from '../../parse/directive.js';

type Block = readonly Directive[];

const indexes = new WeakMap<Block, ReadonlyMap<string, Block>>();

/** The directives of a block that have a name, in their order. A block may hold many servers, each of which asks: it is read once. */
export function named(block: Block | undefined, name: string): Block {
  return (block && indexOf(block).get(name)) ?? [];
}

function indexOf(block: Block): ReadonlyMap<string, Block> {
  const known = indexes.get(block);
  if (known) return known;
  const index = new Map<string, Directive[]>();
  for (const one of block) {
    const same = index.get(one.name.text);
    if (same) same.push(one);
    else index.set(one.name.text, [one]);
  }
  indexes.set(block, index);
  return index;
}
