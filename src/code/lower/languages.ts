import type { Trees } from '../../parse/languages.js';
import type { CodeModule } from '../model.js';

/** Languages of application code, and of the settings that it reads, by the names of their grammars. */
type Lowered = 'javascript' | 'python' | 'php' | 'ruby' | 'yaml' | 'php-ini';

type Lower<L extends Lowered> = (tree: Trees[L], text: string, path: string) => CodeModule;

const lowerings: { readonly [L in Lowered]?: () => Promise<Lower<L>> } = {
  javascript: async () => (await import('./javascript.js')).lowerJavaScript,
  python: async () => (await import('./python.js')).lowerPython,
  php: async () => (await import('./php.js')).lowerPhp,
  ruby: async () => (await import('./ruby.js')).lowerRuby,
  yaml: async () => (await import('./data.js')).lowerYaml,
  'php-ini': async () => (await import('./data.js')).lowerIni,
};

/** The language of a file of application code; undefined for templates, translations, declarations of types and everything else. */
export function codeLanguageOf(path: string): Lowered | undefined {
  const language = languageOf(path);
  return language && lowerings[language] ? language : undefined;
}

/** So many characters a line on average has no file that somebody writes: a bundler's output, whatever it is called. */
const packedLine = 500;
const packedLength = 5000;

/** Code that a bundler has packed: its names are nobody's, and what it was made of is read where it stands. */
export function isPacked(path: string, text: string): boolean {
  if (text.length < packedLength || languageOf(path) !== 'javascript') return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return text.length / lines > packedLine;
}

/** Texts of one language for people, a folder for each (Laravel's `lang/de`, CodeIgniter's `app/Language/de`, Yii's `messages/de`): there are thousands, and none does anything. */
const translation =
  /(^|\/)(lang|languages?|locales?|translations|i18n|messages)\/[a-z]{2,3}([_-][a-z0-9]{2,8}){0,2}\/(.*\/)?[^/]*\.php$/i;

/**
 * Settings that an app keeps in data of its own form: files right below a folder for them, not those of tools in folders of their own; of a container,
 * also those that stand beside and below its `packages/`, for every environment or for production.
 */
const settings =
  /(^|\/)(config|conf|settings)\/(settings\/)?[^/]+\.(ya?ml|ini(\.php)?)$|(^|\/)packages\/(prod\/)?[^/]+\.ya?ml$|(^|\/)config\/[\w-]+\/(services|parameters)\.ya?ml$|(^|\/)log[a-z]*([._-]\w+)?\.ya?ml(\.(sample|example|dist|default))?$/;

function languageOf(path: string): Lowered | undefined {
  if (settings.test(path)) return /\.ini(\.php)?$/.test(path) ? 'php-ini' : 'yaml';
  if (translation.test(path)) return undefined;
  if (/\.d\.[cm]?ts$|\.blade\.php$|\.min\.js$/.test(path)) return undefined;
  if (/\.([cm]?[jt]s|[jt]sx)$/.test(path)) return 'javascript';
  if (/\.py$/.test(path)) return 'python';
  if (/\.(php|inc)$/.test(path)) return 'php';
  return /\.(rb|ru|rake)$/.test(path) ? 'ruby' : undefined;
}

/** The lowering of a language, imported when it is first asked for. */
export async function loadLowering<L extends Lowered>(language: L): Promise<Lower<L>> {
  const load = lowerings[language];
  if (!load) throw new Error(`${language} has no lowering`);
  return load();
}
