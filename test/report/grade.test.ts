import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { gradeOf, nothingFound } from '../../src/report/grade.js';
import { markdown } from '../../src/report/markdown.js';
import type { AppReport, Report, TopicStatus } from '../../src/report/report.js';
import { text } from '../../src/report/text.js';
import { auditedApp, plainOptions, reportWith } from './reports.js';

const laravel = [{ name: 'laravel', title: 'Laravel' }];

function app(given: Readonly<Record<string, TopicStatus>>, stack: AppReport['stack'] = laravel): AppReport {
  const topics = Object.fromEntries(
    Object.entries(given).map(([topic, status]) => [topic, { status, score: 100, evidence: [] }]),
  );
  return { path: '.', stack, score: 100, state: [], topics: topics as unknown as AppReport['topics'] };
}

const judged: Readonly<Record<string, TopicStatus>> = {
  sessions: 'pass',
  cache: 'pass',
  queue: 'warn',
  uploads: 'not-applicable',
};

function report(given: Partial<Omit<Report, 'score'>> & { readonly score?: Partial<Report['score']> }): Report {
  const base = reportWith();
  return { ...base, apps: [app(judged)], ...given, score: { ...base.score, value: 100, ...given.score } };
}

describe('the grade is by how much was judged', () => {
  const cases: readonly (readonly [string, Report, string])[] = [
    ['everything', report({}), 'READY'],
    ['a score below 90', report({ score: { value: 89 } }), 'NEARLY READY'],
    ['a score below 80', report({ score: { value: 79 } }), 'NOT READY'],
    ['nothing recognised', report({ apps: [app(judged, [])] }), 'NOT JUDGED'],
    ['nothing read', report({ files: { found: 3, read: 0 } }), 'NOT JUDGED'],
    ['only what is unclear', report({ apps: [app({ sessions: 'unknown' })] }), 'NOT JUDGED'],
    ['as much unclear as not', report({ apps: [app({ sessions: 'unknown', cache: 'pass' })] }), 'READY AS FAR AS JUDGED'],
    ['hardly a topic that applies', report({ apps: [app({ supervision: 'pass', cache: 'pass', uploads: 'not-applicable' })] }), 'READY AS FAR AS JUDGED'],
    ['some rules only', report({ score: { partial: true } }), 'PARTLY JUDGED'],
  ]; // biome-ignore format: a table
  for (const [about, given, label] of cases)
    test(`${about}: ${label}`, () => assert.equal(gradeOf(given).label, label));
});

describe('no hazard was found is said only where everything was asked', () => {
  const held = reportWith({ status: 'baselined' }, { status: 'suppressed' }).findings;
  const open = { ruleId: 'a/b', topic: 'cache', message: 'm', settle: 's', evidence: [], app: '.' } as const;
  const cases: readonly (readonly [string, Report, number, RegExp])[] = [
    ['all asked', report({}), 0, /^No hazard was found\.$/],
    ['all accepted', report({ findings: held }), 0, /^0 new, 2 accepted\.$/],
    ['hidden', report({}), 3, /3 findings left out by --min-severity/],
    ['nothing recognised', report({ apps: [app(judged, [])] }), 0, /^Nothing was judged: nothing was recognised\.$/],
    ['partial', report({ score: { partial: true } }), 0, /by the rules that were asked/],
    ['unread files', report({ score: { complete: false } }), 0, /in what could be read/],
    ['questions left', report({ unclear: [open] }), 0, /in what could be judged/],
    ['hardly a topic', report({ apps: [app({ supervision: 'pass' })] }), 0, /in what could be judged/],
  ]; // biome-ignore format: a table
  for (const [about, given, hidden, says] of cases) test(about, () => assert.match(nothingFound(given, hidden), says));
});

describe('what is unclear', () => {
  const given = auditedApp({ 'config/session.php': "<?php\n\nreturn ['driver' => pick_driver()];\n", '.env.example': 'CACHE_STORE=redis\n' });

  test('is listed with what would settle it, in text and markdown', async () => {
    const found = await given;
    assert.ok(found.unclear.length > 0);
    assert.match(text(found, plainOptions), /UNCLEAR \d+ questions?, and what would settle/);
    assert.match(markdown(found, plainOptions), /What is unclear, and what would settle it/);
    for (const { settle } of found.unclear) assert.ok(settle.length > 10, settle);
  });

  test('names the variable that an env file would have to set', async () => {
    const found = await auditedApp({ 'config/session.php': "<?php\n\nreturn ['driver' => env('SESSION_DRIVER', pick())];\n", '.env.example': 'CACHE_STORE=redis\n' });
    const question = found.unclear.find(({ topic }) => topic === 'sessions');
    assert.match(question?.settle ?? '', /SESSION_DRIVER is set: --dotenv/);
  });
}); // biome-ignore format: files
