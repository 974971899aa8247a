import type { Token } from './parsed.js';

/** A line of a configuration made of directives (nginx, Apache): a name, its arguments and, for a section, what it holds. */
export interface Directive {
  /** An empty token when a block stands without a name. */
  readonly name: Token;
  readonly args: readonly Token[];
  readonly block?: readonly Directive[];
  /** The inside of a block in another language (`content_by_lua_block {...}`), as written. */
  readonly code?: Token;
  readonly start: number;
  readonly end: number;
}

/** Every directive of that name, at any depth, in the order of the file. Names are compared without regard to case. */
export function directivesNamed(tree: readonly Directive[], name: string): readonly Directive[] {
  const wanted = name.toLowerCase();
  return allDirectives(tree).filter((directive) => directive.name.text.toLowerCase() === wanted);
}

/** Every directive at any depth, a section before what it holds. */
export function allDirectives(tree: readonly Directive[]): readonly Directive[] {
  const found: Directive[] = [];
  const waiting = [...tree].reverse();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    found.push(next);
    const block = next.block ?? [];
    for (let i = block.length - 1; i >= 0; i--) {
      const child = block[i];
      if (child !== undefined) waiting.push(child);
    }
  }
  return found;
}
