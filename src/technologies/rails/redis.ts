import { type Expr, entryOf } from '../../facts/expr.js';
import { packageOf } from '../../resolve/version.js';
import { redisAddress } from '../redis-address.js';
import type { Resolution } from '../technology.js';
import type { RailsConfig } from './settings.js';

/**
 * Code that gives the address of Redis in a file: the way that the app already has for another client, else the variables that it is told it by.
 * What is read while the app boots is read by `assets:precompile` in the build of an image as well, where nothing gives it: nothing may raise
 * there. Without an address the client asks REDIS_URL, then this machine, and not before it is used (redis-client 0.25, config.rb).
 */
export function redisCode(app: Resolution, config: RailsConfig, file: string): string {
  const own = ownWay(config, file);
  if (own) return own;
  const address = redisAddress(app);
  if ('url' in address)
    return /\.ya?ml/.test(file)
      ? `ENV.fetch("${address.url}") { "redis://localhost:6379/1" }`
      : `ENV["${address.url}"]`;
  const port = address.port ? `ENV.fetch("${address.port}", "6379")` : '"6379"';
  const user = address.password ? ` + ":" + ERB::Util.url_encode(ENV.fetch("${address.password}", "")) + "@"` : '';
  return `"redis://"${user} + ENV.fetch("${address.host}", "localhost") + ":" + ${port}`;
}

/** The gem that the framework's own stores and adapters ask for, where the app does not have it. */
export function redisGems(app: Resolution): readonly string[] {
  return packageOf(app.facts, 'gem', 'redis') ? [] : ['bundle add redis'];
}

/** `Settings.fetch('REDIS_URL', '...')`: one call of a constant with plain arguments means the same wherever the constant is loaded. */
const portable = /^([A-Z]\w*(?:::[A-Z]\w*)*)(?:\.\w+){1,4}(?:\(["'\w\s,.:/-]*\))?$/;

/** The address as Action Cable or Sidekiq is given it by something of the app's own, which the file has in use already. */
function ownWay(config: RailsConfig, file: string): string | undefined {
  const ways = [config.fact('cable.url')?.value, entryOf(config.fact('redis')?.value, 'url')];
  for (const way of ways) {
    const code = way && codeOf(way);
    const constant = code === undefined ? undefined : portable.exec(code)?.[1];
    if (code !== undefined && constant !== undefined && constant !== 'ENV' && isUsedIn(config, constant, file)) return code;
  }
  return undefined;
} // biome-ignore format: one choice

function codeOf(way: Expr): string | undefined {
  if (way.is !== 'opaque') return undefined;
  const source = way.source.trim();
  return source.startsWith('<%=') ? source.replace(/^<%=/, '').replace(/-?%>$/, '').trim() : source;
}

/** Constants are not loaded by themselves while the environment is configured: one that stands there is. */
function isUsedIn(config: RailsConfig, constant: string, file: string): boolean {
  return config
    .under('')
    .some(({ value, at }) => at.file === file && value.is === 'opaque' && value.source.includes(`${constant}.`));
}
