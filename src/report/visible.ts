/**
 * Makes text from an audited repository safe to print: control characters (escape sequences, carriage returns) and bidirectional
 * marks are shown as escapes, so that a hostile line can neither move the cursor nor reorder what is read. The commands that the
 * runner of a pipeline obeys in its log (`::error`, `##[group]`, `##vso[...]`, `##teamcity[...]`) are broken.
 */
export function visible(text: string): string {
  return escapedControls(defused(text));
}

function escapedControls(text: string): string {
  return text.replace(
    /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The same for text of several lines. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n');
}

/**
 * Wrapping may put any word at the beginning of a line, where `::` and a name begin a command (an address such as `::1` does not);
 * `##` and a name before a bracket do so anywhere.
 */
function defused(text: string): string {
  return text.replace(/(^|\s)::(?=[a-z])/gi, '$1\\u003a:').replace(bracketed, '#\\u0023');
}

/** What begins a command of Azure Pipelines, TeamCity or an old runner of GitHub, wherever it stands in a line. */
export const bracketed = /##(?=[\w.-]*\[)/g;

/**
 * A patch that a terminal and the log of a pipeline can be shown. Only what one of them would obey is escaped, so that git can apply
 * every other patch: line ends stay, and `::` matters at the beginning of a line only.
 */
export function visiblePatch(patch: string): string {
  return patch
    .split('\n')
    .map((line) => {
      const end = line.endsWith('\r') ? '\r' : '';
      const text = line.slice(0, line.length - end.length).replace(bracketed, '#\\u0023');
      return escapedControls(text.replace(/^(\s*)::(?=[a-z])/i, '$1\\u003a:')) + end;
    })
    .join('\n');
}

/** Cuts a line to a width, with an ellipsis when something was cut. */
export function fit(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, Math.max(0, width - 3))}...`;
}

/** Breaks text into lines of at most `width` columns at spaces; a word that is longer stands alone. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  if (line) lines.push(line);
  return lines;
}

/** A link to a file for terminals that have them (OSC 8); elsewhere the text alone. */
export function linked(
  text: string,
  { path }: { readonly path: string },
  { linkFrom }: { readonly linkFrom?: string },
): string {
  if (!linkFrom) return text;
  const steps = `${linkFrom}/${path}`
    .split('/')
    .map((step) => encodeURIComponent(step.replace(/\p{Surrogate}/gu, '\ufffd')));
  return `\u001b]8;;file://${steps.join('/')}\u001b\\${text}\u001b]8;;\u001b\\`;
}
