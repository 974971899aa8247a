/** A question about a thing that does not change, answered once: many findings of one file or program ask it again. What is known goes with the thing. */
export function onceFor<Thing extends object, Answer>(answer: (thing: Thing) => Answer): (thing: Thing) => Answer {
  const known = new WeakMap<Thing, { readonly answer: Answer }>();
  return (thing) => {
    const found = known.get(thing) ?? { answer: answer(thing) };
    known.set(thing, found);
    return found.answer;
  };
}
