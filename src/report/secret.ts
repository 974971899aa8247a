/** Names whose values are nobody's business, in the spellings of code and of env files. */
const name =
  '[\\w.-]*(?:secret|passw(?:or)?d|passphrase|requirepass|token|credential|api[_-]?key|app[_-]?key|private[_-]?key|access[_-]?key|encryption[_-]?key|auth[_-]?key|logged_in_key|nonce_key|[_-]salt|dsn)[\\w-]*';

/** `'secret' => 'value'`, `password: "value"`, `apiKey = 'value'`, `define('AUTH_KEY', 'value')`. */
const quoted = new RegExp(
  `(["'\`]?${name}(?:["'\`]?\\s*(?:=>|[:=])|["']\\s*,)\\s*)(["'\`])((?:\\\\.|(?!\\2).)+)(?:\\2|$)`,
  'gi',
);
/** `ENV DB_PASSWORD=value`, `{ DB_PASSWORD: value }`; what reads a variable or calls a function is no value. */
const bare = new RegExp(
  `((?:^|[\\s{,;-])["']?${name}["']?\\s*[:=]\\s*)(?!["'\`]|\\$|[\\w.]+\\(|process\\.|os\\.|ENV\\b|string\\b|str\\b|number\\b|boolean\\b|true\\b|false\\b|null\\b)([^\\s,;}\\])]{3,})`,
  'gi',
);
/** `--requirepass value`, `--password value`. */
const flag =
  /((?:^|\s)-{0,2}(?:requirepass|masterauth|auth-pass|password|secret|token)(?:\s+|=))(?![$"'`{-])([^\s]{3,})/gi;
/** `redis://user:value@host`, also where the line is cut before the host; a port is no value. */
const inUrl = /(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/'"`]{0,100}:)(?!\d{1,5}$)([^\s@/'"`]+)(?=@|$)/gi;

/** Lines are cut to this before they are searched: a hostile one may be long. */
const longest = 400;

/** A line of source with every value masked that looks like a secret, cut to 400 characters. Reads of variables stay. */
export function maskSecrets(line: string): string {
  return line
    .slice(0, longest)
    .replace(inUrl, (whole, before: string, value: string) => (value.startsWith('$') ? whole : `${before}***`))
    .replace(quoted, (whole, before: string, quote: string, value: string) => value.startsWith('$') && /^\$\{?\w+\}?$/.test(value) ? whole : `${before}${quote}***${quote}`)
    .replace(bare, '$1***')
    .replace(flag, '$1***');
} // biome-ignore format: one replacement per line
