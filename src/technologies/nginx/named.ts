import { grouped } from '../../grouped.js';
import { onceFor } from '../../once.js';
import type { Directive } from '../../parse/directive.js';

type Block = readonly Directive[];

const byName = onceFor((block: Block) => grouped(block, ({ name }) => [name.text]));

/** The directives of a block that have a name, in their order. A block may hold many servers, each of which asks: it is read once. */
export function named(block: Block | undefined, name: string): Block {
  return (block && byName(block).get(name)) ?? [];
}
