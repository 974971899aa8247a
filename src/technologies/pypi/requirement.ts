import type { Fact } from '../../facts/fact.js';

export interface Requirement {
  readonly name: string;
  readonly version?: string;
  readonly locked: boolean;
}

/** One requirement as pip reads it: `Django[argon2]>=5.0,<6 ; python_version > "3.8"`. */
export function requirementOf(line: string): Requirement | undefined {
  const found = /^\s*([A-Za-z0-9][\w.-]*)\s*(?:\[[^\]]*\]\s*)?(?:\(\s*)?((?:[<>=!~]=?=?)[^;#@)]*)?/.exec(line);
  const name = found?.[1];
  if (!name || /^(https?|git\+|file):/.test(line.trim())) return undefined;
  const version = found[2]?.trim();
  const pinned = /^===?\s*([^,\s*]+)$/.exec(version ?? '')?.[1];
  return {
    name: name.toLowerCase().replace(/[-_.]+/g, '-'),
    ...(pinned || version ? { version: pinned ?? version ?? '' } : {}),
    locked: pinned !== undefined,
  };
}

/** The lines of a requirements file; a file named for tests or development does not ship. */
export function* requirementFacts(text: string, file: string): Iterable<Fact> {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const dev = /(^|[-_.])(dev|develop|development|test|tests|testing|lint|docs?|ci|local)([-_.]|$)/i.test(name);
  let start = 0;
  for (const line of text.split('\n')) {
    const visible = line.replace(/(^|\s)#.*/s, '').trimEnd();
    const found = /^\s*(-|#|$)/.test(visible) ? undefined : requirementOf(visible);
    const indent = line.length - line.trimStart().length;
    if (found) {
      const at = { file, start: start + indent, end: start + visible.length };
      yield { kind: 'dependency', ecosystem: 'pypi', ...found, dev, at };
    }
    start += line.length + 1;
  }
}
