import type { Fact } from '../../facts/fact.js';
import { type Evidence, known, said } from '../../resolve/evidence.js';
import type { ProcessPool } from '../../resolve/parts/process-pool.js';
import type { Resolution } from '../technology.js';

/** What the file of the uWSGI that serves the app says. */
interface Uwsgi {
  /** How the options read on the command line, '' when nothing tells the command. */
  readonly command: string;
  readonly options: readonly Fact<'setting'>[];
}

/** Processes of uWSGI by its file; those of the command line are the process's own (`workers` is another name, uWSGI 2.0, core/uwsgi.c). */
export function uwsgiPools(app: Resolution): readonly ProcessPool[] {
  const uwsgi = uwsgiOf(app);
  const option = uwsgi?.options.find(({ key }) => key === 'processes' || key === 'workers');
  const count = option && numberOf(option);
  if (!option || count === undefined || count < 2) return [];
  const size = known(count, [said(option.at, `starts ${count} processes`)]);
  return [{ label: `uWSGI by ${option.at.file}`, technology: 'uwsgi', size, at: option.at }];
}

/** Threads of each process: one unless told otherwise. Undefined where requests share an event loop, or the number is computed. */
export function uwsgiServer(
  app: Resolution,
): { readonly threads: number; readonly because: readonly Evidence[] } | undefined {
  const uwsgi = uwsgiOf(app);
  if (!uwsgi) return undefined;
  const looping = /\s--(gevent|async(io)?|ugreen)\b/.test(uwsgi.command);
  if (looping || uwsgi.options.some(({ key }) => /^(gevent|async(io)?|ugreen)$/.test(key))) return undefined;
  const written = /\s--threads[ =](\d+)/.exec(uwsgi.command)?.[1];
  if (written !== undefined) return { threads: Number(written), because: [] };
  const option = uwsgi.options.find(({ key }) => key === 'threads');
  if (!option) return { threads: 1, because: [] };
  const threads = numberOf(option);
  return threads === undefined
    ? undefined
    : { threads, because: [said(option.at, `serves with ${threads} thread(s) in a process`)] };
}

/** By the web process's command and the file that it names, else by the only file; undefined where another server serves. */
function uwsgiOf(app: Resolution): Uwsgi | undefined {
  const commands = app.processes.flatMap(({ role, command }) => (role === 'web' && command ? [command] : []));
  const command = commands.find((each) => /\buwsgi\b/.test(each));
  if (!command && commands.some((each) => /\b(gunicorn|uvicorn|hypercorn|daphne|granian|waitress)/.test(each)))
    return undefined;
  const settings = app.facts.of('setting').filter(({ technology }) => technology === 'uwsgi');
  const files = [...new Set(settings.map(({ at }) => at.file))];
  const named = files.filter((file) => command?.includes(file.replace(/^.*\//, '')));
  const [file, ...others] = named.length > 0 ? named : files;
  if (others.length > 0 || (!command && !file)) return undefined;
  return { command: command ?? '', options: settings.filter(({ at }) => at.file === file) };
}

function numberOf({ value }: Fact<'setting'>): number | undefined {
  const text = value.is === 'literal' ? String(value.value).trim() : '';
  return /^\d+$/.test(text) ? Number(text) : undefined;
}
