import { messageAndAdvice } from './advice.js';
import { nothingFound } from './grade.js';
import type { Reporter, ReportOptions } from './index.js';
import { listed, repositoryPath } from './places.js';
import type { Finding } from './report.js';
import { attributes, xml } from './xml.js';

/**
 * JUnit's XML: a suite per file, a case per finding, which failed where the gate fails too and was skipped elsewhere. A clean run has one
 * case that passed, or else it would look like no run. Only what both Jenkins (junit plugin, junit-10.xsd) and Maven (surefire-test-report.xsd)
 * know of: no other attributes.
 */
export const junit: Reporter = (report, options) => {
  const findings = listed(report.findings, options);
  const files = [...new Set(findings.map(({ location }) => location.path))].sort();
  const suites = files.flatMap((path) => suite(path, findings.filter(({ location }) => location.path === path), options)); // biome-ignore format: one line
  const words = nothingFound(report, options.hidden).replace(/\.$/, '');
  const none = { name: 'ha-ready', time: 0, tests: 1, failures: 0, errors: 0, skipped: 0 };
  const clean = [`  <testsuite${attributes(none)}>`, `    <testcase${attributes({ name: words, classname: 'ha-ready', time: 0 })}/>`, '  </testsuite>']; // biome-ignore format: one line
  const totals = { time: 0, tests: Math.max(1, findings.length), failures: failed(findings, options), errors: 0 };
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'ha-ready', ...totals })}>`,
  ];
  return `${[...lines, ...(suites.length > 0 ? suites : clean), '</testsuites>'].join('\n')}\n`;
};

const rank = { note: 1, warning: 2, error: 3, never: 4 };

/** Whether the gate fails by it. */
function fails({ status, severity }: Finding, { failOn = 'error' }: ReportOptions): boolean {
  return status === 'open' && rank[severity] >= rank[failOn];
}

function failed(findings: readonly Finding[], options: ReportOptions): number {
  return findings.filter((finding) => fails(finding, options)).length;
}

function suite(path: string, findings: readonly Finding[], options: ReportOptions): readonly string[] {
  const name = repositoryPath(path, options);
  const failures = failed(findings, options);
  const totals = { time: 0, tests: findings.length, failures, errors: 0, skipped: findings.length - failures };
  return [
    `  <testsuite${attributes({ name, ...totals })}>`,
    ...findings.flatMap((finding) => testCase(finding, name, options)),
    '  </testsuite>',
  ];
}

function testCase(finding: Finding, path: string, options: ReportOptions): readonly string[] {
  const { ruleId, location, severity, status, reason } = finding;
  const place = `${path}:${location.line}:${location.column}`;
  const begin = `    <testcase${attributes({ name: `${ruleId} (${place})`, classname: path, time: 0 })}>`;
  const words = xml(`${place} ${messageAndAdvice(finding)}`);
  if (fails(finding, options))
    return [begin, `      <failure${attributes({ message: finding.title, type: severity })}>${words}</failure>`, '    </testcase>']; // biome-ignore format: one line
  const why = status === 'open' ? `${severity}: the gate does not fail by it` : (reason ?? status);
  return [begin, `      <skipped${attributes({ message: why })}/>`, `      <system-out>${words}</system-out>`, '    </testcase>']; // biome-ignore format: one line
}
