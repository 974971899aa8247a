import type { DefinedError } from 'ajv';

/** Made from declarative.schema.json when the package is built (.ci/build.mjs). */
declare const validate: { (value: unknown): boolean; errors?: DefinedError[] | null };
export default validate;
