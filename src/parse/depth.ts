/**
 * The parsers of JSON, YAML and TOML read nested values by recursion. Close to the end of the stack V8 may abort the whole process
 * (it cannot compile a regular expression there), so what nests deeper than any honest file is refused before.
 */
const DEEPEST = 400;

/** Whether brackets nest too deeply to be parsed. Brackets in strings count too: the answer is a careful guess, not a parse. */
export function bracketsTooDeep(text: string): boolean {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0x5b || code === 0x7b) {
      if (++depth > DEEPEST) return true;
    } else if ((code === 0x5d || code === 0x7d) && depth > 0) depth--;
  }
  return false;
}

/** Whether lines are indented in too many steps, or hold too many `- ` or `? ` in a row. */
export function indentsTooDeep(text: string): boolean {
  const indents: number[] = [];
  const head = /^([ ]*)((?:[-?:][ \t]+)*)/gm;
  for (let found = head.exec(text); found !== null; found = head.exec(text)) {
    const indent = found[1]?.length ?? 0;
    while (indents.length > 0 && (indents.at(-1) ?? 0) >= indent) indents.pop();
    indents.push(indent);
    const indicators = (found[2] ?? '').replace(/[ \t]/g, '').length;
    if (indents.length + indicators > DEEPEST) return true;
    if (found[0] === '') head.lastIndex++;
  }
  return false;
}
