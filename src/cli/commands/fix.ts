import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditOptions, auditFiles } from '../../audit.js';
import { discover } from '../../discover/discover.js';
import type { FileRef } from '../../discover/file-ref.js';
import { roleOf } from '../../discover/role.js';
import { type Extractor, extractorOf } from '../../extract/extract.js';
import { remembering } from '../../extract/remember.js';
import { patchOf } from '../../fix/diff.js';
import type { Permission } from '../../fix/plan.js';
import { type Repaired, repair } from '../../fix/verify.js';
import { stageTexts, sweepDrafts, type Written } from '../../fix/write.js';
import { secretsOf, shownLines } from '../../judge/masking.js';
import { isUnreadable, readSource } from '../../read/read.js';
import type { Source } from '../../read/source.js';
import type { Report } from '../../report/report.js';
import { maskOf } from '../../report/secret.js';
import { visiblePatch } from '../../report/visible.js';
import { loadTechnologies } from '../../technologies/load.js';

/** A repository whose files can be audited again with some of them changed. */
export interface Workshop {
  /** What repairing comes to, in memory. */
  repair(permission: Permission): Promise<Repaired>;
  /** The patch from the files as they are to the repaired ones. */
  patch(repaired: Repaired): string;
  /** Writes the repaired files. What has been written decides what is repaired: what cannot be written is left, and audited as it is. */
  write(repaired: Repaired): Promise<Done>;
}

/** What was repaired on the disk. */
export interface Done {
  readonly repaired: Repaired;
  /** What became of each file. */
  readonly files: readonly Written[];
}

/** Reads a folder for repairing: files are read once, and extracted again only when a repair changes them. */
export async function openWorkshop(
  root: string,
  options: AuditOptions & {
    readonly extractor?: Extractor;
    readonly onProgress?: (done: number, of: number, round: number) => void;
  },
): Promise<Workshop> {
  const found = await discover(root, options);
  const extractor = remembering(options.extractor ?? extractorOf(await loadTechnologies()));
  const sources = new Map<string, Source>();
  const listed = new Set(found.files.map(({ path }) => path));
  const read = (texts: Texts) => (ref: FileRef) => {
    const source = listed.has(ref.path) ? (sources.get(ref.path) ?? readSource(root, ref)) : newSource(ref);
    if (isUnreadable(source)) return source;
    if (listed.has(ref.path)) sources.set(ref.path, source);
    const text = texts.get(ref.path);
    return text === undefined ? source : { ...source, text };
  };
  const stands = (path: string) => existsSync(join(root, path));
  let round = 0;
  const audit = (texts: Texts) => {
    round++;
    const now = round;
    return auditFiles(
      { refs: [...found.files, ...newFiles(texts, listed)], read: read(texts) },
      {
        ...options,
        root,
        skipped: found.skipped,
        problems: found.problems,
        extractor,
        stands,
        onProgress: (done, of) => options.onProgress?.(done, of, now),
      },
    );
  };
  const textOf = (path: string) => sources.get(path)?.text;
  const shownOf = (path: string) => {
    const source = sources.get(path);
    const known = maskOf(secretsOf(sources.values()));
    return source && shownLines(source).map((line) => known(line, 'code'));
  };
  const changesOf = (texts: Texts) =>
    new Map(
      [...texts].map(([path, text]) => {
        const source = sources.get(path);
        return [path, { was: source?.text, text, bom: source?.bom ?? false }];
      }),
    );
  return {
    repair: async (permission) => repair(await audit(new Map()), { permission, textOf, audit }),
    patch: (repaired) => visiblePatch(patchOf(repaired.texts, { textOf, shownOf })),
    async write(planned) {
      sweepDrafts(root, found.drafts);
      const barred = new Map<string, string>();
      let repaired = planned;
      for (;;) {
        const staged = stageTexts(root, changesOf(repaired.texts));
        if (staged.refused.length === 0) return doneWith(repaired, { written: staged.commit(), barred, audit });
        // a repair of several files is made in all of them or in none
        staged.discard();
        for (const { path, refused } of staged.refused) barred.set(path, refused ?? '');
        repaired = await repair(planned.before, { permission: planned.permission, textOf, audit, barred });
      }
    },
  };
}

type Texts = ReadonlyMap<string, string>;

interface Outcome {
  readonly written: readonly Written[];
  readonly barred: ReadonlyMap<string, string>;
  readonly audit: (texts: Texts) => Promise<Report>;
}

/** What is on the disk now. */
async function doneWith(planned: Repaired, { written, barred, audit }: Outcome): Promise<Done> {
  const files = [...[...barred].map(([path, refused]) => ({ path, refused })), ...written];
  const failed = new Map(files.flatMap(({ path, refused }) => (refused === undefined ? [] : [[path, refused]])));
  if (written.every(({ refused }) => refused === undefined)) return { repaired: planned, files };
  const texts = new Map([...planned.texts].filter(([path]) => !failed.has(path)));
  const lost = ({ fix }: Repaired['made'][number]) => fix.edits.some(({ path }) => failed.has(path));
  const left = planned.made.filter(lost).map(({ finding, fix }) => {
    const path = fix.edits.find((edit) => failed.has(edit.path))?.path ?? '';
    return { finding, why: `${path} cannot be written: ${failed.get(path)}` };
  });
  const made = planned.made.filter((one) => !lost(one));
  return { repaired: { ...planned, texts, made, left: [...planned.left, ...left], after: await audit(texts) }, files };
}

/** The files that repairs make, as discovery would list them. */
function newFiles(texts: Texts, listed: ReadonlySet<string>): readonly FileRef[] {
  return [...texts]
    .filter(([path]) => !listed.has(path))
    .map(([path, text]) => ({ path, size: text.length, role: roleOf(path) }));
}

function newSource({ path, role }: FileRef): Source {
  return { path, role, text: '', bom: false, eol: '\n', hash: '', lossless: true };
}
