import type { Fact } from '../../facts/fact.js';
import { at, type DataNode, entriesOf, textOf } from '../../parse/data.js';
import type { ShellScript } from '../../parse/shell.js';
import type { Source } from '../../read/source.js';

/** What a start script does to a Symfony app: console commands, key pairs, configuration that it puts in place. */
export function* startFacts(script: ShellScript, source: Source): Iterable<Fact> {
  for (const command of script.commands) {
    const words = [command.name.text, ...command.args.map((arg) => arg.text)];
    const span = { file: source.path, start: command.start, end: command.end };
    const console_ = words.findIndex((word) => /(^|\/)(bin|app)\/console$/.test(word));
    const called = console_ < 0 ? undefined : words.slice(console_ + 1).find((word) => /^[\w-]+(:[\w-]+)+$/.test(word));
    // Installing and upgrading commands, and those that make keys, are known to whoever follows the start of containers.
    if (called && !/[:](install|upgrade|generate-keypair)$/.test(called)) yield use('runs-command', called, span);
    const target = command.name.text === 'cp' ? words.at(-1) : undefined;
    const replaced = target && /\/packages\/(?:prod\/)?([\w.-]+)$/.exec(target)?.[1];
    if (replaced) yield use('replaces-config', replaced, span);
  }
}

/** Platform.sh and Upsun: mounts with `source: local` belong to one instance; the deploy hook fills them. */
export function* platformFacts(documents: readonly DataNode[], source: Source): Iterable<Fact> {
  for (const document of documents) {
    const apps = at(document, 'applications')
      ? entriesOf(at(document, 'applications')).map(({ value }) => value)
      : [document];
    for (const app of apps) {
      const name = at(app, 'workers') ? 'workers' : 'no workers';
      const shown = entriesOf(app).find(({ key }) => key === 'crons' || key === 'hooks');
      if (shown) yield use('platform', name, { file: source.path, start: shown.keyStart, end: shown.keyEnd });
      const local = entriesOf(at(app, 'mounts')).some(
        ({ key, value }) => /config\/jwt/.test(key) && textOf(at(value, 'source')) !== 'service',
      );
      const deploy = at(app, ['hooks', 'deploy']);
      if (!deploy || !local) continue;
      const start = source.text.indexOf('lexik:jwt:generate-keypair', deploy.start);
      if (start >= 0 && start < deploy.end)
        yield use('makes-jwt-keys', 'hooks.deploy', {
          file: source.path,
          start,
          end: start + 'lexik:jwt:generate-keypair'.length,
        });
    }
  }
}

function use(what: string, name: string, span: { file: string; start: number; end: number }): Fact {
  return { kind: 'use', technology: 'symfony', what, name, at: span };
}
