import { spawnSync } from 'node:child_process';
import { UserError } from './user-error.js';

/** A file of a commit or of the index. */
export interface Blob {
  /** From the top of the repository. */
  readonly path: string;
  readonly id: string;
}

/** A git repository, asked only for what it has stored: no hook, filter, text converter or monitor of it is run, nothing is fetched. */
export interface Git {
  /** The commit that a change since `ref` began at: the merge base with HEAD. */
  mergeBase(ref: string): string;
  /** HEAD, or undefined before the first commit. */
  head(): string | undefined;
  filesOf(commit: string): readonly Blob[];
  stagedFiles(): readonly Blob[];
  /** The bytes of blobs, by id. */
  read(ids: readonly string[]): ReadonlyMap<string, Buffer>;
  /** Those of some paths that git ignores. */
  ignored(paths: readonly string[]): ReadonlySet<string>;
}

const most = 1024 * 1024 * 1024;

/** Git waits for ever for a pipe that stands in the place of one of its files. */
const longest = 120_000;

/** Asks the git repository of a folder; an answer that takes longer than `wait` milliseconds is none. */
export function gitAt(top: string, wait = longest): Git {
  const run = (args: readonly string[], input = ''): { readonly ok: boolean; readonly bytes: Buffer; readonly says: string } => {
    const { status, stdout, stderr, error } = spawnSync('git', ['-C', top, ...harmless, ...args], { input, env: quietEnv(), maxBuffer: most, timeout: wait, killSignal: 'SIGKILL' });
    if (error) throw new UserError(`git cannot be run (${'code' in error ? String(error.code) : error.message})`, 'Install git, or leave --since and --staged out.');
    return { ok: status === 0, bytes: stdout, says: stderr.toString('utf8').trim() };
  };
  const text = (args: readonly string[], input?: string): string => {
    const { ok, bytes, says } = run(args, input);
    if (!ok) throw new UserError(`git ${args[0]} failed: ${says.split('\n')[0] ?? ''}`);
    return bytes.toString('utf8');
  };
  const commitOf = (ref: string): string | undefined => {
    const { ok, bytes } = run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
    return ok ? bytes.toString('utf8').trim() : undefined;
  };
  return {
    mergeBase(ref) {
      text(['rev-parse', '--git-dir']);
      const shallow = text(['rev-parse', '--is-shallow-repository']).trim() === 'true';
      const commit = commitOf(ref);
      const base = commit === undefined ? undefined : run(['merge-base', commit, 'HEAD']);
      if (base?.ok) return base.bytes.toString('utf8').trim();
      const what = commit ? `${ref} and HEAD have no common commit` : `there is no commit ${ref}`;
      if (shallow) throw new UserError(`${what} in this shallow clone`, 'Fetch the history first: git fetch --unshallow, or fetch-depth: 0 in actions/checkout.');
      throw new UserError(what, 'Give a branch, a tag or a commit that is here, such as origin/main.');
    },
    head: () => commitOf('HEAD'),
    filesOf: (commit) => blobsIn(text(['ls-tree', '-r', '-z', '--full-tree', commit]), /^(100644|100755) blob (\S+)\t(.+)$/s),
    stagedFiles: () => blobsIn(text(['ls-files', '-s', '-z']), /^(100644|100755) (\S+) 0\t(.+)$/s),
    read: (ids) => batch(run(['cat-file', '--batch'], ids.map((id) => `${id}\n`).join('')).bytes),
    ignored: (paths) => new Set(paths.length === 0 ? [] : run(['check-ignore', '-z', '--stdin'], paths.map((path) => `${path}\0`).join('')).bytes.toString('utf8').split('\0').filter(Boolean)),
  };
} // biome-ignore format: one question of git per line

/** What a repository's own configuration could otherwise make git run. */
const harmless = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'protocol.allow=never'];

function quietEnv(): NodeJS.ProcessEnv {
  return { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_NO_LAZY_FETCH: '1', GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };
}

function blobsIn(listing: string, row: RegExp): readonly Blob[] {
  return listing.split('\0').flatMap((line) => {
    const [, , id, path] = row.exec(line) ?? [];
    return id && path ? [{ id, path }] : [];
  });
}

/** The answer of `cat-file --batch`: `<id> blob <size>`, a line end, the bytes, a line end, again and again. */
function batch(bytes: Buffer): ReadonlyMap<string, Buffer> {
  const found = new Map<string, Buffer>();
  let at = 0;
  while (at < bytes.length) {
    const end = bytes.indexOf(10, at);
    if (end < 0) break;
    const [id = '', kind, size] = bytes.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (kind !== 'blob') continue;
    found.set(id, bytes.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}
