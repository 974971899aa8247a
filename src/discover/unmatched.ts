import glob from 'fast-glob';

/** Globs that match neither a file nor a folder of a tree: whoever wrote them meant something else, or it is gone. */
export function unmatchedGlobs(root: string, globs: readonly string[]): readonly string[] {
  return globs.filter((one) => {
    try {
      const found = glob.sync(one, {
        cwd: root,
        dot: true,
        onlyFiles: false,
        followSymbolicLinks: false,
        suppressErrors: true,
        // what is never entered is matched by its own name at most
        ignore: /node_modules|vendor|\.git/.test(one) ? [] : ['**/node_modules/**', '**/vendor/**', '**/.git/**'],
      });
      return found.length === 0;
    } catch {
      return false;
    }
  });
}
