import type { Fact } from '../../facts/fact.js';
import type { IniEntry, IniTree } from '../../parse/ini.js';

/** php.ini, conf.d files, `.user.ini` and FPM pools (`php_value[session.save_handler] = redis`). */
export function* iniFacts(tree: IniTree, path: string): Iterable<Fact> {
  for (const entry of [...tree.entries, ...tree.sections.flatMap((section) => section.entries)]) {
    const fact = settingOf(entry, path);
    if (fact) yield fact;
  }
}

function settingOf({ key, value }: IniEntry, path: string): Fact | undefined {
  const name = /^php(?:_admin)?_(?:value|flag)\[(.+)\]$/.exec(key.text)?.[1] ?? key.text;
  if (!/^(session\.(save_handler|save_path|auto_start)|error_log)$/.test(name) || !value) return undefined;
  const at = { file: path, start: key.start, end: value.end };
  return {
    kind: 'setting',
    technology: 'php',
    key: name,
    value: { is: 'literal', value: value.text, at: { ...at, start: value.start } },
    at,
  };
}
