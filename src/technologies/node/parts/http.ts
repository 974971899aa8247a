import type { Fact } from '../../../facts/fact.js';
import type { AppParts } from '../../../resolve/app.js';
import { type Evidence, said } from '../../../resolve/evidence.js';
import type { HealthCheck, HttpApp } from '../../../resolve/parts/http.js';
import { healthRepair } from '../repairs/http.js';
import type { JsApp } from '../resolve-js.js';
import { frameworkOf } from './framework.js';
import { appCreation, listeners } from './servers.js';

const healthPath =
  /(^|\/)[_.]?(health(z|check|-check|_check)?|s?ping|live(z|ness)?|ready(z|ness)?|readiness|heartbeat|alive|status|up|probe)(\/(live|ready|liveness|readiness|check|z))?\/?$/i;
const login = /auth|login|guard|protect|ensure|require(User|Admin|Login)|jwt|passport|session/i;

/** What serves HTTP, and the routes that a balancer could ask. */
export function httpParts(js: JsApp): AppParts {
  const listens = listeners(js);
  const routes = js.app.facts.of('route').filter((route) => route.technology === 'node' && js.runs(route.at.file));
  const [first] = listens;
  if (!first) return {};
  const httpApp: HttpApp = {
    technology: frameworkOf(js),
    at: routesPlace(js, routes) ?? first.at,
    repair: healthRepair(js),
  };
  return { httpApps: [httpApp], healthChecks: healthChecks(js, routes) };
}

/** A place that shows the missing route: the first page, else where routers are put together, else where the app is made. */
function routesPlace(js: JsApp, routes: readonly Fact<'route'>[]): Fact['at'] | undefined {
  const made = appCreation(js)?.at.file;
  const home = routes.find((route) => route.path === '/' && route.methods.includes('GET') && route.at.file === made);
  if (home) return home.at;
  const routers = js.calls.filter(
    (call) =>
      /^(express|koa-router|@koa\/router|hono)$/.test(call.module) &&
      /^(Router|)$/.test(call.name) &&
      /routes?\//.test(call.at.file),
  );
  const root = routers.find((call) => /(^|\/)index\.[cm]?[jt]s$/.test(call.at.file)) ?? undefined;
  return (root ?? appCreation(js))?.at;
}

function healthChecks(js: JsApp, routes: readonly Fact<'route'>[]): readonly HealthCheck[] {
  const technology = frameworkOf(js);
  const found = routes.flatMap((route): readonly HealthCheck[] => {
    // what is sent to, and what is asked of one thing among others, tells nothing of the copy
    const isAsked =
      route.methods.length === 0 || route.methods.some((method) => /^(GET|HEAD|ALL|ANY|USE)$/.test(method));
    const path = pathOf(route, js);
    if (path === undefined) return [];
    // what is used at another path is middleware, or a router
    const isUse = route.methods.includes('USE');
    const isNamed =
      isAsked && healthPath.test(path) && !/[:{(*]/.test(path) && (!isUse || /health|ready|live/i.test(path));
    if (!isNamed && !(path === '/' && !isUse && route.handler === 'fixed answer')) return [];
    const guard = route.middleware.find((name) => login.test(name));
    const obstacles: Evidence[] = guard ? [said(route.at, `asks for a login (${guard})`)] : [];
    const checks = (['database', 'cache'] as const).filter((one) => route.touches?.includes(one));
    return [{ label: path, technology, via: 'route', path, checks, obstacles, at: route.at }];
  });
  return [
    ...found.filter(({ path }) => path !== '/'),
    ...found.filter(({ path }) => path === '/'),
    ...libraries(js, technology),
  ];
}

/** The path of a route, also where it is written out elsewhere. */
function pathOf({ path, end }: Fact<'route'>, js: JsApp): string | undefined {
  const value = end && js.value(end);
  if (!value) return path;
  return value.state === 'known' && typeof value.value === 'string' && value.value.startsWith('/')
    ? value.value
    : undefined;
}

/** Libraries that bring a health endpoint of their own. */
function libraries(js: JsApp, technology: string): readonly HealthCheck[] {
  const pattern =
    /^(@godaddy\/terminus|lightship|express-healthcheck|express-actuator|fastify-healthcheck|under-pressure|@fastify\/under-pressure)$/;
  return js
    .of(pattern)
    .slice(0, 1)
    .map((call) => ({ label: call.module, technology, via: 'route', checks: [], obstacles: [], at: call.at }));
}
