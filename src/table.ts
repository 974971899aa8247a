/**
 * A table of names that stands in the code: of a name that it does not hold it knows nothing, also where a file calls something
 * `constructor`, `toString` or `__proto__`, which every plain object answers for.
 */
export function table<V>(entries: Readonly<Record<string, V>>): Readonly<Record<string, V>> {
  return Object.assign(Object.create(null) as Record<string, V>, entries);
}
