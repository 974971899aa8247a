/** A word of a command line, or what stands between commands. */
export interface LineToken {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** `&&`, `||`, `;`, `;;`, `&`, `|`, a line's end, or a bracket around commands. */
  readonly operator: boolean;
}

const operators = ['&&', '||', ';;', ';', '|', '\n', '(', ')'];

/** The words and operators of a line, in one pass; quotes and `$(...)` keep together what they hold. */
export function tokensIn(line: string): readonly LineToken[] {
  const tokens: LineToken[] = [];
  let at = 0;
  while (at < line.length) {
    const char = line[at] ?? '';
    if (/[ \t\r]/.test(char)) {
      at++;
      continue;
    }
    const operator = operators.find((one) => line.startsWith(one, at)) ?? (isLoneAmpersand(line, at) ? '&' : undefined);
    const end = operator === undefined ? wordEnd(line, at) : at + operator.length;
    tokens.push({ text: line.slice(at, end), start: at, end, operator: operator !== undefined });
    at = end;
  }
  return tokens;
}

/** `&` that starts something in the background, and not the half of `2>&1` or `&>file`. */
function isLoneAmpersand(line: string, at: number): boolean {
  return line[at] === '&' && line[at + 1] !== '>' && line[at - 1] !== '>';
}

function wordEnd(line: string, from: number): number {
  let at = from;
  while (at < line.length) {
    const char = line[at] ?? '';
    if (char === '\\') at += 2;
    else if (char === "'" || char === '"' || char === '`') at = closing(line, at, char);
    else if (char === '$' && (line[at + 1] === '(' || line[at + 1] === '{')) at = bracketEnd(line, at + 1);
    else if (/[\s;|]/.test(char)) break;
    else if (char === '&' && isLoneAmpersand(line, at)) break;
    else if (char === ')' || (char === '(' && at === from)) break;
    else at++;
  }
  return Math.max(from + 1, Math.min(at, line.length));
}

/** Behind the quote that closes the one at `at`. */
function closing(line: string, at: number, quote: string): number {
  for (let index = at + 1; index < line.length; index++) {
    if (line[index] === '\\' && quote !== "'") index++;
    else if (line[index] === quote) return index + 1;
  }
  return line.length;
}

function bracketEnd(line: string, at: number): number {
  const [open, close] = line[at] === '(' ? ['(', ')'] : ['{', '}'];
  let depth = 0;
  for (let index = at; index < line.length; index++) {
    const char = line[index] ?? '';
    if (char === "'" || char === '"') index = closing(line, index, char) - 1;
    else if (char === open) depth++;
    else if (char === close && --depth === 0) return index + 1;
  }
  return line.length;
}
