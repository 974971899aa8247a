import type { Fact, Facts } from '../facts/fact.js';
import type { ShellScript } from '../facts/shell-script.js';
import { onceFor } from '../once.js';

/** Names of the files that a script or an image of the repository copies to `.env`. Asked for each folder with a compose file and each app. */
export const copiedToEnv = onceFor((facts: Facts): ReadonlySet<string> => {
  const scripts = facts.of('shell-script');
  const lists = [
    ...facts
      .of('image')
      .flatMap(({ stages }) => stages.flatMap(({ copies }) => copies))
      .map(({ sources, target }) => ['cp', ...sources, target]),
    ...facts
      .of('image')
      .flatMap(({ stages }) => stages.flatMap(({ runs }) => runs))
      .flatMap(({ value }) => value.split(/&&|;|\n/).map((part) => part.trim().split(/\s+/))),
  ];
  const byImages = lists.flatMap((words) => sourceOf(words).filter(({ isEnv }) => isEnv));
  return new Set([...byImages.map(({ name }) => name), ...scripts.flatMap((script) => copiedBy(script, scripts))]);
});

/** What a command copies where, if it is one that copies. */
function sourceOf(words: readonly string[]): readonly { readonly name: string; readonly isEnv: boolean }[] {
  const [command = '', ...rest] = words;
  const [source, target] = rest.filter((word) => !word.startsWith('-')).slice(-2);
  if (!/^(cp|mv|install|ln)$/.test(command) || source === undefined) return [];
  return [{ name: source.slice(source.lastIndexOf('/') + 1), isEnv: /(^|\/)\.env$/.test(target ?? '') }];
}

/** A file that a script may copy, and what must hold for it. */
interface Choice {
  readonly text: string;
  readonly under: readonly string[];
}

/** Names that a script copies to `.env`: of several, those that its callers in the repository ask for by their arguments. */
function copiedBy(script: Fact<'shell-script'>, scripts: readonly Fact<'shell-script'>[]): readonly string[] {
  const choices = script.commands.flatMap(({ words, conditions }) => {
    const texts = words.map(({ value }) => value);
    if (sourceOf(texts).length === 0) return [];
    const [source, target] = texts.filter((word) => !word.startsWith('-')).slice(-2);
    if (!choicesOf(target ?? '', script).some(({ text }) => /(^|\/)\.env$/.test(text))) return [];
    return choicesOf(source ?? '', script).map(({ text, under }) => ({
      text: text.slice(text.lastIndexOf('/') + 1),
      under: [...under, ...conditions],
    }));
  });
  if (choices.length < 2) return choices.map(({ text }) => text);
  return callsOf(script, scripts).flatMap((args) => askedFor(choices, args));
}

/** The arguments of every call of a script by another; one call without any, where nobody calls it. */
function callsOf(
  { at }: Fact<'shell-script'>,
  scripts: readonly Fact<'shell-script'>[],
): readonly (readonly string[])[] {
  const name = at.file.slice(at.file.lastIndexOf('/') + 1);
  const calls = scripts.flatMap((other) =>
    other.commands.flatMap(({ words }) => {
      const index = words.findIndex(({ value }) => value === name || value.endsWith(`/${name}`));
      const isCall =
        index === 0 || (index === 1 && /^(\S*\/)?(ba|da|z|k)?sh$|^(source|\.)$/.test(words[0]?.value ?? ''));
      return isCall && other.at.file !== at.file ? [words.slice(index + 1).map(({ value }) => value)] : [];
    }),
  );
  return calls.length > 0 ? calls : [[]];
}

/** The choices whose condition names one of the arguments; where none does, all but those that stand for the other case. */
function askedFor(choices: readonly Choice[], args: readonly string[]): readonly string[] {
  const named = (condition: string) => args.some((arg) => /\w/.test(arg) && wordsOf(condition).includes(arg));
  const asked = choices.filter(({ under }) => under.some((one) => !one.startsWith('! ') && named(one)));
  const open = choices.filter(({ under }) => !under.some(named));
  return (asked.length > 0 ? asked : open).map(({ text }) => text);
}

function wordsOf(condition: string): readonly string[] {
  return condition.split(/[\s"'=|;)\]]+/);
}

/** Variables that stand for variables: deeper chains, and more choices than these, mean nothing to anybody. */
const deepest = 4;
const most = 8;

/** What a word may stand for, by the texts that the script gives its variables. */
function choicesOf(word: string, script: ShellScript, depth = 0): readonly Choice[] {
  const [whole, name] = /\$\{?([A-Za-z_]\w*)\}?/.exec(word) ?? [];
  if (whole === undefined) return [{ text: word, under: [] }];
  if (depth > deepest) return [];
  return script.assignments
    .filter((one) => one.name === name && one.value !== undefined && !/[`*]|\$[(0-9@]/.test(one.value))
    .slice(0, most)
    .flatMap(({ value = '', conditions }) =>
      choicesOf(
        word.replace(whole, () => value),
        script,
        depth + 1,
      ).map(({ text, under }) => ({
        text,
        under: [...conditions, ...under],
      })),
    )
    .slice(0, most);
}
