import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { AppParts } from '../../resolve/app.js';
import { lookUp } from '../../resolve/environments.js';
import { known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { CacheStore } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import { backendOf } from '../node/parts/backends.js';
import { builtAtStart } from '../node/parts/boot.js';
import { type JsApp, jsApp } from '../node/resolve-js.js';
import { npmPackage } from '../npm/packages.js';
import type { Resolution } from '../technology.js';
import { healthRoute } from './repairs.js';

const healthFile =
  /(^|\/)(app\/(.*\/)?(health\w*|healthz|heartbeat|ping|ready\w*|live\w*|status)\/route|pages\/api\/(.*\/)?(health\w*|heartbeat|ping|ready\w*|live\w*|status)(\/index)?)\.[cm]?[jt]s$/;

/** A package that only stands in the manifest of the whole repository is that of the apps which start it, or have its configuration or its pages. */
function isOfApp({ root, files, facts }: Resolution, at: Span, command = ''): boolean {
  const own = facts
    .of('dependency')
    .some(({ name, at: { file } }) => name === 'next' && file === `${root}/package.json`);
  if (root === '.' || own || /\bnext\s+start\b/.test(command) || !at.file.startsWith(`${root}/`)) return true;
  return files.some((file) => file.startsWith(`${root}/`) && ofNext.test(file.slice(root.length + 1)));
}

const ofNext = /^next\.config\.[cm]?[jt]s$|^(src\/)?(pages\/|app\/(.{0,200}\/)?(page|route|layout)\.)/;

/** The server of a Next.js app, unless it is exported as files: its routes, its cache, and the key of its server actions. */
export function parts(app: Resolution): AppParts {
  const uses = app.facts.of('use').filter((fact) => fact.technology === 'next');
  const next = npmPackage(app.facts, 'next');
  const start = app.facts
    .of('script')
    .find(({ name, command }) => name === 'start' && /next\s+start|node\s/.test(command));
  const isStatic = uses.some(({ what, name }) => what === 'config' && name === 'static');
  const health = app.files.find((file) => healthFile.test(file));
  const at = start?.at ?? next?.fact.at;
  if (!at || isStatic || isHosted(app, uses) || !isOfApp(app, at, start?.command)) return {};
  return {
    httpApps: [{ technology: 'next', at, repair: healthRoute(app) }],
    healthChecks: health
      ? [
          {
            label: health,
            technology: 'next',
            via: 'route',
            checks: [],
            obstacles: [],
            at: { file: health, start: 0, end: 0 },
          },
        ]
      : [],
    caches: cache(jsApp(app), uses),
    secrets: actionKey(app, uses),
  };
}

/** Vercel starts its copies, asks none of them, and keeps pages and keys for all; the app has no image of its own (vercel.com/docs, project-configuration). */
function isHosted({ root, facts }: Resolution, uses: readonly Fact<'use'>[]): boolean {
  const folder = root === '.' ? '' : `${root}/`;
  const isSet = uses.some(({ what, at }) => what === 'hosted-by-vercel' && at.file === `${folder}vercel.json`);
  return isSet && !facts.of('image').some(({ at }) => at.file.startsWith(folder));
}

/**
 * Pages and data are cached on the local disk and in 50 MB of memory of each server, unless a handler keeps them elsewhere
 * (next 16.0, docs/01-app/02-guides/self-hosting.mdx, "Configuring Caching").
 */
function cache(js: JsApp, uses: readonly Fact<'use'>[]): readonly CacheStore[] {
  const handler = uses.find(({ what, name }) => what === 'config' && /andler/.test(name ?? ''));
  const asked = pagesOnDemand(uses);
  const clearing = uses.filter(
    ({ what, name, at }) =>
      what === 'clears' && !(name === 'revalidatePath' && asked.some((folder) => at.file.startsWith(folder))),
  );
  // a tag is of data that somebody cached; a path may be of a page that each request makes anew
  const clears = clearing.find(({ name }) => name !== 'revalidatePath') ?? clearing[0];
  const caches = uses.find(({ what }) => what === 'caches');
  const common = { label: 'the cache of pages and data', technology: 'next', uses: [], content: 'pages' as const };
  if (handler) return [{ ...common, backend: handlerBackend(js, handler) }];
  const local: Backend = { technology: 'the local disk', reach: 'server' };
  if (clears) {
    const because = [said(clears.at, `${clears.name} clears the cache of the server that runs it`)];
    const isSure = clears.name !== 'revalidatePath' || caches !== undefined;
    return [{ ...common, backend: known(local, because), ...(isSure ? {} : { confidence: 'medium' }) }];
  }
  if (!caches) return [];
  const because = [said(caches.at, `${caches.name} is kept by each server for itself: they show different versions`)];
  return [{ ...common, backend: known(local, because), stakes: 'speed' }];
}

/**
 * Folders whose pages ask for the headers or cookies of the request: each request makes them anew, and nothing of them is cached (next 16.0,
 * docs/01-app/02-guides/caching-without-cache-components.mdx, "Dynamic rendering").
 */
function pagesOnDemand(uses: readonly Fact<'use'>[]): readonly string[] {
  return uses.flatMap(({ what, at: { file } }) => (what === 'on-demand' ? [file.slice(0, file.lastIndexOf('/') + 1)] : []));
} // biome-ignore format: one list

/** Where the module that handles the cache keeps it: one import followed. */
function handlerBackend(js: JsApp, handler: Fact<'use'>): Resolved<Backend> {
  const given = said(handler.at, 'hands the cache to a handler');
  const module = handler.options?.module;
  const key = module?.is === 'literal' ? String(module.value) : undefined;
  const file = key === undefined ? undefined : js.fileOf(key);
  if (file === undefined) return known({ technology: 'a cache handler', reach: 'shared' }, [given]);
  const loads = js.app.facts.of('js-module').find(({ at }) => at.file === file)?.loads ?? [];
  const files = [file, ...loads.map((load) => js.fileOf(load))];
  for (const call of js.calls) {
    if (!files.includes(call.at.file)) continue;
    const backend = backendOf({ is: 'call', module: call.module, name: call.name, args: [], at: call.at });
    if (backend?.reach === 'shared') return known(backend, [given, said(call.at, `keeps it in ${backend.technology}`)]);
  }
  return unknown('the handler keeps it by code that cannot be followed', [given]);
}

/**
 * The key that encrypts what server actions close over, and that salts their names, is made by each build unless
 * NEXT_SERVER_ACTIONS_ENCRYPTION_KEY is there when it is built (next 16.0, docs/01-app/02-guides/self-hosting.mdx, "Server Functions
 * encryption key").
 */
function actionKey(app: Resolution, uses: readonly Fact<'use'>[]): readonly Secret[] {
  const action = uses.find(({ what }) => what === 'acts');
  if (!action) return [];
  const name = 'NEXT_SERVER_ACTIONS_ENCRYPTION_KEY';
  const common = { label: 'the key of server actions', technology: 'next', at: action.at };
  const runs = app.facts.of('image').flatMap(({ stages }) => stages.flatMap((stage) => stage.runs));
  const built = runs.find(({ value }) => /\bnext build\b|\b(npm|yarn|pnpm|bun)( run)? build\b/.test(value));
  const set = lookUp(app.environment('layered'), name);
  const calls = said(action.at, 'calls functions of the server from the browser');
  if (set && !(built && set.layer.kind === 'deployment'))
    return [{ ...common, origin: known('fixed', [calls, said(set.at, `sets ${name}`)]) }];
  const atStart = builtAtStart(jsApp(app));
  if (atStart)
    return [{ ...common, origin: known('random-per-start', [calls, said(atStart, `builds without ${name}`)]) }];
  if (!built) {
    const why = `nothing says whether all servers run one build, and ${name} is not set`;
    return [{ ...common, origin: unknown(why, [calls]) }];
  }
  return [{ ...common, origin: known('fixed', [calls, said(built.at, 'is made once, for all copies of the image')]) }];
}
