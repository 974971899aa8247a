import type { ReportOptions } from './index.js';
import type { Finding, Place } from './report.js';

const order = { error: 0, warning: 1, note: 2 };

/** The path from the root of the git repository: what forges know files by. */
export function repositoryPath(path: string, { repository }: Pick<ReportOptions, 'repository'>): string {
  if (!repository) return path;
  return path === '.' ? repository : `${repository}/${path}`;
}

/** A relative URI of a path: every step percent-encoded, forward slashes, no `./`. */
export function uriOf(path: string, options: Pick<ReportOptions, 'repository'>): string {
  return repositoryPath(path, options)
    .split('/')
    .map((step) => encodeURIComponent(step.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)) // biome-ignore format: one line
    .join('/');
}

/** `path:line:column` as it is printed. */
export function placeText({ path, line, column }: Place): string {
  return `${path}:${line}:${column}`;
}

/** The findings that a format for other programs lists: the open ones, unless accepted ones are wanted too; worst first. */
export function listed(findings: readonly Finding[], { showAccepted }: ReportOptions): readonly Finding[] {
  return findings
    .filter(({ status }) => status === 'open' || showAccepted === true)
    .toSorted((a, b) => order[a.severity] - order[b.severity]);
}
