import type { Facts } from '../../facts/fact.js';

/** Modules that an image puts into place while it is built, or a script when it starts, by the path that they have there: `cp docker/config.py settings/config.py`. */
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
  for (const [target, source] of placedByScripts(facts, files)) if (!placed.has(target)) placed.set(target, source);
  return placed;
}

/** `cp /srv/shop/deploy/local.py /srv/shop/shop/local.py`: both below the folder that holds the app. Two scripts that disagree say nothing. */
function placedByScripts(facts: Facts, files: ReadonlySet<string>): ReadonlyMap<string, string> {
  const placed = new Map<string, string>();
  const unclear = new Set<string>();
  for (const { commands } of facts.of('shell-script'))
    for (const { words } of commands) {
      const [command, ...rest] = words.map(({ value }) => value);
      const [source, target, more] = rest.filter((word) => !word.startsWith('-'));
      if (!/^(cp|mv|ln)$/.test(command ?? '') || !source?.endsWith('.py') || !target || more) continue;
      const whole = target.endsWith('/') ? target + source.slice(source.lastIndexOf('/') + 1) : target;
      const pair = belowOneFolder(source, whole, files);
      if (!pair || files.has(pair.target)) continue;
      if ((placed.get(pair.target) ?? pair.source) !== pair.source) unclear.add(pair.target);
      placed.set(pair.target, pair.source);
    }
  for (const target of unclear) placed.delete(target);
  return placed;
}

function belowOneFolder(source: string, target: string, files: ReadonlySet<string>): { readonly source: string; readonly target: string } | undefined {
  const steps = source.split('/');
  for (let index = 0; index < steps.length; index++) {
    const path = steps.slice(index).join('/').replace(/^\.\//, '');
    const folder = source.slice(0, source.length - path.length);
    if (files.has(path) && target.startsWith(folder) && target.endsWith('.py')) return { source: path, target: target.slice(folder.length) };
  }
  return undefined;
} // biome-ignore format: one condition
