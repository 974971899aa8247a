import type { DataNode } from './data.js';
import type { Parsed } from './parsed.js';
import type { SyntaxTree } from './syntax-node.js';

/** The tree of every language that we parse. */
export interface Trees {
  /** The text itself, for readers that need no grammar. */
  text: string;
  php: SyntaxTree;
  ruby: SyntaxTree;
  javascript: import('@babel/types').File;
  json: DataNode;
  dockerfile: import('./dockerfile.js').Dockerfile;
  dotenv: import('./dotenv.js').DotenvTree;
  shell: import('./shell.js').ShellScript;
  yaml: readonly DataNode[];
  'php-ini': import('./ini.js').IniTree;
}

export type Language = keyof Trees;

export type Parse<L extends Language> = (text: string, path: string) => Parsed<Trees[L]>;

const parsers: { readonly [L in Language]: () => Promise<Parse<L>> } = {
  text: async () => (text) => ({ tree: text, problems: [] }),
  php: async () => {
    await (await import('./syntax.js')).loadGrammar('php');
    return (await import('./php.js')).parsePhp;
  },
  ruby: async () => {
    await (await import('./syntax.js')).loadGrammar('ruby');
    return (await import('./ruby.js')).parseRuby;
  },
  javascript: async () => (await import('./javascript.js')).parseJavaScript,
  dockerfile: async () => (await import('./dockerfile.js')).parseDockerfile,
  json: async () => (await import('./json.js')).parseJson,
  dotenv: async () => (await import('./dotenv.js')).parseDotenv,
  shell: async () => {
    await (await import('./syntax.js')).loadGrammar('bash');
    const { parseShell } = await import('./shell.js');
    return (text) => parseShell(text);
  },
  yaml: async () => (await import('./yaml.js')).parseYaml,
  'php-ini': async () => {
    const { parseIni } = await import('./ini.js');
    return (text) => parseIni(text, 'php');
  },
};

/** The parser of a language, imported and made ready when it is first asked for. */
export function loadLanguage<L extends Language>(language: L): Promise<Parse<L>> {
  return parsers[language]() as Promise<Parse<L>>;
}
