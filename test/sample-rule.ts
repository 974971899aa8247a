import { existsSync } from 'node:fs';

/**
 * Tests of formats, flags and suppressions need some rule to show. Where that rule is gone they have nothing to say: they are passed
 * over, so that deleting a rule breaks no test but its own.
 */
export const sampleRule = 'sessions/per-server-store';

if (!existsSync(`dist/rules/${sampleRule}.js`)) {
  console.log(`skipped: the rule ${sampleRule}, which these tests show, is gone`);
  process.exit(0);
}
