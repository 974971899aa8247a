import { codeLanguageOf } from './code/lower/languages.js';
import type { CodeModule } from './code/model.js';
import { asShipped, tellsHowToStart } from './discover/deployment.js';
import type { FileRef } from './discover/file-ref.js';
import type { Extracted, Extractor } from './extract/extract.js';
import type { Fact } from './facts/fact.js';
import { ignoreComments } from './judge/comments.js';
import { secretsOf } from './judge/masking.js';
import { sightOf } from './judge/sight.js';
import { type Language, loadLanguage } from './parse/languages.js';
import type { Source } from './read/source.js';
import type { FileProblem } from './report/report.js';
import { publishedForStacks } from './technologies/compose/images.js';

/** The files that an audit looks at, wherever they come from. */
export interface Files {
  readonly refs: readonly FileRef[];
  /** The text of a file, or why it cannot be had. */
  read(ref: FileRef): Source | { readonly path: string; readonly message: string };
}

/** What the files of an audit say, each by itself. */
export interface ReadFiles {
  readonly refs: readonly FileRef[];
  readonly sources: ReadonlyMap<string, Source>;
  readonly facts: ReadonlyMap<string, readonly Fact[]>;
  /** What the shipped files of application code do. */
  readonly code: ReadonlyMap<string, CodeModule>;
  readonly problems: readonly FileProblem[];
  /** Values that some file gives as secrets. */
  readonly secrets: ReadonlySet<string>;
  /** Any file of the tree, also one that says nothing: a repair may add to it. */
  source(path: string): Source | undefined;
}

/** How many files of how many have been looked at. */
type Told = (done: number, of: number) => void;

/** The roles of files that are audited. */
export const audited = new Set(['shipped', 'ci']);

/** So many files wait for threads at most; they are heard in the order of their paths, whichever is done first. */
const mostUnderway = 32;

/** Reads all that ships; in the end also what only a pipeline shows to ship. */
export async function readAll(files: Files, extractor: Extractor, onProgress?: Told): Promise<ReadFiles> {
  const sources = new Map<string, Source>();
  const sight = sightOf(sources);
  const facts = new Map<string, readonly Fact[]>();
  const code = new Map<string, CodeModule>();
  const problems: FileProblem[] = [];
  const secrets = new Set<string>();
  const hear = (source: Source, extracted: Extracted): void => {
    const { path, role } = source;
    const worthKeeping = extracted.facts.length > 0 || extracted.problems.length > 0;
    if (worthKeeping || ignoreComments(source).length > 0) sources.set(path, source);
    facts.set(path, extracted.facts);
    if (extracted.code && role === 'shipped') code.set(path, extracted.code);
    for (const { start, message } of extracted.problems.slice(0, 1))
      problems.push({ path, line: sight.place({ file: path, start, end: start }).line, message });
  };
  const readThese = async (refs: readonly FileRef[], told?: Told): Promise<void> => {
    const underway: { readonly source: Source; readonly extracted: Promise<Extracted> }[] = [];
    for (const [index, ref] of refs.entries()) {
      told?.(index, refs.length);
      if ((!audited.has(ref.role) && !tellsHowToStart(ref)) || !extractor.wants(ref.path)) continue;
      const source = files.read(ref);
      if (!('text' in source)) {
        problems.push({ path: source.path, message: source.message });
        continue;
      }
      for (const secret of secretsOf([source])) secrets.add(secret);
      underway.push({ source, extracted: extractor.extract(source) });
      const first = underway.length >= mostUnderway ? underway.shift() : undefined;
      if (first) hear(first.source, await first.extracted);
    }
    for (const { source, extracted } of underway) hear(source, await extracted);
  };
  await readThese(files.refs, onProgress);
  const published = publishedForStacks([...facts.values()].flat());
  const refs = files.refs.map((ref) => (published.has(ref.path) ? asShipped(ref) : ref));
  await readThese(refs.filter((ref, index) => ref !== files.refs[index]));
  await readyEditors(facts.keys());
  const byPath = new Map(refs.map((ref) => [ref.path, ref]));
  const source = (path: string) => {
    const known = sources.get(path);
    if (known) return known;
    const ref = byPath.get(path);
    const found = ref && files.read(ref);
    return found && 'text' in found ? found : undefined;
  };
  return { refs, sources, facts, code, problems, secrets, source };
}

/** Files are read in threads of their own; the editors of repairs parse here, and need the grammars too. */
async function readyEditors(paths: Iterable<string>): Promise<void> {
  const languages = new Set<Language>();
  for (const path of paths) {
    const language = codeLanguageOf(path) ?? (path.endsWith('.sh') ? 'shell' : undefined);
    if (language) languages.add(language);
  }
  for (const language of languages) await loadLanguage(language);
}
