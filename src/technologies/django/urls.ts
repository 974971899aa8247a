import type { Fact } from '../../facts/fact.js';
import type { PyExpr, PyStatement } from '../../facts/python-code.js';
import { onceFor } from '../../once.js';
import { overlap } from '../../resolve/places.js';
import type { Machine } from '../python/frame.js';
import { djangoRoute } from '../python/routes.js';
import { textIn } from '../python/values.js';
import type { Resolution } from '../technology.js';
import type { DjangoSettings } from './settings.js';

/** So many files of patterns include each other at most. */
const deepest = 6;

type Route = Fact<'route'>;

/** The patterns that files list, and those that functions of the app make of what they are given. */
export const djangoRoutes = onceFor((machine: Machine): readonly Route[] => {
  const { facts } = machine;
  const listed = facts.of('route').filter(({ technology }) => technology === 'django');
  const places = new Set(listed.map(({ at }) => `${at.file} ${at.start}`));
  const made = facts.of('python-call').flatMap((call): readonly Route[] => {
    const { name, args, at } = call;
    if (!/^django\.urls\.(re_)?path$/.test(name) || places.has(`${at.file} ${at.start}`)) return [];
    const path = textIn(given(machine.argumentsOf(call), 0, 'route')?.value);
    const view = given(args, 1, 'view')?.value;
    return path === undefined || !view ? [] : [djangoRoute(path, wordsOf(view), at)];
  });
  return [...listed, ...made];
});

function given<A extends { readonly name?: string }>(args: readonly A[], index: number, key: string): A | undefined {
  return args.find((arg) => arg.name === key) ?? args.filter((arg) => arg.name === undefined)[index];
}

/** How a view is written. */
function wordsOf(view: PyExpr): string {
  switch (view.is) {
    case 'name':
      return view.name;
    case 'attribute':
      return `${wordsOf(view.of)}.${view.name}`;
    case 'literal':
      return JSON.stringify(view.value);
    case 'call':
      return `${wordsOf(view.callee).replace('django.urls.', '')}(${view.args.map(({ value }) => wordsOf(value)).join(', ')})`;
    default:
      return view.is === 'opaque' ? view.source : '';
  }
}

/** The file that ROOT_URLCONF names. */
export function rootUrls(settings: DjangoSettings | undefined): string | undefined {
  const urls = textIn(settings?.get('ROOT_URLCONF'));
  return urls === undefined ? undefined : settings?.machine.fileOf(urls, settings.file);
}

/**
 * The paths that a pattern has with all that includes its file (`path("api/", include("shop.urls"))`), in the root's patterns and outside of lists
 * that only a name includes; none where that cannot be told.
 */
export function wholePaths(settings: DjangoSettings, app: Resolution): (route: Route) => readonly string[] {
  const root = rootUrls(settings);
  const routes = djangoRoutes(settings.machine).filter(({ end }) => !end);
  const including = routes.flatMap((route) => {
    const named = /^include\(\(?["']([\w.]+)["']/.exec(viewOf(route))?.[1];
    const file = named === undefined ? undefined : settings.machine.fileOf(named, route.at.file);
    return file === undefined ? [] : [{ route, file }];
  });
  const listed = listedIn(app, routes);
  const prefixes = (file: string, depth: number): readonly string[] => {
    const own = file === root ? ['/'] : [];
    if (depth === 0) return own;
    return [...own, ...including.flatMap((one) => (one.file === file ? whole(one.route, depth - 1) : []))];
  };
  const whole = (route: Route, depth: number): readonly string[] => {
    const around = routes.filter((other) => other !== route && holds(other, route));
    if (around.some((other) => !/^include\(\(?\[/.test(viewOf(other))) || !listed(route)) return [];
    const inner = [...around.map(({ path }) => path), route.path].map((path) => path.replace(/^\//, '')).join('');
    return prefixes(route.at.file, depth).map((prefix) => `${prefix}${inner}`);
  };
  return (route) => (root === undefined || route.technology !== 'django' ? [route.path] : whole(route, deepest));
}

function viewOf({ handler = '' }: Route): string {
  return handler.replace(/\s/g, '');
}

function holds(outer: Route, inner: Route): boolean {
  return outer.at.file === inner.at.file && outer.at.start <= inner.at.start && inner.at.end <= outer.at.end;
}

/** Whether a pattern surely stands in the list of its file: not in one of its own that some pattern includes by its name. */
function listedIn(app: Resolution, routes: readonly Route[]): (route: Route) => boolean {
  const byName = new Set(routes.flatMap((route) => (/^include\(\(?\w+[,)]/.test(viewOf(route)) ? [route.at.file] : [])));
  const modules = new Map(app.facts.of('python-module').map((fact) => [fact.at.file, fact.statements]));
  return ({ at }) => !byName.has(at.file) || bindsIn(modules.get(at.file) ?? []).some((each) => overlap(each, at));
} // biome-ignore format: one table

/** Where `urlpatterns` is bound or grows. */
function bindsIn(statements: readonly PyStatement[]): readonly Route['at'][] {
  return statements.flatMap((each): readonly Route['at'][] => {
    if (each.is === 'bind') return each.name === 'urlpatterns' ? [each.at] : [];
    if (each.is === 'if') return bindsIn(each.branches.flatMap(({ body }) => body));
    return each.is === 'try' || each.is === 'maybe' ? bindsIn(each.body) : [];
  });
}
