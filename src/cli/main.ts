import { Command, CommanderError } from 'commander';
import { visibleLines } from '../report/visible.js';
import { version } from '../version.js';
import { addAudit } from './commands/audit.js';
import { addCompletions } from './commands/completions.js';
import { addDebug } from './commands/debug.js';
import { addExplain } from './commands/explain.js';
import { addInit } from './commands/init.js';
import { addMap } from './commands/map.js';
import { addPlan } from './commands/plan.js';
import { addRules } from './commands/rules.js';
import { terminal } from './terminal.js';
import { UserError } from './user-error.js';

/** Runs the program: parses the command line, sets the exit code, and turns expected failures into one clear sentence. */
export async function main(argv: readonly string[] = process.argv): Promise<void> {
  process.stdout.on('error', lost);
  process.stderr.on('error', () => undefined);
  try {
    await program().parseAsync([...argv]);
  } catch (error) {
    process.exitCode = failed(error);
  }
}

let outputIsLost = false;

/** A report that nobody could read has not been given: the exit code must not say that all is well. */
function lost(error: NodeJS.ErrnoException): void {
  if (outputIsLost) return;
  outputIsLost = true;
  terminal().warn(`ha-ready: the output cannot be written (${error.code ?? error.message})`);
  process.on('exit', () => {
    process.exitCode = 2;
  });
}

/** Exit codes: 0 passed, 1 the gate failed, 2 could not run as asked, 3 nothing to audit. */
function failed(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const shown = terminal();
  if (error instanceof UserError) {
    // a message may quote a name from the audited repository
    shown.warn(visibleLines(`ha-ready: ${error.message}${error.hint ? `\n  ${error.hint}` : ''}`));
    return error.exitCode;
  }
  shown.warn(
    visibleLines(
      `ha-ready: a fault of this program, please report it\n${error instanceof Error ? error.stack : String(error)}`,
    ),
  );
  return 2;
}

function program(): Command {
  const command = new Command('ha-ready')
    .description(
      'Tells what breaks, is lost or runs twice when a second copy of an app\nis started behind a load balancer.',
    )
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    // one prefix for whatever goes wrong
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, 'ha-ready: ')) })
    .configureHelp({ helpWidth: 80 })
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  npx ha-ready                            audit this folder',
        '  npx ha-ready -f sarif=out.sarif         and write SARIF beside the text',
        '  npx ha-ready --since origin/main        gate only what a branch adds',
        '  npx ha-ready --generate-baseline        accept what is open today',
        '  npx ha-ready explain sessions/per-server-store',
        '',
        'Exit codes: 0 passed, 1 the gate failed, 2 could not run, 3 nothing to audit.',
      ].join('\n'),
    );
  addAudit(command);
  addPlan(command);
  addMap(command);
  addExplain(command);
  addRules(command);
  addInit(command);
  addCompletions(command);
  addDebug(command);
  return command;
}
