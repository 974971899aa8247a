import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type AuditOptions, auditFiles } from '../../audit.js';
import { discover } from '../../discover/discover.js';
import type { FileRef } from '../../discover/file-ref.js';
import { roleOf } from '../../discover/role.js';
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
  const listed = new Set(found.files.map(({ path }) => path));
  const read = (texts: ReadonlyMap<string, string>) => (ref: FileRef) => {
    const source = listed.has(ref.path) ? (sources.get(ref.path) ?? readSource(root, ref)) : newSource(ref);
    if (isUnreadable(source)) return source;
    if (listed.has(ref.path)) sources.set(ref.path, source);
    const text = texts.get(ref.path);
    return text === undefined ? source : { ...source, text };
  };
  const stands = (path: string) => existsSync(join(root, path));
  const audit = (texts: ReadonlyMap<string, string>) =>
    auditFiles(
      { refs: [...found.files, ...newFiles(texts, listed)], read: read(texts) },
      { ...options, root, skipped: found.skipped, extractor, stands },
    );
  const textOf = (path: string) => sources.get(path)?.text;
  return {
    repair: async (permission) => repair(await audit(new Map()), { permission, textOf, audit }),
    patch: (repaired) => patchOf(repaired.texts, textOf),
    write(repaired) {
      const changes = [...repaired.texts].map(([path, text]) => {
        const source = sources.get(path);
        return [path, { was: source?.text, text, bom: source?.bom ?? false }] as const;
      });
      return writeTexts(root, new Map(changes)).map(({ path, refused }) =>
        refused ? `left ${visible(path)}: ${refused}` : `changed ${visible(path)}`,
      );
    },
  };
}

/** The files that repairs make, as discovery would list them. */
function newFiles(texts: ReadonlyMap<string, string>, listed: ReadonlySet<string>): readonly FileRef[] {
  return [...texts]
    .filter(([path]) => !listed.has(path))
    .map(([path, text]) => ({ path, size: text.length, role: roleOf(path) }));
}

function newSource({ path, role }: FileRef): Source {
  return { path, role, text: '', bom: false, eol: '\n', hash: '', lossless: true };
}
