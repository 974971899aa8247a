import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { onceFor } from '../../once.js';
import type { Environment } from '../../resolve/environments.js';
import { type Evidence, type Resolved, said } from '../../resolve/evidence.js';
import { evaluate, type Scope, type Value } from '../../resolve/settings.js';
import type { Resolution } from '../technology.js';
import { configured, folderConfig } from './config-folder.js';
import { filesFrom, reachableFiles, scriptFiles } from './entries.js';
import { foreignPackages } from './foreign-packages.js';
import { fileKey, moduleLookup } from './js/modules.js';
import { exportFinder } from './module-exports.js';
import { isByHand, isInstaller } from './paths.js';
import { settingsSaid } from './settings-said.js';

/** The server code of one app, with what is in force in it. */
export interface JsApp {
  readonly app: Resolution;
  readonly environment: Environment;
  /** Calls that are made in production, in files that belong to the running app. */
  readonly calls: readonly Fact<'js-call'>[];
  /** What the app's configuration says, by dotted names. */
  readonly settings: ReadonlyMap<string, Expr>;
  /** Calls of a package (by exact name or pattern). */
  of(module: string | RegExp, name?: RegExp): readonly Fact<'js-call'>[];
  /** What an expression comes to, as one value. */
  value(expr: Expr): Resolved<Value>;
  /** The expressions that one may come to, behind references and decided conditions. More than one: nothing decides. */
  settle(expr: Expr | undefined): readonly Settled[];
  /** The file behind the key of a module of the repository. */
  fileOf(key: string): string | undefined;
  /** Whether code in a file belongs to the running app. */
  runs(file: string): boolean;
  /** Whether the start commands are seen to load a file; every file that runs, where they cannot be followed. */
  loaded(file: string): boolean;
  /** Whether one of two files loads the other: what runs in a process of the one runs in that of the other. */
  together(one: string, other: string): boolean;
  /** Whether people run a file by a script of the manifest, and no start of the app is seen to load it. */
  byScript(file: string): boolean;
}

export interface Settled {
  readonly expr: Expr;
  readonly because: readonly Evidence[];
}

export const jsApp = onceFor(makeJsApp);

function makeJsApp(app: Resolution): JsApp {
  const modules = app.facts.of('js-module');
  const find = moduleLookup(new Set(modules.map((fact) => fileKey(fact.at.file))), app.root);
  const exported = exportFinder(modules, find);
  const byKey = new Map(modules.map(({ at }) => [fileKey(at.file), at.file]));
  const settings = settingsSaid(app.facts.of('js-call'), exported);
  const roots = configRoots(app, exported);
  const named = (name: string) =>
    settings.get(name) ?? roots.map((root) => configured(root, name)).find((found) => found !== undefined);
  const environment = environmentOf(app);
  const scope: Scope = {
    environment,
    emptyIsUnset: true,
    // Where the defaults of the configuration are written out, what they lack is not set.
    missingIsUnknown: (key) => !key.startsWith('config:') || settings.size + roots.length === 0,
    setting: (key) => {
      if (!key.startsWith('js:')) return named(key.replace(/^config:/, ''));
      const own = exported(key.slice(3));
      const ofPackage = own ? undefined : /^js:config#(?:(?:default|\*)\.)?(.+)$/.exec(key)?.[1];
      return ofPackage === undefined ? own : named(ofPackage);
    },
  };
  const value = onceFor((expr: Expr) => inWords(evaluate(expr, scope)));
  const reachable = reachableFiles(app, modules, find);
  const scripts = scriptFiles(app, find);
  const foreign = foreignPackages(app);
  const isInstalled = hasManifest(app);
  const runs = (file: string) => {
    const path = inApp(file, app.root);
    if ((!isInstalled || foreign.some((folder) => file.startsWith(`${folder}/`))) && !reachable.has(file)) return false;
    return !isInstaller(path) && (!isByHand(path) || reachable.has(file));
  };
  const settling: Settling = { scope, value, settled: new WeakMap() };
  // A condition may be a client that is made (`if (bucket) … else …`): it holds where the environment lets it be made.
  const isNever = (when: Expr) => {
    const held = truthOf(when, settling, 0);
    return held !== undefined && !held.is;
  };
  const calls = app.facts
    .of('js-call')
    .filter((fact) => runs(fact.at.file) && fact.when.every((when) => !isNever(when)));
  return {
    app,
    environment,
    calls,
    settings,
    value,
    fileOf: (key) => byKey.get(find(key) ?? ''),
    runs,
    together: (one, other) =>
      one === other ||
      filesFrom([fileKey(one)], modules, find).has(other) ||
      filesFrom([fileKey(other)], modules, find).has(one),
    byScript: (file) => reachable.size > 0 && !reachable.has(file) && scripts.has(fileKey(file)),
    loaded: (file) => runs(file) && (reachable.size < 3 || reachable.has(file)),
    of: (module, name) =>
      calls.filter(
        (call) =>
          (typeof module === 'string' ? call.module === module : module.test(call.module)) &&
          (name?.test(call.name) ?? true),
      ),
    settle: (expr) => (expr ? settle(expr, settling, 0) : []),
  };
}

/** Configuration that is asked for by dotted names: the folder of node-config, and what Nest's ConfigModule loads. */
function configRoots(app: Resolution, exported: (key: string) => Expr | undefined): readonly Expr[] {
  const folder = folderConfig(app, exported);
  const loaded = app.facts.of('setting').flatMap(({ technology, value }) => {
    if (technology !== 'nest-config') return [];
    const made = value.is === 'setting' ? exported(value.key.replace(/^js:/, '')) : value;
    return made?.is === 'map' ? [made] : [];
  });
  return folder ? [folder, ...loaded] : loaded;
}

/** References between modules, as people would say them. */
function inWords<T>(resolved: Resolved<T>): Resolved<T> {
  const because = resolved.because.map((step) => ({
    ...step,
    says: step.says.replace(/js:(\S{1,500})#(\S+)/, '$2 of $1'),
  }));
  return { ...resolved, because };
}

/** Without a manifest nothing is installed for code in JavaScript: it runs only where a start names it. */
function hasManifest({ facts }: Resolution): boolean {
  return facts.of('dependency').some(({ ecosystem }) => ecosystem === 'npm') || facts.of('script').length > 0;
}

function inApp(file: string, root: string): string {
  return root === '.' ? file : file.slice(root.length + 1);
}

/** Whether a value is known not to hold. */
export function isFalse(resolved: Resolved<Value>): boolean {
  if (resolved.state === 'unknown') return false;
  const { value } = resolved;
  return value === false || value === undefined || value === null || value === '' || value === 0 || value === 'false';
}

/**
 * dotenv reads one file. Where a repository offers nothing but examples, all of them are kept: which one is copied decides, and what only
 * one of them sets is then still known.
 */
function environmentOf(app: Resolution): Environment {
  const { layers, demanded } = app.environment('layered');
  const first = layers.find(({ kind }) => kind !== 'deployment');
  const files = layers.filter(
    (layer) =>
      layer.kind === 'deployment' || layer === first || (first?.kind === 'example' && layer.kind === 'example'),
  );
  return { ...(demanded ? { demanded } : {}), layers: [...files, ...schemaDefaults(app, demanded)] };
}

/** What the app's own schema of its environment falls back to. */
function schemaDefaults(app: Resolution, demanded: Environment['demanded']): Environment['layers'] {
  const facts = app.facts
    .of('setting')
    .filter((fact) => fact.technology === 'node-env' && demanded?.has(fact.key) !== true);
  const [first] = facts;
  if (!first) return [];
  const entries = new Map(facts.map((fact) => [fact.key, { value: fact.value, at: fact.at }]));
  return [
    { label: `the schema in ${first.at.file}`, kind: 'local', at: { ...first.at, end: first.at.start }, entries },
  ];
}

interface Settling {
  readonly scope: Scope;
  readonly value: (expr: Expr) => Resolved<Value>;
  /** What is settled already, by how deep it stood: what `a ?? b ?? c` asks for and what it then takes are one expression. */
  readonly settled: WeakMap<Expr, Map<number, readonly Settled[]>>;
}

const settleLimit = 16;

function settle(expr: Expr, settling: Settling, depth: number): readonly Settled[] {
  if (depth > settleLimit) return [{ expr, because: [] }];
  const before = settling.settled.get(expr);
  const found = before?.get(depth);
  if (found) return found;
  const settled = settleOnce(expr, settling, depth);
  settling.settled.set(expr, (before ?? new Map()).set(depth, settled));
  return settled;
}

function settleOnce(expr: Expr, settling: Settling, depth: number): readonly Settled[] {
  switch (expr.is) {
    case 'setting': {
      const found = settling.scope.setting?.(expr.key);
      // What another module's function or class makes is something: a fallback behind it does not count.
      const target = found ?? (expr.key.endsWith('()') ? undefined : expr.fallback);
      if (!target) return [{ expr, because: [] }];
      return settle(target, settling, depth + 1);
    }
    case 'env':
      return settleEnv(expr, settling, depth);
    case 'text':
    case 'equals':
      return settleValue(expr, settling);
    case 'choice': {
      const truth = truthOf(expr.when, settling, depth, asksInPlace(expr));
      if (truth) {
        const branch = settle(truth.is ? expr.whenTrue : expr.whenFalse, settling, depth + 1);
        return branch.map((one) => ({ ...one, because: [...truth.because, ...one.because] }));
      }
      return [...settle(expr.whenTrue, settling, depth + 1), ...settle(expr.whenFalse, settling, depth + 1)].slice(
        0,
        8,
      );
    }
    default:
      return [{ expr, because: [] }];
  }
}

/** `process.env.X ?? make()`: what the environment says, or what is made where it says nothing. */
function settleEnv(expr: Extract<Expr, { is: 'env' }>, settling: Settling, depth: number): readonly Settled[] {
  const { name, at, fallback } = expr;
  const whole = settling.value(expr);
  const set = fallback && settling.value({ is: 'env', name, at });
  if (!fallback || whole.state === 'known' || set?.state !== 'known' || set.value) return settleValue(expr, settling);
  return settle(fallback, settling, depth + 1).map((one) => ({ ...one, because: [...set.because, ...one.because] }));
}

/** `if (!satisfies(version))`: what a call answers there, or a function of the app that hands its answer on, is no thing that was made before. */
function asksInPlace({ when, at }: Expr & { is: 'choice' }): boolean {
  const isCall = when?.is === 'call' || (when?.is === 'setting' && when.key.endsWith('()'));
  return isCall && when.at.file === at.file && at.start <= when.at.start && when.at.end <= at.end;
}

function settleValue(expr: Expr, { value }: Settling): readonly Settled[] {
  const known = value(expr);
  if (known.state === 'unknown') return [{ expr, because: known.because }];
  return [{ expr: { is: 'literal', value: known.value ?? null, at: expr.at }, because: known.because }];
}

/** Whether a condition holds; things that were made (a client, an object) hold. */
function truthOf(
  when: Expr | undefined,
  settling: Settling,
  depth: number,
  isInPlace = false,
): { is: boolean; because: readonly Evidence[] } | undefined {
  if (!when) return undefined;
  const known = settling.value(when);
  if (known.state === 'known') return { is: !isFalse(known), because: known.because };
  const settled = settle(when, settling, depth + 1);
  const made = settled.length === 1 ? settled[0] : undefined;
  if (made && !(isInPlace && made.expr.is === 'call') && /^(call|map|list)$/.test(made.expr.is))
    return { is: true, because: made.because };
  if (made?.expr.is === 'literal') return { is: Boolean(made.expr.value), because: made.because };
  return undefined;
}

/** The first argument that is an object, or the one at a position, as expressions that it may come to. */
export function optionOf(js: JsApp, call: Pick<Fact<'js-call'>, 'args'>, key: string): Expr | undefined {
  for (const argument of call.args) {
    for (const { expr } of js.settle(argument)) {
      const found = member(js, expr, key);
      if (found) return found;
    }
  }
  return undefined;
}

/** A property of an expression that is, or comes to, an object; also of what is spread into it. */
export function member(js: JsApp, expr: Expr | undefined, key: string): Expr | undefined {
  for (const { expr: settled } of js.settle(expr)) {
    if (settled.is !== 'map') continue;
    for (const entry of settled.entries.toReversed()) {
      if (entry.key === key) return entry.value;
      const inner = entry.key === '...' ? member(js, entry.value, key) : undefined;
      if (inner) return inner;
    }
  }
  return undefined;
}

export function isNothing(expr: Expr): boolean {
  return expr.is === 'literal' && (expr.value === null || expr.value === false || expr.value === '');
}

export function madeBy(expr: Expr, what: string): Evidence {
  return said(expr.at, what);
}
