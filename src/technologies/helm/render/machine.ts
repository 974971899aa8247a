import type { GoNode } from '../../../parse/go-template-tree.js';
import type { Hole, Piece, Place, Text, Value } from './value.js';

/** A text that templates are read from: a file, or what `tpl` is given. */
export interface Script {
  /** The path in the chart, as `{{ template }}` errors name it. */
  readonly name: string;
  readonly text: string;
  /** Where a stretch of it stands. */
  place(start: number, end: number): Place;
  /** A stretch with the places of what it holds. */
  cut(start: number, end: number): Text;
}

/** A named template, or a whole file. */
export interface Template {
  readonly script: Script;
  readonly body: readonly GoNode[];
}

/** What all templates of one release share while they are rendered. */
export interface Machine {
  readonly templates: Map<string, Template>;
  /** The release is there already: what the cluster has of it is not known. */
  readonly upgrades: boolean;
  /** Switches of the values files that turned a block off, by place: `file:start`. */
  readonly switches: Map<string, Place>;
  /** How many conditions are being decided. */
  deciding: number;
  /** Nodes that may still be run, and characters that may still be printed. */
  steps: number;
  room: number;
  /** Templates that stand within each other. */
  depth: number;
  /** What ended the rendering of a document. */
  readonly refusals: Refusal[];
  /** What the chart itself said when it refused its values (`fail`). */
  readonly fails: string[];
  /** A named template printed, or a hole where there is none of the name. */
  include(name: string, value: Value, frame: Frame, at: Place): Text;
  /** A text as a template of the chart. */
  tpl(text: Text, value: Value, frame: Frame): Text | Hole;
}

/** Where a template stands while it runs. */
export interface Frame {
  readonly machine: Machine;
  readonly script: Script;
  /** `$` */
  readonly root: Value;
  readonly dot: Value;
  /** Variables in scope, the innermost last. */
  readonly variables: { name: string; value: Value }[];
  readonly out: Piece[];
  /** What the output depends on and nobody knows. */
  readonly unsure?: Hole;
}

/** `fail` was reached, or a limit. */
export interface Refusal {
  readonly says: string;
  readonly at: Place;
}
