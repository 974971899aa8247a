import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import { type Change, type Repair, switchTo } from '../../resolve/repair.js';
import { evaluate, type Scope, type Value } from '../../resolve/settings.js';
import { foldDefinitions } from '../php/definitions.js';
import type { Resolution } from '../technology.js';

/** The constants in force of a WordPress site. */
export interface WordPressConfig {
  /** The file to point at where a constant is missing. */
  readonly at: Span | undefined;
  /** True when the only configuration is the sample that comes with WordPress. */
  readonly sample: boolean;
  get(name: string): Resolved<Value>;
  /** A repair that makes a constant true: at its literal, in the variable it reads, or behind the last definition. */
  turnOn(name: string, needs: readonly string[]): Repair | undefined;
  /** A change that adds lines behind the last definition that stands by itself. */
  add(lines: readonly string[]): Change | undefined;
  /** How this file defines a constant: `define`, or `Config::define` in Bedrock. */
  readonly define: string;
  /** The definition that decides, where there is one. */
  definition(name: string): Fact<'setting'> | undefined;
}

/** Reads the site's configuration file (wp-config.php, its variant in the official image, Bedrock's application.php). */
export function wordPressConfig(app: Resolution): WordPressConfig {
  const files = configFiles(app);
  const all = app.facts
    .of('setting')
    .filter((fact) => fact.technology === 'wordpress' && files.includes(fact.at.file))
    .toSorted((a, b) => files.indexOf(a.at.file) - files.indexOf(b.at.file) || a.at.start - b.at.start);
  const byName = groupByKey(all);
  const setting = (name: string): Expr | undefined =>
    foldDefinitions(byName.get(name) ?? [], byName.get(name)?.[0]?.when === 'last' ? 'last' : 'first');
  const scope: Scope = { environment: app.environment('one'), setting, cast: booleans, emptyIsUnset: true };
  const [first] = files;
  const define = all.some(({ when }) => when === 'last') ? 'Config::define' : 'define';
  // ABSPATH ends the file: what stands behind it comes too late
  const plain = all.filter(
    ({ key, value, when, at }) =>
      key !== 'ABSPATH' && value.is !== 'choice' && at.file === first && (when === 'last') === (define !== 'define'),
  );
  const last = plain.at(-1);
  const add = (text: readonly string[]): Change | undefined => last && { is: 'lines', at: last.at, text };
  return {
    at: first === undefined ? undefined : { file: first, start: 0, end: 0 },
    sample: files.length > 0 && files.every((file) => file.endsWith('-sample.php')),
    definition: (name) => byName.get(name)?.at(-1),
    define,
    add,
    turnOn(name, needs) {
      const [decides, ...others] = byName.get(name) ?? [];
      const change: Change | undefined = decides
        ? others.length > 0
          ? undefined
          : switchTo(decides.value, scope.environment, { env: 'true', code: 'true' })
        : add([`${define}('${name}', true);`]);
      return change && { title: `Define ${name} as true`, safety: 'unsafe', changes: [change], needs };
    },
    get(name) {
      const value = setting(name);
      if (value) return evaluate(value, scope);
      return known(undefined, first ? [said({ file: first, start: 0, end: 0 }, `does not define ${name}`)] : []);
    },
  };
}

function groupByKey(all: readonly Fact<'setting'>[]): Map<string, Fact<'setting'>[]> {
  const found = new Map<string, Fact<'setting'>[]>();
  for (const fact of all) found.set(fact.key, [...(found.get(fact.key) ?? []), fact]);
  return found;
}

const kinds: readonly RegExp[] = [
  /(^|\/)config\/(application|environments\/production)\.php$/,
  /(^|\/)wp-config\.php$/,
  /(^|\/)wp-config-docker\.php$/,
  /(^|\/)wp-config(?!-sample)[\w.-]*\.php$/,
  /(^|\/)wp-config-sample\.php$/,
];

/** One site's files: the best kind there is, in the outermost folder that has it (image repositories hold generated copies below). */
function configFiles(app: Resolution): readonly string[] {
  const uses = app.facts.of('use').filter((fact) => fact.technology === 'wordpress' && fact.what === 'config-file');
  const paths = [...new Set(uses.map((fact) => fact.at.file))];
  for (const kind of kinds) {
    const found = paths.filter((path) => kind.test(path));
    if (found.length === 0) continue;
    const depth = Math.min(...found.map(depthOf));
    return found
      .filter((path) => depthOf(path) <= depth + (kind === kinds[0] ? 1 : 0))
      .toSorted((a, b) => depthOf(a) - depthOf(b));
  }
  return [];
}

function depthOf(path: string): number {
  return path.split('/').length;
}

function booleans(text: string): string | boolean {
  return text === 'true' ? true : text === 'false' ? false : text;
}
