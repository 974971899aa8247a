import type { Fact, Facts } from '../../facts/fact.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { DeployStep } from '../../resolve/parts/deploy-step.js';
import { migrates } from '../deploy-commands.js';

type Script = Fact<'shell-script'>;

/** Takes other code into the folder that it is run in. */
const takesCode = /^git\s+(-C\s+\S+\s+)?(pull|checkout\s+(?!-b\b)|reset\s+--hard|merge\s+--ff-only)/;
/** Work on another machine or in a container: not on the server that the script is run on. */
const elsewhere =
  /^(ssh|scp|docker|docker-compose|podman|kubectl|helm|ansible(-playbook)?|cap|dep|envoy|vagrant|fly|heroku)$/;
const notServers =
  /(^|[/._-])(dev|devel|development|local|test|tests|ci|e2e|setup|install|build|release|publish|docker|entrypoint|bump|changelog)([/._-]|$)/i;
const oneHost = /\bhostname\b|\bHOSTNAME\b|\bprimary\b|\bleader\b|\bmaster\b/i;

/**
 * Scripts that bring an installation up to date where it lies: they take the new code and migrate the database. With several servers each has
 * to be brought up to date so, and each migrates.
 */
export function updatesInPlace(facts: Facts): readonly DeployStep[] {
  return facts.of('shell-script').flatMap((script) => stepsOf(script));
}

function stepsOf({ commands, at }: Script): readonly DeployStep[] {
  if (notServers.test(at.file) || commands.some(({ words }) => elsewhere.test(words[0]?.value ?? ''))) return [];
  const texts = commands.map((command) => ({ ...command, text: command.words.map(({ value }) => value).join(' ') }));
  const taken = texts.find(({ text }) => takesCode.test(text));
  if (!taken) return [];
  return texts
    .filter((command) => command.at.start > taken.at.start && migrates(command.text))
    .map(({ text, at: place, conditions }): DeployStep => {
      const because = [said(taken.at, 'takes the new code on the server that it is run on'), said(place, 'is run there too')];
      return {
        label: text.length > 60 ? `${text.slice(0, 57)}...` : text,
        technology: 'shell',
        step: 'migrate',
        everyServer: conditions.some((condition) => oneHost.test(condition)) ? unknown('a condition chooses the servers', because) : known(true, because),
        at: place,
      };
    });
} // biome-ignore format: records
