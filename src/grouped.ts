/** Puts a value behind those that a map of lists holds under a key. */
export function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** Things by the keys that each of them has, in their order: made once where many ask for those of one key. */
export function grouped<Thing, Key>(
  things: Iterable<Thing>,
  keysOf: (thing: Thing) => Iterable<Key>,
): ReadonlyMap<Key, readonly Thing[]> {
  const groups = new Map<Key, Thing[]>();
  for (const thing of things) for (const key of keysOf(thing)) append(groups, key, thing);
  return groups;
}
