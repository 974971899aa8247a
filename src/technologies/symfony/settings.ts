import { type Expr, entryOf, literal } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { lookUp } from '../../resolve/environments.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import { evaluate, type Scope, type Value } from '../../resolve/settings.js';
import { type PackageVersion, packageOf } from '../../resolve/version.js';
import { table } from '../../table.js';
import type { Resolution } from '../technology.js';

export type Path = readonly string[];

/** The configuration in force of a Symfony app in production. */
export interface SymfonyConfig {
  readonly version: PackageVersion | undefined;
  /** What stands under a path (`['framework', 'session']`), the files for production over the others. */
  expr(path: Path): Expr | undefined;
  /** The value under a path; `undefined` when nothing sets it, with the nearest place that could have. */
  get(path: Path): Resolved<Value>;
  evaluate(expr: Expr): Resolved<Value>;
  /** What each file says of an extension (`framework`), as they are laid over each other. */
  homes(extension: string): readonly Expr[];
  /** A place to show for something that is not there. */
  readonly at: Span;
}

/** Reads config/packages over each other, as the kernel does for the environment in force: `prod`, unless what is started is given another one. */
export function symfonyConfig(app: Resolution): SymfonyConfig {
  const all = app.facts.of('setting').filter((fact) => fact.technology === 'symfony');
  const environment = environmentName(app, new Set(all.flatMap(({ when }) => when ?? [])));
  const facts = all.filter(({ when }) => when === undefined || when === environment);
  const merged = new Map<string, Expr>();
  for (const fact of [...facts.filter(({ when }) => !when), ...facts.filter(({ when }) => when)])
    if (!saysNothing(fact.value)) merged.set(fact.key, merge(merged.get(fact.key), fact.value));
  const parameter = (key: string): Expr | undefined => {
    const name = key.replace(/^%|%$/g, '');
    const builtin = name === 'kernel.environment' ? environment : kernel[name];
    return entryOf(merged.get('parameters'), name) ?? (builtin === undefined ? undefined : literal(builtin, nowhere));
  };
  const scope: Scope = { environment: app.environment('layered'), setting: parameter };
  const version = versionOf(app);
  const own = (extension: string) => {
    const own = facts.filter(({ key }) => key === extension);
    return (own.find(({ at }) => at.file.replace(/^.*\/|\.\w+$/g, '') === extension) ?? own[0])?.at;
  };
  const at: Span = own('framework') ?? version?.fact.at ?? app.stack[0]?.at ?? nowhere;
  const expr = (path: Path): Expr | undefined => {
    let here: Expr | undefined = merged.get(path[0] ?? '');
    for (const step of path.slice(1)) here = entryOf(here, step);
    return here;
  };
  const value = (given: Expr) => evaluate(withDefaults(given, merged.get('parameters')), scope);
  return {
    version,
    at: { ...at, end: at.start },
    homes: (extension) => facts.filter(({ key }) => key === extension).map(({ value: home }) => home),
    expr,
    evaluate: value,
    get(path) {
      const found = expr(path);
      if (found) return value(found);
      return known(undefined, [said(nearest(path, expr) ?? own(path[0] ?? '') ?? at, `${path.join('.')} is not set`)]);
    },
  };
}

/** symfony/runtime 7, SymfonyRuntime.php: APP_ENV chooses; only one that the configuration knows is taken for another than `prod`. */
function environmentName(app: Resolution, known: ReadonlySet<string>): string {
  const given = lookUp(app.environment('layered'), 'APP_ENV')?.value;
  const name = given?.is === 'literal' ? String(given.value) : '';
  return known.has(name) ? name : 'prod';
}

const nowhere: Span = { file: '', start: 0, end: 0 };

/** Parameters that the kernel sets itself (HttpKernel, Kernel::getKernelParameters). */
const kernel: Readonly<Record<string, string>> = table({
  'kernel.project_dir': '.',
  'kernel.root_dir': './app',
  'kernel.logs_dir': './var/log',
  'kernel.cache_dir': './var/cache/prod',
  'kernel.build_dir': './var/cache/prod',
  'kernel.share_dir': './var/share',
  'kernel.debug': '',
});

/** symfony/framework-bundle as locked, else the range of the manifest for it or for what stands for it. */
function versionOf(app: Resolution): PackageVersion | undefined {
  for (const name of [
    'symfony/framework-bundle',
    'symfony/symfony',
    'symfony/http-kernel',
    'symfony/runtime',
    'symfony/dotenv',
    'symfony/console',
  ]) {
    const found = packageOf(app.facts, 'composer', name);
    if (found) return found;
  }
  return undefined;
}

/** `framework:` with nothing but comments below it adds nothing (symfony/dependency-injection 7, YamlFileLoader::loadFromExtensions). */
function saysNothing(expr: Expr): boolean {
  return expr.is === 'literal' && (expr.value === null || expr.value === '');
}

function merge(below: Expr | undefined, above: Expr): Expr {
  // a file that says nothing below a key adds nothing to it (a section whose lines are all comments)
  if (below?.is === 'map' && above.is === 'literal' && above.value === null) return below;
  if (below?.is !== 'map' || above.is !== 'map') return above;
  const entries = new Map(below.entries.map(({ key, value }) => [key, value]));
  for (const { key, value } of above.entries) entries.set(key, merge(entries.get(key), value));
  return { ...below, entries: [...entries].map(([key, value]) => ({ key, value })) };
}

/** `env(NAME)` among the parameters is what a variable falls back to. */
function withDefaults(expr: Expr, parameters: Expr | undefined): Expr {
  if (expr.is === 'env' && !expr.fallback) {
    const fallback = entryOf(parameters, `env(${expr.name})`);
    return fallback ? { ...expr, fallback } : expr;
  }
  if (expr.is === 'text') return { ...expr, parts: expr.parts.map((part) => withDefaults(part, parameters)) };
  return expr;
}

function nearest(path: Path, expr: (path: Path) => Expr | undefined): Span | undefined {
  for (let length = path.length - 1; length > 1; length--) {
    const found = expr(path.slice(0, length));
    if (found) return { ...found.at, end: found.at.start };
  }
  return undefined;
}
