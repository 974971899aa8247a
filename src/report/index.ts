import { table } from '../table.js';
import type { Report } from './report.js';

/** What a format may be told beside the report. */
export interface ReportOptions {
  /** Columns of the terminal. */
  readonly width: number;
  readonly color: boolean;
  /** Show all places and chains. */
  readonly verbose: boolean;
  /** Findings and the summary line only. */
  readonly quiet: boolean;
  /** One sentence on the gate, as the command decided it. */
  readonly gate?: string;
  /** The audited folder within its git repository, with forward slashes; absent where it is the repository itself. */
  readonly repository?: string;
  /** From which severity on the gate fails; the formats tell the same. */
  readonly failOn?: 'error' | 'warning' | 'note' | 'never';
  /** Findings that --min-severity or --min-confidence keep from being shown. */
  readonly hidden?: number;
  /** The folder that was audited, as links to its files need it; absent where the terminal has no links. */
  readonly linkFrom?: string;
  /** Formats for other programs leave suppressed and baselined findings out unless this is set. */
  readonly showAccepted?: boolean;
}

/** Prints a report; never touches the disk, the terminal or the exit code. */
export type Reporter = (report: Report, options: ReportOptions) => string;

const formats: Readonly<Record<string, () => Promise<Reporter>>> = table({
  text: async () => (await import('./text.js')).text,
  json: async () => (await import('./json.js')).json,
  html: async () => (await import('./html.js')).html,
  sarif: async () => (await import('./sarif.js')).sarif,
  markdown: async () => (await import('./markdown.js')).markdown,
  github: async () => (await import('./github.js')).github,
  gitlab: async () => (await import('./gitlab.js')).gitlab,
  junit: async () => (await import('./junit.js')).junit,
  checkstyle: async () => (await import('./checkstyle.js')).checkstyle,
  rdjson: async () => (await import('./rdjson.js')).rdjson,
  compact: async () => (await import('./compact.js')).compact,
});

export const formatNames: readonly string[] = Object.keys(formats);

/** The reporter of a name; undefined when there is no such format. Each is imported only when it is asked for. */
export async function reporter(name: string): Promise<Reporter | undefined> {
  return formats[name]?.();
}
