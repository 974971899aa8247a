import type { Fact } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import { table } from '../../table.js';
import type { Resolution } from '../technology.js';

const steps: Readonly<Record<string, BootStep['step']>> = table({
  'copies-code': 'unpack-code',
  'downloads-code': 'fetch-code',
});

/** What the start script of a WordPress image does, once per script: image repositories keep generated copies in folders below. */
export function imageParts(app: Resolution): AppParts {
  const uses = app.facts.of('use').filter((fact) => fact.technology === 'wordpress');
  const bootSteps = Object.entries(steps).flatMap(([what, step]) =>
    outermost(uses.filter((fact) => fact.what === what)).map(
      (fact): BootStep => ({
        step,
        label: what === 'copies-code' ? 'copying WordPress into the volume' : (fact.name ?? what),
        technology: 'wordpress',
        when: 'each-start',
        guards: [],
        runs: known(true, [said(fact.at, 'runs when a container starts')]),
        at: fact.at,
      }),
    ),
  );
  return { bootSteps };
}

/** Of facts from copies of one file (same name, in folders below), those of the outermost. */
export function outermost(facts: readonly Fact<'use'>[]): readonly Fact<'use'>[] {
  const depth = Math.min(...facts.map((fact) => fact.at.file.split('/').length));
  const best = facts.find((fact) => fact.at.file.split('/').length === depth);
  return facts.filter((fact) => fact.at.file === best?.at.file);
}
