import { type AuditOptions, auditFiles, type Files } from '../audit.js';
import { discover } from '../discover/discover.js';
import type { FileRef } from '../discover/file-ref.js';
import { isBinaryName, isDraft, sizeLimit } from '../discover/limits.js';
import { roleOf } from '../discover/role.js';
import type { Extractor } from '../extract/extract.js';
import { type Baseline, baselineOf } from '../judge/baseline.js';
import { readSource, sourceOf } from '../read/read.js';
import { type Blob, type Git, gitAt } from './git.js';
import type { Repository } from './repository.js';

/** What a change began with, and the files that it leads to (the working tree when absent). */
export interface Change {
  readonly before: Baseline;
  readonly files?: Files;
}

interface Asked {
  readonly root: string;
  readonly repository: Repository;
  readonly options: AuditOptions & { readonly extractor: Extractor };
}

const foreign = /(^|\/)(\.git|node_modules|bower_components|\.venv)\//;

/** The change since the merge base with a ref, untracked files included. Everything is audited on both sides: a deletion may add a hazard. */
export async function changeSince(ref: string, asked: Asked): Promise<Change> {
  const git = gitAt(asked.repository.top);
  const before = await filesIn(git, git.filesOf(git.mergeBase(ref)), asked);
  return { before: await foundIn(before, asked) };
}

/** The change that is staged: the index against HEAD. */
export async function stagedChange(asked: Asked): Promise<Change> {
  const git = gitAt(asked.repository.top);
  const head = git.head();
  const before = await filesIn(git, head ? git.filesOf(head) : [], asked);
  return { before: await foundIn(before, asked), files: await filesIn(git, git.stagedFiles(), asked) };
}

async function foundIn(files: Files, { root, options }: Asked): Promise<Baseline> {
  const { baseline, before, ...others } = options;
  return baselineOf((await auditFiles(files, { ...others, root })).findings);
}

/** Files as git has stored them, with those beside them that git ignores (`.env`): they are on both sides of every change. */
async function filesIn(git: Git, blobs: readonly Blob[], { root, repository, options }: Asked): Promise<Files> {
  const prefix = repository.below === '' ? '' : `${repository.below}/`;
  const { extractor } = options;
  const own = blobs.filter(
    ({ path }) => path.startsWith(prefix) && !foreign.test(path) && !isBinaryName(path) && !isDraft(path),
  );
  const ids = new Map(own.map(({ path, id }) => [path.slice(prefix.length), id]));
  const bytes = git.read([...ids].filter(([path]) => extractor.wants(path)).map(([, id]) => id));
  const present = (await discover(root, options)).files;
  const ignored = git.ignored(present.map(({ path }) => prefix + path));
  const beside = present.filter(({ path }) => !ids.has(path) && ignored.has(prefix + path));
  const refs = [...ids].map(([path, id]): FileRef => ({ path, size: bytes.get(id)?.length ?? 0, role: roleOf(path) }));
  return {
    refs: [...refs, ...beside]
      .filter(({ path, size }) => size <= sizeLimit(path))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
    read(ref) {
      const stored = bytes.get(ids.get(ref.path) ?? '');
      return stored ? sourceOf(stored, ref) : readSource(root, ref);
    },
  };
}
