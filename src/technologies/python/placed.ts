import type { Facts } from '../../facts/fact.js';

/** Modules that an image puts into place while it is built, by the path that they have there: `cp docker/config.py settings/config.py`. */
export function placedModules(facts: Facts): ReadonlyMap<string, string> {
  const files = new Set(facts.of('python-module').map(({ at }) => at.file));
  const placed = new Map<string, string>();
  const place = (source: string, target: string, workdir = ''): void => {
    const plain = (path: string) => path.replace(/^\.\//, '');
    const inside = target.startsWith(`${workdir}/`) && workdir !== '' ? target.slice(workdir.length + 1) : target;
    const whole = plain(inside.endsWith('/') ? inside + source.slice(source.lastIndexOf('/') + 1) : inside);
    if (whole.startsWith('/') || !whole.endsWith('.py') || files.has(whole) || !files.has(plain(source))) return;
    placed.set(whole, plain(source));
  };
  for (const { stages } of facts.of('image')) {
    for (const { copies, runs, workdir } of stages) {
      for (const { sources, target } of copies) for (const source of sources) place(source, target, workdir);
      for (const { value } of runs)
        for (const line of value.split(/&&|;|\n/)) {
          const [command, ...words] = line.trim().split(/\s+/);
          const [source, target, more] = words.filter((word) => !word.startsWith('-'));
          if (/^(cp|mv|ln)$/.test(command ?? '') && source && target && !more) place(source, target, workdir);
        }
    }
  }
  return placed;
}
