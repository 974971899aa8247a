import { type Command, InvalidArgumentError, Option } from 'commander';
import { formatNames } from '../report/index.js';
import type { Confidence, Severity } from '../rule/rule.js';
import type { ColorChoice } from './terminal.js';

/** The flags of `audit`; what is absent is decided by the configuration or the defaults. */
export interface AuditFlags {
  readonly format?: readonly string[];
  readonly output?: string;
  readonly failOn?: Severity | 'never';
  readonly minScore?: number;
  readonly maxFindings?: number;
  readonly exitZero?: boolean;
  readonly strict?: boolean;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly rules?: string | false;
  readonly allowPartial?: boolean;
  readonly minSeverity?: Severity;
  readonly minConfidence?: Confidence;
  /** A file, or false for `--no-config`. */
  readonly config?: string | false;
  readonly dotenv?: string;
  readonly envFile?: string;
  readonly deployment?: string;
  readonly servers?: number;
  readonly exclude?: readonly string[];
  readonly gitignore?: boolean;
  readonly baseline?: string | boolean;
  readonly generateBaseline?: boolean | string;
  readonly updateBaseline?: boolean;
  readonly force?: boolean;
  readonly since?: string;
  readonly staged?: boolean;
  readonly suppressions?: boolean;
  readonly showAccepted?: boolean;
  readonly showFiles?: boolean;
  readonly printConfig?: boolean;
  readonly diff?: boolean;
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly allowEmpty?: boolean;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly color?: ColorChoice;
}

const severities = ['error', 'warning', 'note'] as const;

/** Declares the flags, in the groups in which the help shows them. */
export function addFlags(command: Command): Command {
  const add = (group: string, ...options: readonly Option[]): void => {
    for (const option of options) command.addOption(option.helpGroup(`${group}:`));
  };
  add(
    'Output',
    option('-f, --format <name[=file]>', `${formatNames.join(', ')}; repeatable`).argParser(collected).env('HA_READY_FORMAT'),
    option('-o, --output <file>', 'write the format to a file; text still shows'),
    option('-v, --verbose', 'every place and the whole chain of reasons'),
    option('-q, --quiet', 'findings and the summary only'),
    option('--min-severity <severity>', 'show these only; score and gate see all').choices(severities),
    option('--min-confidence <level>', 'show these only; score and gate see all').choices(['high', 'medium', 'low']),
    option('--show-accepted', 'list suppressed and baselined findings too'),
    option('--color <when>', 'auto, always or never').choices(['auto', 'always', 'never']),
    option('--no-color', 'no colour'),
  );
  add(
    'Gate',
    option('--fail-on <severity>', 'exit 1 from this severity on (default: error)').choices([...severities, 'never']).env('HA_READY_FAIL_ON'),
    option('--min-score <0-100>', 'exit 1 when the score is lower').argParser(wholeNumber(0, 100)),
    option('--max-findings <n>', 'exit 1 when more findings are open').argParser(wholeNumber(0, 1_000_000)),
    option('--exit-zero', 'exit 0 even when the gate fails'),
    option('--strict', 'exit 2 on unread files and useless suppressions'),
    option('--allow-empty', 'exit 0 when there is nothing to audit'),
  );
  add(
    'What is asked',
    option('--only <ids>', 'these rules or topics only (partial score)').argParser(listed),
    option('--skip <ids>', 'not these rules or topics (partial score)').argParser(listed),
    option('--rules <folder>', 'your own rules (default: .ha-ready/rules)'),
    option('--no-rules', 'no rules of your own'),
    option('--allow-partial', 'let --min-score hold a partial score'),
    option('-c, --config <file>', 'configuration instead of the one found').env('HA_READY_CONFIG'),
    option('--no-config', 'no configuration'),
    option('--dotenv <file>', 'the env file in force, relative to the folder'),
    // Node 20 takes --env-file for itself wherever it stands in a command line, hence the other name
    option('--env-file <file>', 'the same').hideHelp(),
    option('--deployment <path>', 'what production is started from: a file or folder'),
    option('--servers <n>', 'how many servers will run the app').argParser(wholeNumber(1, 10_000)),
    option('--exclude <globs>', 'leave these files out').argParser(listed),
    option('--no-gitignore', 'look at files that git ignores'),
  );
  add(
    'Accepted hazards',
    option('--baseline <file>', 'known findings (default: .ha-ready-baseline.json)'),
    option('--no-baseline', 'no baseline'),
    option('--generate-baseline', 'accept all that is open now'),
    option('--update-baseline', 'drop what is found no more; never adds'),
    option('--force', 'let a pipeline (CI=true) write a baseline'),
    option('--no-suppressions', 'see what comments and configuration accept'),
  );
  add(
    'Changes',
    option('--since <ref>', 'gate only what was added since the merge base'),
    option('--staged', 'gate only what is staged for the next commit'),
  );
  add(
    'Repairs',
    option('--diff', 'print the repairs as a patch, change nothing'),
    option('--fix', 'repair what can be repaired safely'),
    option('--unsafe-fixes', 'also what needs a service, package or decision'),
  );
  add(
    'About the run',
    option('--show-files', 'list the files that are read, and the rest'),
    option('--print-config', 'print what flags and configuration amount to'),
  );
  return command;
} // biome-ignore format: a table of flags

function option(flags: string, description: string): Option {
  return new Option(flags, description);
}

function collected(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value];
}

function listed(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), ...value.split(',').map((one) => one.trim()).filter(Boolean)]; // biome-ignore format: one line
}

function wholeNumber(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === '' || !Number.isInteger(value) || value < least || value > most)
      throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
    return value;
  };
}
