import type { Method, PoolMember } from '../../facts/balancing.js';
import type { Fact } from '../../facts/fact.js';
import { type Said, spanOf } from '../../facts/program.js';
import type { Span } from '../../facts/span.js';
import type { Directive } from '../../parse/directive.js';
import { table } from '../../table.js';
import { cachedBy } from './edge-cache.js';
import { countedByPeer } from './limits.js';
import { inheritedAt, passedOn } from './passed-on.js';

/** Where a directive stands: the blocks around it, outermost first. */
export interface Scope {
  readonly file: string;
  /** What the file says outside of blocks: in a file that others take in, it holds for the blocks below. */
  readonly root: readonly Directive[];
  readonly blocks: readonly Directive[];
}

const passes = new Set(['proxy_pass', 'grpc_pass', 'fastcgi_pass', 'uwsgi_pass', 'scgi_pass']);

/** The pools of a file, and every location that sends requests on. */
export function* proxyFacts(tree: readonly Directive[], file: string): Iterable<Fact> {
  yield* walk(tree, { file, root: tree, blocks: [] });
  yield* handedDown(tree, { file, root: tree, blocks: [] });
}

/** What holds in the files that are taken in, at each place that takes some in. */
function* handedDown(directives: readonly Directive[], scope: Scope): Iterable<Fact> {
  for (const directive of directives) {
    const file = directive.args[0];
    if (directive.name.text === 'include' && file && !directive.block)
      yield {
        kind: 'handed-down',
        pattern: file.text,
        ...inheritedAt(directive, scope),
        at: spanOf(scope.file, directive),
      };
    if (directive.block) yield* handedDown(directive.block, { ...scope, blocks: [...scope.blocks, directive] });
  }
}

function* walk(directives: readonly Directive[], scope: Scope): Iterable<Fact> {
  for (const directive of directives) {
    const name = directive.name.text;
    if (name === 'upstream' && directive.block) yield* poolOf(directive, scope);
    else if (passes.has(name)) {
      yield* proxiedBy(directive, scope);
      yield* cachedBy(directive, scope);
    } else if (name === 'location' && directive.block) yield* inLocation(directive, scope);
    else if (name === 'root' && directive.args[0] && !directive.args[0].text.includes('$') && !isStatic(scope))
      yield { kind: 'document-root', path: directive.args[0].text, at: spanOf(scope.file, directive) };
    else if (settings.has(name) && directive.args[0]) yield settingOf(directive, scope);
    else if (name === 'proxy_set_header' && /^x-real-ip$/i.test(directive.args[0]?.text ?? ''))
      yield settingOf(directive, scope);
    else if (name === 'server' && directive.block) {
      yield settingOf(directive, scope);
      yield* walk(directive.block, { ...scope, blocks: [...scope.blocks, directive] });
    } else if (directive.block) yield* walk(directive.block, { ...scope, blocks: [...scope.blocks, directive] });
  }
}

/** Lines of the configuration that other technologies ask for by their names. */
const settings = new Set(['access_log', 'error_log', 'set_real_ip_from']);

function settingOf({ name, args, start }: Directive, { file }: Scope): Fact {
  // behind the file of a log stand the format and the level of its lines
  const value = name.text.endsWith('_log') ? args[0] : args.at(-1);
  const at = spanOf(file, { start, end: value?.end ?? name.end });
  return {
    kind: 'setting',
    technology: 'nginx',
    key: name.text,
    value: { is: 'literal', value: value?.text ?? '', at: value ? spanOf(file, value) : at },
    at,
  };
}

/** A location for one path only. */
function isStatic(scope: Scope): boolean {
  return scope.blocks.some(({ name, args }) => name.text === 'location' && (args.at(-1)?.text ?? '/') !== '/');
}

/** `location = /healthz { return 200; }` answers without the app. */
function* inLocation(location: Directive, scope: Scope): Iterable<Fact> {
  const inside = location.block ?? [];
  const path = location.args.at(-1)?.text ?? '';
  const returned = inside.find(({ name }) => name.text === 'return')?.args[0]?.text ?? '';
  if (/^2\d\d$/.test(returned) && path.startsWith('/'))
    yield { kind: 'answered', technology: 'nginx', path, at: headOf(location, scope.file) };
  yield* walk(inside, { ...scope, blocks: [...scope.blocks, location] });
}

function* poolOf(upstream: Directive, scope: Scope): Iterable<Fact> {
  const name = upstream.args[0]?.text;
  const inside = upstream.block ?? [];
  const at = headOf(upstream, scope.file);
  const members = inside
    .filter((one) => one.name.text === 'server' && !one.args.some(({ text }) => text === 'down'))
    .map((one) => memberOf(one, scope.file));
  if (!name || (members.length === 0 && inside.length === 0)) return;
  const open = members.find(({ address }) => /[{}]|\$/.test(address));
  const included = inside.find((one) => one.name.text === 'include');
  const sticky = stickyOf(inside, scope.file);
  const checks = checksOf(inside, members, at);
  yield {
    kind: 'pool',
    technology: 'nginx',
    name,
    members,
    ...(open ? { open: { value: open.address, at: open.at, says: 'is filled in by a template' } } : {}),
    ...(included
      ? { open: { value: 'include', at: spanOf(scope.file, included), says: 'takes its servers from another file' } }
      : {}),
    ...(sticky ? { sticky } : {}),
    method: methodOf(inside, at),
    checks: checks.checks,
    ...(checks.path ? { checkPath: checks.path } : {}),
    protocol: scope.blocks.some((block) => block.name.text === 'stream') ? 'tcp' : 'http',
    at,
  };
}

function memberOf(server: Directive, file: string): PoolMember {
  const at = spanOf(file, { start: server.start, end: server.args.at(-1)?.end ?? server.end });
  const options = server.args.slice(1);
  const never = options.find(({ text }) => text === 'max_fails=0');
  return {
    address: server.args[0]?.text ?? '',
    ...(options.some(({ text }) => text.startsWith('weight=')) ? { weighted: true as const } : {}),
    spare: options.some(({ text }) => text === 'backup'),
    once: !options.some(({ text }) => text === 'resolve'),
    ...(never
      ? {
          unchecked: {
            value: true as const,
            at,
            says: 'max_fails=0: failures are never counted',
            option: spanOf(file, never),
          },
        }
      : {}),
    at,
  };
}

function stickyOf(inside: readonly Directive[], file: string): Said<string> | undefined {
  for (const one of inside) {
    const { text } = one.name;
    const by = one.args[0]?.text ?? '';
    const keeps =
      text === 'ip_hash' ||
      text === 'sticky' ||
      text === 'sticky_cookie_insert' ||
      (text === 'hash' &&
        /\$(\{)?(remote_addr|binary_remote_addr|cookie_|http_cookie|http_x_forwarded_for|http_x_real_ip)/.test(by));
    if (keeps) {
      const at = spanOf(file, { start: one.start, end: one.args.at(-1)?.end ?? one.name.end });
      return { value: text === 'hash' ? `hash ${by}` : text, at, says: 'keeps a client on one server' };
    }
  }
  return undefined;
}

/** In turns unless a directive says otherwise; `hash` moves most keys when a server comes or goes, but for `consistent` (nginx, ngx_http_upstream_module). */
function methodOf(inside: readonly Directive[], pool: Span): Said<Method> {
  for (const { name, args, start } of inside) {
    const value = methods[name.text];
    if (!value) continue;
    const at = spanOf(pool.file, { start, end: args.at(-1)?.end ?? name.end });
    const isKept = name.text === 'hash' && args[1]?.text === 'consistent';
    return {
      value: isKept ? 'hash-kept' : value,
      at,
      says: `chooses by ${[name, ...args].map(({ text }) => text).join(' ')}`,
    };
  }
  return { value: 'turns', at: pool, says: 'names no method: its servers take turns', builtin: 'nginx' };
}

const methods: Readonly<Record<string, Method>> = table({
  least_conn: 'least',
  least_time: 'least',
  random: 'random',
  ip_hash: 'hash-kept',
  hash: 'hash-moved',
});

function checksOf(
  inside: readonly Directive[],
  members: readonly PoolMember[],
  pool: Span,
): { readonly checks: Said<'active' | 'passive' | 'none'>; readonly path?: Said<string> } {
  const probe = inside.find(({ name }) => name.text === 'check' || name.text === 'health_check');
  if (probe) {
    const at = spanOf(pool.file, probe);
    const send = inside.find(({ name }) => name.text === 'check_http_send');
    const path = /^(GET|HEAD) (\/\S*)/.exec(send?.args[0]?.text ?? '')?.[2];
    return {
      checks: { value: 'active', at, says: 'checks its servers' },
      ...(path ? { path: { value: path, at, says: `asks for ${path}` } } : {}),
    };
  }
  const first = members[0];
  if (first?.unchecked && members.every(({ unchecked }) => unchecked))
    return { checks: { value: 'none', at: first.unchecked.at, says: first.unchecked.says } };
  const says = 'a server that fails a request is left out for a while (max_fails=1 fail_timeout=10s)';
  return { checks: { value: 'passive', at: pool, says, builtin: 'nginx, ngx_http_upstream_module' } };
}

function* proxiedBy(pass: Directive, scope: Scope): Iterable<Fact> {
  const written = pass.args[0]?.text ?? '';
  const target = /^(?:\w+:\/\/)?(unix:[^;]*|[^/]*)/.exec(written)?.[1] ?? '';
  if (target === '') return;
  const protocol = pass.name.text;
  const location = scope.blocks.findLast(({ name }) => name.text === 'location');
  const at = spanOf(scope.file, { start: pass.start, end: pass.args.at(-1)?.end ?? pass.end });
  const path = location?.args.at(-1)?.text ?? '/';
  const passed = passedOn(pass, scope, at);
  const counts = countedByPeer(scope);
  const whole = scope.blocks.some(({ name }) => name.text === 'http');
  const fragment = !scope.blocks.some(({ name }) => name.text === 'server');
  yield {
    kind: 'proxied',
    technology: 'nginx',
    target,
    path,
    via: protocol.replace(/_pass$/, ''),
    ...passed,
    ...(counts ? { counts } : {}),
    ...(passed.inherits ? { inherits: { ...passed.inherits, fragment, whole } } : {}),
    static: /\.\(|\\\.|^[\^~]*\/(static|media|assets|uploads|images|css|js|storage|files)\b/.test(path),
    at,
  };
}

/** `upstream name`, without the block. */
function headOf(directive: Directive, file: string): Span {
  return spanOf(file, { start: directive.start, end: directive.args.at(-1)?.end ?? directive.name.end });
}
