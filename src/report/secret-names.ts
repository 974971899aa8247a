/** Words that make a name one whose value is nobody's business. */
const secretWords = new Set(
  (
    'secret secrets password passwords passwd passphrase pass pwd pw token tokens credential credentials apikey apikeys dsn salt salts ' +
    'requirepass masterauth authpass sessionsecret secretkey accesskey privatekey authtoken accesstoken apitoken userpass userpassword ' +
    'dbpass dbpassword rootpassword pgpassword mysqlpwd'
  ).split(' '),
);

/** A key of one of these kinds unlocks something; a key of a cache or of a list does not. */
const keyWords = new Set(
  (
    'api app application private access secret encryption encrypt crypt crypto auth signing sign signature license licence account ' +
    'storage master jwt session cookie hmac hash service in nonce admin deploy ssh webhook publishable ingest instrumentation base cipher'
  ).split(' '),
);

/** What follows the secret word when the name says something about a secret instead of being one. */
const about = new Set(
  (
    'name names field fields column columns table tables path paths file files url uri endpoint host driver provider providers type types ' +
    'header headers func function fn id ids arn ttl timeout expire expires expiry expiration lifetime length len min max size count limit ' +
    'algorithm algo regex pattern prefix suffix policy rule rules rotation version manager store storage ref reference param params ' +
    'parameter reset resets required enabled confirmation validator validators hasher hashers bucket class model broker brokers guard ' +
    'template label title description placeholder error errors message button form view route link age days hours minutes seconds'
  ).split(' '),
);

/** Directives that hand a request on. */
const handsOn = new Set([
  'proxy',
  'fastcgi',
  'uwsgi',
  'scgi',
  'grpc',
  'memcached',
  'first',
  'second',
  'one',
  'multi',
  'single',
  'by',
  'two',
]);

const acronym = /([A-Z])([A-Z][a-z])/g;
const hump = /([a-z0-9])([A-Z])/g;

/** The words of a name in any spelling: `dbPassword`, `DB_PASSWORD` and `db-password` are alike. */
function wordsOf(name: string): readonly string[] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return last.replace(acronym, '$1_$2').replace(hump, '$1_$2').toLowerCase().split(/[^a-z0-9]+/).filter(Boolean);
} // biome-ignore format: one chain

/** Whether the value under a name is a secret, whatever it looks like. */
export function isSecretName(name: string): boolean {
  const words = wordsOf(name);
  const last = words.at(-1) ?? '';
  if (about.has(last) || (last === 'pass' && handsOn.has(words.at(-2) ?? ''))) return false;
  if (words.some((word) => secretWords.has(word))) return true;
  return words.some((word, index) => /^keys?$/.test(word) && keyWords.has(words[index - 1] ?? ''));
}

/** Whether the value under a name is a secret when it looks like one: `keys: [...]`, `MAPS_KEY`, `auth`, `?sig=...`. */
export function mayBeSecretName(name: string): boolean {
  const last = wordsOf(name).at(-1) ?? '';
  return /^(keys?|auth|credential|hash|pin|sk|sig|signature)$/.test(last);
}

/** Whether a text looks like something that was made up to be secret: no word, no identifier, no path, no address. */
export function looksSecret(value: string): boolean {
  if (value.length < 8 || isPlain(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^\w\s.:/-]/].filter((kind) => kind.test(value)).length;
  return (/\d/.test(value) && kinds >= 2) || kinds >= 3 || (value.length >= 16 && /[-+=!@$%^&*~?]/.test(value) && !/\s/.test(value)); // biome-ignore format: one line
}

/** A path, an address, the name of a class, a version, a reference, or a sentence. */
function isPlain(value: string): boolean {
  return (
    /^(\.{0,2}\/|~\/|[A-Za-z]:\\)/.test(value) ||
    /^[a-z][a-z0-9+.-]*:\/\//i.test(value) ||
    /^[\w.-]+:\d+$/.test(value) ||
    /^\\?\w+(\\\w+)+$/.test(value) ||
    /^[a-z_]+(\.[a-z_]+)*$/i.test(value) ||
    /^v?\d+(\.\d+)*$/.test(value) ||
    // rules that hold what users type in
    /^[a-z_]+(:[\w,]+)?(\|[a-z_]+(:[\w,]+)?)*$/.test(value) ||
    isReference(value) ||
    (/\s/.test(value) && !(/\d/.test(value) && /[^\w\s.,:;'"()-]/.test(value)))
  );
}

/** What stands for a value that is kept elsewhere. */
export function isReference(value: string): boolean {
  return /^(\$[\w{(]|\{\{|<[\w%]|%\w*[(%]|@\w+@|#\{|%[sdvq]$|\.\.\.|\*+$|x{3,}$|null$|none$|nil$|true$|false$|undefined$)/i.test(
    value,
  );
}
