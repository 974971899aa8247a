import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mergeFaults } from '../../src/judge/merge.js';
import type { Finding } from '../../src/report/report.js';
import type { LoadedRule } from '../../src/rule/load.js';
import { reportWith } from '../report/reports.js';

const rules = [{ id: 'queue/lead', covers: ['supervision/other'] }] as unknown as readonly LoadedRule[];

function at(line: number, given: Partial<Finding> = {}): Partial<Finding> {
  return { location: { path: 'a', line, column: 1, endLine: line, endColumn: 5 }, evidence: [], ...given };
}

function step(line: number): Finding['evidence'][number] {
  return { location: { path: 'a', line, column: 1, endLine: line, endColumn: 5 }, message: '' };
}

function merged(...given: readonly Partial<Finding>[]): readonly (readonly [string, number, number])[] {
  return mergeFaults(reportWith(...given).findings, rules).map(
    ({ ruleId, location, also = [] }) => [ruleId, location.line, also.length] as const,
  );
}

const fixOf = (text: string): Finding['fix'] & object => ({
  title: '',
  safety: 'safe',
  needs: [],
  edits: [
    {
      path: 'a',
      start: 0,
      end: 0,
      was: '',
      text,
      location: { path: 'a', line: 1, column: 1, endLine: 1, endColumn: 1 },
    },
  ],
});
const lead = { ruleId: 'queue/lead' };
const other = { ruleId: 'supervision/other', message: 'different' };

describe('one fault is one finding', () => {
  const cases: readonly (readonly [string, readonly Partial<Finding>[], readonly (readonly [string, number, number])[]])[] = [
    ['a write and a rename close together', [at(3), at(5)], [['sessions/per-server-store', 3, 1]]],
    ['far apart they are two', [at(3), at(50)], [['sessions/per-server-store', 3, 0], ['sessions/per-server-store', 50, 0]]],
    ['other words are another fault', [at(3), at(5, { message: 'x' })], [['sessions/per-server-store', 3, 0], ['sessions/per-server-store', 5, 0]]],
    ['each with a repair of its own they are two', [at(3, { fix: fixOf('a') }), at(5, { fix: fixOf('b') })], [['sessions/per-server-store', 3, 0], ['sessions/per-server-store', 5, 0]]],
    ['what the rule covers on its line', [at(3, lead), at(3, other)], [['queue/lead', 3, 1]]],
    ['what it covers at a step of its proof', [at(3, { ...lead, evidence: [{ location: { path: 'a', line: 9, column: 1, endLine: 9, endColumn: 2 }, message: '' }] }), at(9, other)], [['queue/lead', 3, 1]]],
    ['never what is worse', [at(3, { ...lead, severity: 'note' }), at(3, other)], [['queue/lead', 3, 0], ['supervision/other', 3, 0]]],
    ['what it covers at a step of the other', [at(3, lead), at(9, { ...other, evidence: [{ location: { path: 'a', line: 3, column: 1, endLine: 3, endColumn: 2 }, message: '' }] })], [['queue/lead', 3, 1]]],
    ['not what stands in another file on a line of that number', [at(3, lead), at(3, { ...other, location: { path: 'b', line: 3, column: 1, endLine: 3, endColumn: 5 } })], [['queue/lead', 3, 0], ['supervision/other', 3, 0]]],
    ['not what stands in its file on another line', [at(3, lead), at(4, other)], [['queue/lead', 3, 0], ['supervision/other', 4, 0]]],
    ['two things that the same rule says of one place', [at(3), at(3, { message: 'different' })], [['sessions/per-server-store', 3, 1]]],
    ['what the same rule proves by the place of another', [at(3), at(90, { message: 'different', evidence: [{ location: { path: 'a', line: 3, column: 1, endLine: 3, endColumn: 5 }, message: '' }] })], [['sessions/per-server-store', 3, 1]]],
    ['what the same rule proves by a helper in another file', [at(3), at(90, { message: 'different', location: { path: 'b', line: 90, column: 1, endLine: 90, endColumn: 5 }, evidence: [{ location: { path: 'a', line: 3, column: 1, endLine: 3, endColumn: 5 }, message: '' }] })], [['sessions/per-server-store', 3, 0], ['sessions/per-server-store', 90, 0]]],
    ['the first of three leads', [at(3), at(4), at(5)], [['sessions/per-server-store', 3, 2]]],
    ['twelve lines apart are near, thirteen are not', [at(3), at(15), at(28)], [['sessions/per-server-store', 3, 1], ['sessions/per-server-store', 28, 0]]],
    ['with the same repair they are one', [at(3, { fix: fixOf('a') }), at(5, { fix: fixOf('a') })], [['sessions/per-server-store', 3, 1]]],
    ['where one has a repair they are two', [at(3, { fix: fixOf('a') }), at(5)], [['sessions/per-server-store', 3, 0], ['sessions/per-server-store', 5, 0]]],
    ['where the other has a repair they are two', [at(3), at(5, { fix: fixOf('a') })], [['sessions/per-server-store', 3, 0], ['sessions/per-server-store', 5, 0]]],
    ['the same call that one way in leads to twice', [at(3, { contentHash: 'x', evidence: [step(1), step(3)] }), at(50, { contentHash: 'x', evidence: [step(1), step(50)] })], [['sessions/per-server-store', 3, 1]]],
    ['another call that it leads to is another fault', [at(3, { contentHash: 'x', evidence: [step(1), step(3)] }), at(50, { contentHash: 'y', evidence: [step(1), step(50)] })], [['sessions/per-server-store', 3, 0], ['sessions/per-server-store', 50, 0]]],
    ['two ways in are two', [at(3, { contentHash: 'x', evidence: [step(1), step(3)] }), at(50, { contentHash: 'x', evidence: [step(2), step(50)] })], [['sessions/per-server-store', 3, 0], ['sessions/per-server-store', 50, 0]]],
    ['a line of a deployment, and what another app reads there', [at(3, { evidence: [step(3)] }), at(50, { app: 'b', message: 'different', evidence: [step(40), step(3), step(50)] })], [['sessions/per-server-store', 3, 1]]],
    ['not what is proved by more than that line', [at(3, { evidence: [step(2), step(3)] }), at(50, { app: 'b', message: 'different', evidence: [step(40), step(3), step(50)] })], [['sessions/per-server-store', 3, 0], ['sessions/per-server-store', 50, 0]]],
    ['never those of another app', [at(3), at(5, { app: 'b' })], [['sessions/per-server-store', 3, 0], ['sessions/per-server-store', 5, 0]]],
    ['never what is accepted', [at(3, lead), at(3, { ...other, status: 'suppressed' })], [['queue/lead', 3, 0], ['supervision/other', 3, 0]]],
  ];
  for (const [about, given, wanted] of cases) test(about, () => assert.deepEqual(merged(...given), wanted));
}); // biome-ignore format: a table
