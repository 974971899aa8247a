import type { Finding } from '../report/report.js';
import type { LoadedRule } from '../rule/load.js';

/**
 * One fault is one finding, with its other places below it: the same words in one function of a file, and what a rule says that it
 * covers (`covers`) on the same line or at a place that is a step of its proof. Nothing is merged across statuses or apps.
 */
export function mergeFaults(findings: readonly Finding[], rules: readonly LoadedRule[]): readonly Finding[] {
  const covers = new Map(rules.map(({ id, covers: own = [] }) => [id, own]));
  const into = new Map<Finding, Finding>();
  for (const finding of findings) {
    const lead = findings.find(
      (other) => other !== finding && !into.has(other) && absorbs(other, finding, { covers, findings }),
    );
    if (lead) into.set(finding, lead);
  }
  return findings
    .filter((finding) => !into.has(finding))
    .map((finding) => {
      const also = findings.filter((other) => into.get(other) === finding);
      return also.length === 0
        ? finding
        : {
            ...finding,
            also: also.map(({ ruleId, message, location, contentHash }) => ({
              ruleId,
              message,
              location,
              contentHash,
            })),
          };
    });
}

interface Known {
  readonly covers: ReadonlyMap<string, readonly string[]>;
  readonly findings: readonly Finding[];
}

/** Lines between two places that are still one piece of work. */
const near = 12;

function absorbs(lead: Finding, other: Finding, { covers, findings }: Known): boolean {
  if (lead.app !== other.app || lead.status !== other.status || lead.severity !== worse(lead, other)) return false;
  if (lead.ruleId !== other.ruleId) return (covers.get(lead.ruleId) ?? []).includes(other.ruleId) && meets(lead, other);
  const sameWords = lead.message === other.message && lead.location.path === other.location.path;
  const isFirst = findings.indexOf(lead) < findings.indexOf(other);
  return sameWords && isFirst && Math.abs(lead.location.line - other.location.line) <= near && sameFix(lead, other);
}

/** Two repairs of their own are two faults: each has to be made. */
function sameFix({ fix: one }: Finding, { fix: two }: Finding): boolean {
  if ((one?.edits.length ?? 0) === 0 && (two?.edits.length ?? 0) === 0) return true;
  return JSON.stringify(one?.edits) === JSON.stringify(two?.edits);
}

function worse(a: Finding, b: Finding): Finding['severity'] {
  const order = ['error', 'warning', 'note'] as const;
  return order.indexOf(a.severity) <= order.indexOf(b.severity) ? a.severity : b.severity;
}

function meets(lead: Finding, other: Finding): boolean {
  const at = (place: Finding['location'] | undefined, to: Finding['location']) =>
    place !== undefined && place.path === to.path && place.line === to.line;
  return (
    at(lead.location, other.location) ||
    lead.evidence.some(({ location }) => at(location, other.location)) ||
    other.evidence.some(({ location }) => at(location, lead.location))
  );
}
