import type { CodeCatalogue } from '../../program/catalogue.js';
import { frameworkEntries } from './frameworks.js';
import { packageEffects, packageNames } from './packages.js';
import { platformEffects, platformNames } from './platform.js';

/** PHP itself, and packages that are used with every framework. */
export const code: CodeCatalogue = {
  language: 'php',
  ...platformNames,
  alias: { ...platformNames.alias, ...packageNames.alias },
  same: [...(platformNames.same ?? []), ...(packageNames.same ?? [])],
  roots: { ...platformNames.roots, ...packageNames.roots },
  inputs: { ...platformNames.inputs, ...packageNames.inputs },
  effects: [...platformEffects, ...packageEffects],
  entries: frameworkEntries,
};
