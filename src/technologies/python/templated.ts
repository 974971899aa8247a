/** Stretches between `{% if ... %}` and `{% endif %}` of a template: whether they are there is decided when a project is made from it. */
export function optionalStretches(text: string): readonly { readonly start: number; readonly end: number }[] {
  if (!/^[ \t]*\{%/m.test(text)) return [];
  const found: { start: number; end: number }[] = [];
  const open: number[] = [];
  for (const match of text.matchAll(/\{%-?\s*(if|for|endif|endfor)\b[^%]*%\}/g)) {
    if (!match[1]?.startsWith('end')) open.push(match.index);
    else {
      const start = open.pop();
      if (start !== undefined) found.push({ start, end: match.index });
    }
  }
  return found;
}
