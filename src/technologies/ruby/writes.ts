import { rubyChain, rubyText } from '../../parse/ruby.js';
import { type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';
import type { RubyFile } from './expr.js';

/** `public`: users fetch what is there; `app`: the app's own. */
export type Root = 'public' | 'app';

const persistent =
  /Rails\.(root|public_path)|settings\.(public_folder|public_dir|root)|\b(public|storage|uploads?|files)\//;
const served = /public|upload|attachment/;
/** Models of what users hand in. */
const handedIn = /(^|\/)(attachment|upload|image|photo|avatar|document)s?(_\w+)?\.rb$/;
const transient = /\b(tmp|temp\w*|Tempfile)\b|Dir\.(tmpdir|mktmpdir)/;
const writers = new Set(['write', 'binwrite', 'open', 'cp', 'mv', 'rename', 'copy', 'move', 'copy_file', 'copy_stream', 'install']); // biome-ignore format: one list

/** `File.write(Rails.root.join("storage/x"), ...)`, `File.open(path, "w")`, `FileUtils.mv(tmp, public)`, `path.binwrite(...)`. */
export function writtenRoot(file: RubyFile, node: SyntaxNode, name: string): Root | undefined {
  if (!writers.has(name)) return undefined;
  const link = rubyChain(file.text, node)?.links.at(-1);
  const receiver = node.children.find(({ field }) => field === 'receiver');
  const owner = receiver ? sourceOf(file.text, receiver) : '';
  const byClass = /^(::)?(File|IO|FileUtils)$/.test(owner);
  if (!byClass && !(/write$/.test(name) && receiver)) return undefined;
  const args = link?.args ?? [];
  if (name === 'open' && !opensToWrite(file, args[1]?.value)) return undefined;
  const moves = !/write$|^open$/.test(name);
  const place = byClass ? (moves ? args.at(-1) : args[0])?.value : receiver;
  return place ? rootOf(file, sourceOf(file.text, place)) : undefined;
}

/** `"wb"`, `"a"`, `File::WRONLY | File::CREAT`. */
function opensToWrite(file: RubyFile, mode: SyntaxNode | undefined): boolean {
  if (!mode) return false;
  return /^(w|a)/.test(rubyText(file.text, mode) ?? '') || /\b(WRONLY|RDWR|APPEND)\b/.test(sourceOf(file.text, mode));
}

/** Where below the app a path lies; undefined when it is not known to lie there. Constants, variables and methods of the same file are followed. */
function rootOf(file: RubyFile, path: string, depth = 0): Root | undefined {
  if (persistent.test(path) && !transient.test(path))
    return served.test(path) || handedIn.test(file.path) ? 'public' : 'app';
  if (depth > 3) return undefined;
  for (const [name] of path.matchAll(/\b[A-Z][A-Z0-9_]{2,}\b|\b\w*(?:path|file|filename|dir|directory|folder)\b/g)) {
    const root = rootOfName(file, name, depth);
    if (root) return root;
  }
  return undefined;
}

/** Methods count with their whole text up to their `end`, variables with their line. */
function rootOfName(file: RubyFile, name: string, depth: number): Root | undefined {
  const method = `^([ \\t]*)def\\s+(?:self\\.)?${name}\\b[^\\n]*\\n([\\s\\S]*?)\\n\\1end\\b`;
  const variable = `^[ \\t]*(?:@@|@)?${name}[ \\t]*(?:\\|\\|)?=([^=~][^\\n]*(?:\\|\\|[ \\t]*\\n[^\\n]*)?)`;
  const texts = [
    ...[...file.text.matchAll(new RegExp(method, 'gm'))].map((found) => found[2] ?? ''),
    ...[...file.text.matchAll(new RegExp(variable, 'gm'))].map((found) => found[1] ?? ''),
  ];
  for (const text of texts.slice(0, 4)) {
    const root = rootOf(file, text, depth + 1);
    if (root) return root;
  }
  return undefined;
}
