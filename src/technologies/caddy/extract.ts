import type { PoolMember } from '../../facts/balancing.js';
import type { Fact } from '../../facts/fact.js';
import { type Said, spanOf } from '../../facts/program.js';
import type { CaddyEntry } from '../../parse/caddyfile.js';
import type { Token } from '../../parse/parsed.js';

/** Every `reverse_proxy`, at any depth. */
export function* caddyPools(tree: readonly CaddyEntry[], file: string): Iterable<Fact> {
  for (const entry of tree) {
    if (entry.words[0]?.text === 'reverse_proxy') yield poolOf(entry, file);
    else if (entry.block) yield* caddyPools(entry.block, file);
  }
}

const sticky = /^(ip_hash|client_ip_hash|cookie|header)$/;

function poolOf(entry: CaddyEntry, file: string): Fact<'pool'> {
  const inside = entry.block ?? [];
  const option = (name: string) => inside.findLast(({ words }) => words[0]?.text === name);
  const listed = entry.words.slice(1).filter(({ text }) => !/^[@/*]/.test(text));
  const upstreams = [
    ...listed,
    ...inside.filter(({ words }) => words[0]?.text === 'to').flatMap(({ words }) => words.slice(1)),
  ];
  const dynamic = option('dynamic') ?? option('import');
  const variable = upstreams.find(({ text }) => /\{/.test(text));
  const at = spanOf(file, { start: entry.start, end: entry.words.at(-1)?.end ?? entry.end });
  const policy = option('lb_policy');
  const keeps = policy && sticky.test(policy.words[1]?.text ?? '');
  const path = option('health_uri') ?? option('health_path');
  return {
    kind: 'pool',
    technology: 'caddy',
    name: upstreams.map(({ text }) => text).join(' ') || 'reverse_proxy',
    members: upstreams.map(
      (token): PoolMember => ({ address: token.text.replace(/^\w+:\/\//, ''), spare: false, at: spanOf(file, token) }),
    ),
    ...(dynamic || variable ? { open: openBy(file, dynamic, variable) } : {}),
    ...(policy && keeps
      ? {
          sticky: {
            value: `lb_policy ${policy.words[1]?.text}`,
            at: spanOf(file, policy),
            says: 'keeps a client on one server',
          },
        }
      : {}),
    ...(policy?.words[1]?.text.endsWith('round_robin')
      ? { method: { value: 'turns' as const, at: spanOf(file, policy), says: `chooses by ${policy.words[1].text}` } }
      : {}),
    checks: checksOf(entry, at),
    ...(inside[0] ? { inside: spanOf(file, inside[0]) } : {}),
    ...(path?.words[1]
      ? { checkPath: { value: path.words[1].text, at: spanOf(file, path.words[1]), says: 'asks for it' } }
      : {}),
    protocol: 'http',
    upgrades: { value: true, at, says: 'passes WebSocket connections on', builtin: 'Caddy 2' },
    forwards: { value: true, at, says: 'sets the X-Forwarded headers', builtin: 'Caddy 2' },
    at,
  };
}

function openBy(file: string, dynamic: CaddyEntry | undefined, variable: Token | undefined): Said<string> {
  const place = dynamic ?? variable;
  return { value: 'dynamic', at: spanOf(file, place ?? { start: 0, end: 0 }), says: 'is filled in while it runs' };
}

/** Passive checks are off unless `fail_duration` is set, active ones unless a path or a port is given (Caddy 2, reverseproxy). */
function checksOf(entry: CaddyEntry, at: Said<string>['at']): Said<'active' | 'passive' | 'none'> {
  const has = (names: RegExp) => entry.block?.find(({ words }) => names.test(words[0]?.text ?? ''));
  const active = has(/^health_(uri|path|port)$/);
  if (active) return { value: 'active', at: spanOf(at.file, active), says: 'checks its servers' };
  const passive = has(/^fail_duration$/);
  if (passive)
    return { value: 'passive', at: spanOf(at.file, passive), says: 'leaves a server that failed out for a while' };
  const retry = has(/^lb_try_duration$|^lb_retries$/);
  if (retry) return { value: 'passive', at: spanOf(at.file, retry), says: 'tries another server when one fails' };
  return { value: 'none', at, says: 'has neither health_uri nor fail_duration: a server that is down keeps its share' };
}
