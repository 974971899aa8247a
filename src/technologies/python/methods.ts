import type { Span } from '../../facts/span.js';
import type { Frame } from './frame.js';
import { iniValue } from './ini.js';
import { eitherOf, type GivenArgument, type PyValue, scalar, textIn, unknownValue } from './values.js';

/** What a method of a value comes to: of texts, dicts, lists, and of configuration files that were read. */
export function methodOf(
  of: PyValue,
  name: string,
  args: readonly GivenArgument[],
  given: { at: Span; frame: Frame },
): PyValue {
  switch (of.is) {
    case 'random':
      return of;
    case 'scalar':
      return textMethod(of, name, { args, at: given.at });
    case 'map':
      return mapMethod(of, name, { args, at: given.at });
    case 'instance':
      return instanceMethod(of, name, { args, ...given });
    case 'made':
      return iniValue(of, name, args, given) ?? { is: 'made', by: `${of.by}().${name}`, args, because: of.because };
    case 'list':
      return name === 'copy' ? of : unknownValue('it is computed by code', given.at);
    default:
      return of.is === 'unknown' ? of : unknownValue('it is computed by code', given.at);
  }
}

interface Asked {
  readonly args: readonly GivenArgument[];
  readonly at: Span;
}

function textMethod(of: Extract<PyValue, { is: 'scalar' }>, name: string, { args, at }: Asked): PyValue {
  const random = args.find(({ value }) => value.is === 'random')?.value;
  if (name === 'join' && random) return random;
  const first = textIn(args[0]?.value);
  const text = of.value === null ? undefined : String(of.value);
  const to = (value: string | boolean): PyValue => ({ ...of, value });
  if (text === undefined) return unknownValue('it is computed by code', at);
  switch (name) {
    case 'lower':
    case 'casefold':
      return to(text.toLowerCase());
    case 'upper':
      return to(text.toUpperCase());
    case 'strip':
    case 'lstrip':
    case 'rstrip':
      return first === undefined ? to(text.trim()) : of;
    case 'resolve':
    case 'absolute':
    case 'expanduser':
    case 'as_posix':
    case 'encode':
    case 'decode':
    case 'format':
    case 'title':
      return of;
    case 'startswith':
    case 'endswith': {
      const options = args[0]?.value.is === 'list' ? args[0].value.items.map(textIn) : [first];
      if (options.includes(undefined)) return unknownValue('it is computed by code', at);
      return to(
        options.some((option) => (name === 'startswith' ? text.startsWith(option ?? '') : text.endsWith(option ?? ''))),
      );
    }
    case 'replace': {
      const second = textIn(args[1]?.value);
      return first === undefined || second === undefined ? of : to(text.replaceAll(first, second));
    }
    case 'joinpath':
      return to(`${text}/${first ?? '?'}`);
    case 'split':
      return { is: 'list', items: text.split(first ?? /\s+/).map((item) => to(item)), because: of.because };
    case 'isdigit':
      return to(/^\d+$/.test(text));
    default:
      return unknownValue('it is computed by code', at);
  }
}

function mapMethod(of: Extract<PyValue, { is: 'map' }>, name: string, { args, at }: Asked): PyValue {
  if (name === 'copy') return of;
  if (name !== 'get' && name !== 'pop' && name !== 'setdefault') return unknownValue('it is computed by code', at);
  const key = textIn(args[0]?.value);
  const found = key === undefined ? undefined : of.entries.get(key);
  return found ?? args[1]?.value ?? scalar(null, at);
}

function instanceMethod(
  of: Extract<PyValue, { is: 'instance' }>,
  name: string,
  { args, at, frame }: Asked & { frame: Frame },
): PyValue {
  const method = frame.machine.attributes(of.of).get(name);
  if (method?.is !== 'function') return unknownValue('it is computed by code', at);
  const [self, ...rest] = method.definition.parameters;
  const own = new Map<string, PyValue>(self ? [[self.name, of]] : []);
  for (const [index, { name: given, value }] of args.entries()) {
    const target = given ?? rest[index]?.name;
    if (target !== undefined) own.set(target, value);
  }
  const { returned } = frame.machine.call(method, own);
  return returned ? eitherOf(returned, returned) : unknownValue('it is computed by code', at);
}
