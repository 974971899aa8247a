import type { Program } from '../program/program.js';
import type { AppParts } from '../resolve/app.js';
import { lookUp } from '../resolve/environments.js';
import { said } from '../resolve/evidence.js';
import { mountOf } from '../resolve/mounts.js';
import { evaluate } from '../resolve/settings.js';
import type { Resolution } from '../technologies/technology.js';
import { ask } from './ask.js';
import { type Asked, serving } from './asked.js';

/** The technology in whose words code of a language is spoken of. What a framework is told in its settings is no remedy for what code does beside it. */
const speakers: readonly (readonly [RegExp, string])[] = [
  [/\.php$/, 'php'],
  [/\.py$/, 'python'],
  [/\.rb$/, 'ruby'],
  [/./, 'node'],
];

const kinds: readonly string[] = serving;

/** Asks all questions about the code of one app, with its settings and its deployment in view. */
export function askApp(program: Program, app: Resolution, isIdle: (path: string) => boolean): AppParts {
  const own = new Set(app.files);
  const variable = variablesOf(app);
  const { demanded } = app.environment('layered');
  const asked: Asked = {
    program,
    started: app.started ?? [],
    fired: app.fired ?? [],
    runs: (path) => own.has(path) && !program.clients.has(path) && !isIdle(path),
    serves:
      app.stack.some(
        ({ name, infrastructure }) => !infrastructure && !speakers.some(([, language]) => language === name),
      ) || program.entries.some(({ kind, func }) => kinds.includes(kind) && own.has(func.module.path)),
    technologyOf: (path) => speakers.find(([pattern]) => pattern.test(path))?.[1] ?? 'any',
    variable,
    isGiven: (name) => demanded?.has(name) === true || variable(name) !== undefined,
    isMountShared(path) {
      const folder = path.replace(/^\/+|(?<!\/)\/+$/g, '');
      for (let here = folder; here !== ''; here = here.slice(0, Math.max(0, here.lastIndexOf('/'))))
        if (mountOf(app, here)?.shared) return true;
      return false;
    },
  };
  return ask(asked);
}

/** The values that variables of the environment have in force; undefined for what nothing sets. */
export function variablesOf(app: Resolution): Asked['variable'] {
  const environment = app.environment('layered');
  return (name) => {
    const found = lookUp(environment, name);
    const value = found && evaluate(found.value, { environment });
    if (!found || value?.state !== 'known' || value.value === undefined || value.value === null) return undefined;
    if (value.value === '') return undefined;
    return { value: String(value.value), because: [said(found.at, `sets ${name}`)] };
  };
}
