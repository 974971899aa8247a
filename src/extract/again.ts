import type { Fact } from '../facts/fact.js';
import type { Language } from '../parse/languages.js';
import type { Source } from '../read/source.js';
import type { Technology } from '../technologies/technology.js';
import type { Extractor } from './extract.js';

/** The files of a language, for whoever has the readers look at them once more under another text. */
export interface Again<L extends Language> {
  readonly language: L;
  textOf(path: string): string | undefined;
  /** Whether a reader looks for something that a text holds. */
  mentions(text: string): boolean;
  /** What readers make of a file that has this text. */
  read(path: string, text: string): Promise<readonly Fact[]>;
}

export function readAgain<L extends Language>(
  language: L,
  sourceAt: (path: string) => Source | undefined,
  { technologies, extractor }: { readonly technologies: readonly Technology[]; readonly extractor: Extractor },
): Again<L> {
  const readers = technologies.flatMap((technology) => technology.readers.filter((one) => one.language === language));
  const words = readers.flatMap(({ mentions }) => mentions ?? []);
  const texts = new Map<string, string | undefined>();
  return {
    language,
    textOf(path) {
      if (!texts.has(path)) texts.set(path, sourceAt(path)?.text);
      return texts.get(path);
    },
    mentions: (text) => words.some((word) => text.includes(word)),
    async read(path, text) {
      const source = sourceAt(path);
      return source ? (await extractor.extract({ ...source, text })).facts : [];
    },
  };
}
