import type { Report } from './report.js';
import { count } from './words.js';

/** What the score may be called, by how much was judged. */
export interface Grade {
  readonly label: 'READY' | 'NEARLY READY' | 'NOT READY' | 'READY AS FAR AS JUDGED' | 'PARTLY JUDGED' | 'NOT JUDGED';
  /** How much was judged, or why nothing was. */
  readonly says: string;
}

/** Topics that stay open may hide as many hazards as were found: up to this share of the topics, the rest speaks for the whole. */
const openShare = 0.2;
/** Of an app that serves more topics apply: what is seen in so few says more of what was understood than of the app. */
const fewest = 3;

/** Never `READY` where nothing was recognised or read, where rules were left out, where hardly a topic was seen to apply, or where too much is unclear. */
export function gradeOf({ apps, files, score }: Pick<Report, 'apps' | 'files' | 'score'>): Grade {
  const statuses = apps.flatMap(({ topics }) => Object.values(topics).map(({ status }) => status));
  const used = statuses.filter((status) => status !== 'not-applicable');
  const open = used.filter((status) => status === 'unknown').length;
  const says = `${used.length - open} of ${count(used.length, 'topic')} judged`;
  if (apps.length > 0 && apps.every(({ stack }) => stack.length === 0))
    return { label: 'NOT JUDGED', says: 'nothing was recognised' };
  if (files.read === 0) return { label: 'NOT JUDGED', says: 'no file was read' };
  if (statuses.length > 0 && used.length === open) return { label: 'NOT JUDGED', says };
  if (score.partial) return { label: 'PARTLY JUDGED', says: `${says}, not every rule was asked` };
  if (score.value < 80) return { label: 'NOT READY', says };
  if (score.value < 90) return { label: 'NEARLY READY', says };
  const isMuch = used.length >= fewest && open <= used.length * openShare;
  return { label: isMuch ? 'READY' : 'READY AS FAR AS JUDGED', says };
}

/** The grade as a sentence says it. */
export function gradeWords(label: Grade['label']): string {
  const words = label.slice(0, 1) + label.slice(1).toLowerCase();
  return /judged/i.test(label) ? words : `${words} for a second server`;
}

/** What stands where findings would: true only where everything was asked and nothing was found or accepted. */
export function nothingFound(report: Report, hidden = 0): string {
  const accepted = report.findings.filter(({ status }) => status !== 'open').length;
  const { label, says } = gradeOf(report);
  if (hidden > 0)
    return `No finding is shown: ${count(hidden, 'finding')} left out by --min-severity or --min-confidence.`;
  if (accepted > 0) return `0 new, ${accepted} accepted.`;
  if (label === 'NOT JUDGED') return `Nothing was judged: ${says}.`;
  if (!report.score.complete) return 'No hazard was found in what could be read.';
  if (report.score.partial) return 'No hazard was found by the rules that were asked.';
  return report.unclear.length > 0 || label === 'READY AS FAR AS JUDGED'
    ? 'No hazard was found in what could be judged.'
    : 'No hazard was found.';
}
