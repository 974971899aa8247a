import type { Proxied } from '../../facts/balancing.js';
import type { Fact } from '../../facts/fact.js';
import { type Said, spanOf } from '../../facts/program.js';
import type { Span } from '../../facts/span.js';
import type { Directive } from '../../parse/directive.js';
import { table } from '../../table.js';
import { type DurationUnits, secondsOf } from '../duration.js';
import { matchesWildcards } from '../wildcards.js';
import type { Scope } from './extract.js';
import { named } from './named.js';

type Passed = Pick<Proxied, 'tls' | 'upgrades' | 'forwards' | 'overwrites' | 'headersAt' | 'idle' | 'inherits'>;

/** Files of distributions that are included by name (Debian, nginx-common): what they set for proxied requests. */
const wellKnown: Readonly<Record<string, readonly string[]>> = table({
  proxy_params: ['host', 'x-real-ip', 'x-forwarded-for', 'x-forwarded-proto'],
  'mime.types': [],
  fastcgi_params: [],
  uwsgi_params: [],
  'fastcgi.conf': [],
});

/** What nginx passes on with the requests of one location. FastCGI and uWSGI hand the client's address over themselves. */
export function passedOn(pass: Directive, scope: Scope, at: Span): Passed {
  if (pass.name.text !== 'proxy_pass') {
    const native =
      pass.name.text === 'fastcgi_pass' || pass.name.text === 'uwsgi_pass' || pass.name.text === 'scgi_pass';
    const forwards: Said<boolean | undefined> = native
      ? { value: true, at, says: 'hands over the address of the client' }
      : { value: undefined, at, says: 'passes gRPC on' };
    const upgrades: Said<boolean | undefined> = {
      value: native ? undefined : false,
      at,
      says: 'passes no WebSocket on',
    };
    return { upgrades, forwards, ...(native && saysScheme(scope) ? { tls: endsTls(scope) } : {}) };
  }
  return passedWith(headersOf(scope), conditionsAt(scope), at);
}

/** `HTTPS`, which the files of nginx set by `$https`, so that the app sees the scheme of the connection to nginx (conf/uwsgi_params, conf/fastcgi_params). */
function saysScheme(scope: Scope): boolean {
  return insideOut(scope).some(
    (block) =>
      named(block, 'include').some(({ args }) =>
        /(^|\/)(uwsgi_params|fastcgi_params|fastcgi\.conf)$/.test(args[0]?.text ?? ''),
      ) ||
      [...named(block, 'uwsgi_param'), ...named(block, 'fastcgi_param')].some(({ args }) => args[0]?.text === 'HTTPS'),
  );
}

/** What a location passes on that sets nothing itself and stands in a file which another one takes in. */
export function inherited(own: Fact<'proxied'>, downs: readonly Fact<'handed-down'>[]): Fact<'proxied'> {
  const { inherits } = own;
  if (!inherits) return own;
  const found = placesFor(own.at.file, downs, 0);
  const [first] = found;
  if (!first) return inherits.fragment ? { ...own, ...unseen(own.at) } : own;
  if (found.some((down) => !equalHeaders(down, first))) return { ...own, ...unseen(first.at) };
  const set = new Map(first.headers.map((one) => [one.name, one]));
  const open =
    first.open ??
    (first.sure
      ? undefined
      : { value: first.pattern, at: first.at, says: `may be taken in by include ${first.pattern}` });
  const here = {
    tls: inherits.tls || first.tls,
    restored: inherits.restored || first.restored,
    version: inherits.version ?? first.version,
    idle: inherits.idle ?? first.idle,
  };
  const last = first.headers.at(-1)?.at;
  return { ...own, ...passedWith({ set, ...(last ? { last } : {}), ...(open ? { open } : {}) }, here, own.at) };
}

type Place = Fact<'handed-down'> & { readonly sure: boolean };

/** The places that take a file in; where one of them sets nothing and is taken in itself, those above it. */
function placesFor(file: string, downs: readonly Fact<'handed-down'>[], depth: number): readonly Place[] {
  if (depth > 4) return [];
  return downs.flatMap((down): readonly Place[] => {
    const sure = takesIn(down, file);
    if (sure === undefined || down.at.file === file) return [];
    const above = down.headers.length === 0 && !down.open ? placesFor(down.at.file, downs, depth + 1) : [];
    return above.length > 0
      ? above.map((one) => ({ ...one, sure: one.sure && sure, tls: one.tls || down.tls }))
      : [{ ...down, sure }];
  });
}

/** Whether an include means a file: by its name, or by a pattern for its folder; undefined when it does not. False: by its ending only. */
function takesIn({ pattern }: Fact<'handed-down'>, file: string): boolean | undefined {
  const [name = '', folder] = pattern.split('/').toReversed();
  const [own = '', around] = file.split('/').toReversed();
  if (/[$]/.test(pattern) || name === '') return undefined;
  if (!name.includes('*')) return name === own || undefined;
  return matchesWildcards(name.replaceAll('?', '\0'), own) ? folder === around : undefined;
}

function equalHeaders(a: Place, b: Place): boolean {
  const names = ({ headers, open }: Place) => `${open ? 'open' : ''} ${headers.map(({ name }) => name).join(' ')}`;
  return names(a) === names(b);
}

function unseen(at: Span): Pick<Passed, 'upgrades' | 'forwards'> {
  const told = { value: undefined, at, says: 'is taken in by another file, which may set headers for it' };
  return { upgrades: told, forwards: told };
}

/** What holds at a place that takes another file in. */
export function inheritedAt(include: Directive, scope: Scope): Omit<Fact<'handed-down'>, 'kind' | 'at' | 'pattern'> {
  const { set, open } = headersOf(scope, include);
  return {
    headers: [...set].map(([name, said]) => ({ name, ...said })),
    ...(open ? { open } : {}),
    ...conditionsAt(scope),
  };
}

interface Conditions {
  /** The server ends TLS. */
  readonly tls: boolean;
  /** The address of the client is restored from what a trusted proxy says (ngx_http_realip_module). */
  readonly restored?: boolean | undefined;
  readonly version?: string | undefined;
  readonly idle?: Said<number> | undefined;
}

function conditionsAt(scope: Scope): Conditions {
  const around = insideOut(scope);
  const version = around.flatMap((block) => named(block, 'proxy_http_version').slice(0, 1))[0]?.args[0]?.text;
  const idle = idleOf(scope);
  const restored = around.some((block) => named(block, 'set_real_ip_from').length > 0);
  return { tls: endsTls(scope), restored, ...(version ? { version } : {}), ...(idle ? { idle } : {}) };
}

/** What the blocks around a place hold, innermost first, and what stands outside of blocks. */
function insideOut({ blocks, root }: Scope): readonly (readonly Directive[])[] {
  return [...blocks.toReversed().map(({ block }) => block ?? []), root];
}

function passedWith(headers: Headers, here: Conditions, at: Span): Passed {
  const { tls, version, idle } = here;
  const nothing = headers.set.size === 0 && !headers.open;
  return {
    tls,
    upgrades: upgradesOf(headers, version, at),
    forwards: forwardsOf(headers, tls, at),
    ...overwritesOf(headers, here),
    idle: idle ?? {
      value: 60,
      at,
      says: 'cuts a connection that is silent for 60 s',
      builtin: 'nginx, proxy_read_timeout',
    },
    ...(headers.last ? { headersAt: headers.last } : {}),
    ...(nothing ? { inherits: { ...here, fragment: false, whole: false } } : {}),
  };
}

interface Headers {
  readonly set: ReadonlyMap<string, Said<string>>;
  /** The last line that sets one. */
  readonly last?: Span;
  /** Another file may set more. */
  readonly open?: Said<string>;
}

/** `proxy_set_header` of the innermost block that has any: a block with one of its own inherits none (ngx_http_proxy_module). */
function headersOf(scope: Scope, except?: Directive): Headers {
  let open: Said<string> | undefined;
  for (const block of [...scope.blocks.toReversed(), { name: { text: '' }, block: scope.root }]) {
    const own = headersIn(block.block ?? [], scope.file, except);
    open = own.open ?? open;
    if (own.set.size > 0) return { ...own, ...(open ? { open } : {}) };
    if (block.name.text === 'server' && open) break;
  }
  return open ? { set: new Map(), open } : { set: new Map() };
}

/** What blocks set: each is asked for by all that stands within it. */
const headersByBlock = new WeakMap<readonly Directive[], Headers>();

function headersIn(block: readonly Directive[], file: string, except: Directive | undefined): Headers {
  const whole = headersByBlock.get(block) ?? readHeaders(block, file);
  headersByBlock.set(block, whole);
  if (!except || !block.includes(except)) return whole;
  // an include that sets nothing known, and behind which another one stands, changes nothing
  const decides = whole.open?.at.start === except.start || (includedHeaders(except)?.length ?? 0) > 0;
  return decides ? readHeaders(block.filter((one) => one !== except), file) : whole; // biome-ignore format: one line
}

function includedHeaders({ args: [name] }: Directive): readonly string[] | undefined {
  const file = name?.text.slice(name.text.lastIndexOf('/') + 1) ?? '';
  return Object.hasOwn(wellKnown, file) ? wellKnown[file] : undefined;
}

function readHeaders(block: readonly Directive[], file: string): Headers {
  const set = new Map<string, Said<string>>();
  let open: Said<string> | undefined;
  let last: Span | undefined;
  for (const one of block) {
    const [name, value] = one.args;
    const at = spanOf(file, { start: one.start, end: one.args.at(-1)?.end ?? one.name.end });
    if (one.name.text === 'proxy_set_header' && name) {
      const text = value?.text ?? '';
      last = at;
      set.set(name.text.toLowerCase(), { value: text, at, says: `sets ${name.text}` });
    } else if (one.name.text === 'include' && name) {
      const known = includedHeaders(one);
      if (!known) open = { value: name.text, at, says: `includes ${name.text}, which may set more` };
      if (known && known.length > 0) last = at;
      const base = name.text.slice(name.text.lastIndexOf('/') + 1);
      for (const header of known ?? []) set.set(header, { value: '', at, says: `includes ${base}` });
    }
  }
  return { set, ...(open ? { open } : {}), ...(last ? { last } : {}) };
}

function upgradesOf({ set, open }: Headers, version: string | undefined, at: Span): Said<boolean | undefined> {
  const upgrade = set.get('upgrade');
  const connection = set.get('connection');
  if (!upgrade || !connection || !/upgrade|\$http_connection/i.test(connection.value)) {
    if (open) return { value: undefined, at: open.at, says: open.says };
    return { value: false, at, says: 'sets no Upgrade and Connection headers' };
  }
  if (version && version !== '1.0') return { value: true, at: upgrade.at, says: 'passes Upgrade on' };
  if (!version && open) return { value: undefined, at: open.at, says: open.says };
  return {
    value: false,
    at,
    says: 'sets no proxy_http_version 1.1, without which nginx before 1.29.7 upgrades nothing',
  };
}

/** What is said of the wait between two reads (nginx, ngx_http_proxy_module: 60 s when nothing is). */
function idleOf(scope: Scope): Said<number> | undefined {
  for (const block of insideOut(scope)) {
    const line = named(block, 'proxy_read_timeout').at(-1);
    const value = line?.args[0];
    const seconds = value && secondsOf(value.text, units);
    if (!line || !value || seconds === undefined) continue;
    const place = spanOf(scope.file, { start: line.start, end: value.end });
    return { value: seconds, at: place, says: `cuts a connection that is silent for ${value.text}` };
  }
  return undefined;
}

const units: DurationUnits = table({ ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, '': 1 });

function forwardsOf({ set, open }: Headers, tls: boolean, at: Span): Said<boolean | undefined> {
  const client = set.get('x-forwarded-for') ?? set.get('x-real-ip') ?? set.get('forwarded');
  const scheme =
    set.get('x-forwarded-proto') ?? set.get('x-forwarded-scheme') ?? set.get('x-forwarded-ssl') ?? set.get('forwarded');
  if ((!client || (!scheme && tls)) && open) return { value: undefined, at: open.at, says: open.says };
  if (!client) return { value: false, at, says: 'sets neither X-Forwarded-For nor X-Real-IP' };
  if (!scheme && tls) return { value: false, at, says: 'ends TLS and sets no X-Forwarded-Proto' };
  return { value: true, at: client.at, says: client.says };
}

/** `$scheme` is the scheme of the connection to nginx, `$remote_addr` the peer of it: a balancer that ends TLS is the peer, and speaks http. */
function overwritesOf({ set }: Headers, { tls, restored }: Conditions): Pick<Passed, 'overwrites'> {
  if (tls) return {};
  const scheme = set.get('x-forwarded-proto');
  if (scheme && /^(\$scheme|http)$/.test(scheme.value))
    return { overwrites: { value: 'scheme', at: scheme.at, says: `puts ${scheme.value === 'http' ? 'http' : 'its own scheme'} over the X-Forwarded-Proto that it is sent` } }; // biome-ignore format: one record
  const client = set.get('x-forwarded-for');
  if (client && !restored && /^\$(remote_addr|realip_remote_addr)$/.test(client.value))
    return { overwrites: { value: 'address', at: client.at, says: 'puts its own peer over the X-Forwarded-For that it is sent' } }; // biome-ignore format: one record
  return {};
}

function endsTls(scope: Scope): boolean {
  const own = scope.blocks.findLast(({ name }) => name.text === 'server');
  // what stands outside of servers (a macro of a template) is for those of its file
  const servers = own ? [own.block ?? []] : named(scope.root, 'server').map(({ block }) => block ?? []);
  if (servers.length === 0) return listensByTls(scope.root);
  return servers.every(listensByTls);
}

/** `listen 443` without the word is TLS by `ssl on`, which nginx before 1.25 had for the whole server, or by certificates above it. */
function listensByTls(block: readonly Directive[]): boolean {
  return named(block, 'listen').some(({ args }) => args.some(({ text }) => text === 'ssl' || text === 'quic' || /(^|:)(8?443)$/.test(text)));
} // biome-ignore format: one condition
