import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import { saysNo } from '../../resolve/yes-no.js';
import { imageName, knownImage } from '../docker/known-images.js';
import { baseName } from '../docker/paths.js';
import { devServers } from '../shell/steps.js';
import { items, roughText, shippedText, within } from '../yaml/values.js';
import { saidBeside } from './interpolation.js';
import type { ComposeService, Stack } from './stacks.js';
import { asMap } from './values.js';

const devPath = /(^|[/._-])(dev|devel|development|local|test|testing|vagrant|devcontainer)([/._-]|$)/i;
const devTarget = /(^|[-_])(dev|development|local|test|debug)([-_]|$)/i;
const devImage = /^(dev|test|debug)[-_]|[-_](dev|debug)$/;
/** Keeps a container idle for a developer who works in it. */
const idle = /\bsleep\s+infinity\b|\btail\s+-f\s+\/dev\/null\b/;
const modes = /(^|_)(ENV|ENVIRONMENT)$/;
const devMode = /^(dev|development|local|test|testing)$/i;

/** Why a stack is for developing or trying out; undefined when it may be production. A file that is named for production always is. */
export function whyDevelopment(stack: Stack, facts?: Facts): string | undefined {
  if (stack.production) return undefined;
  const refusal = facts?.of('use').find(({ technology, what, at }) => technology === 'compose' && what === 'not-for-production' && stack.files.includes(at.file)); // biome-ignore format: one condition
  if (refusal) return 'says itself that it is not for production';
  if (isBesideTheApp(stack)) return 'lies in a folder for tests and trials';
  const own = stack.services.filter((service) => isOwn(service));
  if (own.length === 0) return 'starts nothing of its own';
  const textOf = spoken(stack, facts);
  const isBuilt = own.some(({ body }) => within(body, 'build'));
  if (!isBuilt && !own.some((service) => isToldProduction(service, textOf)) && isOpenToDesk(stack, facts))
    return 'opens its databases to programs of this machine, and starts none that it builds';
  const dev = own.find((service) => isDevService(service, textOf));
  if (dev) return `starts ${dev.name} as for a developer`;
  const mails = stack.services.some(
    ({ body }) => knownImage(shippedText(within(body, 'image')))?.engine === 'mail-catcher',
  );
  const signs =
    Number(mails) +
    Number(own.some(mountsSource)) +
    Number(own.some(reachesHost)) +
    Number(own.some(({ body }) => within(body, 'stdin_open') ?? within(body, 'tty')));
  return signs >= 2 ? 'is set up as for a developer (mounted sources, a mail catcher, a terminal)' : undefined;
}

const testFolder =
  /(^|[/._-])(tests?|testing|e2e|integration|regtest|testnet|devnet|benchmarks?|loadtest|ci)([/._-]|$)/i;
const asideFolder =
  /(^|[/._-])(regtest|testnet|e2e|integration|sandbox|playground|demos?|benchmarks?|loadtest|devnet|providers)([/._-]|$)/i;

/** Lies in a folder that is named for tests, or for trying something out and starts nothing that the repository builds. */
function isBesideTheApp({ folder, services }: Stack): boolean {
  if (testFolder.test(folder)) return true;
  return asideFolder.test(folder) && !services.some(({ body }) => within(body, 'build') !== undefined);
}

/** A service that is not somebody else's database, proxy or tool. */
function isOwn({ body }: ComposeService): boolean {
  const image = knownImage(roughText(within(body, 'image')));
  return within(body, 'build') !== undefined || image === undefined || image.role === 'proxy';
}

/**
 * What a value of the environment is: `APP_ENV=${APP_ENV}` is what the `.env` beside it says, but a fallback of its own speaks before a
 * sample that nobody need copy.
 */
function spoken({ folder }: Stack, facts: Facts | undefined): (value: Expr) => string {
  const said = facts && saidBeside(folder, facts);
  return (value) => {
    const isTold = value.is === 'env' && !(value.fallback && said?.isSample);
    return (isTold ? said?.variables.get(value.name) : undefined) ?? shippedText(value) ?? '';
  };
}

function isDevService({ body }: ComposeService, textOf: (value: Expr) => string): boolean {
  const build = within(body, 'build');
  if (devTarget.test(roughText(within(build, 'target')))) return true;
  if (devPath.test(roughText(within(build, 'dockerfile')))) return true;
  if (build?.is !== 'map' && devPath.test(roughText(build))) return true;
  if (/vendor\/laravel\/sail/.test(`${roughText(build)}${roughText(within(build, 'context'))}`)) return true;
  if (devImage.test(baseName(imageName(roughText(within(body, 'image'))) ?? ''))) return true;
  const environment = asMap(within(body, 'environment'));
  // a debugger that is told to do nothing waits for a developer who asks for it (Xdebug 3, xdebug.mode)
  const isIdle = environment.some(
    ({ key, value }) => /^(PHP_)?XDEBUG_(MODE|ENABLED?)$/.test(key) && saysNo(textOf(value)),
  );
  for (const { key, value } of environment) {
    const text = textOf(value);
    if (modes.test(key) && devMode.test(text)) return true;
    if (key === 'DJANGO_SETTINGS_MODULE' && /\.(dev|development|local|test)$/.test(text)) return true;
    if (/^(XDEBUG_|PHP_XDEBUG)/.test(key) && !isIdle) return true;
  }
  const line = ['entrypoint', 'command']
    .map((key) => within(body, key))
    .map((words) => (words?.is === 'list' ? words.items.map(roughText).join(' ') : roughText(words)))
    .join(' ');
  return idle.test(line) || (devServers.test(line) && mountsSource({ name: '', at: body.at, body }));
}

/** A debugger's way back to the developer's machine. */
function reachesHost({ body }: ComposeService): boolean {
  return items(within(body, 'extra_hosts')).some((item) => /^host\.docker\.internal\b/.test(roughText(item)));
}

/**
 * Stores are published, and nothing is started again: on the machine's own address, or in the folder of code that the stack does not start. A
 * developer's programs run beside such a stack, not in it.
 */
function isOpenToDesk({ folder, services }: Stack, facts: Facts | undefined): boolean {
  if (services.some(({ body }) => within(body, 'restart') ?? within(body, 'deploy'))) return false;
  const stores = services.filter(({ body }) => /^(database|cache|broker|search)$/.test(knownImage(roughText(within(body, 'image')))?.role ?? ''));
  const ports = stores.flatMap(({ body }) => items(within(body, 'ports')));
  const isCodeBeside = facts?.of('dependency').some(({ at: { file } }) => file === (folder === '.' ? baseName(file) : `${folder}/${baseName(file)}`));
  return (isCodeBeside === true && ports.length > 0) || ports.some((port) => /^127\.0\.0\.1:/.test(roughText(port)) || roughText(within(port, 'host_ip')) === '127.0.0.1');
} // biome-ignore format: conditions

/** A published image that is told to be in production (`NODE_ENV=production`) is an app that runs here, whoever can see its stores. */
function isToldProduction({ body }: ComposeService, textOf: (value: Expr) => string): boolean {
  return asMap(within(body, 'environment')).some(
    ({ key, value }) => modes.test(key) && /^prod(uction)?$/i.test(textOf(value)),
  );
}

/** The source tree is mounted, writable, over the code of the image. */
function mountsSource({ body }: ComposeService): boolean {
  return items(within(body, 'volumes')).some((item) => {
    const [source = '', , mode = ''] =
      item.is === 'map' ? [roughText(within(item, 'source'))] : roughText(item).split(':');
    return (
      /^(?=\.)(\.\.\/){0,8}\.{0,2}(\/\.?)?$|^\.\/(src|app|backend|web|api|code)\/?$|^\$\{?PWD/.test(source) &&
      !/ro/.test(mode)
    );
  });
}

/** The sources are mounted, and the folder of the build holds none of them: the image is an environment to work in. */
export function isWithoutApp(service: ComposeService, context: string | undefined, facts: Facts): boolean {
  if (context === undefined || context === '.' || !mountsSource(service)) return false;
  return !facts.of('dependency').some(({ at }) => at.file.startsWith(`${context}/`));
}
