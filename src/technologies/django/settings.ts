import { lookUp } from '../../resolve/environments.js';
import type { Evidence } from '../../resolve/evidence.js';
import { said } from '../../resolve/evidence.js';
import type { Machine } from '../python/frame.js';
import { machineOf } from '../python/machine.js';
import { type ClassValue, type PyValue, textIn } from '../python/values.js';
import type { Resolution } from '../technology.js';

/** The settings in force of a Django project. */
export interface DjangoSettings {
  /** The settings module that was followed. */
  readonly file: string;
  readonly machine: Machine;
  /** What chose that module. */
  readonly because: readonly Evidence[];
  get(name: string): PyValue | undefined;
  readonly names: ReadonlyMap<string, PyValue>;
}

interface Choice {
  readonly module: string;
  readonly from: string;
  readonly because: readonly Evidence[];
}

const development = /(^|[._])(dev|develop|development|local|test|tests|testing|ci|example)$/;

/**
 * The module that `DJANGO_SETTINGS_MODULE` names: in the deployment's environment, else in wsgi.py or asgi.py, else in manage.py. One for development
 * gives way to the production settings that stand beside it.
 */
export function djangoSettings(app: Resolution): DjangoSettings | undefined {
  const machine = machineOf(app.facts, app.environment());
  const files = app.facts.of('python-module').map((fact) => fact.at.file);
  for (const choice of choicesIn(app)) {
    const named = machine.fileOf(choice.module, choice.from);
    const file =
      named === undefined || !development.test(choice.module) ? named : (productionBeside(named, files) ?? named);
    const found = file === undefined ? undefined : settingsIn(file, machine, choice.because);
    if (found) return found;
  }
  const fallback = files
    .filter((file) => isSettings(file, machine))
    .toSorted((a, b) => rank(a) - rank(b) || a.length - b.length)[0];
  return fallback === undefined ? undefined : settingsIn(fallback, machine, []);
}

function choicesIn(app: Resolution): readonly Choice[] {
  const choices: (Choice & { rank: number })[] = [];
  const given = lookUp(app.environment(), 'DJANGO_SETTINGS_MODULE');
  if (given?.value.is === 'literal')
    choices.push({
      module: String(given.value.value),
      from: `${app.root}/x.py`,
      because: [said(given.at, `chooses the settings ${given.value.value}`)],
      rank: 0,
    });
  for (const fact of app.facts.of('python-call')) {
    if (fact.name !== 'os.environ.setdefault') continue;
    const [name, module] = fact.args.map(({ value }) => (value.is === 'literal' ? String(value.value) : undefined));
    if (name !== 'DJANGO_SETTINGS_MODULE' || module === undefined) continue;
    const file = fact.at.file.slice(fact.at.file.lastIndexOf('/') + 1);
    const order = file === 'wsgi.py' || file === 'asgi.py' ? 1 : file === 'manage.py' ? 3 : 2;
    choices.push({
      module,
      from: fact.at.file,
      because: [said(fact.at, `chooses the settings ${module}`)],
      rank: order,
    });
  }
  return choices.toSorted((a, b) => a.rank - b.rank);
}

function productionBeside(file: string, files: readonly string[]): string | undefined {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const inFolder = ['production.py', 'prod.py', 'live.py', 'settings_production.py', 'settings_prod.py', 'deploy.py'];
  return inFolder.map((name) => folder + name).find((candidate) => files.includes(candidate));
}

function rank(file: string): number {
  const name = file.slice(file.lastIndexOf('/') + 1, -'.py'.length);
  if (/^(settings_)?(production|prod|live)$/.test(name)) return 0;
  if (development.test(name)) return 3;
  return name === 'settings' || file.endsWith('settings/__init__.py') ? 1 : 2;
}

function isSettings(file: string, machine: Machine): boolean {
  return /settings|config/.test(file) && machine.names(file)?.has('INSTALLED_APPS') === true;
}

function settingsIn(file: string, machine: Machine, because: readonly Evidence[]): DjangoSettings | undefined {
  const names = machine.names(file);
  if (!names || !(names.has('INSTALLED_APPS') || names.has('DATABASES') || names.has('ROOT_URLCONF'))) return undefined;
  return { file, machine, because, names, get: (name) => names.get(name) };
}

/** A class of the app that the settings name by its path (`shop.storage.Bucket`); undefined where it is a package's. */
export function classNamed(path: string, { machine, file }: DjangoSettings): ClassValue | undefined {
  const cut = path.lastIndexOf('.');
  const name = path.slice(cut + 1);
  const module = cut < 0 ? undefined : machine.fileOf(path.slice(0, cut), file);
  const found = module === undefined ? undefined : (machine.defined(module, name) ?? machine.names(module)?.get(name));
  return found?.is === 'class' ? found : undefined;
}

/** The names in `INSTALLED_APPS`; undefined when they cannot be told. */
export function installedApps(settings: DjangoSettings): readonly string[] | undefined {
  const apps = settings.get('INSTALLED_APPS');
  if (apps?.is !== 'list') return undefined;
  return apps.items.map((item) => textIn(item) ?? '');
}
