import type { Span } from '../../facts/span.js';
import { said } from '../../resolve/evidence.js';
import { readEnvironment } from './environment.js';
import type { Frame } from './frame.js';
import { argumentIn, type GivenArgument, type PyValue, scalar, textIn } from './values.js';

const parser = /(^|\.)(Raw|Safe)?ConfigParser$/;
const section = ' section ';

/**
 * `parser["section"]["key"]` and `parser.get("section", "key")` of a configparser: the value that the INI files beside the program have.
 * A parser with an interpolation of the project's own fills empty values from the environment, where that interpolation reads it.
 */
export function iniValue(
  of: Extract<PyValue, { is: 'made' }>,
  method: string,
  args: readonly GivenArgument[],
  given: { at: Span; frame: Frame },
): PyValue | undefined {
  const first = textIn(argumentIn(args, 0, method === '[]' ? undefined : 'section'));
  if (of.by.startsWith(section)) {
    if (!/^(\[\]|get|getint|getboolean|getfloat)$/.test(method) || first === undefined) return undefined;
    const fallback = method === '[]' ? undefined : (argumentIn(args, 1, 'fallback') ?? scalar(null, given.at));
    return optionValue({ section: of.by.slice(section.length), key: first, parser: of }, fallback, given);
  }
  if (!parser.test(of.by) || first === undefined) return undefined;
  if (method === '[]') return { is: 'made', by: section + first, args: of.args, because: of.because };
  if (method === 'has_section') return scalar(true, given.at);
  if (!/^get(int|boolean|float)?$/.test(method)) return undefined;
  const key = textIn(argumentIn(args, 1, 'option'));
  return key === undefined
    ? undefined
    : optionValue({ section: first, key, parser: of }, argumentIn(args, 2, 'fallback'), given);
}

interface Option {
  readonly section: string;
  readonly key: string;
  readonly parser: Extract<PyValue, { is: 'made' }>;
}

function optionValue(
  option: Option,
  fallback: PyValue | undefined,
  { at, frame }: { at: Span; frame: Frame },
): PyValue {
  const folder = frame.file.split('/').slice(0, -1).join('/');
  const name = `${option.section}.${option.key}`.toLowerCase();
  const facts = frame.machine.facts
    .of('setting')
    .filter((fact) => fact.technology === 'ini' && fact.key.toLowerCase() === name);
  const fact = facts.find((each) => each.at.file.startsWith(folder === '' ? '' : `${folder}/`)) ?? facts[0];
  const text = fact?.value.is === 'literal' ? String(fact.value.value ?? '') : undefined;
  const own: PyValue | undefined =
    text === undefined || !fact
      ? fallback
      : {
          is: 'scalar',
          value: text,
          because: [said(fact.at, `sets ${option.key} to ${text === '' ? 'nothing' : 'a value'}`)],
        };
  if ((text ?? '') !== '' || !readsEnvironment(option.parser)) {
    return (
      own ?? {
        is: 'unknown',
        why: `no file of the repository sets ${option.key}`,
        because: [said(at, `reads ${option.key}`)],
      }
    );
  }
  return readEnvironment({ name: option.key, at }, own ?? scalar('', at), frame.machine);
}

/** The parser was made with an interpolation class of the project: it may ask the environment. */
function readsEnvironment({ args }: Extract<PyValue, { is: 'made' }>): boolean {
  const interpolation = args.find((arg) => arg.name === 'interpolation')?.value;
  return interpolation?.is === 'instance' && /getenv|environ/.test(JSON.stringify(interpolation.of.definition.body));
}
