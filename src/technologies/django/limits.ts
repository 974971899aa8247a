import { type Evidence, known, said } from '../../resolve/evidence.js';
import type { RateLimiter } from '../../resolve/parts/store.js';
import { isShared } from '../../resolve/reach.js';
import { entryIn, itemsIn, textIn } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { cacheBackend } from './backends.js';
import { cacheRepair } from './repairs.js';
import { classNamed, type DjangoSettings } from './settings.js';

/** Counters of logins and requests. Django's own packages count in the default cache. */
export function rateLimiters(settings: DjangoSettings, app: Resolution): readonly RateLimiter[] {
  const found: RateLimiter[] = [];
  const limiter = (label: string, place: Evidence, alias = 'default'): void => {
    const cache = cacheBackend(settings, alias);
    const backend = cache.state === 'known' ? known(cache.value, [...cache.because, place]) : cache;
    found.push({ label, technology: 'django', backend, uses: [place], repair: cacheRepair(settings, app, alias) });
  };
  const rest = settings.get('REST_FRAMEWORK');
  const throttles = entryIn(rest, 'DEFAULT_THROTTLE_CLASSES') ?? entryIn(rest, 'DEFAULT_THROTTLE_RATES');
  const place = throttles?.because.at(-1);
  if (place && !(throttles?.is === 'list' && throttles.items.length === 0)) {
    const aliases = new Set(itemsIn(throttles).map((item) => cacheOf(textIn(item) ?? '', settings)));
    for (const alias of aliases.size > 0 ? aliases : ['default'])
      limiter('the throttle of Django REST framework', { ...place, says: 'turns on throttling' }, alias);
  }
  const decorated = app.facts
    .of('python-call')
    .find((fact) => /^(django_)?ratelimit\.(decorators\.)?(core\.)?(ratelimit|is_ratelimited)$/.test(fact.name));
  if (decorated) limiter('the limit of django-ratelimit', said(decorated.at, 'limits a view'));
  const axes = settings.get('AXES_HANDLER');
  if (/CacheHandler$/.test(textIn(axes) ?? '') && axes)
    limiter(
      'the count of failed logins (axes)',
      axes.because.at(-1) ?? said({ file: settings.file, start: 0, end: 0 }, 'counts logins'),
    );
  return toldOnce(found);
}

/** `cache = caches['throttles']` in a throttle of the app; what says nothing counts in the default cache (djangorestframework 3.16, throttling.py). */
function cacheOf(throttle: string, settings: DjangoSettings): string {
  for (const statement of classNamed(throttle, settings)?.definition.body ?? []) {
    if (statement.is !== 'bind' || statement.name !== 'cache' || statement.value.is !== 'item') continue;
    const { key } = statement.value;
    // `caches[settings.THROTTLE_CACHE]`
    const alias =
      key.is === 'literal' ? String(key.value) : key.is === 'attribute' ? textIn(settings.get(key.name)) : undefined;
    if (alias !== undefined) return alias;
  }
  return 'default';
}

/** All of them count in one cache: it is one fault, with the places of the others. */
function toldOnce(found: readonly RateLimiter[]): readonly RateLimiter[] {
  const [first, ...more] = found;
  if (!first || more.length === 0 || first.backend.state !== 'known' || isShared(first.backend.value)) return found;
  const below = more.flatMap(({ label, uses }) => uses.slice(0, 1).map((place) => ({ ...place, says: `${label} counts there as well` })));
  const { value, because } = first.backend;
  return [{ ...first, backend: known(value, [...below, ...because]) }];
} // biome-ignore format: one list
