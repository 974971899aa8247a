import { Argument, type Command, type Option } from 'commander';
import { formatNames } from '../../report/index.js';
import { loadRules } from '../../rule/load.js';
import { topics } from '../../rule/rule.js';
import { terminal } from '../terminal.js';

interface Completed {
  readonly name: string;
  readonly description: string;
  readonly options: readonly { readonly flag: string; readonly short?: string; readonly description: string; readonly values?: readonly string[] }[];
  /** Words that may follow, besides files. */
  readonly words: readonly string[];
} // biome-ignore format: short lines

const shells = { bash, zsh, fish };

/** `completions <shell>`: a script that completes commands, options and their values. */
export function addCompletions(program: Command): void {
  program
    .command('completions')
    .description('print a completion script')
    .addArgument(new Argument('<shell>', 'the shell').choices(Object.keys(shells)))
    .action(async (shell: keyof typeof shells) => {
      const ids = [...topics, ...(await loadRules()).map(({ id }) => id)];
      terminal().print(shells[shell](program.commands.map((command) => completed(command, ids))));
    });
}

function completed(command: Command, ids: readonly string[]): Completed {
  const visible = command.options.filter(({ hidden, long }) => !hidden && long);
  return {
    name: command.name(),
    description: command.description(),
    options: visible.map((option) => ({ flag: option.long ?? '', ...(option.short ? { short: option.short } : {}), description: option.description, ...valuesOf(option, ids) })),
    words: command.name() === 'explain' ? ids : command.registeredArguments.flatMap(({ argChoices }) => argChoices ?? []),
  };
} // biome-ignore format: one line each

function valuesOf(option: Option, ids: readonly string[]): { readonly values?: readonly string[] } {
  if (option.argChoices) return { values: option.argChoices };
  if (option.long === '--format') return { values: formatNames };
  if (option.long === '--only' || option.long === '--skip') return { values: ids };
  return option.required ? { values: [] } : {};
}

function bash(commands: readonly Completed[]): string {
  const names = commands.map(({ name }) => name);
  const values = commands.flatMap(({ name, options }) =>
    options.flatMap(({ flag, short, values: own }) =>
      own && own.length > 0 ? [flag, ...(short ? [short] : [])].map((one) => [`${name} ${one}`, own] as const) : [],
    ),
  );
  return [
    '# eval "$(ha-ready completions bash)"',
    '_ha_ready() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" previous="${COMP_WORDS[COMP_CWORD-1]}" command=audit word words first=1',
    '  [ "${COMP_WORDS[0]}" = npx ] && { [ "${COMP_WORDS[1]}" = ha-ready ] || return; first=2; }',
    `  for word in "\${COMP_WORDS[@]:$first}"; do case "$word" in ${names.join('|')}) command="$word"; break ;; esac; done`,
    '  case "$command $previous" in',
    ...values.map(([when, own]) => `    "${when}") COMPREPLY=($(compgen -W "${own.join(' ')}" -- "$current")); return ;;`),
    '  esac',
    '  case "$command" in',
    ...commands.map(({ name, options, words }) => `    ${name}) words="${[...options.flatMap(({ flag, short }) => [flag, ...(short ? [short] : [])]), ...words].join(' ')}" ;;`),
    '  esac',
    `  [ "$COMP_CWORD" = "$first" ] && words="$words ${names.join(' ')}"`,
    '  COMPREPLY=($(compgen -W "$words" -- "$current"))',
    '}',
    'complete -o default -F _ha_ready ha-ready',
    '# npx completes nothing of its own: `npx ha-ready` is completed where nobody else has taken it',
    'complete -p npx >/dev/null 2>&1 || complete -o default -F _ha_ready npx',
    '',
  ].join('\n');
} // biome-ignore format: a script

function zsh(commands: readonly Completed[]): string {
  const plain = (text: string) => text.replace(/['[\]:\\]/g, ' ');
  const option = ({ flag, short, description, values }: Completed['options'][number]) =>
    `${short ? `'*'{${short},${flag}}'` : `'*${flag}`}[${plain(description)}]${values ? `:value:${values.length > 0 ? `(${values.join(' ')})` : '_files'}` : ''}'`;
  return [
    '#compdef ha-ready',
    '_ha_ready() {',
    `  local -a commands=(${commands.map(({ name, description }) => `'${name}:${plain(description)}'`).join(' ')})`,
    '  local command=audit',
    '  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then _describe command commands; _files -/; return; fi',
    `  case $words[2] in ${commands.map(({ name }) => name).join('|')}) command=$words[2] ;; esac`,
    '  case $command in',
    ...commands.map(({ name, options, words }) => `    ${name}) _arguments ${[...options.map(option), words.length > 0 ? `'*:word:(${words.join(' ')})'` : "'*:folder:_files -/'"].join(' ')} ;;`),
    '  esac',
    '}',
    'compdef _ha_ready ha-ready',
    '',
  ].join('\n');
} // biome-ignore format: a script

function fish(commands: readonly Completed[]): string {
  const quoted = (text: string) => `'${text.replace(/['\\]/g, '\\$&')}'`;
  const lines = ['# ha-ready completions fish | source'];
  for (const { name, description, options, words } of commands) {
    lines.push(`complete -c ha-ready -n __fish_use_subcommand -a ${name} -d ${quoted(description)}`);
    const when = name === 'audit' ? `'not __fish_seen_subcommand_from ${commands.map((one) => one.name).filter((one) => one !== 'audit').join(' ')}'` : `'__fish_seen_subcommand_from ${name}'`;
    for (const { flag, short, description: about, values } of options)
      lines.push(`complete -c ha-ready -n ${when}${short ? ` -s ${short.slice(1)}` : ''} -l ${flag.slice(2)} -d ${quoted(about)}${values ? (values.length > 0 ? ` -xa ${quoted(values.join(' '))}` : ' -r') : ''}`);
    if (words.length > 0) lines.push(`complete -c ha-ready -n ${when} -fa ${quoted(words.join(' '))}`);
  }
  return `${lines.join('\n')}\n`;
} // biome-ignore format: a script
