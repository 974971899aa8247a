import type { PyStatement } from '../../facts/python-code.js';
import { matchesWildcards } from '../wildcards.js';
import { evaluateExpr } from './evaluate.js';
import type { Frame } from './frame.js';
import type { PyValue } from './values.js';

/** One settings module takes in another at most so deep. */
const deepest = 8;

/** What a file that is taken in runs with: the names of the one that takes it in. */
export interface Inclusion {
  readonly statements: readonly PyStatement[];
  readonly frame: Frame;
}

/**
 * Files that `include('base.py', optional('local.py'), *more)` runs in the place where it stands, with its names; patterns of files in the order of
 * their names (django-split-settings 1.3, split_settings/tools.py).
 */
export function inclusionsOf(statement: Extract<PyStatement, { is: 'do' }>, frame: Frame): readonly Inclusion[] {
  const { value } = statement;
  if (value.is !== 'call') return [];
  const callee = evaluateExpr(value.callee, frame);
  if (callee.is !== 'library' || callee.name !== 'split_settings.tools.include' || (frame.included ?? 0) >= deepest) return [];
  const given = value.args.flatMap(({ value: arg, splat, name }) => {
    if (name !== undefined) return [];
    const one = evaluateExpr(arg, frame);
    return splat ? (one.is === 'list' ? one.items : []) : [one];
  });
  const modules = frame.machine.facts.of('python-module');
  const folder = frame.file.slice(0, frame.file.lastIndexOf('/') + 1);
  return given.flatMap((one) => {
    const pattern = patternIn(one);
    if (pattern === undefined) return [];
    return modules
      .filter(({ at: { file } }) => file !== frame.file && matchesWildcards(folder + pattern, file))
      .toSorted((a, b) => (a.at.file < b.at.file ? -1 : 1))
      .map(({ statements, at }) => ({ statements, frame: { ...frame, file: at.file, included: (frame.included ?? 0) + 1 } }));
  });
} // biome-ignore format: one chain

function patternIn(value: PyValue): string | undefined {
  if (value.is === 'scalar') return typeof value.value === 'string' ? value.value : undefined;
  if (value.is !== 'made' || !value.by.endsWith('optional')) return undefined;
  const first = value.args[0]?.value;
  return first && patternIn(first);
}
