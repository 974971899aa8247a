/**
 * The one tree for JSON, YAML and TOML: what a data file says, with the place of every leaf.
 * Offsets are UTF-16 code units into the parsed text.
 */
export type DataNode = DataMap | DataList | DataScalar;

export interface DataMap {
  readonly is: 'map';
  readonly entries: readonly DataEntry[];
  /** The tag as written (`!Ref`), where YAML has one. */
  readonly tag?: string;
  readonly start: number;
  readonly end: number;
}

export interface DataEntry {
  readonly key: string;
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly value: DataNode;
}

export interface DataList {
  readonly is: 'list';
  readonly items: readonly DataNode[];
  /** The tag as written (`!Ref`), where YAML has one. */
  readonly tag?: string;
  readonly start: number;
  readonly end: number;
}

export interface DataScalar {
  readonly is: 'scalar';
  /** `undefined` when the text cannot be known (it overlaps a template expression). */
  readonly value: string | number | boolean | null | undefined;
  /** The raw text as written, quotes included. */
  readonly raw: string;
  /** The tag as written (`!Ref`), where YAML has one. */
  readonly tag?: string;
  readonly start: number;
  readonly end: number;
}

/** The value under a dotted path (`services.web.image`); numbers index lists. Keys that contain dots are passed as an array. */
export function at(node: DataNode | undefined, path: string | readonly string[]): DataNode | undefined {
  let here = node;
  for (const step of typeof path === 'string' ? path.split('.') : path) {
    if (here?.is === 'map') here = here.entries.findLast((entry) => entry.key === step)?.value;
    else if (here?.is === 'list') here = here.items[Number(step)];
    else return undefined;
  }
  return here;
}

/** A scalar's value as text (`80` and `"80"` are both `80`); undefined for maps, lists, null and what cannot be known. */
export function textOf(node: DataNode | undefined): string | undefined {
  if (node?.is !== 'scalar' || node.value === null || node.value === undefined) return undefined;
  return String(node.value);
}

export function entriesOf(node: DataNode | undefined): readonly DataEntry[] {
  return node?.is === 'map' ? node.entries : [];
}

export function itemsOf(node: DataNode | undefined): readonly DataNode[] {
  return node?.is === 'list' ? node.items : [];
}
