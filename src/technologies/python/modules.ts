/** The file of a module named `a.b` or, with dots in front, relative to the importing file; the nearest where several fit. */
export function moduleFile(module: string, from: string, files: ReadonlySet<string>): string | undefined {
  const dots = /^\.+/.exec(module)?.[0].length ?? 0;
  const steps = module
    .slice(dots)
    .split('.')
    .filter((step) => step !== '');
  if (dots > 0) {
    const folder = from.split('/').slice(0, -dots);
    return first([...folder, ...steps].join('/'), files);
  }
  if (steps.length === 0) return undefined;
  const own = from.split('/').slice(0, -1);
  for (let length = own.length; length >= 0; length--) {
    const found = first([...own.slice(0, length), ...steps].join('/'), files);
    if (found) return found;
  }
  const tail = steps.join('/');
  const fitting = [...files].filter((file) => file.endsWith(`/${tail}.py`) || file.endsWith(`/${tail}/__init__.py`));
  return steps.length > 1 ? fitting.toSorted((a, b) => a.length - b.length)[0] : undefined;
}

function first(path: string, files: ReadonlySet<string>): string | undefined {
  return [`${path}.py`, `${path}/__init__.py`].find((candidate) => files.has(candidate));
}
