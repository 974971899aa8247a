import assert from 'node:assert/strict';
import type { Finding } from '../../src/report/report.js';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

export type Files = Readonly<Record<string, string>>;

const rules = await loadRules();

/** The first thing that a rule finds in some files. */
export async function found(rule: string, files: Files): Promise<Finding> {
  const asked = rules.filter(({ id }) => id === rule);
  const { findings } = await auditTexts(new Map(Object.entries(files)), { rules: asked });
  const [first] = findings;
  assert.ok(first, `${rule} is found`);
  return first;
}
