import type { Method, PoolMember } from '../../facts/balancing.js';
import type { Fact } from '../../facts/fact.js';
import { type Said, spanOf } from '../../facts/program.js';
import type { Span } from '../../facts/span.js';
import type { HaproxyConfig, HaproxyLine, HaproxySection } from '../../parse/haproxy.js';
import { table } from '../../table.js';
import { type DurationUnits, secondsOf } from '../duration.js';

/** A proxy section with the lines that hold in it: its own over those of the `defaults` before it. */
interface Proxy {
  readonly file: string;
  readonly section: HaproxySection;
  readonly lines: readonly HaproxyLine[];
}

/** Every backend and listener that has servers, or a template for them. */
export function* haproxyPools(tree: HaproxyConfig, file: string): Iterable<Fact> {
  let defaults: readonly HaproxyLine[] = [];
  const fronts: Proxy[] = [];
  const proxies: Proxy[] = [];
  for (const section of tree.sections) {
    const proxy = { file, section, lines: [...defaults, ...section.lines] };
    if (section.kind.text === 'defaults') defaults = section.lines;
    else if (section.kind.text === 'frontend') fronts.push(proxy);
    else if (section.kind.text === 'backend' || section.kind.text === 'listen') proxies.push(proxy);
  }
  for (const proxy of proxies) {
    const pool = poolOf(proxy, fronts);
    if (pool) yield pool;
  }
}

function poolOf(proxy: Proxy, fronts: readonly Proxy[]): Fact<'pool'> | undefined {
  const { file, section } = proxy;
  const servers = own(proxy, 'server');
  const templates = own(proxy, 'server-template');
  const name = section.name?.text;
  if (!name || servers.length + templates.length === 0) return undefined;
  const shared = own(proxy, 'default-server', true).flatMap(({ words }) => words.slice(1).map(({ text }) => text));
  const options = (line: HaproxyLine) => [...shared, ...line.words.slice(3).map(({ text }) => text)];
  const at = spanOf(file, headOf(section));
  const checked = (line: HaproxyLine) => options(line).includes('check') && !options(line).includes('no-check');
  const some = servers.some(checked) || templates.some(checked);
  const members = servers
    .filter((line) => !options(line).includes('disabled'))
    .map(
      (line): PoolMember => ({
        address: line.words[2]?.text ?? '',
        ...(options(line).includes('weight') ? { weighted: true as const } : {}),
        spare: options(line).includes('backup'),
        ...(checked(line)
          ? {}
          : {
              unchecked: {
                value: true as const,
                at: spanOf(file, line),
                says: 'has no check: it counts as up, always',
              },
            }),
        at: spanOf(file, line),
      }),
    );
  const template = templates[0];
  const dynamic = servers.find(({ words }) => words.slice(1).some(({ text }) => /\{\{|\{%|<%/.test(text)));
  const open = template ?? dynamic;
  const sticky = stickyOf(proxy);
  const http = modeOf(proxy) === 'http';
  const probe = probeOf(proxy);
  const forwards = http ? forwardsOf(proxy, fronts) : undefined;
  const idle = http ? idleOf(proxy) : undefined;
  return {
    kind: 'pool',
    technology: 'haproxy',
    name,
    members,
    ...(open ? { open: { value: 'template', at: spanOf(file, open), says: 'is filled in while it runs' } } : {}),
    ...(sticky ? { sticky } : {}),
    method: methodOf(proxy, at),
    checks: checksOf(
      some,
      { value: '', at, says: 'checks none of its servers' },
      servers.find(checked) ?? template,
      file,
    ),
    portOnly: probe === undefined,
    ...(probe?.path ? { checkPath: probe.path } : {}),
    protocol: http ? 'http' : 'tcp',
    ...(http ? { upgrades: { value: true, at, says: 'passes WebSocket connections on', builtin: 'HAProxy 2' } } : {}),
    ...(forwards ? { forwards } : {}),
    ...(idle ? { idle } : {}),
    at,
  };
}

function checksOf(
  some: boolean,
  none: Said<string>,
  line: HaproxyLine | undefined,
  file: string,
): Said<'active' | 'none'> {
  if (!some || !line) return { ...none, value: 'none' };
  return { value: 'active', at: spanOf(file, line), says: 'is checked' };
}

const units: DurationUnits = table({ us: 1e-6, ms: 1e-3, s: 1, m: 60, h: 3600, d: 86_400, '': 1e-3 });

/** `timeout tunnel` holds once a connection is upgraded; without it the time of the server's side does (HAProxy 2.8, configuration.txt). */
function idleOf(proxy: Proxy): Said<number> | undefined {
  for (const name of ['tunnel', 'server']) {
    const line = own(proxy, 'timeout', true).findLast(({ words }) => words[1]?.text === name);
    const text = line?.words[2]?.text ?? '';
    const value = secondsOf(text, units);
    if (!line || value === undefined) continue;
    return { value, at: spanOf(proxy.file, line), says: `cuts a connection that is silent for ${text}` };
  }
  return undefined;
}

function modeOf(proxy: Proxy): string {
  return own(proxy, 'mode', true).at(-1)?.words[1]?.text ?? 'tcp';
}

/** `option httpchk`, and the checks that speak a protocol; the path stands there or in `http-check send`. */
function probeOf(proxy: Proxy): { readonly path?: Said<string> } | undefined {
  const option = proxy.lines.findLast(
    ({ words }) => words[0]?.text === 'option' && /^(httpchk|\w+-check)$/.test(words[1]?.text ?? ''),
  );
  const send = proxy.lines.findLast(({ words }) => words[0]?.text === 'http-check' && words[1]?.text === 'send');
  const expect = proxy.lines.some(({ words }) => words[0]?.text === 'tcp-check');
  if (!option && !send) return expect ? {} : undefined;
  const uri = send?.words.findIndex(({ text }) => text === 'uri') ?? -1;
  const token = uri >= 0 ? send?.words[uri + 1] : option?.words.slice(2).find(({ text }) => text.startsWith('/'));
  if (!token) return {};
  return { path: { value: token.text, at: spanOf(proxy.file, token), says: `asks for ${token.text}` } };
}

function stickyOf(proxy: Proxy): Said<string> | undefined {
  for (const line of proxy.lines) {
    const [first, second, ...rest] = line.words.map(({ text }) => text);
    const by =
      (first === 'balance' &&
        (second === 'source' || (second === 'hdr' && /cookie/i.test(rest.join(' ')))) &&
        `balance ${second}`) ||
      (first === 'cookie' &&
        rest.some((word) => word === 'insert' || word === 'prefix' || word === 'rewrite') &&
        `cookie ${second}`) ||
      (first === 'stick' && (second === 'on' || second === 'match') && `stick ${second}`);
    if (by) return { value: by, at: spanOf(proxy.file, line), says: 'keeps a client on one server' };
  }
  return undefined;
}

/** `roundrobin` unless `balance` says otherwise; a hash is `map-based` unless `hash-type consistent` stands there (HAProxy 2.8, configuration.txt). */
function methodOf(proxy: Proxy, pool: Span): Said<Method> {
  const line = own(proxy, 'balance', true).at(-1);
  const word = line?.words[1]?.text ?? '';
  if (!line) return { value: 'turns', at: pool, says: 'names no method: its servers take turns', builtin: 'HAProxy 2' };
  const said = { at: spanOf(proxy.file, line), says: `chooses by ${word}` };
  if (/^(static-rr|roundrobin|first)$/.test(word)) return { value: 'turns', ...said };
  if (word === 'leastconn') return { value: 'least', ...said };
  if (word.startsWith('random')) return { value: 'random', ...said };
  const isKept = own(proxy, 'hash-type', true).at(-1)?.words[1]?.text === 'consistent';
  return { value: isKept ? 'hash-kept' : 'hash-moved', ...said };
}

/** `option forwardfor`, or a header that is set by hand, here or in the frontend that sends requests here. */
function forwardsOf(proxy: Proxy, fronts: readonly Proxy[]): Said<boolean> {
  const name = proxy.section.name?.text;
  const senders = fronts.filter(({ lines }) =>
    lines.some(({ words }) => /^(default_backend|use_backend)$/.test(words[0]?.text ?? '') && words[1]?.text === name),
  );
  const lines = [...proxy.lines, ...senders.flatMap((front) => front.lines)];
  const found = lines.find(
    ({ words }) =>
      (words[0]?.text === 'option' && words[1]?.text === 'forwardfor') ||
      (words[0]?.text === 'http-request' &&
        /^(set|add)-header$/.test(words[1]?.text ?? '') &&
        /^(x-forwarded-for|x-real-ip|forwarded)$/i.test(words[2]?.text ?? '')) ||
      words.some(({ text }) => /^send-proxy/.test(text)),
  );
  const at = spanOf(proxy.file, found ?? headOf(proxy.section));
  return found
    ? { value: true, at, says: 'forwards the address of the client' }
    : { value: false, at, says: 'has no option forwardfor' };
}

function own(proxy: Proxy, keyword: string, inherited = false): readonly HaproxyLine[] {
  return (inherited ? proxy.lines : proxy.section.lines).filter(({ words }) => words[0]?.text === keyword);
}

function headOf(section: HaproxySection): { readonly start: number; readonly end: number } {
  return { start: section.kind.start, end: (section.name ?? section.kind).end };
}
