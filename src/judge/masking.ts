import type { Source } from '../read/source.js';
import type { Finding, Report } from '../report/report.js';
import { cover, type Mask, maskOf, secretValues } from '../report/secret.js';
import { secretSpans, writingOf } from '../report/secret-spans.js';

/** Lists of packages are long, and hold digests but no secrets. */
const longest = 1024 * 1024;

/** The values that some files give as secrets: whoever quotes one of them, quotes it masked. */
export function secretsOf(sources: Iterable<Pick<Source, 'path' | 'text'>>): ReadonlySet<string> {
  const known = new Set<string>();
  for (const { path, text } of sources)
    if (text.length <= longest) for (const value of secretValues(text, writingOf(path))) known.add(value);
  return known;
}

/** The lines of a file as they may be shown. */
export function shownLines({ path, text }: Pick<Source, 'path' | 'text'>): readonly string[] {
  return cover(text, secretSpans(text, writingOf(path))).split(/\r\n|\n|\r/);
}

/** What names a rule, a place or a finding and is no text of the repository. */
const names: ReadonlySet<string> = new Set(
  'ruleId topic severity confidence fingerprint contentHash lineHash path app status kind root hash rule id title why remedy'.split(
    ' ',
  ),
);

/** The report as it is printed: the one door through which everything passes that is quoted from a repository. */
export function withoutSecrets(report: Report, known: ReadonlySet<string>): Report {
  // what the repository calls a process or a service by is read by everybody: its name stays whole, whoever has it for a key too
  const own = new Set(
    report.apps.flatMap(({ topology }) =>
      topology ? [...topology.processes, ...topology.services].map(({ name }) => name) : [],
    ),
  );
  const values = maskOf([...known].filter((value) => !own.has(value)));
  const door = remembered(values);
  const finding = (one: Finding): Finding => ({
    ...masked({ ...one, frame: [] }, door),
    // lines of source have been masked by what stands around them
    frame: one.frame.map(({ line, text }) => ({ line, text: values(text, 'code') })),
    ...(one.fix
      ? {
          fix: {
            ...masked({ ...one.fix, edits: [] }, door),
            edits: one.fix.edits.map((edit) =>
              isSecret(edit.was + edit.text, door) ? { ...edit, holdsSecret: true as const } : edit,
            ),
          },
        }
      : {}),
  });
  const { findings, rules, ...rest } = report;
  return { ...masked(rest, door), rules, findings: findings.map(finding) };
}

function isSecret(text: string, door: Mask): boolean {
  return door(text) !== text;
}

/** Messages repeat. */
function remembered(mask: Mask): Mask {
  const seen = new Map<string, string>();
  return (text) => {
    const found = seen.get(text) ?? mask(text);
    seen.set(text, found);
    return found;
  };
}

function masked<T>(value: T, door: Mask, name = ''): T {
  if (typeof value === 'string') return (names.has(name) ? value : door(value)) as T;
  if (Array.isArray(value)) return value.map((one) => masked(one, door, name)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, masked(one, door, key)])) as T;
}
