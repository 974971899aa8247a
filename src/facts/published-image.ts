/** An image that a pipeline builds and gives a name: which Dockerfile a deployment means that pulls it. */
export interface PublishedImage {
  /** As it is pulled, the tag with it: `example/shop:worker`. */
  readonly reference: string;
  /** Path of the Dockerfile from the root of the repository. */
  readonly file: string;
  readonly target?: string;
}

declare module './fact.js' {
  interface FactKinds {
    'published-image': PublishedImage;
  }
}
