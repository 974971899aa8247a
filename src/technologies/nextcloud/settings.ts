import type { Expr } from '../../facts/expr.js';
import type { Span } from '../../facts/span.js';
import { known, type Resolved, said } from '../../resolve/evidence.js';
import { evaluate, type Scope, type Value } from '../../resolve/settings.js';
import { foldDefinitions } from '../php/definitions.js';
import type { Resolution } from '../technology.js';
import { imageSettings } from './image.js';

/** The configuration in force of a Nextcloud server. */
export interface NextcloudConfig {
  readonly at: Span;
  get(key: string): Resolved<Value>;
  /** Lists and maps count as set. */
  isSet(key: string): Resolved<boolean>;
  expr(key: string): Expr | undefined;
  /** True when no configuration file is in the repository: what can be changed without one may be otherwise. */
  readonly imageOnly: boolean;
}

/** Reads the outermost configuration folder: image repositories hold generated copies of it below. */
export function nextcloudConfig(app: Resolution): NextcloudConfig {
  const all = app.facts.of('setting').filter((fact) => fact.technology === 'nextcloud');
  const depth = Math.min(...all.map(({ at }) => at.file.split('/').length));
  const folder = all.find(({ at }) => at.file.split('/').length === depth)?.at.file.replace(/(?<![^/])[^/]+$/, '');
  const own = all.filter(({ at }) => at.file.startsWith(folder ?? '') && at.file.split('/').length === depth);
  const image = own.length === 0 ? imageSettings(app) : undefined;
  const first = own[0]?.at ?? image?.at ?? app.facts.of('use').find(({ technology }) => technology === 'nextcloud')?.at;
  const at: Span = first ? { ...first, end: first.start } : { file: app.files[0] ?? '', start: 0, end: 0 };
  const folded = (key: string): Expr | undefined =>
    foldDefinitions(
      own.filter((fact) => fact.key === key),
      'last',
    );
  const setting = (key: string): Expr | undefined => folded(key) ?? image?.get(key);
  const scope: Scope = { environment: app.environment('one'), setting, emptyIsUnset: true };
  const get = (key: string): Resolved<Value> => {
    const expr = setting(key);
    if (!expr) return known(undefined, [said(at, `the configuration does not set ${key}`)]);
    const value = evaluate(expr, scope);
    const definition = own.find((fact) => fact.key === key);
    const missing = value.state === 'known' && (value.value === undefined || value.value === null);
    return missing && definition
      ? known(undefined, [
          ...value.because,
          said(definition.at, `${key} is set only under a condition that does not hold`),
        ])
      : value;
  };
  return {
    at,
    get,
    isSet(key) {
      const value = get(key);
      if (value.state === 'known')
        return known(
          value.value !== undefined && value.value !== null && value.value !== '' && value.value !== false,
          value.because,
        );
      return /list stands|computed/.test(value.why) ? known(true, value.because) : value;
    },
    expr: setting,
    imageOnly: image !== undefined,
  };
}
