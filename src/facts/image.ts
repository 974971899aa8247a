import type { Located, Span } from './span.js';
import type { Packages } from './workspace.js';

/** A Dockerfile: its stages in order. */
export interface ImageFile {
  /** The packages of the repository by their names, with their folders: a build takes one by its name. */
  readonly packages?: Packages;
  readonly stages: readonly ImageStage[];
}

export interface ImageStage {
  readonly name?: string;
  /** The base image, or the name of an earlier stage. */
  readonly from: string;
  readonly entrypoint?: ImageCommand;
  readonly command?: ImageCommand;
  readonly environment: readonly { readonly name: string; readonly value: string; readonly at: Span }[];
  /** What its own HEALTHCHECK runs; `NONE` turns an inherited one off. */
  readonly healthcheck?: Located<string>;
  readonly volumes: readonly Located<string>[];
  readonly ports: readonly Located<string>[];
  readonly stopSignal?: Located<string>;
  readonly user?: Located<string>;
  readonly copies: readonly ImageCopy[];
  /** The folder that its commands run in, as its last WORKDIR says; a relative one continues that of its base. */
  readonly workdir?: string;
  /** The text of RUN instructions. */
  readonly runs: readonly Located<string>[];
  readonly at: Span;
}

export interface ImageCommand {
  readonly form: 'exec' | 'shell';
  /** The words of the exec form; the whole line as one word in the shell form. */
  readonly words: readonly Located<string>[];
  readonly at: Span;
}

/** COPY and ADD. */
export interface ImageCopy {
  /** The stage or image that is copied from; absent means the build context. */
  readonly stage?: string;
  /** Like `target` and `workdir`, with the arguments of the build as they are asked for: `conf/${SITE:-main}.conf`. */
  readonly sources: readonly string[];
  readonly target: string;
  /** The WORKDIR in force there, where its stage has said one. */
  readonly workdir?: string;
}

/** What the one who builds an image gives it: `ARG` by name. */
export type BuildArguments = Readonly<Record<string, string>>;

/** A text with the arguments of a build in their places, with their defaults where none is given; what has neither stays as it is written. */
export function withArguments(text: string, given: BuildArguments): string {
  return text.replace(
    /\$(?:\{(\w+)(?::-([^}]{0,500}))?\}|(\w+))/g,
    (whole, braced: string | undefined, fallback: string | undefined, plain: string | undefined) => {
      const name = braced ?? plain ?? '';
      return (Object.hasOwn(given, name) ? given[name] : undefined) ?? fallback ?? whole;
    },
  );
}

declare module './fact.js' {
  interface FactKinds {
    image: ImageFile;
  }
}
