import '../sample-rule.js';
import { readFileSync } from 'node:fs';
import type { AuditOptions } from '../../src/audit.js';
import { extractorOf } from '../../src/extract/extract.js';
import { remembering } from '../../src/extract/remember.js';
import type { ReportOptions } from '../../src/report/index.js';
import type { Finding, Report } from '../../src/report/report.js';
import { auditTexts } from '../../src/rule/examples.js';
import { loadTechnologies } from '../../src/technologies/load.js';

const extractor = remembering(extractorOf(await loadTechnologies()));

export const plainOptions: ReportOptions = { width: 80, color: false, verbose: false, quiet: false };

/** A small Laravel app with one error; `files` are laid over it, `null` takes one away. */
export async function auditedApp(
  files: Readonly<Record<string, string | null>> = {},
  options: AuditOptions = {},
): Promise<Report> {
  const base: Record<string, string | null> = {
    'composer.json': readFileSync('fixtures/bases/laravel-11/composer.json', 'utf8'),
    'config/session.php': "<?php\n\nreturn [\n    'driver' => env('SESSION_DRIVER', 'database'),\n];\n",
    '.env.example': 'APP_NAME=Shop\nSESSION_DRIVER=file\nCACHE_STORE=redis\n',
    ...files,
  };
  const texts = new Map(Object.entries(base).filter((entry): entry is [string, string] => entry[1] !== null));
  return auditTexts(texts, { extractor, root: 'shop', ...options });
}

/** A report with one finding, every field of which can be chosen. */
export function reportWith(...findings: readonly Partial<Finding>[]): Report {
  const complete = findings.map((given, index) => ({
    ...finding,
    fingerprint: String(index).padStart(16, '0'),
    ...given,
  }));
  const ids = [...new Set(complete.map(({ ruleId }) => ruleId))];
  return {
    schemaVersion: 1,
    tool: { name: 'ha-ready', version: '1.2.3' },
    root: 'shop',
    apps: [],
    findings: complete,
    unclear: [],
    rules: ids.map((id) => ({ ...rule, id })),
    skipped: [],
    errors: [],
    hints: [],
    files: { found: 3, read: 2 },
    score: { value: 40, raw: 80, model: '2026-1', complete: true, counts: { error: 1, warning: 0, note: 0 }, unclear: 0, partial: false, accepted: { count: 0, value: 40 }, gains: [], together: { ruleIds: [], value: 40 } },
  }; // biome-ignore format: a table of values
}

const rule = {
  id: 'sessions/per-server-store',
  topic: 'sessions' as const,
  severity: 'error' as const,
  title: 'Sessions are kept on one server',
  why: 'The next request may reach another copy.',
  remedy: { any: 'Keep sessions in Redis.', laravel: 'Set SESSION_DRIVER=redis.' },
};

const place = { path: 'config/session.php', line: 4, column: 17, endLine: 4, endColumn: 48 };

const finding: Finding = {
  ruleId: rule.id,
  topic: 'sessions',
  severity: 'error',
  confidence: 'high',
  title: rule.title,
  message: "sessions are kept in 'file' on one server",
  remedy: 'Set SESSION_DRIVER=redis.',
  location: place,
  evidence: [
    { location: { path: '.env', line: 2, column: 1, endLine: 2, endColumn: 20 }, message: 'SESSION_DRIVER is file' },
    { location: place, message: 'reads SESSION_DRIVER' },
  ],
  app: '.',
  fingerprint: '0123456789abcdef',
  contentHash: 'fedcba9876543210',
  lineHash: 'a7f2ff13bc495cf2:1',
  frame: [
    { line: 3, text: 'return [' },
    { line: 4, text: "    'driver' => env('SESSION_DRIVER', 'file')," },
    { line: 5, text: '];' },
  ],
  status: 'open',
};
