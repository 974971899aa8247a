import { createTwoFilesPatch } from 'diff';

/** What a patch is made from. */
export interface Patching {
  /** The text of a file; undefined for a new one. */
  textOf(path: string): string | undefined;
  /** The lines of a file as they may be shown: a line that is not changed must not give a secret away. */
  shownOf?(path: string): readonly string[] | undefined;
}

/** A unified diff that `git apply` takes, files in order of their paths. */
export function patchOf(changed: ReadonlyMap<string, string>, given: Patching): string {
  return [...changed.keys()]
    .sort()
    .map((path) => filePatch(path, changed.get(path) ?? '', given))
    .join('');
}

/** As much context as shows no secret; with less than a line of it git would not find the place, so that one line is masked. */
function filePatch(path: string, text: string, { textOf, shownOf }: Patching): string {
  const old = textOf(path);
  const shown = old === undefined ? undefined : shownOf?.(path);
  for (const context of [3, 2]) {
    const patch = unified(path, { old, text, context });
    if (!shown || covered(patch, shown) === patch) return patch;
  }
  return covered(unified(path, { old, text, context: 1 }), shown ?? []);
}

function unified(
  path: string,
  { old, text, context }: { readonly old: string | undefined; readonly text: string; readonly context: number },
): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, old ?? '', text, undefined, undefined, { context });
  const named = patch
    .replace(/^=+\n/, `diff --git a/${path} b/${path}\n`)
    .replace(/^(---|\+\+\+) ([^\t\n]*)\t?$/gm, '$1 $2');
  return old === undefined ? named.replace(/^--- .*$/m, 'new file mode 100644\n--- /dev/null') : named;
}

/** The patch with the lines around the changes as they may be shown. */
function covered(patch: string, shown: readonly string[]): string {
  let line = 0;
  return patch
    .split('\n')
    .map((text) => {
      const start = /^@@ -(\d+)/.exec(text)?.[1];
      if (start !== undefined) line = Number(start);
      else if (line > 0 && text.startsWith('-')) line++;
      else if (line > 0 && text.startsWith(' ')) return ` ${shown[line++ - 1] ?? ''}${text.endsWith('\r') ? '\r' : ''}`;
      return text;
    })
    .join('\n');
}
