import { createTwoFilesPatch } from 'diff';

/** A unified diff that `git apply` takes, files in order of their paths. */
export function patchOf(changed: ReadonlyMap<string, string>, textOf: (path: string) => string | undefined): string {
  return [...changed.keys()]
    .sort()
    .map((path) => {
      const old = textOf(path);
      const patch = createTwoFilesPatch(
        `a/${path}`,
        `b/${path}`,
        old ?? '',
        changed.get(path) ?? '',
        undefined,
        undefined,
        { context: 3 },
      );
      const named = patch
        .replace(/^=+\n/, `diff --git a/${path} b/${path}\n`)
        .replace(/^(---|\+\+\+) ([^\t\n]*)\t?$/gm, '$1 $2');
      return old === undefined ? named.replace(/^--- .*$/m, 'new file mode 100644\n--- /dev/null') : named;
    })
    .join('');
}
