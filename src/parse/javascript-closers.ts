/** The brackets and template quotes that are missing at the end of a script that was cut off, innermost first. */
export function closersOf(source: string): string {
  const open: string[] = [];
  const code = /\/\/.*|\/\*[\s\S]*?(?:\*\/|$)|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|[`(){}[\]]/g;
  const template = /\\[\s\S]|`|\$\{/g;
  let at = 0;
  for (;;) {
    const pattern = open.at(-1) === '`' ? template : code;
    pattern.lastIndex = at;
    const found = pattern.exec(source);
    if (found === null) return open.toReversed().join('');
    at = pattern.lastIndex;
    step(open, found[0]);
  }
}

function step(open: string[], token: string): void {
  const closer = { '(': ')', '[': ']', '{': '}', '${': '}', '`': '`' }[token];
  if (token === open.at(-1)) open.pop();
  else if (closer !== undefined) open.push(closer);
}
