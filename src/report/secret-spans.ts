import { isReference, isSecretName, looksSecret, mayBeSecretName } from './secret-names.js';
import { type Add, longestValue, quotedAt, type SecretSpan, unnamedSecrets } from './secret-shapes.js';

export type { SecretSpan } from './secret-shapes.js';

/** How values are written there: in code a bare word is a variable, in other files it is the value itself. */
export type Writing = 'code' | 'data';

/** How the values of a file are written. */
export function writingOf(path: string): Writing {
  return /\.([cm]?[jt]sx?|vue|svelte|py|php|rb|rake|ru|go|java|kt|cs|rs|ex|exs|erb|phtml|twig|tf)$/.test(path)
    ? 'code'
    : 'data';
}

const longestName = 100;
const longestList = 300;

/** The places of all secrets of a text, in order: under a name that says so, in an address, a command or a call, or of a shape that says so. */
export function secretSpans(text: string, writing: Writing = 'data'): readonly SecretSpan[] {
  const spans: SecretSpan[] = [];
  const add = (start: number, end: number): void => {
    if (end > start) spans.push({ start, end });
  };
  named(text, writing, add);
  unnamedSecrets(text, add);
  return merged(spans);
}

const stem = /secret|pass|pwd|pw|token|credential|key|salt|dsn|auth|hash|pin|sk\b|sig/gi;
const nameChar = /[\w.-]/;

function named(text: string, writing: Writing, add: Add): void {
  let behind = 0;
  const within = quotesOf(text);
  for (const { index } of text.matchAll(stem)) {
    if (index < behind) continue;
    let start = index;
    while (start > 0 && index - start < longestName && nameChar.test(text[start - 1] ?? '')) start--;
    let end = index;
    while (end < text.length && end - index < longestName && nameChar.test(text[end] ?? '')) end++;
    behind = end;
    const name = text.slice(start, end);
    const surely = isSecretName(name);
    if (!surely && !mayBeSecretName(name)) continue;
    valueAfter({ text, start, end, name, surely, writing, quoted: writing === 'code' && within(start) }, add);
  }
}

interface Name {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Any value under it is a secret; otherwise only one that looks like it. */
  readonly surely: boolean;
  readonly writing: Writing;
  /** Whether the name stands within a string. */
  readonly quoted: boolean;
}

const assigned =
  /(?:\\{0,3}["'`])?\]?[ \t]{0,50}(?::[ \t]?[\w.<>[\]|]{1,40}[ \t]=(?![=>])|=>|:=|===?|[:=](?![:=]))[ \t]{0,50}/y;
const otherwise = /["'`]?[\])]{0,2}[ \t]{0,9}(?:\|\||\?\?|\?:|or\b)[ \t]{0,9}(?=["'`])/y;
const fallback = /:?[-=](?=[^}\s])/y;
const comma = /["'`],\s{0,50}(?=[bruf]{0,2}["'`])/iy;
const flagged = /(?:=|[ \t]{1,9})(?!-)/y;
const listed = /["']?,[ \t]{0,9}(?=[^\s-])/y;
const spaced = /[ \t]{1,50}(?=[^\s=:])/y;
/** Directives whose value follows after a space. */
const directive = /^(requirepass|masterauth|auth[_-]pass|insecure-password)$/i;

function valueAfter(found: Name, add: Add): void {
  const { text, start, end, name } = found;
  const before = text.slice(Math.max(0, start - 20), start);
  const beside = /(?:name|key)["']?\s{0,9}[:=]\s{0,9}["']?$/i.test(before) ? valueBeside(found) : undefined;
  if (beside !== undefined) {
    bareOrQuoted(found, beside, { add, data: true });
    return;
  }
  if (/\$\{$/.test(before)) {
    const at = after(fallback, text, end);
    // what stands there instead may be made by a command: that is code, and no value
    if (at !== undefined && !/[$`]/.test(text[at] ?? '')) add(at, endOf(/[}\s]/g, text, at));
    return;
  }
  if (name.startsWith('-')) {
    const at = after(flagged, text, end);
    if (at !== undefined) bareOrQuoted(found, at, { add, data: true });
    // the words of a list: in prose another word may follow
    const item = at === undefined ? after(listed, text, end) : undefined;
    if (item !== undefined) bareOrQuoted({ ...found, surely: false }, item, { add, data: true });
    return;
  }
  if (directive.test(name)) {
    const at = after(spaced, text, end);
    if (at !== undefined) {
      const rest = text.slice(at, endOf(/[\n\r]/g, text, at));
      // sentinel auth-pass MASTER PASSWORD
      const skipped = /^auth-pass$/i.test(name) ? (/^\S+\s+(?=\S)/.exec(rest)?.[0].length ?? 0) : 0;
      bareOrQuoted(found, at + skipped, { add, data: true });
      return;
    }
  }
  const at = after(assigned, text, end) ?? after(otherwise, text, end);
  if (at !== undefined) {
    bareOrQuoted(found, at, { add, data: found.writing === 'data' || found.quoted });
    return;
  }
  const second = after(comma, text, end);
  if (second === undefined) return;
  const value = quotedAt(text, second);
  // the name of the next field in a list of fields is no value
  if (
    value &&
    !isSecretName(text.slice(value.start, value.end)) &&
    (/\(\s{0,9}["'`]$/.test(before) || /[^a-z_]/i.test(text.slice(value.start, value.end)))
  )
    hide(found, value, add);
}

/** `name: API_TOKEN` and `value: ...` beside it. */
function valueBeside({ text, end }: Name): number | undefined {
  const next = text.slice(end, end + 200);
  const found = /^["']?[\s,}]{0,99}?(?:-\s)?["']?value["']?\s{0,9}[:=]\s{0,9}/i.exec(next);
  return found ? end + found[0].length : undefined;
}

function after(pattern: RegExp, text: string, from: number): number | undefined {
  pattern.lastIndex = from;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function bareOrQuoted(found: Name, at: number, { add, data }: { readonly add: Add; readonly data: boolean }): void {
  const { text } = found;
  const quoted = quotedAt(text, at);
  if (quoted) {
    hide(found, quoted, add);
    return;
  }
  if (text[at] === '[') {
    const end = Math.min(text.length, at + longestList);
    for (let here = at + 1; here < end && text[here] !== ']'; here++) {
      const char = text[here];
      const item = char === '"' || char === "'" || char === '`' ? quotedAt(text, here) : undefined;
      if (!item) continue;
      if (looksSecret(text.slice(item.start, item.end))) hide(found, item, add);
      here = item.end;
    }
    return;
  }
  if (!data || /^[\w.\\$>:-]{1,80}\(|^(process|os|ENV|config|settings)[.[]/.test(text.slice(at, at + 100))) return;
  const wholeLine =
    /(^|\n)[ \t]*(- )?["']?$/.test(text.slice(Math.max(0, found.start - 60), found.start)) &&
    text[at - 1] === ' ' &&
    text.slice(found.end, at).includes(':');
  const end = wholeLine ? lineEndOf(text, at) : endOf(/[\s,;&}\])"'`]/g, text, at);
  hide(found, { start: at, end }, add);
}

function hide({ text, surely }: Name, { start, end }: SecretSpan, add: Add): void {
  const value = text.slice(start, end);
  if (
    value.trim() === '' ||
    isReference(value) ||
    /^(required|string|confirmed|nullable|hashed|sometimes)\b/.test(value)
  )
    return;
  // an address keeps its host: its password is found for itself
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value)) {
    user(text, start, end, add);
    return;
  }
  if (/^(\.{0,2}\/|[A-Za-z]:\\)/.test(value) && !looksSecret(value.replace(/^\W+/, ''))) return;
  // words of a command: `auth:send-reminders`
  if (surely || (looksSecret(value) && !/^[a-z]+(?:[-_:][a-z]+)*$/.test(value))) add(start, end);
}

/** `https://key@host`: a user without a password is one himself. */
function user(text: string, start: number, end: number, add: Add): void {
  const found = /^[a-z][a-z0-9+.-]*:\/\/([^\s:@/]{8,})@/i.exec(text.slice(start, end));
  if (found?.[1] && looksSecret(found[1]))
    add(start + found[0].length - found[1].length - 1, start + found[0].length - 1);
}

/** Answers, from left to right, whether a place stands within a string; the quote that stands right before it does not count. */
function quotesOf(text: string): (at: number) => boolean {
  let here = 0;
  let open = '';
  return (at) => {
    for (; here < at; here++) {
      const char = text[here] ?? '';
      if (char === '\n') open = '';
      else if (char === '\\') here++;
      else if (open === '' && (char === '"' || char === "'" || char === '`')) open = char;
      else if (char === open) open = '';
    }
    return open !== '' && text[at - 1] !== open;
  };
}

function lineEndOf(text: string, at: number): number {
  const end = Math.min(endOf(/[\n\r]/g, text, at), at + longestValue);
  const comment = text.slice(at, end).search(/\s#/);
  return comment < 0 ? end : at + comment;
}

/** Where a pattern next matches, or the end of the text; not looked for without end. */
function endOf(pattern: RegExp, text: string, from: number): number {
  const found = text.slice(from, from + longestValue).search(new RegExp(pattern.source));
  return found < 0 ? Math.min(text.length, from + longestValue) : from + found;
}

function merged(spans: readonly SecretSpan[]): readonly SecretSpan[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
