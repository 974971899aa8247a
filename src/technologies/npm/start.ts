import type { Fact, Facts } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { folderOf } from '../docker/paths.js';
import { bootParts } from '../shell/boot.js';
import { commandsStarted } from '../shell/consoles.js';
import { followAll } from '../shell/programs.js';
import type { Start } from '../shell/start.js';

/**
 * What `npm start` does before it serves: hosts without a file of their own start an app by that script (npm 11, docs/content/commands/npm-start.md).
 * Where an image or a file of a platform says what is started, that speaks.
 */
export function npmStart(facts: Facts): Pick<AppParts, 'bootSteps' | 'startedCommands'> {
  const script = startScript(facts);
  if (!script) return {};
  const start: Start = {
    words: [{ value: script.command, at: script.at }],
    shell: true,
    folders: [folderOf(script.at.file)],
    variable: () => undefined,
    at: script.at,
  };
  const started = followAll(start, facts);
  return {
    bootSteps: bootParts(start, { started }, facts).bootSteps,
    startedCommands: commandsStarted(start, started, facts),
  };
}

/** That of the outermost manifest; with the script that npm runs before it (`prestart`) it is one line. */
function startScript(facts: Facts): Fact<'script'> | undefined {
  if (facts.of('image').length > 0 || facts.of('document').some(({ technology }) => starters.test(technology)))
    return undefined;
  const depth = ({ at }: Fact<'script'>) => at.file.split('/').length;
  return facts
    .of('script')
    .filter(({ name }) => name === 'start')
    .toSorted((a, b) => depth(a) - depth(b))[0];
}

const starters = /^(procfile|heroku|render|fly|digitalocean|railway|platform-sh|ecs|compose|kubernetes|helm)$/;
