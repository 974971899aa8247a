import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { audit } from '../../audit.js';
import { document } from '../../report/json.js';
import { mapMermaid, mapText } from '../../report/map.js';
import { usualOptions } from '../settings.js';
import { terminal } from '../terminal.js';
import { withThreads } from '../threads.js';

/** `map [path]`: what the app keeps, where, who can reach it, and what runs. */
export function addMap(program: Command): void {
  program
    .command('map')
    .description('print what is kept where, who can reach it, and what runs')
    .argument('[path]', 'folder to look at', '.')
    .addOption(
      new Option('-f, --format <name>', 'how to print it').choices(['text', 'mermaid', 'json']).default('text'),
    )
    .action(async (path: string, flags: { format: string }) => {
      const shown = terminal();
      const root = resolve(shown.folder, path);
      const report = await withThreads(async (extractor) => audit(root, { ...(await usualOptions(root)), extractor }));
      if (flags.format === 'mermaid') shown.print(mapMermaid(report));
      else if (flags.format === 'json') {
        const apps = report.apps.map(({ path: folder, stack, state, topology }) => ({
          path: folder,
          stack,
          state,
          topology,
        }));
        shown.print(document({ apps }));
      } else shown.print(mapText(report, Math.min(shown.width, 100)));
    });
}
