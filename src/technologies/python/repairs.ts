import type { Facts } from '../../facts/fact.js';
import type { Change, Repair } from '../../resolve/repair.js';
import { packageOf } from '../../resolve/version.js';
import { lacking } from '../lacking.js';
import { clusterAddresses, redisAddress } from '../redis-address.js';
import type { Resolution } from '../technology.js';
import type { Machine } from './frame.js';
import { type PyValue, placeIn } from './values.js';

/** Code that reads a variable without which the program does not start, and what has to be imported for it. */
export interface RequiredRead {
  readonly code: string;
  readonly imports: readonly Change[];
}

/** What stands before a value so that it is only the default of a variable, and behind it. */
export function readBefore(machine: Machine, file: string, variable: string): RequiredRead {
  const { code, imports } = requiredRead(machine, file, variable);
  const opening = code.startsWith('os.') ? `os.environ.get("${variable}", ` : code.replace(/\)$/, ', default=');
  return { code: opening, imports };
}

/** The same for something that has no value yet: `fallback` is what the library takes it for then. */
export function readOr(machine: Machine, file: string, variable: string, fallback: string): RequiredRead {
  const { code, imports } = readBefore(machine, file, variable);
  return { code: `${code}${fallback})`, imports };
}

/** Reads the environment the way that the module already does: by decouple, by environ or environs, else by `os`. */
export function requiredRead(machine: Machine, file: string, variable: string): RequiredRead {
  const names = machine.names(file);
  const config = names?.get('config');
  if (config?.is === 'library' && /^(decouple|prettyconf)\.config$/.test(config.name))
    return { code: `config("${variable}")`, imports: [] };
  const env = names?.get('env');
  if (env?.is === 'made' && /^(environ|environs)\.(FileAware)?Env$/.test(env.by))
    return { code: `env("${variable}")`, imports: [] };
  return { code: `os.environ["${variable}"]`, imports: [{ is: 'import', file, statement: 'import os' }] };
}

/** What to do so that a package is there; nothing where the app asks for it already. */
export function packageNeeds(app: Resolution, name: string, extra = ''): readonly string[] {
  if (packageOf(app.facts, 'pypi', name)) return [];
  const wanted = `${name}${extra}`;
  const word = extra === '' ? wanted : `'${wanted}'`;
  const has = (file: string) => app.files.some((path) => path === file || path.endsWith(`/${file}`));
  if (has('uv.lock')) return [`uv add ${word}`];
  if (has('poetry.lock')) return [`poetry add ${word}`];
  if (has('Pipfile')) return [`pipenv install ${word}`];
  const file = app.facts
    .of('dependency')
    .find(({ ecosystem, dev, at }) => ecosystem === 'pypi' && !dev && !/\.lock$/.test(at.file))?.at.file;
  return [file === undefined ? `pip install ${word}` : `Add \`${wanted}\` to ${file}.`];
}

/** True when a value stands in a plain assignment at the top level of its module: no condition decides whether it counts. */
export function isPlainlyAssigned(facts: Facts, value: PyValue | undefined): boolean {
  const at = placeIn(value);
  return (
    at !== undefined &&
    facts
      .of('python-module')
      .filter((module) => module.at.file === at.file)
      .some(({ statements }) =>
        statements.some(
          (each) => each.is === 'bind' && each.operator === '=' && each.at.start <= at.start && at.end <= each.at.end,
        ),
      )
  );
}

/** A switch that runs jobs at once is turned off where it is written, so that workers run them. */
export function turnedOff(app: Resolution, value: PyValue, worker: string): { readonly repair?: Repair } {
  if (value.is !== 'scalar' || value.from?.is !== 'literal' || value.from.value !== true) return {};
  return {
    repair: {
      title: 'Let workers run the jobs',
      safety: 'unsafe',
      changes: [{ is: 'replace', at: value.from.at, text: 'False' }],
      needs: [`Run workers under supervision: \`${worker}\`.`],
      ...lacking(app, [{ is: 'worker' }]),
    },
  };
}

/**
 * Reads the address of Redis by the variables that the app has for it, or by the name that the file has for it before a place. Settings are read
 * whenever a command of the app runs, in the build of an image too, where nothing gives them: this machine is what stands for it there, and no
 * client asks for it before it is used.
 */
export function redisRead(
  app: Resolution,
  machine: Machine,
  { file, start }: { readonly file: string; readonly start?: number },
): RequiredRead {
  const named = start === undefined ? undefined : nameOfRedis(app, machine, { file, start });
  if (named !== undefined) return { code: named, imports: [] };
  const address = redisAddress(app);
  if ('url' in address) return readOr(machine, file, address.url, '"redis://localhost:6379/0"');
  const host = readOr(machine, file, address.host, '"localhost"');
  const port = address.port ? `":" + ${readOr(machine, file, address.port, '"6379"').code}` : '":6379"';
  const user = address.password
    ? ` + ":" + quote(${readOr(machine, file, address.password, '""').code}, safe="") + "@"`
    : '';
  const quote: readonly Change[] = address.password
    ? [{ is: 'import', file, statement: 'from urllib.parse import quote' }]
    : [];
  return { code: `"redis://"${user} + ${host.code} + ${port}`, imports: [...host.imports, ...quote] };
}

/** A name that the module gives a whole address of Redis before a place, whatever becomes of it. */
function nameOfRedis(
  app: Resolution,
  machine: Machine,
  { file, start }: { readonly file: string; readonly start: number },
): string | undefined {
  const isGiven = (name: string) =>
    app.facts
      .of('python-module')
      .filter(({ at }) => at.file === file)
      .flatMap(({ statements }) => statements)
      .some(
        (one) =>
          one.is === 'bind' &&
          one.operator === '=' &&
          one.name === name &&
          one.keys.length === 0 &&
          one.at.end <= start,
      );
  const clusters = clusterAddresses(app);
  for (const [name, value] of machine.names(file) ?? [])
    if (
      value.is === 'scalar' &&
      value.from?.is === 'env' &&
      isRedis(value.value) &&
      !clusters.has(name) &&
      isGiven(name)
    ) {
      // what stands in for it has to be one too: else it is a name of something that only some servers keep in Redis
      const { fallback } = value.from;
      if (fallback === undefined || (fallback.is === 'literal' && isRedis(fallback.value))) return name;
    }
  return undefined;
}

function isRedis(value: unknown): boolean {
  return /^rediss?:\/\//.test(String(value));
}
