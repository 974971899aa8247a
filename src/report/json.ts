import type { Reporter } from './index.js';

/** The report itself, indented by two spaces. */
export const json: Reporter = (report) => `${JSON.stringify(report, null, 2)}\n`;
