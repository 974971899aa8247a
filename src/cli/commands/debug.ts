import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readProgram } from '../../inspect.js';
import type { Site } from '../../program/graph.js';
import type { Program } from '../../program/program.js';
import { linkShares } from '../../program/shares.js';
import { visibleLines } from '../../report/visible.js';
import { terminal } from '../terminal.js';

/** `debug program [path]`: what the engine linked, what it did not, the entries and the effects that they reach. Hidden: it is for developers. */
export function addDebug(program: Command): void {
  const debug = program.command('debug', { hidden: true }).description('print what the engine understood');
  debug
    .command('program')
    .description('print links, entries and effects of the code of a folder')
    .argument('[path]', 'folder to look at', '.')
    .action(async (path: string) => {
      const shown = terminal();
      shown.print(visibleLines(programText(await readProgram(resolve(shown.folder, path)))));
    });
}

/** Longer lists tell a developer nothing more. */
const most = 60;

function programText(program: Program): string {
  const lines: string[] = [];
  for (const share of linkShares(program)) {
    const whole = share.linked + share.missed.length;
    const percent = whole === 0 ? 100 : (100 * share.linked) / whole;
    lines.push(
      `${share.language}: ${share.calls} calls, ${share.linked} linked to the app (${share.weak} by name only), ${share.missed.length} not: ${percent.toFixed(1)} %`,
    );
    for (const site of share.missed.slice(0, most)) lines.push(`  not linked: ${placeOf(site)} ${nameOf(site)}`);
  }
  lines.push('', `entries: ${program.entries.length}`);
  for (const { kind, func } of program.entries.filter((entry) => entry.kind !== 'boot').slice(0, most))
    lines.push(`  ${kind}: ${func.module.path} ${func.fn.name || '(no name)'}`);
  lines.push('', `effects: ${program.effects.all.length}`);
  for (const { site, row, name, weak } of program.effects.all.slice(0, most * 5)) {
    const ways = program.reach.waysTo(site).map(({ entry }) => entry.kind);
    lines.push(
      `  ${row.is}: ${placeOf(site)} ${name}${weak ? ' (by name)' : ''}, reached from ${ways.join(', ') || 'nothing'}`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function placeOf(site: Site): string {
  return `${site.func.module.path}+${site.call.start}`;
}

function nameOf(site: Site): string {
  const { callee } = site.call;
  return callee.is === 'member' || callee.is === 'name' ? callee.name : callee.is;
}
