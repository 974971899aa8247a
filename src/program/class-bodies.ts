import type { CodeModule } from '../code/model.js';

/** Of the classes of a module, by its index, the innermost one in whose body a place stands; the bodies are put in order once. */
export function classBodies(): (module: CodeModule, at: number) => number | undefined {
  const ordered = new Map<CodeModule, readonly Body[]>();
  return (module, at) => {
    const known = ordered.get(module);
    const bodies = known ?? bodiesOf(module);
    if (!known) ordered.set(module, bodies);
    let low = 0;
    let high = bodies.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bodies[middle] as Body).start <= at) low = middle + 1;
      else high = middle;
    }
    let here = bodies[low - 1];
    while (here && here.end <= at) here = here.outer;
    return here?.index;
  };
}

interface Body {
  readonly start: number;
  readonly end: number;
  readonly index: number;
  /** The body that it stands in. */
  readonly outer: Body | undefined;
}

function bodiesOf({ classes }: CodeModule): readonly Body[] {
  const found: Body[] = [];
  let outer: Body | undefined;
  const places = classes.map(({ start, end }, index) => ({ start, end, index }));
  for (const place of places.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    while (outer && outer.end <= place.start) outer = outer.outer;
    outer = { ...place, outer };
    found.push(outer);
  }
  return found;
}
