import type { PyStatement } from '../../facts/python-code.js';
import type { Span } from '../../facts/span.js';
import { type Evidence, said } from '../../resolve/evidence.js';
import type { Probe } from '../../resolve/parts/topology.js';
import { itemsIn, placeIn, textIn } from '../python/values.js';
import type { Resolution } from '../technology.js';
import type { DjangoSettings } from './settings.js';

/** Middleware that neither answers a probe by itself nor changes its Host header. */
const passing = /^(django\.|whitenoise\.|corsheaders\.|django_prometheus\.)/;

/**
 * A kubelet asks by the pod's address, which is then the Host: CommonMiddleware refuses with 400 what ALLOWED_HOSTS does not name
 * (django/middleware/common.py and http/request.py, 5.1). Only hosts that the settings write out are believed.
 */
export function refusalOf(settings: DjangoSettings, app: Resolution, path: string): Evidence | undefined {
  const probe = probesByAddress(app).find((one) => plain(one.path) === plain(path));
  const at = probe && writtenHosts(settings, app);
  if (!at) return undefined;
  const middleware = itemsIn(settings.get('MIDDLEWARE')).map((item) => textIn(item));
  const common = middleware.indexOf('django.middleware.common.CommonMiddleware');
  if (common < 0 || !middleware.slice(0, common).every((name) => name !== undefined && passing.test(name)))
    return undefined;
  return said(at, `ALLOWED_HOSTS refuses probes of ${path} by address`);
}

function probesByAddress(app: Resolution): readonly Probe[] {
  return app.processes
    .filter(({ role, image }) => role === 'web' && !/nginx|apache|httpd|caddy|traefik|haproxy|envoy/i.test(image ?? ''))
    .flatMap(({ probePaths }) => (probePaths ?? []).filter(({ byAddress }) => byAddress));
}

/** Where ALLOWED_HOSTS is written as names alone, which nothing that we see or miss adds to or replaces. */
function writtenHosts(settings: DjangoSettings, app: Resolution): Span | undefined {
  const hosts = settings.get('ALLOWED_HOSTS');
  const at = placeIn(hosts);
  const names = itemsIn(hosts).map((item) => textIn(item));
  if (!at || names.length === 0 || !names.every((name) => name !== undefined && isName(name))) return undefined;
  for (const file of new Set([at.file, settings.file])) {
    const statements = app.facts.of('python-module').find((each) => each.at.file === file)?.statements ?? [];
    const written = statements.filter(writesHosts).length;
    if (file === at.file && written !== 1) return undefined;
    // `ALLOWED_HOSTS.append(...)`, `+=`, a branch, or a module that is not shipped may let the address in
    if (JSON.stringify(statements).split('"name":"ALLOWED_HOSTS"').length - 1 !== written) return undefined;
    if (statements.some((each) => each.is === 'try' && JSON.stringify(each).includes('"is":"import-all"')))
      return undefined;
  }
  return at;
}

function writesHosts(statement: PyStatement): boolean {
  return (
    statement.is === 'bind' &&
    statement.name === 'ALLOWED_HOSTS' &&
    statement.operator === '=' &&
    statement.value.is === 'list' &&
    statement.value.items.every(({ is }) => is === 'literal')
  );
}

/** No address, and no pattern that an address would match; those of the machine itself are no pod's. */
function isName(host: string): boolean {
  return (
    /^\.?[a-z0-9-]+(\.[a-z0-9-]+)*$/i.test(host) && (!/^[\d.]+$/.test(host) || /^(127\.0\.0\.1|0\.0\.0\.0)$/.test(host))
  );
}

function plain(path: string): string {
  return path.replace(/[?#].*/s, '').replace(/^\/|\/$/g, '');
}
