import { codeLanguageOf, loadLowering } from '../code/lower/languages.js';
import type { CodeModule } from '../code/model.js';
import type { Fact } from '../facts/fact.js';
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

interface NamedReader {
  readonly technology: string;
  readonly reader: AnyReader;
}

export function extractorOf(technologies: readonly Technology[]): Extractor {
  const readers = technologies.flatMap((technology) =>
    technology.readers.map((reader) => ({ technology: technology.name, reader })),
  );
  return {
    wants: (path) => codeLanguageOf(path) !== undefined || readers.some(({ reader }) => reader.paths.test(path)),
    extract: (source) =>
      extract(
        source,
        readers.filter(({ reader }) => chooses(reader, source)),
      ),
  };
}

function chooses(reader: AnyReader, source: Source): boolean {
  if (!reader.paths.test(source.path) || reader.unless?.some((word) => source.text.includes(word))) return false;
  return reader.mentions === undefined || reader.mentions.some((word) => source.text.includes(word));
}

async function extract(source: Source, readers: readonly NamedReader[]): Promise<Extracted> {
  const facts: Fact[] = [];
  const problems = new Map<string, { start: number; message: string }>();
  const written = codeLanguageOf(source.path);
  let code: CodeModule | undefined;
  const languages = new Set<Language>(readers.map(({ reader }) => reader.language));
  if (written) languages.add(written);
  for (const language of languages) {
    const parse = (await loadLanguage(language)) as Parse<Language>;
    const parsed = parse(source.text, source.path);
    if (language === written) code = (await loadLowering(written))(parsed.tree as never, source.text, source.path);
    // what no reader asked for hides nothing that a reader would have said
    if (!readers.some(({ reader }) => reader.language === language)) continue;
    for (const problem of parsed.problems) problems.set(`${problem.start} ${problem.message}`, problem);
    for (const { technology, reader } of readers) {
      if (reader.language !== language) continue;
      for (const fact of reader.extract(parsed.tree as never, source)) facts.push(fact);
      const first = parsed.problems[0];
      if (first && reader.feeds)
        facts.push(unread(source, technology, { message: first.message, start: first.start, feeds: reader.feeds }));
    }
  }
  facts.sort(
    (a, b) => a.at.start - b.at.start || a.at.end - b.at.end || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0),
  );
  return { facts, problems: [...problems.values()].sort((a, b) => a.start - b.start), ...(code ? { code } : {}) };
}

function unread(
  source: Source,
  technology: string,
  problem: { message: string; start: number; feeds: readonly string[] },
): Fact {
  const at = { file: source.path, start: problem.start, end: problem.start };
  return { kind: 'unread', at, technology, message: problem.message, feeds: problem.feeds };
}
