import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { ProxyTrust } from '../../resolve/parts/http.js';
import { atLeast } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { httpApps } from './http.js';
import { proxyRepair } from './repairs-http.js';
import { asText, holds, type LaravelConfig } from './settings.js';
import { usesOf } from './stores.js';

const technology = 'laravel';

/** Whose X-Forwarded headers are believed: middleware arguments, the TrustProxies class, config/trustedproxy.php, in that order. */
export function proxyTrusts(app: Resolution, config: LaravelConfig): readonly ProxyTrust[] {
  if (httpApps(app).length === 0) return [];
  const called = usesOf(app, 'trusts').find(
    ({ options }) => options?.proxies && holds(options.conditions, config.evaluate),
  );
  const seat = seatOf(app);
  const [own] = usesOf(app, 'trust-class');
  const written = (called ?? seat.own ?? own)?.options?.proxies ?? config.expr('trustedproxy.proxies');
  const ready = !called && seat.closed && written ? trustIn(written, config) : undefined;
  const isReady = ready?.state === 'known' && ready.value === 'bounded';
  const repair = proxyRepair(config, isReady ? undefined : written, {
    middleware: usesOf(app, 'middleware')[0],
    class: own,
    kernel: called ? undefined : seat.closed,
    isReady,
    cloud: !written && !seat.closed && atLeast(config.version, 12),
  });
  return [{ technology, trusts: trustsOf(app, config, seat), matters: [], repair }];
}

type Trust = 'nobody' | 'everyone' | 'bounded';

/** The middleware that believes proxies, where requests pass it. */
interface Seat {
  /** The app's own class. */
  readonly own?: Fact<'use'>;
  /** A package's class, by the place that registers it. */
  readonly foreign?: Fact<'use'>;
  /** The kernel that registers neither. */
  readonly closed?: Fact<'use'>;
}

/** A class that no kernel registers is passed by no request (laravel/framework 10, Foundation/Http/Kernel.php); since 11 the framework's own stands in the stack (Foundation/Configuration/Middleware.php). */
function seatOf(app: Resolution): Seat {
  const [own, ...others] = usesOf(app, 'trust-class');
  const [kernel] = usesOf(app, 'http-kernel');
  const stack = usesOf(app, 'middleware');
  if (!kernel && stack.length === 0) return own ? { own } : {};
  const registered = usesOf(app, 'registers');
  const passed = [own, ...others].find((each) => registered.some(({ name }) => each && name === each.name));
  if (passed) return { own: passed };
  const foreign = registered.find(({ name = '' }) => /(^|\\)TrustProxies$/.test(name));
  if (foreign) return /^(Illuminate|Fideloper)\\/.test(foreign.name ?? '') ? {} : { foreign };
  return kernel && stack.length === 0 ? { closed: kernel } : {};
}

function trustsOf(app: Resolution, config: LaravelConfig, seat: Seat): Resolved<Trust> {
  for (const fact of usesOf(app, 'trusts')) {
    const proxies = fact.options?.proxies;
    if (!proxies || !holds(fact.options?.conditions, config.evaluate)) continue;
    if (fact.name === 'setTrustedProxies')
      return known(/ip\(|getClientIp|REMOTE_ADDR/.test(JSON.stringify(proxies)) ? 'everyone' : 'bounded', [
        said(fact.at, 'trusts proxies by code'),
      ]);
    return trustIn(proxies, config);
  }
  const { own, foreign, closed } = seat;
  if (closed) return known('nobody', [said(closed.at, 'registers no middleware that trusts a proxy')]);
  const named = own?.options?.proxies ?? config.expr('trustedproxy.proxies');
  if (named) return trustIn(named, config);
  if (foreign)
    return unknown(`whom ${foreign.name} trusts`, [said(foreign.at, 'registers the TrustProxies of a package')]);
  const place = own ?? usesOf(app, 'middleware')[0];
  const because = place ? [said(place.at, 'names no proxy to trust')] : anchorOf(app);
  return known('nobody', atLeast(config.version, 12) ? [onItsCloud, ...because] : because);
}

/** With nothing set, `laravel_cloud()` (the platform gives LARAVEL_CLOUD=1) trusts every peer there. */
const onItsCloud: Evidence = {
  at: { builtin: 'laravel/framework 12, Http/Middleware/TrustProxies.php' },
  says: 'trusts the balancer of Laravel Cloud by itself, and that of no other place',
};

function anchorOf(app: Resolution): readonly Evidence[] {
  const kernel = app.files.find((path) => /(^|\/)(bootstrap\/app|app\/Http\/Kernel)\.php$/.test(path));
  return kernel ? [said({ file: kernel, start: 0, end: 0 }, 'nothing names a proxy to trust')] : [];
}

function trustIn(expr: Expr, config: LaravelConfig): Resolved<Trust> {
  if (expr.is === 'setting') {
    const behind = config.expr(expr.key);
    if (behind) return trustIn(behind, config);
  }
  if (expr.is === 'list') {
    const items = expr.items.map((item) => trustIn(item, config));
    const because = [said(expr.at, `lists ${expr.items.length} proxies`)];
    if (items.some((item) => item.state === 'known' && item.value === 'everyone')) return known('everyone', because);
    return known(items.length === 0 ? 'nobody' : 'bounded', because);
  }
  if (expr.is === 'choice') {
    const whole = asText(config.evaluate(expr));
    if (whole.state === 'known') return known(trustOf(whole.value), whole.because);
    const one = trustIn(expr.whenTrue, config);
    const other = trustIn(expr.whenFalse, config);
    return one.state === 'known' && other.state === 'known' && one.value === other.value
      ? known(one.value, [...one.because, ...other.because])
      : whole;
  }
  if (expr.is === 'opaque' && /::|IpUtils|PRIVATE/.test(expr.source))
    return known('bounded', [said(expr.at, 'names proxies')]);
  const value = asText(config.evaluate(expr));
  return value.state === 'known' ? known(trustOf(value.value), value.because) : value;
}

function trustOf(text: string | undefined): Trust {
  if (text === undefined || text.trim() === '') return 'nobody';
  return /(^|[,\s])(\*\*?|0\.0\.0\.0\/0|::\/0|REMOTE_ADDR)([,\s]|$)/.test(text) ? 'everyone' : 'bounded';
}
