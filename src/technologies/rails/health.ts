import type { Fact } from '../../facts/fact.js';
import { type Evidence, said } from '../../resolve/evidence.js';
import type { HealthCheck } from '../../resolve/parts/http.js';
import type { Repair } from '../../resolve/repair.js';
import { atLeast, packageOf } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import type { RailsConfig } from './settings.js';

const technology = 'rails';
/** By its last word, below prefixes that say nothing where that word may be about something else. */
const healthPath =
  /^\/((api|v\d+|_|system|monitoring|internal|app)\/)*(up|ping|ready|readyz|live|livez|status|heartbeat|_?health\w*)\/?$|^\/([\w.-]+\/)+_?health(z|[-_]?checks?)?\/?$/;

/** The route that `rails new` writes since 7.1 (railties, routes.rb template), and what would turn probes away from it is told or changed too. */
export function healthRoute(app: Resolution, config: RailsConfig, file: string): Repair | undefined {
  const draw = app.facts
    .of('use')
    .find(({ technology: by, what, at }) => by === technology && what === 'routes-draw' && at.file === file);
  if (!draw || !atLeast(packageOf(app.facts, 'gem', 'rails'), 7, 1)) return undefined;
  const text = '\n  get "up" => "rails/health#show", as: :rails_health_check';
  const hindrances = [redirectOf(config, '/up'), refusalOf(config, '/up', true)].filter((one) => one !== undefined);
  return {
    title: 'Add the health route /up',
    safety: 'safe',
    changes: [
      { is: 'insert', at: draw.at, where: 'after', text },
      ...hindrances.flatMap(({ repair }) => repair?.changes ?? []),
    ],
    needs: hindrances.flatMap(({ obstacle, repair }) =>
      repair ? [] : [`Let probes of /up through: ${obstacle.says}`],
    ),
  };
}

/** Routes for health checks, and what Rails' own middleware puts in their way. */
export function healthChecks(app: Resolution, config: RailsConfig): readonly HealthCheck[] {
  return app.facts
    .of('route')
    .filter(
      (route) =>
        route.technology === technology && (healthPath.test(route.path) || route.handler === 'rails/health#show'),
    )
    .map(({ path, middleware, at }) => {
      const redirect = redirectOf(config, path);
      const refusal = refusalOf(config, path);
      const logins = middleware.map((name) => said(at, `it asks for a login (${name})`));
      const obstacles = [...logins, ...[redirect, refusal].flatMap((one) => (one ? [one.obstacle] : []))];
      const repair = redirect?.repair ?? refusal?.repair;
      return { label: path, technology, via: 'route', path, checks: [], obstacles, ...(repair ? { repair } : {}), at };
    });
}

interface Hindrance {
  readonly obstacle: Evidence;
  readonly repair?: Repair;
}

/**
 * A probe asks by plain http and without the balancer's header: `force_ssl` answers it with a redirect, unless every request counts as
 * https (`assume_ssl`) or the path is excluded (actionpack 8, middleware/ssl.rb).
 */
function redirectOf(config: RailsConfig, path: string): Hindrance | undefined {
  const force = config.fact('force_ssl');
  const forced = config.get('force_ssl');
  const assumed = config.get('assume_ssl');
  if (!force || forced.state === 'unknown' || forced.value !== true) return undefined;
  if (assumed.state === 'unknown' || assumed.value === true) return undefined;
  const options = config.fact('ssl_options');
  if (options && /redirect/.test(JSON.stringify(options.value))) return undefined;
  const line = `config.ssl_options = { redirect: { exclude: ->(request) { request.path == "${path}" } } }`;
  const repair = options ? undefined : excluding(force, { path, line });
  return { obstacle: said(force.at, `force_ssl redirects probes of ${path} to https`), ...(repair ? { repair } : {}) };
}

/**
 * With `config.hosts` a request by address is refused, unless the path is excluded (actionpack 8, middleware/host_authorization.rb); `mayBe`: also where
 * code says which hosts those are.
 */
function refusalOf(config: RailsConfig, path: string, mayBe = false): Hindrance | undefined {
  const hosts = config.fact('hosts');
  if (!hosts || config.fact('host_authorization')) return undefined;
  const named = hosts.value.is === 'list' ? hosts.value.items : [hosts.value];
  const isNamed = named.every((host) => host.is === 'literal' && typeof host.value === 'string');
  if (named.length === 0 || !(isNamed || mayBe)) return undefined;
  const line = `config.host_authorization = { exclude: ->(request) { request.path == "${path}" } }`;
  const repair = hosts.value.is === 'list' ? undefined : excluding(hosts, { path, line });
  return {
    obstacle: said(hosts.at, `config.hosts refuses probes of ${path} by address`),
    ...(repair ? { repair } : {}),
  };
}

/** A line behind that of the setting. */
function excluding({ at }: Fact<'setting'>, { path, line }: { readonly path: string; readonly line: string }): Repair {
  return {
    title: `Let health checks of ${path} through`,
    safety: 'safe',
    changes: [{ is: 'lines', at, text: [line] }],
    needs: [],
  };
}
