import type { CodeCatalogue } from '../../../program/catalogue.js';

const zod = 'zod.{object,strictObject,looseObject}()';

/** Schemas of the environment: what they hand out are the variables that they are given. */
export const settings: CodeCatalogue = {
  alias: { 'zod.z': 'zod', 'zod.default': 'zod', 'zod/v4': 'zod', '@hapi/joi': 'joi', 'joi.default': 'joi' },
  same: [
    `${zod}.{extend,merge,strict,passthrough,strip,partial,pick,omit,refine,superRefine,catchall,readonly,transform}`,
    'joi.object().{unknown,keys,append,prefs,required}',
    'yup.object().{shape,noUnknown,required}',
  ],
  through: {
    [`${zod}.{parse,parseAsync}`]: 0,
    'joi.object().{validate,validateAsync}': 0,
    'joi.attempt': 0,
    'yup.object().{validateSync,cast}': 0,
    'envalid.{cleanEnv,customCleanEnv}': 0,
    '{@t3-oss/env-core,@t3-oss/env-nextjs,@t3-oss/env-nuxt}.createEnv': 'runtimeEnv',
    'znv.parseEnv': 0,
    'valibot.parse': 1,
    // objects of settings that nobody may change any more
    '{deep-freeze,deep-freeze-strict,deepfreeze}': 0,
  },
  settingsObjects: [
    {
      on: 'nconf',
      from: ['defaults', 'overrides'],
      sets: ['set'],
      source: 'npm nconf 0.13, lib/nconf/provider.js',
    },
  ],
};
