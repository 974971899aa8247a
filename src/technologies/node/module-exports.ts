import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { memberOf } from './js/members.js';
import { fileKey } from './js/modules.js';

/** Looks up `src/config#redis.url`: the exported value, through members, whole exports and modules that pass names on. */
export function exportFinder(
  modules: readonly Fact<'js-module'>[],
  find: (key: string) => string | undefined,
): (key: string) => Expr | undefined {
  const byKey = new Map(modules.map((fact) => [fileKey(fact.at.file), fact]));
  const lookUp = (key: string, depth: number): Expr | undefined => {
    const [file = '', name = '*'] = key.split('#');
    const found = find(file);
    const module = found === undefined ? undefined : byKey.get(found);
    if (!module || depth > 5) return undefined;
    const own = ownExport(module, name);
    if (own) return own;
    for (const passed of module.passes) {
      const other = lookUp(`${passed}#${name}`, depth + 1);
      if (other) return other;
    }
    return undefined;
  };
  return (key) => lookUp(key, 0);
}

function ownExport(module: Fact<'js-module'>, name: string): Expr | undefined {
  const named = (wanted: string) => module.exports.findLast((each) => each.name === wanted)?.value;
  for (const spelling of spellings(name)) {
    const exact = named(spelling);
    if (exact) return exact;
  }
  const steps = name.split('.');
  for (let length = steps.length - 1; length >= 1; length--) {
    const head = steps.slice(0, length).join('.');
    for (const spelling of spellings(head)) {
      const value = named(spelling);
      if (value) return members(value, steps.slice(length));
    }
  }
  const whole = named('*') ?? named('default');
  const rest = /^(\*|default)(\.|$)/.test(name) ? steps.slice(1) : steps;
  if (whole && rest.length > 0 && whole.is !== 'opaque' && !name.endsWith('()')) return members(whole, rest);
  return undefined;
}

/** A default import of a CommonJS module is the whole of it, and the other way round. */
function spellings(name: string): readonly string[] {
  if (name === 'default') return ['default', '*'];
  if (name === '*') return ['*', 'default'];
  if (name === 'default()') return ['default()', '*()'];
  if (name === '*()') return ['*()', 'default()'];
  return [name];
}

function members(value: Expr, path: readonly string[]): Expr | undefined {
  let here = value;
  for (const step of path) {
    here = memberOf(here, step, here.at);
    if (here.is === 'opaque') return undefined;
  }
  return here;
}
