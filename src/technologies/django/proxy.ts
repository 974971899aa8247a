import type { Span } from '../../facts/span.js';
import { type Evidence, known, said, unknown } from '../../resolve/evidence.js';
import type { ProxyTrust } from '../../resolve/parts/http.js';
import { itemsIn, type PyValue, placeIn, textIn, truthOf } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { proxyRepair } from './repairs.js';
import type { DjangoSettings } from './settings.js';

/** The header that carries the scheme: SECURE_PROXY_SSL_HEADER is None unless it is set (django/conf/global_settings.py). */
export function proxyTrusts(settings: DjangoSettings, app: Resolution): readonly ProxyTrust[] {
  const counted = countedByAddress(settings, app);
  return counted.length === 0 && speaksTls(app) ? [] : [proxyTrust(settings, app, counted)];
}

/**
 * Nothing reaches the app but by a web server of its own that ends TLS, and says so to it by HTTPS (uWSGI's `wsgi.url_scheme`): a balancer has to speak
 * TLS to that one, and the scheme is right without any header.
 */
function speaksTls(app: Resolution): boolean {
  const passed = app.facts.of('proxied').filter((one) => !one.static);
  return passed.length > 0 && passed.every(({ via, tls }) => /^(uwsgi|fastcgi|scgi)$/.test(via) && tls === true);
}

function proxyTrust(settings: DjangoSettings, app: Resolution, counted: readonly Evidence[]): ProxyTrust {
  const header = settings.get('SECURE_PROXY_SSL_HEADER');
  const matters: Evidence[] = [];
  const redirect = settings.get('SECURE_SSL_REDIRECT');
  if (redirect && truthOf(redirect) === true)
    matters.push(
      ...redirect.because
        .slice(-1)
        .map((step) => ({ ...step, says: 'redirects what is not https: behind a balancer that never ends' })),
    );
  if (header?.is === 'unknown' && header.required === undefined)
    return { technology: 'django', trusts: unknown(header.why, header.because), matters };
  const isSet = header !== undefined && truthOf(header) === true;
  if (isSet) return { technology: 'django', trusts: known('bounded', header.because), matters };
  const middleware = itemsIn(settings.get('MIDDLEWARE')).find(trustsProxies);
  if (middleware) return { technology: 'django', trusts: known('bounded', middleware.because), matters };
  const unasked = header || matters.length > 0 || counted.length > 0 ? undefined : asksNothing(settings);
  if (unasked)
    return {
      technology: 'django',
      trusts: unknown('nothing of Django asks for the scheme; what the code of the app does with it is not known', [
        unasked,
      ]),
      matters,
    };
  const absent = said(settingsPlace(settings), 'SECURE_PROXY_SSL_HEADER is not set');
  return {
    technology: 'django',
    trusts: known('nobody', header ? header.because : [absent, ...counted]),
    matters,
    repair: proxyRepair(settings, app),
  };
}

/** Settings beside which one of proxies would stand: of the file in force, else of those that it takes in. */
const beside = [
  'SECURE_SSL_REDIRECT',
  'ALLOWED_HOSTS',
  'CSRF_TRUSTED_ORIGINS',
  'SESSION_COOKIE_SECURE',
  'MIDDLEWARE',
  'DEBUG',
  'ROOT_URLCONF',
];

function settingsPlace(settings: DjangoSettings): Span {
  const places = beside.flatMap((name) => placeIn(settings.get(name)) ?? []);
  return places.find(({ file }) => file === settings.file) ?? places[0] ?? { file: settings.file, start: 0, end: 0 };
}

/**
 * Of Django's own middleware the check of forgery (it compares the scheme of `Origin` with that of the request), SecurityMiddleware and the cache of
 * whole sites ask for the scheme (django/middleware/csrf.py, security.py and cache.py, 5.2): a list of middleware that is written out without them.
 */
function asksNothing(settings: DjangoSettings): Evidence | undefined {
  const middleware = settings.get('MIDDLEWARE');
  const at = placeIn(middleware);
  const names = itemsIn(middleware).map((item) => textIn(item));
  if (middleware?.is !== 'list' || !at || names.length === 0) return undefined;
  const asks = (name: string | undefined) =>
    name === undefined || /CsrfViewMiddleware$|\.SecurityMiddleware$|CacheMiddleware$/.test(name);
  return names.some(asks) ? undefined : said(at, 'has no middleware that asks for the scheme of a request');
}

/** Packages that read X-Forwarded-For or its like in a bounded way. */
function trustsProxies(item: PyValue): boolean {
  return (
    item.is === 'scalar' &&
    /xff|x_forwarded|XForwardedFor|real_ip|RealIP|reverse_proxy|ProxyMiddleware/i.test(String(item.value))
  );
}

/**
 * Where callers are counted by the address of whoever connects, which is the balancer for all of them: axes locks out by `REMOTE_ADDR` unless its
 * settings say otherwise (django-axes 8.0, axes/conf.py), and so does django-ratelimit with the key `ip` (django-ratelimit 4.1, core.py).
 */
function countedByAddress(settings: DjangoSettings, app: Resolution): readonly Evidence[] {
  const says = 'counts by the address of whoever connects: all users behind the balancer are one';
  const axes = axesPlace(settings);
  if (axes) return [said(axes, says)];
  if (settings.get('RATELIMIT_IP_META_KEY')) return [];
  const limited = app.facts
    .of('python-call')
    .find(
      ({ name, args }) =>
        /^(django_)?ratelimit\.(decorators\.)?(core\.)?(ratelimit|is_ratelimited)$/.test(name) &&
        args.some((arg) => arg.name === 'key' && arg.value.is === 'literal' && arg.value.value === 'ip'),
    );
  return limited ? [said(limited.at, says)] : [];
}

function axesPlace(settings: DjangoSettings): Span | undefined {
  const installed = itemsIn(settings.get('INSTALLED_APPS')).find((item) => /^axes(\.|$)/.test(textIn(item) ?? ''));
  const enabled = settings.get('AXES_ENABLED');
  if (!installed || (enabled && truthOf(enabled) === false)) return undefined;
  const order = settings.get('AXES_IPWARE_META_PRECEDENCE_ORDER') ?? settings.get('AXES_META_PRECEDENCE_ORDER');
  const by = settings.get('AXES_LOCKOUT_PARAMETERS');
  const isOther = (value: PyValue | undefined, own: string): boolean =>
    value !== undefined && !itemsIn(value).some((item) => textIn(item) === own);
  if (order?.is === 'list' && itemsIn(order).some((item) => textIn(item) !== 'REMOTE_ADDR')) return undefined;
  if (by?.is === 'list' && isOther(by, 'ip_address')) return undefined;
  return placeIn(order) ?? placeIn(by) ?? placeIn(installed);
}
