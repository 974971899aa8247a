import { type Expr, entryOf } from '../../facts/expr.js';
import type { Resolution } from '../technology.js';

/** The handlers of a monolog.yaml that the image's start script puts in the place of the app's own. */
export function replacedMonolog(app: Resolution): Expr | undefined {
  const copy = app.facts
    .of('use')
    .find(
      (fact) =>
        fact.technology === 'symfony' && fact.what === 'replaces-config' && /^monolog\.ya?ml$/.test(fact.name ?? ''),
    );
  if (!copy) return undefined;
  const facts = app.facts
    .of('setting')
    .filter((fact) => fact.technology === 'symfony-replacement' && fact.key === 'monolog');
  const found = facts.find((fact) => fact.when === 'prod') ?? facts[0];
  return entryOf(found?.value, 'handlers');
}
