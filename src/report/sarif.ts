import { messageAndAdvice } from './advice.js';
import type { Reporter, ReportOptions } from './index.js';
import { document } from './json.js';
import { listed, uriOf } from './places.js';
import type { FileProblem, Finding, Hint, Place, Report, RuleText, Step } from './report.js';
import { sarifRule } from './sarif-rule.js';
import { visibleLines } from './visible.js';
import { sentence } from './words.js';

/** Code scanning keeps this many results of a run and rejects a file with many more. */
const mostResults = 5000;
/** It shows this many steps and related places of one result. */
const mostPlaces = 100;

/** SARIF 2.1.0, as code scanning wants it: paths from the root of the repository, narrow regions, help with every rule. */
export const sarif: Reporter = (report, options) => {
  const findings = listed(report.findings, options);
  const shown = findings.slice(0, mostResults);
  const rules = report.rules.filter(({ id }) => shown.some(({ ruleId }) => ruleId === id));
  const run = {
    tool: { driver: driver(report, rules) },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The root of the repository.' } } },
    invocations: [
      {
        executionSuccessful: true,
        ...(report.hints.length > 0
          ? { toolConfigurationNotifications: report.hints.map((hint) => useless(hint, options)) }
          : {}),
        toolExecutionNotifications: [...report.errors.map((error) => problem(error, options)), ...capped(findings.length)],
      },
    ],
    results: shown.map((finding) => result(finding, rules, options)),
    properties: { score: report.score.value, scoreModel: report.score.model, scoreComplete: report.score.complete },
  };
  return document({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] });
}; // biome-ignore format: the shape of the document is easier to see so

function driver(report: Report, rules: readonly RuleText[]) {
  return {
    name: 'ha-ready',
    version: report.tool.version,
    semanticVersion: report.tool.version,
    informationUri: 'https://www.npmjs.com/package/ha-ready',
    rules: rules.map((rule) => sarifRule(rule, report.tool.version)),
  };
}

function problem({ path, line, message }: FileProblem, options: ReportOptions) {
  return {
    level: 'warning',
    descriptor: { id: 'unread-file' },
    message: { text: plain(sentence(`'${path}' could not be read whole: ${message}`)) },
    locations: [
      {
        physicalLocation: { artifactLocation: artifact(path, options), region: { startLine: line ?? 1 } },
      },
    ],
  };
}

/** A suppression that does nothing, or no more. */
function useless({ kind, location, message }: Hint, options: ReportOptions) {
  return {
    level: 'warning',
    descriptor: { id: `suppression-${kind}` },
    message: { text: plain(sentence(message)) },
    ...(location ? { locations: [{ physicalLocation: { artifactLocation: artifact(location.path, options), region: regionOf(location) } }] } : {}),
  };
} // biome-ignore format: the shape is easier to see so

function capped(found: number) {
  if (found <= mostResults) return [];
  const text = `${found - mostResults} of ${found} results were left out: code scanning accepts ${mostResults}. The worst ones were kept.`;
  return [{ level: 'warning', descriptor: { id: 'results-left-out' }, message: { text } }];
}

function result(finding: Finding, rules: readonly RuleText[], options: ReportOptions) {
  const steps = finding.evidence.filter((step) => step.location).slice(0, mostPlaces);
  return {
    ruleId: finding.ruleId,
    ruleIndex: rules.findIndex(({ id }) => id === finding.ruleId),
    level: finding.severity,
    message: { text: plain(messageAndAdvice(finding)) },
    locations: [{ physicalLocation: primary(finding, options) }],
    ...(steps.length > 0 ? { relatedLocations: steps.map((step, index) => related(step, index + 1, options)) } : {}),
    ...(steps.length > 1 ? { codeFlows: [codeFlow(finding, options)] } : {}),
    partialFingerprints: {
      ...(finding.lineHash ? { primaryLocationLineHash: finding.lineHash } : {}),
      'haReady/v1': finding.fingerprint,
    },
    ...fixes(finding, options),
    ...(options.showAccepted ? { suppressions: suppressions(finding) } : {}),
    properties: { app: finding.app, topic: finding.topic, confidence: finding.confidence },
  };
}

function primary(finding: Finding, options: ReportOptions) {
  const { location, frame } = finding;
  const artifactLocation = artifact(location.path, options);
  const region = regionOf(location);
  const first = frame[0];
  const last = frame.at(-1);
  if (!first || !last || last.line < region.endLine) return { artifactLocation, region };
  const line = frame.find((one) => one.line === location.line)?.text ?? '';
  const flagged = location.line === location.endLine ? line.slice(location.column - 1, location.endColumn - 1) : '';
  return {
    artifactLocation,
    region: flagged ? { ...region, snippet: { text: plain(flagged) } } : region,
    contextRegion: {
      startLine: first.line,
      endLine: last.line,
      snippet: { text: plain(frame.map(({ text }) => text).join('\n')) },
    },
  };
}

function related(step: Step, id: number, options: ReportOptions) {
  return { id, ...stepLocation(step, options) };
}

/** The chain of reasons; a step that stands in no file is told with the next one that does. */
function codeFlow(finding: Finding, options: ReportOptions) {
  const locations: { location: unknown }[] = [];
  let before = '';
  for (const step of finding.evidence.slice(0, mostPlaces)) {
    if (!step.location) {
      before += `${step.builtin ? `(${step.builtin}) ` : ''}${sentence(step.message)} `;
      continue;
    }
    locations.push({ location: stepLocation({ ...step, message: before + sentence(step.message) }, options) });
    before = '';
  }
  if (before)
    locations.push({ location: stepLocation({ location: finding.location, message: before.trim() }, options) });
  return { threadFlows: [{ locations }] };
}

function stepLocation(step: Step, options: ReportOptions) {
  const message = { text: plain(sentence(step.message)) };
  if (!step.location) return { message };
  const { path } = step.location;
  return {
    physicalLocation: { artifactLocation: artifact(path, options), region: regionOf(step.location) },
    message,
  };
}

function artifact(path: string, options: ReportOptions) {
  return { uri: uriOf(path, options), uriBaseId: '%SRCROOT%' };
}

function regionOf({ line, column, endLine, endColumn }: Place) {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** The edits of the automatic fix, by file; editors that read SARIF can apply them. */
function fixes({ fix }: Finding, options: ReportOptions) {
  // an artifact that is not there has no region to replace, and a masked text would be written as it stands
  if (!fix || fix.edits.length === 0 || fix.edits.some(({ creates, holdsSecret }) => creates || holdsSecret)) return {};
  const paths = [...new Set(fix.edits.map(({ path }) => path))];
  const artifactChanges = paths.map((path) => ({
    artifactLocation: artifact(path, options),
    replacements: fix.edits
      .filter((edit) => edit.path === path)
      .map(({ location, text }) => ({ deletedRegion: regionOf(location), insertedContent: { text } })),
  }));
  return { fixes: [{ description: { text: plain(sentence(fix.title)) }, artifactChanges }] };
}

function suppressions({ status, reason }: Finding) {
  if (status === 'open') return [];
  const kind = status === 'suppressed' ? 'inSource' : 'external';
  return [{ kind, status: 'accepted', ...(reason ? { justification: plain(reason) } : {}) }];
}

/** Text that a viewer can take neither for a link nor for a control sequence. */
function plain(text: string): string {
  return visibleLines(text).replaceAll('](', '] (');
}
