/** How far an evaluation has come: how deep, and after how many steps in all. What stands for itself twice, again and again, is bounded by both. */
export interface Progress {
  readonly depth: number;
  readonly spent: { steps: number };
}

export function begin(): Progress {
  return { depth: 0, spent: { steps: 0 } };
}

/** One level deeper, in the same evaluation. */
export function further({ depth, spent }: Progress): Progress {
  return { depth: depth + 1, spent };
}
