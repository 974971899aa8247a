/** The grammar that a file was to be read with has been thrown away since it was loaded, because another file broke it. */
export class GrammarGone extends Error {
  constructor(language: string) {
    super(`the ${language} grammar is not loaded`);
  }
}
