/** What a manifest or a compiler's settings say of the names by which modules are imported. */
export interface ModuleNames {
  /** `paths` of a tsconfig: an import that begins like `from` (`*` stands for the rest) means one of `to`, relative to the repository's root. */
  readonly aliases: readonly { readonly from: string; readonly to: readonly string[] }[];
  /** The folder in which they hold. */
  readonly folder: string;
  /** The package that the folder is, with the file that stands for it where the manifest names one. */
  readonly package?: { readonly name: string; readonly main?: string };
}

declare module './fact.js' {
  interface FactKinds {
    'module-names': ModuleNames;
  }
}
