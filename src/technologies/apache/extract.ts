import type { PoolMember } from '../../facts/balancing.js';
import type { Fact } from '../../facts/fact.js';
import { type Said, spanOf } from '../../facts/program.js';
import { type Directive, directivesNamed } from '../../parse/directive.js';

/** `<Proxy balancer://name>` sections with their members. mod_proxy sets the X-Forwarded headers by itself. */
export function* apachePools(tree: readonly Directive[], file: string): Iterable<Fact> {
  for (const proxy of directivesNamed(tree, 'Proxy')) {
    const name = /^balancer:\/\/([^/>]+)/.exec(proxy.args[0]?.text ?? '')?.[1];
    if (name && proxy.block) yield poolOf(proxy, name, file);
  }
}

/** `DocumentRoot`, in hosts and outside of them. */
export function* documentRoots(tree: readonly Directive[], file: string): Iterable<Fact> {
  for (const root of directivesNamed(tree, 'DocumentRoot')) {
    const path = root.args[0]?.text.replace(/^"|"$/g, '') ?? '';
    if (path && !/[$%]/.test(path)) yield { kind: 'document-root', path, at: spanOf(file, root) };
  }
}

function poolOf(proxy: Directive, name: string, file: string): Fact<'pool'> {
  const inside = proxy.block ?? [];
  const at = spanOf(file, { start: proxy.start, end: proxy.args.at(-1)?.end ?? proxy.name.end });
  const lines = directivesNamed(inside, 'BalancerMember').filter(
    ({ args }) => !args.some(({ text }) => /^status=\+?[A-Z]*D/.test(text)),
  );
  const members = lines.map(
    (line): PoolMember => ({
      address: (line.args[0]?.text ?? '').replace(/^\w+:\/\//, '').replace(/\/.*/s, ''),
      spare: line.args.some(({ text }) => /^status=.*[+H]/.test(text)),
      at: spanOf(file, line),
    }),
  );
  const set = directivesNamed(inside, 'ProxySet').flatMap(({ args }) => args);
  const sticky = set.find(({ text }) => /^stickysession=/i.test(text));
  const probed = lines.find(({ args }) => args.some(({ text }) => /^hcmethod=/i.test(text)));
  const path = probed?.args.find(({ text }) => /^hcuri=/i.test(text));
  const checks: Said<'active' | 'passive'> = probed
    ? { value: 'active', at: spanOf(file, probed), says: 'is checked' }
    : {
        value: 'passive',
        at,
        says: 'a member that fails is left out for a minute',
        builtin: 'httpd 2.4, mod_proxy (retry=60)',
      };
  const template = members.find(({ address }) => /[{$%]/.test(address));
  return {
    kind: 'pool',
    technology: 'apache',
    name,
    members,
    ...(template ? { open: { value: template.address, at: template.at, says: 'is filled in by a template' } } : {}),
    ...(sticky
      ? { sticky: { value: sticky.text, at: spanOf(file, sticky), says: 'keeps a client on one server' } }
      : {}),
    checks,
    ...(path ? { checkPath: { value: path.text.slice(6), at: spanOf(file, path), says: 'asks for it' } } : {}),
    protocol: 'http',
    forwards: { value: true, at, says: 'sets the X-Forwarded headers', builtin: 'httpd 2.4, mod_proxy_http' },
    at,
  };
}
