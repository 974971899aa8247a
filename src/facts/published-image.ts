import type { BuildArguments } from './image.js';

/** An image that a pipeline builds and pushes to a registry: which Dockerfile a deployment means that pulls it. */
export interface PublishedImage {
  /** As it is pulled, the tag with it: `example/shop:worker`; `example/shop:?` where only the running pipeline knows the tag, absent where it alone knows the name. */
  readonly reference?: string;
  /** The last part of its name, which is known where only the running pipeline knows whose account it is published in. */
  readonly shortName?: string;
  /** Path of the Dockerfile from the root of the repository. */
  readonly file: string;
  readonly target?: string;
  /** What its build is given. */
  readonly given?: BuildArguments;
}

declare module './fact.js' {
  interface FactKinds {
    'published-image': PublishedImage;
  }
}
