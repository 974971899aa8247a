import { codeLanguageOf, isPacked, loadLowering } from '../code/lower/languages.js';
import type { CodeModule } from '../code/model.js';
import { isTestCode } from '../discover/test-code.js';
import type { Fact } from '../facts/fact.js';
import { GrammarGone } from '../parse/grammar-gone.js';
import { type Language, loadLanguage, type Parse } from '../parse/languages.js';
import type { Source } from '../read/source.js';
import type { AnyReader, Technology } from '../technologies/technology.js';

/** What one file says, and what in it could not be parsed. */
export interface Extracted {
  readonly facts: readonly Fact[];
  readonly problems: readonly { readonly start: number; readonly message: string }[];
  /** What the file does, where it is application code. */
  readonly code?: CodeModule;
}

/** Turns sources into facts, one at a time; each file is parsed at most once per language, and only when a reader wants it. */
export interface Extractor {
  /** True when some reader chooses files of this path: others need not be read at all. */
  wants(path: string): boolean;
  extract(source: Source): Promise<Extracted>;
}

const nothing: Extracted = { facts: [], problems: [] };

interface NamedReader {
  readonly technology: string;
  readonly reader: AnyReader;
}

export function extractorOf(technologies: readonly Technology[]): Extractor {
  const readers = technologies.flatMap((technology) =>
    technology.readers.map((reader) => ({ technology: technology.name, reader })),
  );
  return {
    wants: (path) => codeLanguageOf(path) !== undefined || readers.some(({ reader }) => choosesPath(reader, path)),
    extract: async (source) =>
      isPacked(source.path, source.text) || isTestCode(source.path, source.text)
        ? nothing
        : extract(
            source,
            readers.filter(({ reader }) => chooses(reader, source)),
          ),
  };
}

/** What a file comes to that was given up before any reader had spoken: whoever would have learnt from it knows that it has not. */
export function unreadBy(technologies: readonly Technology[]): (source: Source, message: string) => Extracted {
  return (source, message) => {
    const facts: Fact[] = [];
    for (const { name, readers } of technologies)
      for (const reader of readers)
        if (reader.feeds && chooses(reader, source))
          facts.push(unread(source, name, { message, start: 0, feeds: reader.feeds }));
    return { facts, problems: [{ start: 0, message }] };
  };
}

/** Languages of configuration whose files are known by words in their names: a file of code (`src/dockerfile.ts`) is none of them. */
const named = new Set<Language>(['dockerfile', 'nginx', 'apache', 'haproxy', 'caddyfile', 'crontab']);
const code =
  /\.([cm]?[jt]sx?|py|rb|php|go|rs|java|kt|cs|swift|c|h|cc|cpp|hpp|scala|ex|exs|lua|pl|pm|r|dart|vue|svelte|html?|css|s[ac]ss|md|mdx|rst|adoc)$/i;

function choosesPath({ language, paths }: AnyReader, path: string): boolean {
  return paths.test(path) && !(named.has(language) && code.test(path));
}

function chooses(reader: AnyReader, source: Source): boolean {
  if (!choosesPath(reader, source.path) || reader.unless?.some((word) => source.text.includes(word))) return false;
  return reader.mentions === undefined || reader.mentions.some((word) => source.text.includes(word));
}

interface Draft {
  readonly facts: Fact[];
  readonly problems: Map<string, { start: number; message: string }>;
  code?: CodeModule;
}

async function extract(source: Source, readers: readonly NamedReader[]): Promise<Extracted> {
  const draft: Draft = { facts: [], problems: new Map() };
  const written = codeLanguageOf(source.path);
  const languages = new Set<Language>(readers.map(({ reader }) => reader.language));
  if (written) languages.add(written);
  for (const language of languages) {
    const own = readers.filter(({ reader }) => reader.language === language);
    try {
      await extractIn(language, own, { source, draft });
    } catch (error) {
      failed(source, draft, { readers: own, error });
    }
  }
  const { facts, problems, code } = draft;
  facts.sort(
    (a, b) => a.at.start - b.at.start || a.at.end - b.at.end || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
  );
  return { facts, problems: [...problems.values()].sort((a, b) => a.start - b.start), ...(code ? { code } : {}) };
}

interface Extracting {
  readonly source: Source;
  readonly draft: Draft;
}

async function extractIn(
  language: Language,
  readers: readonly NamedReader[],
  { source, draft }: Extracting,
): Promise<void> {
  const parsed = await parsedIn(language, source);
  const written = codeLanguageOf(source.path);
  if (language === written) {
    try {
      draft.code = (await loadLowering(written))(parsed.tree as never, source.text, source.path);
    } catch (error) {
      failed(source, draft, { readers: [], error });
    }
  }
  // what no reader asked for hides nothing that a reader would have said
  if (readers.length === 0) return;
  for (const problem of parsed.problems.slice(0, mostProblems))
    draft.problems.set(`${problem.start} ${problem.message}`, problem);
  const first = parsed.problems[0];
  for (const one of readers) {
    const { technology, reader } = one;
    try {
      const facts = reader.extract(parsed.tree as never, source);
      for (const fact of facts) draft.facts.push(fact);
    } catch (error) {
      failed(source, draft, { readers: [one], error });
    }
    if (first && reader.feeds)
      draft.facts.push(unread(source, technology, { message: first.message, start: first.start, feeds: reader.feeds }));
  }
}

/** How often a grammar is loaded again for one file. */
const mostLoads = 10;

/** Parses a file. Files are read beside each other, and one that breaks the grammars takes them from those that have just asked for them. */
async function parsedIn(language: Language, { text, path }: Source): Promise<ReturnType<Parse<Language>>> {
  for (let load = 1; ; load++) {
    const parse = (await loadLanguage(language)) as Parse<Language>;
    try {
      return parse(text, path);
    } catch (error) {
      if (!(error instanceof GrammarGone) || load >= mostLoads) throw error;
    }
  }
}

/** Nobody counts more of them. */
const mostProblems = 100;

/** A fault of ours in one file is an error of that file: nothing that it might have said is taken for silence, and the others are read. */
function failed(
  source: Source,
  { facts, problems }: Draft,
  { readers, error }: { readonly readers: readonly NamedReader[]; readonly error: unknown },
): void {
  const message = `not read: ${error instanceof RangeError ? 'it is nested too deeply' : `a fault of this program (${nameOf(error)}), please report it`}`;
  problems.set(message, { start: 0, message });
  for (const { technology, reader } of readers)
    if (reader.feeds) facts.push(unread(source, technology, { message, start: 0, feeds: reader.feeds }));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message.slice(0, 100)}` : 'unknown error';
}

function unread(
  source: Source,
  technology: string,
  problem: { message: string; start: number; feeds: readonly string[] },
): Fact {
  const at = { file: source.path, start: problem.start, end: problem.start };
  return { kind: 'unread', at, technology, message: problem.message, feeds: problem.feeds };
}
