import { messageAndAdvice } from './advice.js';
import type { Reporter } from './index.js';
import { listed, repositoryPath } from './places.js';
import { attributes } from './xml.js';

const severities = { error: 'error', warning: 'warning', note: 'info' };

/** Checkstyle's XML, which Jenkins, Azure and most review bots read. */
export const checkstyle: Reporter = (report, options) => {
  const findings = listed(report.findings, options);
  const files = [...new Set(findings.map(({ location }) => location.path))].sort();
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<checkstyle version="4.3">'];
  for (const path of files) {
    lines.push(`  <file${attributes({ name: repositoryPath(path, options) })}>`);
    for (const finding of findings.filter(({ location }) => location.path === path)) {
      const { line, column } = finding.location;
      const source = `ha-ready.${finding.ruleId.replace('/', '.')}`;
      lines.push(`    <error${attributes({ line, column, severity: severities[finding.severity], message: messageAndAdvice(finding), source })}/>`); // biome-ignore format: one line
    }
    lines.push('  </file>');
  }
  return `${[...lines, '</checkstyle>'].join('\n')}\n`;
};
