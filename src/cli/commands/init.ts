import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { audit } from '../../audit.js';
import { findConfig } from '../../config/find.js';
import type { Report } from '../../report/report.js';
import { count } from '../../report/words.js';
import { loadRules } from '../../rule/load.js';
import { version } from '../../version.js';
import { writeWhole } from '../output.js';
import { repositoryOf } from '../repository.js';
import { terminal } from '../terminal.js';
import { withThreads } from '../threads.js';
import { UserError } from '../user-error.js';

const name = 'ha-ready.json';

/** `init [path]`: writes a configuration from what an audit finds; never over another one. */
export function addInit(program: Command): void {
  program
    .command('init')
    .description('write ha-ready.json from what is found; never overwrites')
    .argument('[path]', 'folder of the repository', '.')
    .action(async (path: string) => {
      const shown = terminal();
      const root = resolve(shown.folder, path);
      if (!existsSync(root)) throw new UserError(`${path} is not a folder`);
      const found = findConfig(root, repositoryOf(root).top, await loadRules());
      if (found || existsSync(join(root, name)))
        throw new UserError(`there is a configuration already: ${found && 'file' in found ? found.file : name}`, 'Change it by hand; nothing was written.'); // biome-ignore format: one line
      const report = await withThreads((extractor) => audit(root, { extractor }));
      writeWhole(root, name, configText(report, root));
      shown.print(`${name}: written for ${count(report.apps.length, 'app')}, score ${report.score.value}.\n`);
      if (report.findings.length > 0) shown.print(`${count(report.findings.length, 'finding')} open. Fix first what npx ha-ready names, or accept today's with --generate-baseline.\n`); // biome-ignore format: one line
    });
}

const schema = 'dist/src/config/config.schema.json';

/** The schema in the folder where the package is installed, else that of the published package: not every project has node_modules. */
function schemaFor(root: string): string {
  return existsSync(join(root, 'node_modules/ha-ready', schema))
    ? `./node_modules/ha-ready/${schema}`
    : `https://unpkg.com/ha-ready@${version}/${schema}`;
}

/** The score of today is the least from now on: nothing gets worse unseen. */
function configText({ apps, score }: Report, root: string): string {
  const config = {
    $schema: schemaFor(root),
    profile: { servers: 2, sticky: false, sharedPaths: [], managed: [] },
    ...(apps.length > 1 ? { apps: apps.map(({ path }) => path) } : {}),
    exclude: [],
    rules: {},
    ignore: [],
    failOn: 'error',
    ...(score.value > 0 ? { minScore: score.value } : {}),
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
