import type { CodeCatalogue } from '../../program/catalogue.js';
import { frameworkEntries } from './frameworks.js';
import { laminas } from './laminas.js';
import { packageEffects, packageNames } from './packages.js';
import { platformEffects, platformNames } from './platform.js';

/** PHP itself, and packages that are used with every framework. */
export const code: CodeCatalogue = {
  language: 'php',
  ...platformNames,
  ...laminas,
  gives: { ...platformNames.gives, ...laminas.gives },
  alias: { ...platformNames.alias, ...packageNames.alias },
  same: [...(platformNames.same ?? []), ...(packageNames.same ?? [])],
  roots: { ...platformNames.roots, ...packageNames.roots },
  inputs: { ...platformNames.inputs, ...packageNames.inputs, ...laminas.inputs },
  effects: [...platformEffects, ...packageEffects],
  entries: frameworkEntries,
};
