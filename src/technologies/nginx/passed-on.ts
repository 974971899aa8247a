import type { Proxied } from '../../facts/balancing.js';
import { type Said, spanOf } from '../../facts/program.js';
import type { Span } from '../../facts/span.js';
import type { Directive } from '../../parse/directive.js';
import { type DurationUnits, secondsOf } from '../duration.js';
import type { Scope } from './extract.js';

type Passed = Pick<Proxied, 'upgrades' | 'forwards' | 'headersAt' | 'idle'>;

/** Files of distributions that are included by name (Debian, nginx-common): what they set for proxied requests. */
const wellKnown: Readonly<Record<string, readonly string[]>> = {
  proxy_params: ['host', 'x-real-ip', 'x-forwarded-for', 'x-forwarded-proto'],
  'mime.types': [],
  fastcgi_params: [],
  uwsgi_params: [],
  'fastcgi.conf': [],
};

/** What nginx passes on with the requests of one location. FastCGI and uWSGI hand the client's address over themselves. */
export function passedOn(pass: Directive, scope: Scope, at: Span): Passed {
  if (pass.name.text !== 'proxy_pass') {
    const native =
      pass.name.text === 'fastcgi_pass' || pass.name.text === 'uwsgi_pass' || pass.name.text === 'scgi_pass';
    const forwards: Said<boolean | undefined> = native
      ? { value: true, at, says: 'hands over the address of the client' }
      : { value: undefined, at, says: 'passes gRPC on' };
    return { upgrades: { value: native ? undefined : false, at, says: 'passes no WebSocket on' }, forwards };
  }
  const headers = headersOf(scope);
  const idle = idleOf(scope, at);
  return {
    upgrades: upgradesOf(scope, headers, at),
    forwards: forwardsOf(scope, headers, at),
    ...(idle ? { idle } : {}),
    ...(headers.last ? { headersAt: headers.last } : {}),
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
function headersOf(scope: Scope): Headers {
  let open: Said<string> | undefined;
  for (const block of scope.blocks.toReversed()) {
    const set = new Map<string, Said<string>>();
    let last: Span | undefined;
    for (const one of block.block ?? []) {
      const [name, value] = one.args;
      const at = spanOf(scope.file, { start: one.start, end: one.args.at(-1)?.end ?? one.name.end });
      if (one.name.text === 'proxy_set_header' && name) {
        const text = value?.text ?? '';
        last = at;
        set.set(name.text.toLowerCase(), { value: text, at, says: `sets ${name.text}` });
      } else if (one.name.text === 'include' && name) {
        const file = name.text.slice(name.text.lastIndexOf('/') + 1);
        const known = wellKnown[file];
        if (!known) open = { value: name.text, at, says: `includes ${name.text}, which may set more` };
        if (known && known.length > 0) last = at;
        for (const header of known ?? []) set.set(header, { value: '', at, says: `includes ${file}` });
      }
    }
    if (set.size > 0) return { set, ...(open ? { open } : {}), ...(last ? { last } : {}) };
    if (block.name.text === 'server' && open) break;
  }
  return open ? { set: new Map(), open } : { set: new Map() };
}

function upgradesOf(scope: Scope, { set, open }: Headers, at: Span): Said<boolean | undefined> {
  const upgrade = set.get('upgrade');
  const connection = set.get('connection');
  if (!upgrade || !connection || !/upgrade|\$http_connection/i.test(connection.value)) {
    if (open) return { value: undefined, at: open.at, says: open.says };
    return { value: false, at, says: 'sets no Upgrade and Connection headers' };
  }
  const version = scope.blocks
    .toReversed()
    .flatMap((block) => block.block ?? [])
    .find(({ name }) => name.text === 'proxy_http_version');
  if (version && version.args[0]?.text !== '1.0') return { value: true, at: upgrade.at, says: 'passes Upgrade on' };
  if (!version && open) return { value: undefined, at: open.at, says: open.says };
  return {
    value: false,
    at,
    says: 'sets no proxy_http_version 1.1, without which nginx before 1.29.7 upgrades nothing',
  };
}

/** nginx, ngx_http_proxy_module: 60 s between two reads when nothing is said. */
function idleOf(scope: Scope, at: Span): Said<number> | undefined {
  for (const block of scope.blocks.toReversed()) {
    const line = block.block?.findLast(({ name }) => name.text === 'proxy_read_timeout');
    const value = line?.args[0];
    if (!line || !value) continue;
    const seconds = secondsOf(value.text, units);
    if (seconds === undefined) return undefined;
    const place = spanOf(scope.file, { start: line.start, end: value.end });
    return { value: seconds, at: place, says: `cuts a connection that is silent for ${value.text}` };
  }
  return { value: 60, at, says: 'cuts a connection that is silent for 60 s', builtin: 'nginx, proxy_read_timeout' };
}

const units: DurationUnits = { ms: 0.001, s: 1, m: 60, h: 3600, d: 86_400, w: 604_800, '': 1 };

function forwardsOf(scope: Scope, { set, open }: Headers, at: Span): Said<boolean | undefined> {
  const client = set.get('x-forwarded-for') ?? set.get('x-real-ip') ?? set.get('forwarded');
  const scheme =
    set.get('x-forwarded-proto') ?? set.get('x-forwarded-scheme') ?? set.get('x-forwarded-ssl') ?? set.get('forwarded');
  if ((!client || (!scheme && endsTls(scope))) && open) return { value: undefined, at: open.at, says: open.says };
  if (!client) return { value: false, at, says: 'sets neither X-Forwarded-For nor X-Real-IP' };
  if (!scheme && endsTls(scope)) return { value: false, at, says: 'ends TLS and sets no X-Forwarded-Proto' };
  return { value: true, at: client.at, says: client.says };
}

function endsTls(scope: Scope): boolean {
  const server = scope.blocks.findLast(({ name }) => name.text === 'server');
  return (server?.block ?? []).some(
    ({ name, args }) => name.text === 'listen' && args.some(({ text }) => text === 'ssl' || text === 'quic'),
  );
}
