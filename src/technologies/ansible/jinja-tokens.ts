/** A word of an expression between double braces. */
export interface JinjaToken {
  readonly is: 'name' | 'number' | 'text' | 'sign';
  readonly text: string;
}

const words =
  /\s+|([A-Za-z_]\w*)|(\d+(?:\.\d+)?)|'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"|(==|!=|<=|>=|\/\/|\*\*|[-+*/%~|.,:()[\]{}<>=])/gy;

/** The words of an expression; undefined where it is not written in them. */
export function jinjaTokens(code: string): readonly JinjaToken[] | undefined {
  const tokens: JinjaToken[] = [];
  let at = 0;
  words.lastIndex = 0;
  while (at < code.length) {
    words.lastIndex = at;
    const found = words.exec(code);
    if (!found) return undefined;
    at = words.lastIndex;
    const [, name, number, single, double, sign] = found;
    if (name !== undefined) tokens.push({ is: 'name', text: name });
    else if (number !== undefined) tokens.push({ is: 'number', text: number });
    else if (sign !== undefined) tokens.push({ is: 'sign', text: sign });
    else if (single !== undefined || double !== undefined)
      tokens.push({ is: 'text', text: (single ?? double ?? '').replace(/\\(.)/g, '$1') });
  }
  return tokens;
}
