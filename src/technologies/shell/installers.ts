import type { Facts } from '../../facts/fact.js';
import { chain, known, unknown } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import { followByHand } from './follow.js';
import { keysMade } from './keys.js';
import { folderOf } from './scripts.js';
import type { Start } from './start.js';

/** Scripts that people run once on a server to set the app up there. */
const installers = /(^|\/)(install|setup)([-_][\w-]+)?\.(sh|bash)$/;
const notServers =
  /(^|[/._-])(dev|devel|development|local|tests?|testing|ci|e2e|examples?|demo|hooks|vagrant|windows|mac(os)?|agent|cli|nightly)([/._-]|$)/i;
/** What is handed to every server as its environment is no file of one. */
const environment = /(^|[/._-])env(ironment)?([._-][\w.-]{1,200})?$/i;

/**
 * Keys that a set-up writes into files of the server that it is run on: one that is set up by itself has others. An env file, or a place that is not
 * seen, may be handed to all of them.
 */
export function keysOfInstallers(facts: Facts): readonly Secret[] {
  const scripts = facts.of('shell-script').filter(({ at }) => installers.test(at.file) && !notServers.test(at.file));
  const secrets = scripts.flatMap((script): readonly Secret[] => {
    const start: Start = { words: [], shell: false, folders: [folderOf(script.at.file), '.'], variable: () => '', at: script.at };
    const started = followByHand(script, start, facts);
    return keysMade(start, started)
      .map(({ files, ...secret }) => ({
        ...secret,
        origin: chain(secret.origin, (origin) => (isHandedOn(files) ? unknown(`${script.at.file} makes it where it is run, and nothing says that the next server is given the same and does not run it again`, []) : known(origin === 'per-server-file' ? ('per-installation' as const) : origin, []))),
      }));
  });
  return secrets.filter(({ at }, index) => secrets.findIndex((one) => one.at.file === at.file && one.at.start === at.start) === index);
} // biome-ignore format: conditions

function isHandedOn(files: readonly string[]): boolean {
  return files.length === 0 || files.some((path) => environment.test(path.replace(/["'}]/g, '')));
}
