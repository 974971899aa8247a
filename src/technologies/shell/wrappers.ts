import { table } from '../../table.js';

/** A program that runs the program that stands behind its own words. */
interface Wrapper {
  /** Words of its own that come before the program, beside options: a user, a time. */
  readonly own?: number;
  /** Options that take the word behind them. */
  readonly takes?: RegExp;
  /** The words that must come first (`bundle exec`). */
  readonly by?: RegExp;
  /** The program begins behind `--` only. */
  readonly marked?: true;
}

/** By the base name of the program. Read: the manual pages of each, and of Debian's and Alpine's packages. */
const wrappers: Readonly<Record<string, Wrapper>> = table({
  // init processes of containers
  tini: { takes: /^-(p|e)$/ },
  'tini-static': { takes: /^-(p|e)$/ },
  'dumb-init': { takes: /^(-r|--rewrite)$/ },
  catatonit: {},
  'docker-php-entrypoint': {},
  'docker-entrypoint.sh': {},
  'with-contenv': {},
  'docker-init': {},
  // other users
  'su-exec': { own: 1 },
  gosu: { own: 1 },
  's6-setuidgid': { own: 1 },
  'setuser': { own: 1 },
  chpst: { takes: /^-[ubU/neodfm]$/ },
  setpriv: { takes: /^--?(reuid|regid|groups)$/ },
  sudo: { takes: /^-[ugUhpCrtT]$/ },
  runuser: { takes: /^-[ugG]$/, marked: true },
  // surroundings
  env: { takes: /^-[uC]$/ },
  'cross-env': {},
  nice: { takes: /^-n$/ },
  ionice: { takes: /^-[cnp]$/ },
  stdbuf: { takes: /^-[ioe]$/ },
  timeout: { own: 1, takes: /^(-k|-s)$/ },
  time: {},
  nohup: {},
  command: {},
  setsid: {},
  unbuffer: {},
  'xvfb-run': { takes: /^(-s|-n|-e|-f|-p|-w)$/ },
  doppler: { by: /^run$/, marked: true },
  infisical: { by: /^run$/, marked: true },
  op: { by: /^run$/, marked: true },
  dotenv: { takes: /^-[efpvc]$/ },
  chamber: { by: /^exec$/, marked: true },
  'aws-env': {},
  'ddtrace-run': {},
  'newrelic-admin': { by: /^run-program$/ },
  'opentelemetry-instrument': { takes: /^--(service_name|traces_exporter|metrics_exporter|logs_exporter)$/ },
  thrust: {},
  // runs lists of commands beside each other (monofy 1.1, README)
  monofy: {},
  // waiting
  'wait-for-it': { marked: true },
  'wait-for-it.sh': { marked: true },
  'wait-for': { marked: true },
  'wait-for.sh': { marked: true },
  dockerize: { takes: /^-(wait|timeout|template|stdout|stderr|wait-retry-interval)$/ },
  // environments of a language
  bundle: { by: /^exec$/ },
  poetry: { by: /^run$/ },
  pipenv: { by: /^run$/ },
  pdm: { by: /^run$/ },
  uv: { by: /^run$/, takes: /^--(with|python|project|directory|extra|group)$/ },
  rye: { by: /^run$/ },
  hatch: { by: /^run$/ },
  npx: { takes: /^-p$/ },
  bunx: {},
  pnpx: {},
}); // biome-ignore format: a table, a program a row

/** Where the program begins that a command runs by another one; undefined where it is the first word itself. */
export function wrappedAt(words: readonly string[]): number | undefined {
  const wrapper = wrappers[baseOf(words[0] ?? '')];
  if (!wrapper || !Object.hasOwn(wrappers, baseOf(words[0] ?? ''))) return undefined;
  let at = 1;
  if (wrapper.by) {
    if (!wrapper.by.test(words[at] ?? '')) return undefined;
    at++;
  }
  if (wrapper.marked) {
    const mark = words.indexOf('--', at);
    return mark < 0 || mark + 1 >= words.length ? undefined : mark + 1;
  }
  let own = wrapper.own ?? 0;
  while (at < words.length) {
    const word = words[at] ?? '';
    if (word === '--') {
      at++;
      if (own === 0) break;
    } else if (word.startsWith('-') || /^\w+=/.test(word)) at += wrapper.takes?.test(word) ? 2 : 1;
    else if (own > 0) {
      own--;
      at++;
    } else break;
  }
  return at < words.length ? at : undefined;
}

/** `A=1 B=2 command`: where the command begins. */
export function commandAt(words: readonly string[]): number {
  const first = words.findIndex((word) => !/^\w+=/.test(word));
  return first < 0 ? 0 : first;
}

/** The program that is run in the end, behind assignments and wrappers. */
export function innerWords(words: readonly string[]): readonly string[] {
  let rest = words.slice(commandAt(words));
  for (let at = wrappedAt(rest); at !== undefined; at = wrappedAt(rest)) {
    rest = rest.slice(at);
    rest = rest.slice(commandAt(rest));
  }
  return rest;
}

/** `sh -c 'line'`, `su user -c 'line'`, `eval 'line'`: the word that is a line of commands. What another command prints for `eval` is not known. */
export function lineAt(words: readonly string[]): number | undefined {
  const name = baseOf(words[0] ?? '');
  if (words[0] === 'eval') return words.length === 2 && !/^[$`]/.test(words[1] ?? '') ? 1 : undefined;
  const isUser = /^(su|runuser)$/.test(name);
  if (!isUser && !shells.test(name)) return undefined;
  const flag = words.findIndex((word) => (isUser ? /^(-c|--command)$/ : /^-\w*c$/).test(word));
  const program = words.findIndex((word, index) => index > 0 && !word.startsWith('-'));
  if (flag < 0 || (!isUser && program >= 0 && flag > program)) return undefined;
  const line = words[flag + 1] === '--' ? flag + 2 : flag + 1;
  return line < words.length ? line : undefined;
}

export const shells = /^(ba|da|a|z|k)?sh$/;

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
