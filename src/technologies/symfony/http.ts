import { type Expr, entryOf, literalText } from '../../facts/expr.js';
import { lookUp } from '../../resolve/environments.js';
import { chain, type Evidence, known, said } from '../../resolve/evidence.js';
import type { HealthCheck, ProxyTrust } from '../../resolve/parts/http.js';
import { atLeast } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { proxyRepair } from './repairs.js';
import type { SymfonyConfig } from './settings.js';

type Trust = 'nobody' | 'everyone' | 'bounded';

/** framework.trusted_proxies; since 7.2 also the variable SYMFONY_TRUSTED_PROXIES (FrameworkBundle, Configuration.php). */
export function proxyTrust(app: Resolution, config: SymfonyConfig): ProxyTrust {
  const path = ['framework', 'trusted_proxies'];
  const written = config.expr(path);
  const variable = atLeast(config.version, 7, 2) ? 'SYMFONY_TRUSTED_PROXIES' : 'TRUSTED_PROXIES';
  const front = app.facts.of('use').find((fact) => fact.technology === 'symfony' && fact.what === 'trusts-proxies');
  const found = lookUp(app.environment('layered'), variable);
  const useVariable = !written && found && (variable.startsWith('SYMFONY_') || front);
  const value = useVariable
    ? config.evaluate({ is: 'env', name: variable, at: found.at })
    : (listOrText(config, written) ?? config.get(path));
  return {
    technology: 'symfony',
    trusts: chain(value, (proxies) => {
      const trust = trustOf(String(proxies ?? ''));
      const because = written ? [said(written.at, 'says which proxies are trusted')] : [];
      const headers = config.expr(['framework', 'trusted_headers']);
      // the address is not taken from a header: somebody else has seen to it (symfony/http-foundation 7, Request.php, getClientIps)
      return trust === 'everyone' && headers && !readsAddress(headers)
        ? known('bounded', [...because, said(headers.at, "leaves the header of the client's address out")])
        : known(trust, because);
    }),
    matters: [],
    repair: proxyRepair(app, config),
  };
}

function listOrText(config: SymfonyConfig, written: Expr | undefined) {
  if (written?.is !== 'list') return undefined;
  const items = written.items.map((item) => config.evaluate(item));
  const text = items.flatMap((item) => (item.state === 'known' ? [String(item.value ?? '')] : [])).join(',');
  return known(
    text,
    items.flatMap((item) => item.because),
  );
}

/** Whether a list of headers has one that names the client; one that code makes may. */
function readsAddress(headers: Expr): boolean {
  const names = headers.is === 'list' ? headers.items.map(literalText) : [literalText(headers)];
  return names.some((name) => name === undefined || /^(x-forwarded-for|forwarded)$/i.test(name));
}

/** Only addresses, ranges and keywords count: IpUtils never resolves a host name. Loopback lets no balancer of another machine in. */
function trustOf(proxies: string): Trust {
  const words = proxies.split(/[,\s]+/).filter((word) => word !== '');
  if (words.some((word) => /^(REMOTE_ADDR|\*|0\.0\.0\.0\/0|::\/0)$/.test(word))) return 'everyone';
  const useful = words.filter(
    (word) =>
      /^(private_ranges|PRIVATE_SUBNETS)$/.test(word) ||
      (/^[\d.:a-f]+(\/\d+)?$/i.test(word) && /[.:]/.test(word) && !/^(127\.|::1)/.test(word)),
  );
  return useful.length > 0 ? 'bounded' : 'nobody';
}

/** Routes of the app that answer health checks, with what keeps a balancer from using them. */
export function healthChecks(app: Resolution, config: SymfonyConfig): readonly HealthCheck[] {
  const routes = app.facts.of('route').filter((fact) => fact.technology === 'symfony');
  const bundle = app.facts
    .of('dependency')
    .find(
      (fact) =>
        /^(liip\/monitor-bundle|baldinof\/roadrunner-health|palantirnet\/health-check|macpaw\/symfony-health-check-bundle)$/.test(
          fact.name,
        ) && !fact.dev,
    );
  const found = routes.map((fact): HealthCheck => {
    const obstacles = [
      ...(fact.middleware.length > 0 ? [said(fact.at, 'asks for a login')] : []),
      ...protection(config, fact.path),
    ];
    return {
      label: fact.path,
      technology: 'symfony',
      via: 'route',
      path: fact.path,
      checks: fact.touches?.includes('database') ? ['database'] : [],
      obstacles,
      at: fact.at,
    };
  });
  if (bundle)
    found.push({
      label: bundle.name,
      technology: 'symfony',
      via: 'route',
      checks: ['database'],
      obstacles: [],
      at: bundle.at,
    });
  return found;
}

/** The first rule of access_control whose pattern matches decides. */
export function protection(config: SymfonyConfig, path: string): readonly Evidence[] {
  const control = config.expr(['security', 'access_control']);
  for (const item of control?.is === 'list' ? control.items : []) {
    const pattern = literalText(entryOf(item, 'path'));
    if (pattern === undefined || !matches(pattern, path)) continue;
    const roles = entryOf(item, 'roles') ?? entryOf(item, 'role');
    const names = roles?.is === 'list' ? roles.items.map(literalText) : [literalText(roles)];
    if (names.some((name) => name && !/^(PUBLIC_ACCESS|IS_AUTHENTICATED_ANONYMOUSLY)$/.test(name)))
      return [said(item.at, `access_control asks for ${names.join(', ')}`)];
    return [];
  }
  return [];
}

/** Patterns with anything but anchors and plain text are passed over: they are the audited repository's and may take forever. */
function matches(pattern: string, path: string): boolean {
  const plain = /^\^?([\w/.-]*)\$?$/.exec(pattern)?.[1];
  if (plain === undefined) return false;
  return pattern.startsWith('^') ? path.startsWith(plain) : path.includes(plain);
}
