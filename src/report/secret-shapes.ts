import { isReference } from './secret-names.js';

/** Where a secret stands in a text. */
export interface SecretSpan {
  readonly start: number;
  readonly end: number;
}

export type Add = (start: number, end: number) => void;

/** How far a value is followed. */
export const longestValue = 1000;
const longestCommand = 500;
const longestKey = 8000;

/** Secrets that no name introduces: in an address, a command or a call, or of a shape that says so. */
export function unnamedSecrets(text: string, add: Add): void {
  addresses(text, add);
  commands(text, add);
  calls(text, add);
  keysOfCalls(text, add);
  armoured(text, add);
}

/** The inside of a string that begins there. */
export function quotedAt(text: string, at: number): SecretSpan | undefined {
  if (!/["'`bruf\\]/i.test(text[at] ?? '')) return undefined;
  // a string within a string: `"environment=DB_PASSWORD=\\"…\\""`
  const escaped = /^\\{1,3}["'`]/.exec(text.slice(at, at + 4))?.[0];
  if (escaped !== undefined) {
    const from = at + escaped.length;
    const found = text
      .slice(from, from + longestValue)
      .search(escaped.endsWith('"') ? /\\{1,3}"|\n/ : /\\{1,3}['`]|\n/);
    return { start: from, end: found < 0 ? Math.min(text.length, from + longestValue) : from + found };
  }
  const [lead, quote = ''] = /^[bruf]{0,2}(["'`])/i.exec(text.slice(at, at + 3)) ?? [];
  if (lead === undefined) return undefined;
  const start = at + lead.length;
  let end = start;
  while (end < text.length && end - start < longestValue && text[end] !== quote && text[end] !== '\n')
    end += text[end] === '\\' ? 2 : 1;
  return { start, end: Math.min(end, text.length) };
}

/** `scheme://user:password@host`; a port, or the name of a variable, is no password. */
function addresses(text: string, add: Add): void {
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    const rest = text.slice(at + 3, at + 3 + longestValue);
    const token = /^[^\s'"`<>]*/.exec(rest)?.[0] ?? '';
    const colon = /^[^/:@]*:/.exec(token)?.[0].length;
    if (colon === undefined) continue;
    const slash = token.indexOf('/', colon);
    let end = token.lastIndexOf('@', slash < 0 ? token.length : slash);
    if (end < colon && !/^\d*\W*$/.test(token.slice(colon, slash < 0 ? undefined : slash)))
      end = slash < 0 && rest.length === token.length ? token.length : token.lastIndexOf('@');
    if (end > colon && !isReference(token.slice(colon, end))) add(at + 3 + colon, at + 3 + end);
  }
}

/** Programs, and how they are told a password. */
const tellers: readonly (readonly [program: RegExp, told: RegExp])[] = [
  [/\b(?:mysql|mariadb)[\w-]*|\bmydumper/g, /(?:^|[\s"'])-p([^\s"',\]]+)/],
  [/\b(?:sshpass|mongo\w*|docker\s+login|podman\s+login|smbclient)\b/g, /(?:^|[\s"'])-p["']?[\s,]*["']?([^\s"',\]]+)/],
  [/\b(?:redis|valkey|keydb)-(?:cli|benchmark)\b/g, /(?:^|[\s"'])-a["']?[\s,]+["']?([^\s"',\]]+)/],
  [/\b(?:curl|wget|http)\b/g, /(?:^|[\s"'])(?:-u|--user|-a)["']?[\s=,]+["']?[^\s:"'=,][^\s:"']*:([^\s"']+)/],
  [/\bstats\s{1,9}auth\b/g, /\s[^\s:]+:(\S+)/],
  [/\bldap\w+\b/g, /(?:^|[\s"'])-w["']?[\s,]+["']?([^\s"',\]]+)/],
];

function commands(text: string, add: Add): void {
  for (const [program, told] of tellers)
    for (const { index } of text.matchAll(program)) {
      const whole = text.slice(index, index + longestCommand);
      const ended = whole.search(/[\n|;&]/);
      const command = ended < 0 ? whole : whole.slice(0, ended);
      const found = told.exec(command);
      if (!found?.[1]) continue;
      const value = found[1].replace(/^["']|(?<!["'\],])["'\],]+$/g, '');
      const start = index + found.index + found[0].lastIndexOf(value);
      if (value !== '' && !isReference(value)) add(start, start + value.length);
    }
}

const authCall = /(?:->|\.)auth\(\s{0,9}/g;
/** Calls that are given a key or a password, and as which argument. */
const keyCalls: readonly (readonly [call: RegExp, argument: number])[] = [
  [/\bhash_hmac\s{0,9}\(/g, 2],
  [/\bopenssl_(?:en|de)crypt\s{0,9}\(/g, 2],
  [/\bcreate(?:Hmac|Cipheriv|Decipheriv)\s{0,9}\(/g, 1],
  [/\bHMAC\.(?:hex)?digest\s{0,9}\(/g, 1],
  [/\bhmac\.(?:new|digest)\s{0,9}\(/g, 0],
  [/\bwith(?:Basic|Digest)Auth\s{0,9}\(/g, 1],
  [/\bHTTP(?:Basic|Digest|Proxy)Auth\s{0,9}\(/g, 1],
  [/\bauth\s{0,9}=\s{0,9}\(/g, 1],
  [/\.(?:login|basic_auth|basicAuth)\s{0,9}\(/g, 1],
  [/\bnew\s{1,9}Sequelize\s{0,9}\(/g, 2],
  [
    /\b(?:MySQLdb|pymysql|mariadb|mysql\.connector|aiomysql|psycopg2?|cx_Oracle|oracledb|pymssql)\.connect\s{0,9}\(/g,
    2,
  ],
  [/\b(?:Strict)?Redis\s{0,9}\(/g, 3],
  [/\bMysql2?::Client\.new\s{0,9}\(/g, 2],
];

const connectCall =
  /(?:\bnew\s{1,9}\\?(?:PDO|mysqli)|\b(?:mysqli?_p?connect|ftp_login|ssh2_auth_password|ldap_bind|imap_open|oci_connect))\s{0,9}\(/g;

/** `->auth('...')`, `new PDO(dsn, user, '...')`. */
function calls(text: string, add: Add): void {
  for (const { index, 0: whole } of text.matchAll(authCall)) {
    const list = text[index + whole.length] === '[';
    for (let at = index + whole.length + (list ? 1 : 0), most = 0; most < 4; most++) {
      const value = quotedAt(text, at);
      if (!value) break;
      if (/[^a-z_-]/.test(text.slice(value.start, value.end)) && !isReference(text.slice(value.start, value.end)))
        add(value.start, value.end);
      at = value.end + 1 + (/^\s{0,9},\s{0,9}/.exec(text.slice(value.end + 1, value.end + 20))?.[0].length ?? 1000);
    }
  }
  for (const { index, 0: whole } of text.matchAll(connectCall)) {
    const value = argumentOf(text, index + whole.length, 2);
    if (value && value.end > value.start && !isReference(text.slice(value.start, value.end)))
      add(value.start, value.end);
  }
}

function keysOfCalls(text: string, add: Add): void {
  for (const [call, argument] of keyCalls)
    for (const { index, 0: whole } of text.matchAll(call)) {
      const value = argumentOf(text, index + whole.length, argument);
      if (value && value.end > value.start && !isReference(text.slice(value.start, value.end)))
        add(value.start, value.end);
    }
}

/** The inside of the n-th argument of a call when it is a string. */
function argumentOf(text: string, from: number, wanted: number): SecretSpan | undefined {
  let depth = 0;
  let nth = 0;
  for (let at = from; at < Math.min(text.length, from + longestCommand); at++) {
    const char = text[at] ?? '';
    const value = char === '"' || char === "'" ? quotedAt(text, at) : undefined;
    if (value) {
      if (nth === wanted && depth === 0) return value;
      at = value.end;
    } else if (char === '(' || char === '[' || char === '{') depth++;
    else if (char === ')' || char === ']' || char === '}') {
      if (--depth < 0) return undefined;
    } else if (char === ',' && depth === 0) nth++;
  }
  return undefined;
}

/** Secrets that are known by their shape alone. */
const known =
  /(?<![\w-])(?:eyJ[\w-]{10,}\.[\w-]{4,}(?:\.[\w-]*)?|(?:AKIA|ASIA)[0-9A-Z]{16}(?!\w)|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abeprs]-[\w-]{10,}|[spr]k_(?:live|test)_\w{10,}|whsec_\w{10,}|AIza[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|npm_\w{30,}|pypi-[\w-]{30,}|dop_v1_\w{30,}|hvs\.[\w-]{20,}|base64:[A-Za-z0-9+/]{20,}={0,2}|\${1,2}(?:apr1|[156]|y|2[abxy]|argon2\w{0,2})\${1,2}[\w./=,+-]{1,40}\${1,2}[\w./$=,+-]{16,})/g;
const spoken = /\b(?:Basic|Bearer)[ \t]{1,9}([^\s"'`<>]{8,})/gi;
const armour = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/g;

function armoured(text: string, add: Add): void {
  for (const { index, 0: value } of text.matchAll(known)) add(index, index + value.length);
  for (const { index, 0: whole, 1: value = '' } of text.matchAll(spoken))
    if (/\d|[+/=]|[a-z][A-Z]/.test(value) && !isReference(value))
      add(index + whole.length - value.length, index + whole.length);
  for (const { index, 0: head } of text.matchAll(armour)) {
    const body = text.slice(index, index + longestKey);
    const end = body.indexOf('-----END');
    add(index + head.length, index + (end < 0 ? body.length : end));
  }
}
