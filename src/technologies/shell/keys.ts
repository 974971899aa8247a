import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { type Evidence, known, said, unknown } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { Assigned, Reached, Start, Started } from './start.js';
import { randomness, secretName } from './steps.js';

/** Keys that a start makes at random, however it makes them, and where it keeps them. */
export function keysMade(start: Start, started: Started): readonly MadeKey[] {
  const lines = linesOf(started.reached);
  const assigned = assignedKeys(start, { started, lines });
  const told = new Set(assigned.map(({ label }) => label));
  return [...assigned, ...writtenKeys(start, { started, lines }).filter(({ label }) => !told.has(label))];
}

/** A key, and the files that it is written to. */
export type MadeKey = Secret & { readonly files: readonly string[] };

/** The commands of a pipe, as one. */
interface Line {
  readonly text: string;
  readonly input: string;
  /** Files that it writes or edits. */
  readonly files: readonly string[];
  readonly at: Span;
}

interface Made {
  readonly started: Started;
  readonly lines: readonly Line[];
}

function linesOf(all: readonly Reached[]): readonly Line[] {
  const found: Line[] = [];
  for (let from = 0; from < all.length; ) {
    let to = from + 1;
    while (to < all.length && isNext(all[to - 1], all[to])) to++;
    const pipe = all.slice(from, to).filter(({ runs, command }) => runs !== false && !command.substituted);
    const first = pipe[0];
    if (first)
      found.push({
        text: pipe.map(({ text }) => text).join(' | '),
        input: pipe.map(({ command }) => command.input?.value ?? '').join('\n'),
        files: pipe.flatMap(filesOf),
        at: first.command.at,
      });
    from = to;
  }
  return found;
}

function isNext(before: Reached | undefined, after: Reached | undefined): boolean {
  if (!before?.command.piped || !after?.command.piped) return false;
  return before.command.at.file === after.command.at.file && before.command.at.end <= after.command.at.start;
}

function filesOf({ command, text }: Reached): readonly string[] {
  const words = command.words.map(({ value }) => value);
  const last = words.at(-1) ?? '';
  const name = words[0]?.slice(words[0].lastIndexOf('/') + 1) ?? '';
  const plain = words.slice(1).filter((word) => !word.startsWith('-'));
  if (name === 'tee') return [...command.writes, ...plain];
  if (/^(sed|perl|awk|gawk|envsubst|yq|jq|sponge)$/.test(name) && /\s(-i|--in-place|-pi|inplace)/.test(text))
    return [last];
  // crudini(1): --set FILE SECTION KEY VALUE
  if (name === 'crudini' && /\s--set\b/.test(text)) return plain.slice(0, 1);
  const out = /\s-(?:out|o)\s+(\S+)/.exec(text)?.[1];
  return out && /\b(openssl|ssh-keygen)\b/.test(text) ? [...command.writes, out] : command.writes;
}

/** `APP_KEY=$(openssl rand -hex 32)`: made anew wherever the environment does not give it. */
function assignedKeys(start: Start, made: Made): readonly MadeKey[] {
  const secrets: MadeKey[] = [];
  for (const { assignment, runs } of made.started.assignments) {
    const { name, value, at, conditions } = assignment;
    if (runs === false || !value || !isRandom(value, made.started, 0)) continue;
    const uses = made.lines.filter(({ text, input }) => mentions(`${text}\n${input}`, name));
    const label = secretName.test(name) ? name : uses.map(({ text, input }) => settingOf(`${text}\n${input}`, name)).find((one) => one) ?? uses.flatMap(({ files }) => files).find((path) => secretFile.test(path));
    if (!label || isLogin(name) || isLogin(label)) continue;
    const given = start.variable(label);
    if (given !== '' && given !== undefined && !/change|example|secret|unique|placeholder/i.test(given)) {
      secrets.push({ label, technology: 'shell', origin: known('fixed', [said(at, `is made only when ${label} is not given, and it is`)]), files: [], at });
      continue;
    }
    const files = uses.flatMap((line) => line.files);
    const because: Evidence[] = [said(at, `makes a random ${label}${conditions.length > 0 ? ` when ${shorten(conditions.join(' and '))}` : ''}`)];
    const origin = given === undefined ? unknown(`${label} may be given by the environment`, because) : originOf(start, files, because);
    secrets.push({ label, technology: 'shell', origin, files, at });
  }
  return secrets;
} // biome-ignore format: one record a line

/** `echo "KEY=$(openssl rand -hex 32)" >> .env`, a here-document, `head -c 32 /dev/urandom | base64 > secret.key`. */
function writtenKeys(start: Start, { started, lines }: Made): readonly MadeKey[] {
  return lines.flatMap(({ text, input, files, at }): readonly MadeKey[] => {
    if (files.length === 0) return [];
    const whole = input === '' ? text : input;
    const named = whole.split('\n').filter((line) => isRandomItself(line, started)).map((line) => settingOf(line) ?? replacedBy(line, started));
    const file = isRandomItself(text, started) && !forTls.test(text) ? files.find((path) => secretFile.test(path) && !forTls.test(path) && !isCertified(path, lines)) : undefined;
    const label = named.find((one) => one !== undefined) ?? file;
    if (!label || isLogin(label)) return [];
    return [{ label, technology: 'shell', origin: originOf(start, files, [said(at, `makes a random ${label} at start`)]), files, at }];
  });
} // biome-ignore format: one record a line

/** Whether the file that a command keeps a key in is the key of a certificate. */
export function isForCertificate(reached: Reached, { reached: all }: Started): boolean {
  const lines = linesOf(all);
  return filesOf(reached).some((path) => isCertified(path, lines));
}

/** A certificate is asked for or made with the key: it is one of TLS. */
function isCertified(path: string, lines: readonly Line[]): boolean {
  return lines.some(({ text }) => /\bopenssl\s+(req|x509)\s/.test(text) && text.split(/\s+/).includes(path));
}

const secretFile =
  /(^|[/._-])(secret|secrets|secret[_-]?key|signing|jwt|app[_-]?key|key|private|salt|token)([_.-]\w[\w.-]{0,200})?$/i;

function originOf(start: Start, files: readonly string[], because: readonly Evidence[]): Secret['origin'] {
  const shared = files.find((path) => start.isShared?.(path));
  if (shared !== undefined) return known('shared-store', [...because, ...because.slice(0, 1).map(({ at }) => ({ at, says: `is kept in ${shared}, which all servers see` }))]);
  return known(files.length > 0 ? 'per-server-file' : 'random-per-start', because);
} // biome-ignore format: one condition a line

/** As `isRandom`, but not by a variable: what is made for a variable is told where it is made. */
function isRandomItself(text: string, started: Started): boolean {
  return isRandom(text.replace(/\$\{?[A-Za-z_]\w*/g, ''), started, 0);
}

/** Random by what the text runs, by a function of the scripts, or by a variable that is. */
function isRandom(text: string, started: Started, depth: number): boolean {
  if (depth > 4) return false;
  if (randomness.test(text)) return true;
  for (const [, name = ''] of text.matchAll(/(?:\$\(|`)\s*([\w-]+)/g)) {
    const script = started.functions.get(name);
    if (script && bodyIsRandom(name, script, started, depth)) return true;
  }
  for (const [, name = ''] of text.matchAll(/\$\{?([A-Za-z_]\w*)/g)) {
    const set = started.assignments.filter((one): one is Assigned => one.assignment.name === name && one.runs !== false);
    if (set.some(({ assignment }) => assignment.value !== undefined && !mentions(assignment.value, name) && isRandom(assignment.value, started, depth + 1))) return true;
  }
  return false;
} // biome-ignore format: one question a line

function bodyIsRandom(name: string, { commands, assignments }: Fact<'shell-script'>, started: Started, depth: number): boolean {
  const texts = [
    ...commands.filter(({ inFunction }) => inFunction === name).map(({ words }) => words.map(({ value }) => value).join(' ')),
    ...assignments.filter(({ inFunction }) => inFunction === name).map(({ value }) => value ?? ''),
  ];
  return texts.some((text) => randomness.test(text) || isRandom(text, started, depth + 1));
} // biome-ignore format: one list a line

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\$\\{?${name}\\b`).test(text);
}

/** Certificates of TLS may differ from copy to copy; no cookie is signed with them. */
const forTls =
  /-x509\b|\bdhparam\b|(^|[/._-])(ssl|tls|certs?|certificates?|acme|letsencrypt|nginx|snakeoil|ssh)([/._-]|$)|\.crt\b/;

const setting = /([A-Za-z_][\w.-]{0,60}?(?:key|secret|salt|token)[\w.-]{0,60})["']?\s*(?:[:=]|\s=>)/gi;

/** The secret that a text sets, to a variable where one is named. */
function settingOf(text: string, variable?: string): string | undefined {
  for (const line of text.split('\n')) {
    if (variable !== undefined && !mentions(line, variable)) continue;
    const stored = /\bcrudini\s(?:--\S+\s)*\S+\s\S+\s(\S+)/.exec(line)?.[1] ?? '';
    if (secretName.test(stored) && !isLogin(stored)) return stored;
    for (const [, name = ''] of line.matchAll(setting)) if (!isLogin(name) && secretName.test(name)) return name;
  }
  return undefined;
}

/** `s/secretkeyhere/$(openssl rand -hex 32)/`: what stands in an example for a key gives way to one that is made here. */
function replacedBy(text: string, started: Started): string | undefined {
  for (const { 1: delimiter = '', index, 0: begin } of text.matchAll(/(?:^|[\s"'])s([/|#@,:%])/g)) {
    const [pattern = '', made = ''] = partsOf(text.slice(index + begin.length), delimiter);
    if (placeholder.test(pattern) && !isLogin(pattern) && isRandom(made, started, 0)) return pattern.slice(0, 40);
  }
  return undefined;
}

/** Split at a delimiter that stands outside of brackets. */
function partsOf(text: string, delimiter: string): readonly string[] {
  const parts = [''];
  let depth = 0;
  for (const char of text.slice(0, 500)) {
    if (char === '(') depth++;
    else if (char === ')') depth--;
    if (char === delimiter && depth <= 0) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts;
}

const placeholder = /secret|salt|(^|[^a-z])((app|private|signing|encryption|jwt|session)[-_ ]?)?key([^a-z]|$)/i;

/** Passwords of databases and of a first administrator are asked for by what holds them, and no cookie is signed with them. */
function isLogin(name: string): boolean {
  return /(^|_)(DB|MYSQL|POSTGRES|PG|ROOT|ADMIN|REDIS)_?(PASS|USER)|PASSWORD|^(PUBLIC|PUB)_?KEY/i.test(name);
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 70 ? `${line.slice(0, 67)}...` : line;
}
