import type { Fact } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import type { ShellCommand, ShellScript } from '../../parse/shell.js';
import type { Source } from '../../read/source.js';

/**
 * Settings of PHP that a script writes before PHP starts: `echo`, `printf`, `cat` or `tee` into a file of `conf.d` or of a pool, and `sed` over
 * one. Under a condition that only the running system decides, a setting is one that nobody knows.
 */
export function* writtenFacts(script: ShellScript, source: Source): Iterable<Fact> {
  for (const [index, command] of script.commands.entries()) {
    const next = script.commands[index + 1];
    const text = textOf(command, next && isJoined(command, next, source.text) ? next : undefined);
    if (text === undefined) continue;
    for (const { 0: whole, 1: key = '', 2: written = '', index: from } of source.text.slice(text.start, text.end).matchAll(settings)) {
      const begin = text.start + from;
      const at: Span = { file: source.path, start: begin, end: begin + whole.length };
      const value = unquoted(written.trim());
      const isKnown = value !== '' && !value.includes('$') && command.conditions.length === 0;
      yield { kind: 'setting', technology: 'php', key, value: isKnown ? { is: 'literal', value, at } : { is: 'opaque', source: written, at }, at };
    }
  }
} // biome-ignore format: one record

/** The next command of the same pipeline. */
function isJoined(command: ShellCommand, next: ShellCommand, text: string): boolean {
  return command.piped && next.piped && !/[\n;]/.test(text.slice(command.end, next.start));
}

/** What a command writes into a configuration of PHP, as its place in the script; a here-document stands behind the command. */
function textOf(command: ShellCommand, next: ShellCommand | undefined): { start: number; end: number } | undefined {
  const { name, args, redirects, input = command } = command;
  if (name.text === 'sed') return args.some(({ text }) => /^-\w*i|^--in-place/.test(text)) && args.some(isPhp) ? input : undefined; // biome-ignore format: one condition
  if (!/^(echo|printf|cat|tee)$/.test(name.text)) return undefined;
  const isWritten = redirects.some(({ operator, target }) => /^(\d?>>?|>\||&>)$/.test(operator) && isPhp(target));
  const isTeed = [command, next].some((one) => one?.name.text === 'tee' && one.args.some(isPhp));
  return isWritten || isTeed ? input : undefined;
}

/** A text without the quotes around it, also those that only close. */
function unquoted(text: string): string {
  let end = text.length;
  while (end > 0 && /["']/.test(text.charAt(end - 1))) end--;
  return text.slice(0, end).replace(/^["']+/, '');
}

/** A file that PHP or its process manager reads at start. */
function isPhp({ text }: { readonly text: string }): boolean {
  const base = text.slice(text.lastIndexOf('/') + 1);
  if (base === '.user.ini' || base === 'www.conf' || (base.startsWith('php') && base.includes('.ini'))) return true;
  return /\.(ini|conf)$/.test(text) && /php|conf\.d|pool\.d|fpm|\$\{?PHP_(INI|FPM)/.test(text);
}

/** Of a `sed` expression the last one is what comes in: `s/session.save_handler = files/session.save_handler = redis/`. */
const settings =
  /(?<![\w.;#-])(?:php_(?:admin_)?value\[)?(session\.save_(?:handler|path))\]?[ \t]*=[ \t]*([^\n\\/;]{1,20}:\/\/[^\n]{0,300}|[^\n\\/;]{1,300})/g;
