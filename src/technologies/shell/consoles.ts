import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { known as isKnown } from '../../resolve/evidence.js';
import type { StartedCommand } from '../../resolve/parts/started-command.js';
import { table } from '../../table.js';
import { runsOf } from './boot.js';
import { commandsIn } from './command-line.js';
import type { Reached, Start, Started } from './start.js';
import { stepKinds, talk } from './steps.js';
import { innerWords } from './wrappers.js';

/** Programs that run commands of a console, by their base names: Laravel, Symfony, CodeIgniter, Yii, CakePHP; Django, Flask; Rails, rake. */
const consoles: Readonly<Record<string, StartedCommand['language']>> = table({
  artisan: 'php',
  console: 'php',
  spark: 'php',
  yii: 'php',
  cake: 'php',
  'manage.py': 'python',
  'django-admin': 'python',
  flask: 'python',
  rails: 'ruby',
  rake: 'ruby',
});

const interpreters: readonly (readonly [RegExp, StartedCommand['language'], RegExp])[] = [
  [/^php[\d.]*$/, 'php', /\.php$/],
  [/^(python[\d.]*|pypy\d?)$/, 'python', /\.py$/],
  [/^ruby$/, 'ruby', /\.rb$/],
  [/^(node(js)?|bun|deno|tsx|ts-node)$/, 'javascript', /\.[cm]?[jt]s$/],
];

interface OwnCommand extends StartedCommand {
  /** Its program is one that the app itself installs. */
  readonly isOwn?: true;
}

/** What a start runs of the app's own code beside its server: commands that are no framework's, and scripts. */
export function commandsStarted(start: Start, started: Started, facts: Facts): readonly StartedCommand[] {
  const uses = facts.of('use').filter(({ technology, what }) => technology === 'pypi' && what === 'console-script');
  const installed = new Set(uses.flatMap(({ name }) => name ?? []));
  const found = started.reached.flatMap((reached) => {
    const isServer = reached === started.main && reached.command.exec;
    const found = reached.runs === false ? [] : commandOf(reached, start, installed);
    // a script that stays, or a program of the app's own, may do more than serve before it does
    return isServer ? found.filter(({ scripts, isOwn }) => isOwn || scripts.length > 0) : found;
  });
  return found.filter(
    ({ at }, index) => found.findIndex((one) => one.at.file === at.file && one.at.start === at.start) === index,
  );
}

function commandOf(reached: Reached, start: Start, installed: ReadonlySet<string>): readonly OwnCommand[] {
  const { text, command } = reached;
  if (talk.test(command.words[0]?.value ?? '') || stepKinds.some(({ when }) => when.test(text))) return [];
  const own = ownCommand(
    command.words.map(({ value }) => value),
    installed,
    start.origins,
  );
  return own ? [{ ...own, label: shortened(text), runs: runsOf(reached, start), at: command.at }] : [];
}

/** What a line of a crontab runs of the app's own code; undefined where it runs anything beside that. */
export function commandFired(text: string, at: Span): StartedCommand | undefined {
  const commands = commandsIn(text, at).filter(
    ({ words }) => !/^(cd|export|sleep|:|true)$/.test(words[0]?.value ?? ''),
  );
  const [only] = commands;
  if (!only || commands.length > 1) return undefined;
  const words = only.words.map(({ value }) => value).filter((word) => !/^(\d?>|\d>&)/.test(word));
  const own = ownCommand(words, new Set(), belowFolders);
  return own && { ...own, label: shortened(text), runs: isKnown(true, []), at };
}

/** Where a server has a file, the repository has it below a folder fewer, or several: the longest first, never its name alone. */
function belowFolders(path: string): readonly string[] {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return steps.slice(0, Math.max(1, steps.length - 1)).map((_, index) => steps.slice(index).join('/'));
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/** A command of a console, or a script in a language of apps. */
function ownCommand(
  given: readonly string[],
  installed: ReadonlySet<string>,
  origins?: Start['origins'],
): Pick<OwnCommand, 'language' | 'names' | 'scripts' | 'isOwn'> | undefined {
  const words = innerWords(given);
  const named = interpreters.find(([name]) => name.test(baseOf(words[0] ?? '')));
  // by the first line of the script itself: `./scripts/prepare.php`
  const own = named ? undefined : interpreters.find(([, , ending]) => words[0]?.includes('/') && ending.test(words[0]));
  const interpreter = named ?? own;
  const rest = (named ? words.slice(1) : words).filter((word) => !word.startsWith('-'));
  // Node takes options with values before its script (`-r dotenv/config`), Bun and Deno a word (`run`)
  const first = interpreter?.[1] === 'javascript' ? rest.findIndex((word) => interpreter[2].test(word)) : 0;
  const [tool = '', ...args] = rest.slice(Math.max(first, 0));
  const language = Object.hasOwn(consoles, baseOf(tool))
    ? consoles[baseOf(tool)]
    : installed.has(baseOf(tool))
      ? 'python'
      : undefined;
  const names = args.filter((word) => /^[\w:.-]+$/.test(word)).map((word) => word.split('[')[0] ?? '');
  const isModule =
    interpreter?.[1] === 'python' && words[1] === '-m' && /^[\w.]+$/.test(tool) && language === undefined;
  const isScript = isModule || (interpreter?.[2].test(tool) === true && language === undefined);
  const known = language ?? (isScript ? interpreter?.[1] : undefined);
  if (!known || (language && names.length === 0)) return undefined;
  // a module is a file of its name, or the one that stands for the whole package (CPython 3.13, Doc/using/cmdline.rst)
  const path = tool.replaceAll('.', '/');
  const scripts = isModule
    ? [...(tool.includes('.') ? [`${path}.py`] : []), `${path}/__main__.py`]
    : isScript
      ? [...(origins?.(tool) ?? []), ...beforeBuild(tool.replace(/^\.?\/+/, ''), known)]
      : [];
  // the words behind a script of Python's may name a command of its own
  const isOwn = installed.has(baseOf(tool));
  return { language: known, names: language || known === 'python' ? names : [], scripts, ...(isOwn ? { isOwn } : {}) };
}

/** What a build makes of `src/db/init.ts` is `dist/db/init.js` or `.mjs`, or stands below the folder of the image alone. */
function beforeBuild(path: string, language: StartedCommand['language']): readonly string[] {
  if (language !== 'javascript') return [path];
  const source = path.replace(/^(\w+\/)?(dist|build|lib|out)\//, '$1src/');
  const bare = path.replace(/^(\w+\/)?(dist|build|lib|out)\//, '$1');
  return [...new Set([path, source, bare])].flatMap((one) => [
    one,
    one.replace(/\.([cm]?)js$/, '.$1ts'),
    one.replace(/\.[cm]js$/, '.ts'),
  ]);
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
