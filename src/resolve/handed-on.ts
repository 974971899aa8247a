import type { Facts } from '../facts/fact.js';
import type { AppParts } from './app.js';
import type { Repair } from './repair.js';

/**
 * A new path for health checks behind a web server of the repository's own that hands only some paths on: it would answer that path itself, with a
 * page of its files, whatever has become of the app. Who makes the repair is told to hand the path on.
 */
export function withHandedOn(parts: AppParts, facts: Facts): AppParts {
  const { httpApps } = parts;
  const proxied = facts.of('proxied').filter((one) => !one.static);
  const [first] = proxied;
  if (!httpApps || !first || proxied.some(({ path }) => covers(path))) return parts;
  const need = `Hand the new path on to the app in ${first.at.file}: as it stands the web server there would answer it by itself, also when the app is down.`;
  const told = (repair: Repair): Repair => ({ ...repair, safety: repair.safety === 'safe' ? 'unsafe' : repair.safety, needs: [need, ...repair.needs] });
  return { ...parts, httpApps: httpApps.map((app) => (app.repair ? { ...app, repair: told(app.repair) } : app)) };
} // biome-ignore format: one record

/** `/`, a name (`@app`) or a pattern may hold any path. */
function covers(path: string): boolean {
  const plain = path.replace(/^(\^~|=)\s*/, '');
  return plain === '/' || !plain.startsWith('/') || plain.startsWith('/healthz') || /[\\^$*(|]/.test(plain);
}
