import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { byHand, type Change, type Repair, switchTo } from '../../resolve/repair.js';
import { atLeast } from '../../resolve/version.js';
import type { Resolution } from '../technology.js';
import { literalOf } from './code-paths.js';
import type { LaravelConfig } from './settings.js';

const ranges = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Where an app could name its proxies: the closure of bootstrap/app.php, the class TrustProxies. */
interface TrustPlace {
  readonly middleware: Fact<'use'> | undefined;
  readonly class: Fact<'use'> | undefined;
  /** The kernel that has to register the class first. */
  readonly kernel: Fact<'use'> | undefined;
  /** Laravel Cloud is trusted while nothing is set. */
  readonly cloud: boolean;
  /** The class names proxies already. */
  readonly isReady: boolean;
}

/** Private networks instead of everyone or nobody: where proxies are written, else where they could be. */
export function proxyRepair(config: LaravelConfig, written: Expr | undefined, place: TrustPlace): Repair | undefined {
  const list = `[${ranges.map((range) => `'${range}'`).join(', ')}]`;
  const change = written ? atWritten(config, written, list) : atPlace(place, list);
  const variable = written && !change ? variableIn(config, written) : undefined;
  if (variable !== undefined)
    return {
      ...byHand(
        `Set ${variable} to the addresses of the balancer`,
        'The configuration reads that variable: give it to every server',
        'Let the web server in front of PHP hand on what the balancer says of the client (X-Forwarded-For, X-Forwarded-Proto)',
      ),
      whole: true,
    };
  const seat = registration(place);
  if (!change && !(seat && place.isReady)) return undefined;
  const needs = [
    'Narrow the ranges to the address of the balancer.',
    ...(place.cloud
      ? ['On Laravel Cloud leave this out: the framework trusts its balancer while nothing is set.']
      : []),
    ...(written
      ? [
          "Where the web server in front of PHP puts the client's own address into REMOTE_ADDR (real_ip), leave it as it is: no peer would be a proxy any more.",
        ]
      : []),
  ];
  return {
    title: 'Trust proxies of private networks',
    safety: 'unsafe',
    changes: [...(seat ? [seat] : []), ...(change ? [change] : [])],
    needs,
  };
}

/** The one variable that a value made by code comes from. */
function variableIn(config: LaravelConfig, written: Expr): string | undefined {
  const names = new Set<string>();
  const look = (expr: Expr | undefined, depth: number): void => {
    if (!expr || depth > 6) return;
    if (expr.is === 'env') names.add(expr.name);
    else if (expr.is === 'setting') look(config.expr(expr.key), depth + 1);
    else if (expr.is === 'choice') for (const one of [expr.when, expr.whenTrue, expr.whenFalse]) look(one, depth + 1);
    else if (expr.is === 'call') for (const one of expr.args) look(one, depth + 1);
    else if (expr.is === 'list') for (const one of expr.items) look(one, depth + 1);
    else if (expr.is === 'opaque')
      for (const [, name] of expr.source.matchAll(/\benv\(\s*['"]([A-Z][A-Z0-9_]+)['"]/g)) if (name) names.add(name);
  };
  look(written, 0);
  return names.size === 1 ? [...names][0] : undefined;
}

function atWritten(config: LaravelConfig, written: Expr, list: string): Change | undefined {
  if (written.is === 'setting') {
    const behind = config.expr(written.key);
    return behind && atWritten(config, behind, list);
  }
  if (written.is === 'list' && written.at.file !== '') return { is: 'replace', at: written.at, text: list };
  return switchTo(written, config.scope.environment, { env: ranges.join(','), code: list });
}

function atPlace(place: TrustPlace, list: string): Change | undefined {
  const body = place.middleware?.options?.body;
  if (body) {
    const text = `\n        ${literalOf(body)}->trustProxies(at: ${list});`;
    return { is: 'insert', at: body.at, where: 'after', text };
  }
  const property = place.class?.options?.property;
  return property && { is: 'insert', at: property.at, where: 'after', text: ` = ${list}` };
}

/** The middleware in the list that every request passes: the app's class, else the framework's (since 9; before, that of fideloper/proxy). */
function registration({ kernel, class: own }: TrustPlace): Change | undefined {
  const list = kernel?.options?.list;
  const name = own?.name ?? 'Illuminate\\Http\\Middleware\\TrustProxies';
  return list && { is: 'insert', at: list.at, where: 'after', text: `\n        \\${name}::class,` };
}

/** The health route that the framework brings since 11; before, a route of the app outside of the session. */
export function healthRepair(app: Resolution, config: LaravelConfig, routing: Fact<'use'> | undefined): Repair {
  const last = routing?.options?.last;
  const title = 'Answer the health checks of a balancer at /up';
  if (last && !routing.options?.using && !routing.options?.health)
    return {
      title,
      safety: 'safe',
      changes: [{ is: 'insert', at: last.at, where: 'after', text: ", health: '/up'" }],
      needs: [],
    };
  const without = atLeast(config.version, 8) ? "->withoutMiddleware('web')" : '';
  const file = ['routes/web.php', `${app.root}/routes/web.php`].find((path) => app.files.includes(path));
  const lines = [
    "Route::get('/up', function () {",
    "    DB::select('select 1');",
    '',
    "    return response('', 204);",
    `})${without};`,
  ];
  if (file && !routing)
    return {
      title,
      safety: 'unsafe',
      changes: [
        { is: 'import', file, statement: 'use Illuminate\\Support\\Facades\\DB;' },
        { is: 'append', file, text: lines },
      ],
      needs: ['Let the balancer ask for /up.'],
    };
  const routes = app.files.find((path) => /(^|\/)routes\/[\w-]+\.php$/.test(path)) ?? 'routes/web.php';
  return { title, safety: 'manual', changes: [], needs: [`Add to ${routes}:\n${lines.join('\n')}`] };
}
