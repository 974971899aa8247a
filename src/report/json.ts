import type { Reporter } from './index.js';

/** The report itself, indented by two spaces. */
export const json: Reporter = (report) => document(report);

/** A value as a JSON document whose text the log of a pipeline cannot take for a command. */
export function document(value: unknown): string {
  // a runner obeys `##[...]` anywhere in a line of its log; the escape is the same character to whoever parses the JSON
  return `${JSON.stringify(value, null, 2).replaceAll('##[', '#\\u0023[')}\n`;
}
