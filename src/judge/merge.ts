import type { Finding } from '../report/report.js';
import type { LoadedRule } from '../rule/load.js';

/**
 * One fault is one finding, with its other places below it: the same words in one function of a file, what the same rule says of the same
 * place or proves by the place of another one, and what a rule says that it covers (`covers`) on the same line or at a place that is a step of
 * its proof. The same call that one way in leads to twice is one fault, however far apart. Nothing is merged across statuses, and across apps only
 * what one line of a deployment says that both of them read.
 */
export function mergeFaults(findings: readonly Finding[], rules: readonly LoadedRule[]): readonly Finding[] {
  const known = indexed(findings, new Map(rules.map(({ id, covers: own = [] }) => [id, own])));
  const into = new Map<Finding, Finding>();
  const also = new Map<Finding, Finding[]>();
  for (const finding of findings) {
    const lead = candidates(finding, known).find(
      (other) => other !== finding && !into.has(other) && absorbs(other, finding, known),
    );
    if (!lead) continue;
    into.set(finding, lead);
    also.set(lead, [...(also.get(lead) ?? []), finding]);
  }
  return findings
    .filter((finding) => !into.has(finding))
    .map((finding) => {
      const below = also.get(finding) ?? [];
      if (below.length === 0) return finding;
      return {
        ...finding,
        also: below.map(({ ruleId, message, location, contentHash }) => ({ ruleId, message, location, contentHash })),
      };
    });
}

interface Known {
  readonly covers: ReadonlyMap<string, readonly string[]>;
  readonly order: ReadonlyMap<Finding, number>;
  /** By rule, file and words; in order. */
  readonly alike: ReadonlyMap<string, readonly Finding[]>;
  /** By rule and line, of the place or of a step. */
  readonly standing: ReadonlyMap<string, readonly Finding[]>;
  /** The first one by rule and exact place. */
  readonly placed: ReadonlyMap<string, Finding>;
  /** Rules by the rules that they cover. */
  readonly coveredBy: ReadonlyMap<string, readonly string[]>;
}

/** Findings by what could make one of them lead another: thousands are never held against thousands. */
function indexed(findings: readonly Finding[], covers: Known['covers']): Known {
  const alike = new Map<string, Finding[]>();
  const standing = new Map<string, Finding[]>();
  const placed = new Map<string, Finding>();
  const add = (map: Map<string, Finding[]>, key: string, finding: Finding): void => {
    const list = map.get(key);
    if (!list) map.set(key, [finding]);
    else if (list.at(-1) !== finding) list.push(finding);
  };
  for (const finding of findings) {
    add(alike, wordsKey(finding), finding);
    const exact = exactKey(finding, finding.location);
    if (!placed.has(exact)) placed.set(exact, finding);
    for (const place of placesOf(finding)) add(standing, placeKey(finding.ruleId, place), finding);
  }
  const coveredBy = new Map<string, string[]>();
  for (const [lead, own] of covers) for (const rule of own) coveredBy.set(rule, [...(coveredBy.get(rule) ?? []), lead]);
  return {
    covers,
    alike,
    standing,
    placed,
    coveredBy,
    order: new Map(findings.map((finding, index) => [finding, index])),
  };
}

function candidates(finding: Finding, { alike, standing, placed, coveredBy, order }: Known): readonly Finding[] {
  const { line } = finding.location;
  const leads = (alike.get(wordsKey(finding)) ?? []).filter(
    (one) => Math.abs(one.location.line - line) <= near || isSameWork(one, finding),
  );
  const read = placesOf(finding)
    .flatMap((place) => standing.get(placeKey(finding.ruleId, place)) ?? [])
    .filter(({ app }) => app !== finding.app);
  const over = (coveredBy.get(finding.ruleId) ?? []).flatMap((rule) => placesOf(finding).flatMap((place) => standing.get(placeKey(rule, place)) ?? [])); // biome-ignore format: one line
  const same = placesOf(finding).flatMap((place) => placed.get(exactKey(finding, place)) ?? []);
  return [...new Set([...leads, ...same, ...over, ...read])].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
}

function wordsKey({ ruleId, message, location }: Finding): string {
  return [ruleId, location.path, message].join('\0');
}

function placeKey(rule: string, { path, line }: Finding['location']): string {
  return `${rule}\0${path}:${line}`;
}

function exactKey({ ruleId, app, status }: Finding, { path, line, column }: Finding['location']): string {
  return [ruleId, app, status, path, line, column].join('\0');
}

function placesOf({ location, evidence }: Finding): readonly Finding['location'][] {
  return [location, ...evidence.flatMap((step) => step.location ?? [])];
}

/** Lines between two places that are still one piece of work. */
const near = 12;

function absorbs(lead: Finding, other: Finding, { covers, order, placed }: Known): boolean {
  if (lead.status !== other.status || lead.severity !== worse(lead, other)) return false;
  if (lead.app !== other.app) return lead.ruleId === other.ruleId && isSaidBy(lead, other) && sameFix(lead, other);
  if (lead.ruleId !== other.ruleId) return (covers.get(lead.ruleId) ?? []).includes(other.ruleId) && meets(lead, other);
  if (placed.get(exactKey(lead, lead.location)) === lead && provedBy(other, lead)) return sameFix(lead, other);
  const sameWords = lead.message === other.message && lead.location.path === other.location.path;
  const isFirst = (order.get(lead) ?? 0) < (order.get(other) ?? 0);
  const isNear = Math.abs(lead.location.line - other.location.line) <= near || isSameWork(lead, other);
  return sameWords && isFirst && isNear && sameFix(lead, other);
}

/** The same call, which the same way in leads to. */
function isSameWork(lead: Finding, other: Finding): boolean {
  const [one] = lead.evidence;
  const [two] = other.evidence;
  const isEntry = one?.location !== undefined && two?.location !== undefined && one.message === two.message && exactKey(lead, one.location) === exactKey(lead, two.location); // biome-ignore format: one condition
  return isEntry && lead.evidence.length > 1 && other.evidence.length > 1 && lead.contentHash === other.contentHash;
}

/** All that proves the lead is one line, and the other rests on that line too. */
function isSaidBy(lead: Finding, other: Finding): boolean {
  const isIt = ({ path, line }: Finding['location']) => path === lead.location.path && line === lead.location.line;
  return lead.evidence.length > 0 && lead.evidence.every(({ location }) => location && isIt(location)) && other.evidence.some(({ location }) => location && isIt(location)); // biome-ignore format: one condition
}

/**
 * The place of the lead is that of the other one too, or a step of its proof: in the same file, or before the last one. What is done by a
 * helper in another file is done by everyone who calls that.
 */
function provedBy(other: Finding, lead: Finding): boolean {
  const at = exactKey(lead, lead.location);
  if (exactKey(lead, other.location) === at) return true;
  const steps = other.evidence.flatMap(({ location }) => location ?? []);
  const index = steps.findIndex((place) => exactKey(lead, place) === at);
  return index >= 0 && (lead.location.path === other.location.path || index < steps.length - 1);
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
