import type { DataNode } from './data.js';
import type { DirectiveDialect, DirectiveLine } from './directives.js';
import type { IniDialect, IniTree } from './ini.js';
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
  haproxy: import('./haproxy.js').HaproxyConfig;
  caddyfile: readonly import('./caddyfile.js').CaddyEntry[];
  apache: readonly import('./directive.js').Directive[];
  nginx: readonly import('./directive.js').Directive[];
  'php-ini': IniTree;
  'plain-ini': IniTree;
  'supervisor-ini': IniTree;
  'systemd-ini': IniTree;
  'plain-lines': readonly DirectiveLine[];
  'postgres-lines': readonly DirectiveLine[];
  'redis-lines': readonly DirectiveLine[];
  crontab: import('./crontab.js').CrontabTree;
  'system-crontab': import('./crontab.js').CrontabTree;
  toml: DataNode;
  hcl: import('./hcl.js').HclBody;
  python: SyntaxTree;
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
  yaml: async () => {
    const { parseYaml } = await import('./yaml.js');
    return (text) => parseYaml(text);
  },
  haproxy: async () => (await import('./haproxy.js')).parseHaproxy,
  caddyfile: async () => (await import('./caddyfile.js')).parseCaddyfile,
  apache: async () => (await import('./apache.js')).parseApache,
  nginx: async () => (await import('./nginx.js')).parseNginx,
  'php-ini': async () => ini('php'),
  'plain-ini': async () => ini('plain'),
  'supervisor-ini': async () => ini('supervisor'),
  'systemd-ini': async () => ini('systemd'),
  'plain-lines': async () => directives('plain'),
  'postgres-lines': async () => directives('postgres'),
  'redis-lines': async () => directives('redis'),
  crontab: async () => {
    const { parseCrontab } = await import('./crontab.js');
    return (text) => parseCrontab(text);
  },
  'system-crontab': async () => {
    const { parseCrontab } = await import('./crontab.js');
    return (text) => parseCrontab(text, { user: true });
  },
  hcl: async () => (await import('./hcl.js')).parseHcl,
  toml: async () => (await import('./toml.js')).parseToml,
  python: async () => {
    await (await import('./syntax.js')).loadGrammar('python');
    return (await import('./python.js')).parsePython;
  },
};

async function ini(dialect: IniDialect): Promise<(text: string) => Parsed<IniTree>> {
  const { parseIni } = await import('./ini.js');
  return (text) => parseIni(text, dialect);
}

async function directives(dialect: DirectiveDialect): Promise<(text: string) => Parsed<readonly DirectiveLine[]>> {
  const { parseDirectives } = await import('./directives.js');
  return (text) => parseDirectives(text, dialect);
}

/** The parser of a language, imported and made ready when it is first asked for. */
export function loadLanguage<L extends Language>(language: L): Promise<Parse<L>> {
  return parsers[language]() as Promise<Parse<L>>;
}
