import type { Fact } from '../../facts/fact.js';
import { onceFor } from '../../once.js';
import type { DemandedVariable } from '../../resolve/parts/started-command.js';
import type { Reached, Started } from './start.js';

/**
 * The variables without which a start ends with a failure: `[ -z "$DATABASE_URL" ] && exit 1`, `: "${DATABASE_URL:?}"`. Whoever runs it has given them a
 * value; of several that are asked for together at least one, so that what stands in for any of them need not be in force.
 */
export function variablesDemanded({ reached, assignments }: Started): readonly DemandedVariable[] {
  const refused = reached.flatMap((one) => {
    const { command, open, closed, runs } = one;
    if (runs === false || command.substituted || command.background || command.piped) return [];
    const lacking = isFailure(one) ? open.concat(closed).map(lackingIn) : [];
    // under another condition that only the running system decides, it is a demand of that case alone
    const isOurs = open.every((condition) => lackingIn(condition).length > 0);
    const names = isOurs ? lacking.flat() : [];
    const own = open.length > 0 ? [] : command.words.flatMap(({ value }) => insisted(value));
    return [...names, ...own].map((name) => ({ name, at: command.at }));
  });
  const filled = assignments.flatMap(({ assignment: { value = '', at }, open, runs }) =>
    runs === false || open.length > 0 ? [] : insisted(value).map((name) => ({ name, at })),
  );
  return [...refused, ...filled];
}

/** Conditions without which a script ends with a failure (`if [ A ]; then ...; else exit 1; fi`): whoever is served by what it starts has met them. */
export const heldByAll = onceFor(({ commands }: Fact<'shell-script'>): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const command of commands) {
    const [condition = '', ...others] = command.conditions;
    if (others.length > 0 || command.inFunction || command.substituted || !isFailure({ command })) continue;
    if (condition.startsWith('! ')) found.add(/^! \{ (.*); \}$/s.exec(condition)?.[1] ?? condition.slice(2));
  }
  return found;
});

function isFailure({ command: { words, loop } }: Pick<Reached, 'command'>): boolean {
  const [first, second] = words.map(({ value }) => value);
  return first === 'exit' && loop === undefined && second !== undefined && second !== '0';
}

/** `${NAME:?why}`: the shell itself ends where it is not set (POSIX.1-2024, 2.6.2). */
function insisted(text: string): readonly string[] {
  return [...text.matchAll(/\$\{([A-Z][A-Z0-9_]*):?\?/g)].map((match) => match[1] ?? '');
}

const subject = String.raw`["']?x?\$\{?([A-Z][A-Z0-9_]*)(?::?-|:?\+\w*)?\}?["']?`;
const absent = new RegExp(
  String.raw`^\s*(?:-z\s+${subject}|!\s+(?:-n\s+)?${subject}|${subject}\s+==?\s+(?:""|''|["']?x["']?))\s*$`,
);
const present = new RegExp(String.raw`^\s*(?:-n\s+)?${subject}\s*$`);

/** The variables whose absence a condition asks for, where it asks for nothing else. */
export function lackingIn(condition: string): readonly string[] {
  const text = condition.trim();
  const isNot = text.startsWith('! ');
  const bare = isNot ? text.slice(2).trim() : text;
  const inner = /^\[\[?\s(.*)\s\]\]?$/s.exec(bare)?.[1] ?? /^test\s(.*)$/s.exec(bare)?.[1];
  if (inner === undefined || inner.length > longest) return [];
  const parts = inner.split(/\s(?:-a|-o|&&|\|\|)\s/);
  const found = parts.map((part) =>
    (isNot ? present : absent)
      .exec(part)
      ?.slice(1)
      .find((name) => name !== undefined),
  );
  return found.every((name) => name !== undefined) ? found : [];
}

/** Nobody writes longer ones. */
const longest = 2000;
