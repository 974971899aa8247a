import { type Line, linesOf, trimmed } from './lines.js';
import type { Parsed, Problem, Token } from './parsed.js';

export interface CrontabEntry {
  /** Five fields with single blanks between them, or `@daily` and the like. */
  readonly schedule: Token;
  /** Only in a system crontab (/etc/crontab, /etc/cron.d). */
  readonly user?: Token;
  readonly command: Token;
  readonly start: number;
  readonly end: number;
}

export interface CrontabVariable {
  readonly name: Token;
  readonly value: Token;
}

export interface CrontabTree {
  readonly entries: readonly CrontabEntry[];
  readonly variables: readonly CrontabVariable[];
}

export interface CrontabForm {
  /** Whether a column names the user: so in /etc/crontab and /etc/cron.d. */
  readonly user: boolean;
}

const VARIABLE = /^\s*(?:([A-Za-z_]\w*)|"([^"]*)"|'([^']*)')\s*=\s*(?!\s)(.*)$/d;
const FIELD = '[0-9A-Za-z*/,~?#-]+';
const SCHEDULE = new RegExp(
  `^\\s*(@[A-Za-z]+(?:[ \\t]+[0-9]+[smhd](?=\\s))?|${FIELD}(?:[ \\t]+${FIELD}){4})[ \\t]+(?![ \\t])(.*)$`,
  'd',
);
const USER = /^([A-Za-z_][\w.-]*\$?(?::[\w.-]+)?)[ \t]+(?![ \t])(.*)$/d;

/** Reads a crontab. The command is kept as written, with its `%`. */
export function parseCrontab(text: string, form: CrontabForm = { user: false }): Parsed<CrontabTree> {
  const entries: CrontabEntry[] = [];
  const variables: CrontabVariable[] = [];
  const problems: Problem[] = [];
  for (const line of linesOf(text)) {
    if (/^\s*(?:#|$)/.test(line.text)) continue;
    const variable = variableAt(text, line);
    const entry = variable ? undefined : entryAt(text, line, form);
    if (variable) variables.push(variable);
    else if (entry) entries.push(entry);
    else
      problems.push({ message: 'This line is neither a schedule nor a variable.', start: line.start, end: line.end });
  }
  return { tree: { entries, variables }, problems };
}

function variableAt(text: string, line: Line): CrontabVariable | undefined {
  const match = VARIABLE.exec(line.text);
  const nameAt = match?.indices?.[1] ?? match?.indices?.[2] ?? match?.indices?.[3];
  const valueAt = match?.indices?.[4];
  if (!match || !nameAt || !valueAt) return undefined;
  const name = tokenOf(text, line.start + nameAt[0], line.start + nameAt[1]);
  const value = tokenOf(text, line.start + valueAt[0], line.start + valueAt[1]);
  const inner = /^(["'])(.*)\1$/.exec(value.text)?.[2];
  return { name, value: inner === undefined ? value : { ...value, text: inner } };
}

function entryAt(text: string, line: Line, form: CrontabForm): CrontabEntry | undefined {
  const match = SCHEDULE.exec(line.text);
  const scheduleAt = match?.indices?.[1];
  const restAt = match?.indices?.[2];
  if (!scheduleAt || !restAt) return undefined;
  const written = tokenOf(text, line.start + scheduleAt[0], line.start + scheduleAt[1]);
  const schedule = { ...written, text: written.text.replace(/[ \t]+/g, ' ') };
  const rest = line.start + restAt[0];
  const user = form.user ? USER.exec(text.slice(rest, line.end)) : null;
  if (form.user && !user) return undefined;
  const userEnd = rest + (user?.[1] ?? '').length;
  const command = tokenOf(text, user ? userEnd : rest, line.end);
  if (command.text === '') return undefined;
  const owner = user ? { user: { text: user[1] ?? '', start: rest, end: userEnd } } : {};
  return { schedule, ...owner, command, start: schedule.start, end: command.end };
}

function tokenOf(text: string, start: number, end: number): Token {
  const span = trimmed(text, start, end);
  return { text: text.slice(span.start, span.end), ...span };
}
