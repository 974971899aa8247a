import type { Report } from '../../src/report/report.js';
import { reportWith } from './reports.js';

/** What a repository may hold that somebody would like a terminal, a pipeline, a browser or a person to take for something else. */
export const attacks = [
  '::error file=a::you have been hacked',
  'x ::add-mask::y',
  '##[add-mask]secret',
  'x##vso[task.setvariable variable=a]b',
  '###teamcity[buildStatus text=x]',
  '##VSO[task.complete]',
  'x\\u000a::error::y',
  '\u001b]0;title\u0007\u001b[2J\u001b[31m',
  '\u009b31m',
  '\u202egnp.exe\u2066',
  '</script><script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg/onload=alert(1)>',
  ']]>&xxe;',
  "' onmouseover='alert(1)",
  '`${alert(1)}`',
  '[click](javascript:alert(1)) ![x](http://evil/x.png) @everyone',
  'line\r\n::warning::end\u2028::error::b',
  '\u0000\ud800\uffff',
];

const hostile = attacks.join(' ');
const path = `dir/${hostile.replaceAll('/', '_')}.env`;
const place = { path, line: 2, column: 1, endLine: 2, endColumn: 9 };

/** A report every field of which comes from a hostile repository. */
export function hostileReport(): Report {
  const report = reportWith(...attacks.map((attack) => ({
    message: `${attack} ${hostile}`,
    location: place,
    app: attack,
    evidence: [{ location: place, message: attack }, { builtin: attack, message: hostile }, { location: place, message: hostile }],
    frame: attacks.map((text, line) => ({ line: line + 1, text })),
    fix: { title: hostile, safety: 'safe' as const, needs: [hostile], edits: [{ path, start: 0, end: 1, was: 'x', text: hostile, location: place }] },
  })));
  const steps = [{ location: place, message: hostile }];
  const topic = { status: 'fail' as const, score: 1, evidence: steps };
  return {
    ...report,
    root: hostile,
    apps: [{
      path: hostile,
      stack: [{ name: 'x', title: hostile, version: hostile }],
      score: 1,
      topology: {
        balancers: [{ name: hostile, technology: hostile, sticky: true, checks: 'none', backends: 1 }],
        processes: [{ name: hostile, technology: hostile, role: 'web', replicas: 1, pinned: true }],
        services: [{ name: hostile, engine: hostile, role: 'database', nodes: 1, failover: false }],
      },
      topics: { sessions: topic } as unknown as Report['apps'][number]['topics'],
      state: [{ label: hostile, topic: 'sessions', backend: hostile, reach: 'server', because: steps }],
    }],
    errors: [{ path, line: 3, message: hostile }],
    hints: [{ kind: 'unused', location: place, ruleId: hostile, message: hostile }],
    skipped: [{ reason: 'binary', count: 1, examples: [path] }],
  };
} // biome-ignore format: shorter so
