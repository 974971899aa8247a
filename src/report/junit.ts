import type { Reporter, ReportOptions } from './index.js';
import { listed, repositoryPath } from './places.js';
import type { Finding } from './report.js';
import { messageAndRemedy } from './words.js';
import { attributes, xml } from './xml.js';

/** JUnit's XML: a suite per file, a failed case per finding. A clean run has one case that passed, or else it would look like no run. */
export const junit: Reporter = (report, options) => {
  const findings = listed(report.findings, options);
  const files = [...new Set(findings.map(({ location }) => location.path))].sort();
  const suites = files.flatMap((path) => suite(path, findings.filter(({ location }) => location.path === path), options)); // biome-ignore format: one line
  const clean = ['  <testsuite name="ha-ready" tests="1" failures="0" errors="0">', '    <testcase name="no hazard found" classname="ha-ready"/>', '  </testsuite>']; // biome-ignore format: one line
  const totals = { tests: Math.max(1, findings.length), failures: failed(findings), errors: 0 };
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'ha-ready', ...totals })}>`,
  ];
  return `${[...lines, ...(suites.length > 0 ? suites : clean), '</testsuites>'].join('\n')}\n`;
};

function failed(findings: readonly Finding[]): number {
  return findings.filter(({ status }) => status === 'open').length;
}

function suite(path: string, findings: readonly Finding[], options: ReportOptions): readonly string[] {
  const name = repositoryPath(path, options);
  const totals = { tests: findings.length, failures: failed(findings), errors: 0 };
  return [
    `  <testsuite${attributes({ name, ...totals })}>`,
    ...findings.flatMap((finding) => testCase(finding, name)),
    '  </testsuite>',
  ];
}

function testCase(finding: Finding, path: string): readonly string[] {
  const { ruleId, location, severity, status, reason } = finding;
  const place = `${path}:${location.line}:${location.column}`;
  const begin = `    <testcase${attributes({ name: `${ruleId} (${place})`, classname: path, file: path, line: location.line })}>`;
  const inside =
    status === 'open'
      ? `      <failure${attributes({ message: finding.title, type: severity })}>${xml(`${place} ${messageAndRemedy(finding)}`)}</failure>`
      : `      <skipped${attributes({ message: reason ?? status })}/>`;
  return [begin, inside, '    </testcase>'];
}
