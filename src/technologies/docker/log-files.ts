import { known, said } from '../../resolve/evidence.js';
import type { LogSink } from '../../resolve/parts/log-sink.js';
import type { Process } from '../../resolve/parts/topology.js';
import type { Way } from '../shell/boot.js';
import type { Reached, Started } from '../shell/start.js';
import { innerWords } from '../shell/wrappers.js';

/** Options by which servers and workers write their lines to a file in place of the console; a lone `-` is the console. */
const options: readonly { readonly program: RegExp; readonly option: RegExp }[] = [
  // gunicorn 23, docs/source/settings.rst
  { program: /^gunicorn$/, option: /^--(access-logfile|error-logfile|log-file)$/ },
  // celery 5.5, docs/reference/cli.rst
  { program: /^celery$/, option: /^(-f|--logfile)$/ },
  // uwsgi 2.0, Options
  { program: /^uwsgi$/, option: /^(--logto2?|--daemonize|-d)$/ },
]; // biome-ignore format: a table

/** Programs that stay: what they print is the log of the container. */
const stays =
  /^(gunicorn|uvicorn|hypercorn|daphne|granian|uwsgi|celery|rq|node|bun|php|php-fpm[\d.]*|ruby|puma|unicorn|bundle|sidekiq|rails|java|dotnet|apache2-foreground|httpd|python[\d.]*)$/;

/** What the programs of a container print into files of it, by a redirection of its start or by an option of their own. */
export function sentToFiles(ways: readonly Way[], { technology, name }: Process): readonly LogSink[] {
  for (const { started } of ways) {
    const shown = started.reached.some(({ text }) => /(^|[\s/])tail\s.{0,300}\s?-\w*[fF]/.test(text));
    const found = shown ? undefined : started.reached.find((reached) => fileOf(reached, started) !== undefined);
    const file = found && fileOf(found, started);
    if (!found || file === undefined) continue;
    const because = [said(found.command.at, `writes what it prints to ${file} in the container`)];
    return [{ label: `the logs of ${name}`, technology, destinations: known(['file'], because) }];
  }
  return [];
}

function fileOf(reached: Reached, { main }: Started): string | undefined {
  const { command, runs } = reached;
  if (runs === false || command.substituted || command.piped || (reached !== main && !command.background)) return undefined;
  const words = innerWords(command.words.map(({ value }) => value));
  const program = (words[0] ?? '').replace(/^.*\//, '');
  if (!stays.test(program)) return undefined;
  const written = command.writes.find(isFile);
  if (written) return written;
  const row = options.find((one) => one.program.test(program));
  if (!row) return undefined;
  for (const [index, word] of words.entries()) {
    const [option = '', joined] = word.split('=');
    const value = joined ?? words[index + 1] ?? '';
    if (row.option.test(option) && isFile(value)) return value;
  }
  return undefined;
} // biome-ignore format: conditions

/** A path that is neither a device nor left open. */
function isFile(path: string): boolean {
  return /^[\w./-]+$/.test(path) && /[./]/.test(path) && path !== '-' && !/^\/(dev|proc)\//.test(path);
}
