/** The texts of a tree of facts, however deep it is; in no order. */
export function* textsIn(tree: unknown): Iterable<string> {
  const open: unknown[] = [tree];
  while (open.length > 0) {
    const one = open.pop();
    if (typeof one === 'string') yield one;
    else if (typeof one === 'object' && one !== null)
      for (const [key, value] of Object.entries(one)) if (key !== 'at' && key !== 'is') open.push(value);
  }
}

/** Whether some text of a tree matches. */
export function says(tree: unknown, pattern: RegExp): boolean {
  for (const text of textsIn(tree)) if (pattern.test(text)) return true;
  return false;
}
