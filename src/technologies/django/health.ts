import type { PyStatement } from '../../facts/python-code.js';
import type { Span } from '../../facts/span.js';
import { escapePattern } from '../../parse/escapes.js';
import { said } from '../../resolve/evidence.js';
import type { HealthCheck, HttpApp } from '../../resolve/parts/http.js';
import type { Change, Repair } from '../../resolve/repair.js';
import { table } from '../../table.js';
import { regexOf } from '../helm/render/regex.js';
import { healthRoutes } from '../python/health.js';
import { itemsIn, placeIn, textIn, truthOf } from '../python/values.js';
import type { Resolution } from '../technology.js';
import { refusalOf } from './hosts.js';
import type { DjangoSettings } from './settings.js';
import { djangoRoutes, rootUrls, wholePaths } from './urls.js';

/** The place to show when something is missing: the root's urls.py, else whatever starts the app. */
export function httpApp(app: Resolution, settings?: DjangoSettings): HttpApp {
  const named = (name: string): string | undefined =>
    app.files.filter((file) => file === name || file.endsWith(`/${name}`)).toSorted((a, b) => a.length - b.length)[0];
  const file =
    rootUrls(settings) ??
    named('urls.py') ??
    named('wsgi.py') ??
    named('asgi.py') ??
    named('manage.py') ??
    app.files[0] ??
    app.root;
  const route = app.facts.of('route').find((each) => each.at.file === file);
  const module = app.facts.of('python-module').find((each) => each.at.file === file);
  const added = module && routeRepair(module.statements, file, hasDatabase(settings));
  const repair = added && settings ? forProbes(withoutRedirect(added, settings), settings) : added;
  return { technology: 'django', at: route?.at ?? { file, start: 0, end: 0 }, ...(repair ? { repair } : {}) };
}

/** Without DATABASES the connection is a dummy, which raises ImproperlyConfigured when it is used (django/db/backends/dummy/base.py, 5.1). */
function hasDatabase(settings: DjangoSettings | undefined): boolean {
  return settings?.get('DATABASES') !== undefined;
}

/** Where the redirect to https is not known to be off, the new path is taken out of it too: a probe by plain http would get a 301. */
function withoutRedirect(repair: Repair, settings: DjangoSettings): Repair {
  const redirect = settings.get('SECURE_SSL_REDIRECT');
  if (!redirect || truthOf(redirect) === false) return repair;
  const exempt = settings.get('SECURE_REDIRECT_EXEMPT');
  if (exempt && exempt.is !== 'list')
    return { ...repair, needs: [...repair.needs, 'Take ^healthz/$ into SECURE_REDIRECT_EXEMPT: probes ask by http.'] };
  if (itemsIn(exempt).some((item) => matches(textIn(item), 'healthz/'))) return repair;
  return { ...repair, changes: [...repair.changes, exempted(settings, 'healthz/')] };
}

/** Who asks by the address of a copy sends that as the Host: only `*` lets it in whatever it is (django/http/request.py, 5.1). */
function forProbes(repair: Repair, settings: DjangoSettings): Repair {
  const hosts = settings.get('ALLOWED_HOSTS');
  if (!hosts || itemsIn(hosts).some((item) => textIn(item) === '*')) return repair;
  const need =
    'Let probes send a Host header that ALLOWED_HOSTS has: one by the address of a copy is answered with 400.';
  return { ...repair, needs: [...repair.needs, need] };
}

/** SECURE_REDIRECT_EXEMPT with one path more. */
function exempted(settings: DjangoSettings, path: string): Change {
  const exempt = settings.get('SECURE_REDIRECT_EXEMPT');
  const known = itemsIn(exempt).map((item) => `r"${textIn(item) ?? ''}"`);
  return {
    is: 'name',
    file: placeIn(exempt)?.file ?? placeIn(settings.get('SECURE_SSL_REDIRECT'))?.file ?? settings.file,
    name: 'SECURE_REDIRECT_EXEMPT',
    value: `[${[...known, `r"^${escapePattern(path)}$"`].join(', ')}]`,
  };
}

const asking = `    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
`;

function viewOf(asks: boolean): string {
  return `
def healthz(request):
${asks ? asking : ''}    return HttpResponse("ok")


`;
}

/** A view of its own in the root's urls.py that asks the database where there is one; undefined where the patterns are no plain list. */
function routeRepair(statements: readonly PyStatement[], file: string, asks: boolean): Repair | undefined {
  const patterns = statements.filter((each) => each.is === 'bind' && each.name === 'urlpatterns');
  const [first] = patterns;
  if (first?.is !== 'bind' || first.keys.length > 0 || first.operator !== '=') return undefined;
  const list = first.value.is === 'operation' ? first.value.left : first.value;
  const isTaken = statements.some(
    (each) => (each.is === 'def' && each.name === 'healthz') || (each.is === 'import' && each.local === 'healthz'),
  );
  if (list?.is !== 'list' || isTaken) return undefined;
  const opening: Span = { file, start: list.at.start, end: list.at.start + 1 };
  const [item] = list.items;
  const isOnLines = item !== undefined && item.at.start > opening.end;
  const route = 'path("healthz/", healthz)';
  const imports = [
    ...(asks ? ['from django.db import connection'] : []),
    'from django.http import HttpResponse',
    'from django.urls import path',
  ];
  return {
    title: 'Answer health checks at /healthz/',
    safety: 'safe',
    changes: [
      ...imports.map((statement): Change => ({ is: 'import', file, statement })),
      { is: 'insert', at: first.at, where: 'before', text: viewOf(asks) },
      {
        is: 'insert',
        at: opening,
        where: 'after',
        text: isOnLines ? `\n    ${route},` : item ? `${route}, ` : route,
      },
    ],
    needs: ['Let the balancer ask for /healthz/.'],
  };
}

/** Routes for health checks, and what Django's own settings put in their way. */
export function healthChecks(settings: DjangoSettings, app: Resolution): readonly HealthCheck[] {
  const others = app.facts.of('route').filter(({ technology }) => technology === 'python');
  const routes = [...djangoRoutes(settings.machine), ...others];
  const whole = wholePaths(settings, app);
  return [...healthRoutes(routes, 'django', whole), ...ofMiddleware(settings)].map((check) => {
    if (check.path === undefined) return check;
    const refusal = refusalOf(settings, app, check.path);
    if (refusal) return { ...check, obstacles: [...check.obstacles, refusal] };
    const redirect = redirectOf(settings, check.path);
    return redirect ? { ...check, obstacles: [...check.obstacles, redirect.obstacle], repair: redirect.repair } : check;
  });
}

/** Middleware that answers for health by itself: the views of Dockerflow (dockerflow 2024.4, django/middleware.py, django/views.py). */
const answering: Readonly<Record<string, readonly (Pick<HealthCheck, 'checks'> & { readonly path: string })[]>> = table(
  {
    'dockerflow.django.middleware.DockerflowMiddleware': [
      { path: '/__heartbeat__', checks: ['database'] },
      { path: '/__lbheartbeat__', checks: [] },
    ],
  },
);

function ofMiddleware(settings: DjangoSettings): readonly HealthCheck[] {
  return itemsIn(settings.get('MIDDLEWARE')).flatMap((item) => {
    const at = placeIn(item);
    if (!at) return [];
    return (answering[textIn(item) ?? ''] ?? []).map(
      ({ path, checks }): HealthCheck => ({
        label: `GET ${path}`,
        technology: 'django',
        via: 'route',
        path,
        checks,
        obstacles: [],
        at,
      }),
    );
  });
}

/**
 * A probe asks by plain http and without the balancer's header: SecurityMiddleware answers it with a redirect to https
 * unless SECURE_REDIRECT_EXEMPT has its path (django/middleware/security.py, 5.1).
 */
function redirectOf(
  settings: DjangoSettings,
  path: string,
): { obstacle: HealthCheck['obstacles'][number]; repair: Repair } | undefined {
  const redirect = settings.get('SECURE_SSL_REDIRECT');
  const at = placeIn(redirect);
  if (!redirect || !at || redirect.is !== 'scalar' || truthOf(redirect) !== true) return undefined;
  const middleware = itemsIn(settings.get('MIDDLEWARE')).map((item) => textIn(item));
  if (!middleware.includes('django.middleware.security.SecurityMiddleware')) return undefined;
  const exempt = settings.get('SECURE_REDIRECT_EXEMPT');
  if (exempt && exempt.is !== 'list') return undefined;
  const asked = path.replace(/^\//, '');
  if (itemsIn(exempt).some((item) => matches(textIn(item), asked))) return undefined;
  return {
    obstacle: said(at, `SECURE_SSL_REDIRECT redirects probes of ${path} to https`),
    repair: {
      title: `Answer probes of ${path} without a redirect`,
      safety: 'safe',
      changes: [exempted(settings, asked)],
      needs: [],
    },
  };
}

/** The pattern is the repository's: it is run by an engine that takes no longer for any. */
function matches(pattern: string | undefined, path: string): boolean {
  const expression = pattern === undefined ? undefined : regexOf(pattern);
  return expression === undefined || expression.exec(path, 0) !== undefined;
}
