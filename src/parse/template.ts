/** A template expression inside of another syntax. */
export interface TemplateMask {
  readonly start: number;
  readonly end: number;
  readonly source: string;
  /** Steering and comments (`if`, `end`, `{# #}`) put no text of their own; all others do. */
  readonly prints: boolean;
}

export interface MaskedText {
  /** As long as the text given, so that places stay true. */
  readonly text: string;
  readonly masks: readonly TemplateMask[];
}

const CLOSE: ReadonlyMap<string, string> = new Map([
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
  ['<%', '%>'],
]);
/** Go templates (Helm), Jinja and ERB words that steer, and assignments. */
const STEERING =
  /^(?:\{[{%]|<%)[-+~]?\s*(?:(?:if|else|elsif|elif|end|endif|endfor|endblock|endraw|raw|range|with|define|block|for|do|break|continue|set|macro|endmacro|import|from|extends|unless|while|case|when)\b|\$?\w+\s*:?=(?![=])|\})/;
const COMMENT = /^(?:\{#|\{\{-?\s*\/\*|<%-?#)/;
/** These print whole blocks of the language around them. */
const BLOCK_PRINTING = /\b(?:nindent|indent|toYaml|to_nice_yaml|to_yaml)\b/;

/**
 * Hides Helm, Jinja and ERB expressions from a parser of the language around them: blanks for what stands alone on its lines,
 * steers, or prints a block; a word of `x` for what stands in a value or a key.
 */
export function maskTemplates(text: string): MaskedText {
  const masks = masksIn(text);
  if (masks.length === 0) return { text, masks };
  const blank = filled(text, masks, blanked);
  const masked = filled(text, masks, (mask) => {
    const hidden = !mask.prints || BLOCK_PRINTING.test(mask.source) || isAlone(blank, mask);
    return hidden ? blanked(mask) : worded(mask);
  });
  return { text: masked, masks };
}

function masksIn(text: string): readonly TemplateMask[] {
  const masks: TemplateMask[] = [];
  const opening = /\{\{|\{%|(?<!\$)\{#|<%/g;
  const missing = new Set<string>();
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    const close = CLOSE.get(found[0]) ?? '';
    const at = missing.has(close) ? -1 : text.indexOf(close, found.index + 2);
    if (at < 0) {
      missing.add(close);
      continue;
    }
    const end = at + close.length;
    const source = text.slice(found.index, end);
    masks.push({
      start: found.index,
      end,
      source,
      prints: !(STEERING.test(source) || COMMENT.test(source)) || source.startsWith('<%='),
    });
    opening.lastIndex = end;
  }
  return masks;
}

function filled(text: string, masks: readonly TemplateMask[], fill: (mask: TemplateMask) => string): string {
  const pieces: string[] = [];
  let behind = 0;
  for (const mask of masks) {
    pieces.push(text.slice(behind, mask.start), fill(mask));
    behind = mask.end;
  }
  pieces.push(text.slice(behind));
  return pieces.join('');
}

function blanked(mask: TemplateMask): string {
  return mask.source.replace(/[^\r\n]/g, ' ');
}

/** The first line becomes a word, later lines of the same expression become blank: a word at column 0 would end a block. */
function worded(mask: TemplateMask): string {
  const first = mask.source.search(/[\r\n]/);
  if (first < 0) return 'x'.repeat(mask.source.length);
  return 'x'.repeat(first) + mask.source.slice(first).replace(/[^\r\n]/g, ' ');
}

/** Nothing but other masks and blanks stands on the mask's lines. */
function isAlone(blank: string, mask: TemplateMask): boolean {
  for (let index = mask.start - 1; index >= 0 && blank[index] !== '\n'; index--) {
    if (blank[index] !== ' ' && blank[index] !== '\t') return false;
  }
  for (let index = mask.end; index < blank.length && blank[index] !== '\n'; index++) {
    if (blank[index] !== ' ' && blank[index] !== '\t' && blank[index] !== '\r') return false;
  }
  return true;
}
