import type { PyExpr, PyStatement } from '../../facts/python-code.js';
import type { Resolution } from '../technology.js';
import type { DjangoSettings } from './settings.js';

/**
 * The variable that the settings themselves ask for before they give a setting a value that all servers share: `if REDIS_HOST: CACHES["default"] =
 * {...}`. Undefined where none does.
 */
export function variableThatChooses(
  app: Resolution,
  settings: DjangoSettings,
  { file, name, to }: { readonly file: string; readonly name: string; readonly to: RegExp },
): string | undefined {
  const modules = app.facts.of('python-module').filter(({ at }) => at.file === file);
  for (const statement of modules.flatMap(({ statements }) => statements)) {
    if (statement.is !== 'if') continue;
    for (const { test, body } of statement.branches) {
      const variable = test && body.some((one) => gives(one, name, to)) ? asked(test, file, settings) : undefined;
      if (variable) return variable;
    }
  }
  return undefined;
}

function gives(statement: PyStatement, name: string, to: RegExp): boolean {
  return statement.is === 'bind' && statement.name === name && to.test(JSON.stringify(statement.value));
}

/** `if REDIS_HOST`, of a name that is read from the environment, or `if os.environ.get("REDIS_HOST")`. */
function asked(test: PyExpr, file: string, settings: DjangoSettings): string | undefined {
  if (test.is === 'name') {
    const value = settings.machine.names(file)?.get(test.name);
    return value?.is === 'scalar' && value.from?.is === 'env' ? value.from.name : undefined;
  }
  const first = test.is === 'call' ? test.args[0]?.value : undefined;
  const word = first?.is === 'literal' ? String(first.value) : '';
  return /^[A-Z][A-Z0-9_]+$/.test(word) ? word : undefined;
}
