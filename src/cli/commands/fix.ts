import { type AuditOptions, auditFiles } from '../../audit.js';
import { discover } from '../../discover/discover.js';
import { extractorOf } from '../../extract/extract.js';
import { remembering } from '../../extract/remember.js';
import { patchOf } from '../../fix/diff.js';
import type { Permission } from '../../fix/plan.js';
import { type Repaired, repair } from '../../fix/verify.js';
import { writeTexts } from '../../fix/write.js';
import { isUnreadable, readSource } from '../../read/read.js';
import type { Source } from '../../read/source.js';
import { visible } from '../../report/visible.js';
import { loadTechnologies } from '../../technologies/load.js';

/** A repository whose files can be audited again with some of them changed. */
export interface Workshop {
  /** What repairing comes to, in memory. */
  repair(permission: Permission): Promise<Repaired>;
  /** The patch from the files as they are to the repaired ones. */
  patch(repaired: Repaired): string;
  /** Writes the repaired files and says what became of them. */
  write(repaired: Repaired): readonly string[];
}

/** Reads a folder for repairing: files are read once, and extracted again only when a repair changes them. */
export async function openWorkshop(root: string, options: AuditOptions): Promise<Workshop> {
  const found = await discover(root, options);
  const extractor = remembering(extractorOf(await loadTechnologies()));
  const sources = new Map<string, Source>();
  const read = (texts: ReadonlyMap<string, string>) => (ref: (typeof found.files)[number]) => {
    const source = sources.get(ref.path) ?? readSource(root, ref);
    if (isUnreadable(source)) return source;
    sources.set(ref.path, source);
    const text = texts.get(ref.path);
    return text === undefined ? source : { ...source, text };
  };
  const audit = (texts: ReadonlyMap<string, string>) =>
    auditFiles({ refs: found.files, read: read(texts) }, { ...options, root, skipped: found.skipped, extractor });
  const textOf = (path: string) => sources.get(path)?.text;
  return {
    repair: async (permission) => repair(await audit(new Map()), { permission, textOf, audit }),
    patch: (repaired) => patchOf(repaired.texts, textOf),
    write(repaired) {
      const changes = [...repaired.texts].flatMap(([path, text]) => {
        const source = sources.get(path);
        return source ? [[path, { was: source.text, text, bom: source.bom }] as const] : [];
      });
      return writeTexts(root, new Map(changes)).map(({ path, refused }) =>
        refused ? `left ${visible(path)}: ${refused}` : `changed ${visible(path)}`,
      );
    },
  };
}

/** What was repaired, what was left and why, and what remains to be done by hand. */
export function summaryOf(repaired: Repaired): string {
  const lines: string[] = [];
  const made = [...new Set(repaired.made.map(({ finding, fix }) => `  ${finding.ruleId}  ${fix.title}`))];
  if (made.length > 0) lines.push('Repaired', ...made);
  const needs = [...new Set(repaired.made.flatMap(({ fix }) => fix.needs))];
  if (needs.length > 0) lines.push('To do by hand', ...needs.map((need) => `  - ${need}`));
  const left = [
    ...new Set(
      repaired.left.map(
        ({ finding, why }) => `  ${finding.ruleId}  ${finding.location.path}:${finding.location.line}  ${why}`,
      ),
    ),
  ];
  if (left.length > 0) lines.push('Left', ...left);
  lines.push(`Score ${repaired.before.score.value} -> ${repaired.after.score.value}`);
  return `${lines.map(visible).join('\n')}\n`;
}
