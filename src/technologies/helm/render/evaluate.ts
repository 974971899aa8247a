import type { GoCommand, GoOperand, GoPipe } from '../../../parse/go-template-tree.js';
import { parseYaml } from '../../../parse/yaml.js';
import { table } from '../../../table.js';
import { valueOfNode } from './data.js';
import { type Call, type Functions, failed, type GoFunction, like } from './function.js';
import { listFunctions } from './list-functions.js';
import { logicFunctions } from './logic-functions.js';
import type { Frame } from './machine.js';
import { numberFunctions } from './number-functions.js';
import { randomFunctions } from './random-functions.js';
import { regexFunctions } from './regex-functions.js';
import { cutterOf } from './rope.js';
import { textFunctions } from './text-functions.js';
import { bool, decidedBy, dict, hole, int, list, longestText, mostItems, nil, type Place, textOf, truth, type Value, weightOf, words } from './value.js'; // biome-ignore format: one import

const functions: Functions = table({ ...textFunctions, ...numberFunctions, ...listFunctions, ...logicFunctions, ...regexFunctions, ...randomFunctions }); // biome-ignore format: one line

/** The value of a pipeline. What Go would end the rendering with is a hole that says why. */
export function evaluate(pipe: GoPipe, frame: Frame): Value {
  let value: Value | undefined;
  for (const command of pipe.commands) value = commandValue(command, frame, value);
  return value ?? nil;
}

function callAt(frame: Frame, name: string, { start, end }: { start: number; end: number }): Call {
  return { name, source: frame.script.text.slice(start, end), at: frame.script.place(start, end) };
}

function commandValue(command: GoCommand, frame: Frame, last: Value | undefined): Value {
  const [first, ...rest] = command.words;
  if (!first) return nil;
  const behind = last ? [last] : [];
  if (first.is === 'function') {
    const call = callAt(frame, first.name, command);
    if (first.name === 'and' || first.name === 'or') return shortCircuit(first.name, rest, behind, frame);
    return apply(first.name, [...rest.map((word) => operandValue(word, frame)), ...behind], call, frame);
  }
  const takesArguments = first.is === 'field' || first.is === 'variable' || first.is === 'pipe';
  if (rest.length + behind.length > 0 && takesArguments && namesOf(first).length > 0)
    return methodValue(first, [...rest.map((word) => operandValue(word, frame)), ...behind], frame);
  if (rest.length + behind.length > 0)
    return failed(callAt(frame, '', command), 'gives values to something that takes none');
  return operandValue(first, frame);
}

/** The arguments are looked at only as far as they are needed (Go 1.18). */
function shortCircuit(name: 'and' | 'or', rest: readonly GoOperand[], behind: readonly Value[], frame: Frame): Value {
  const all: readonly (() => Value)[] = [
    ...rest.map((word) => () => operandValue(word, frame)),
    ...behind.map((value) => () => value),
  ];
  let value: Value = nil;
  let open: Value | undefined;
  for (const one of all) {
    value = one();
    const holds = truth(value);
    if (holds === undefined) open ??= value;
    else if (holds === (name === 'or')) return value;
  }
  return open ?? value;
}

function namesOf(word: GoOperand): readonly string[] {
  return word.is === 'field' || word.is === 'variable' || word.is === 'pipe' ? word.names : [];
}

function operandValue(word: GoOperand, frame: Frame): Value {
  const at = () => frame.script.place(word.start, word.end);
  switch (word.is) {
    case 'dot':
      return frame.dot;
    case 'nil':
      return nil;
    case 'bool':
      return bool(word.value, at());
    case 'number':
      return int(word.value, at(), word.float ? 'float64' : 'int');
    case 'string':
      if (!word.exact || word.value === '') return words(word.value, word.value === '' ? undefined : at());
      return textOf([{ text: word.value, exact: true, at: frame.script.place(word.start + 1, word.end - 1) }]);
    case 'function':
      return apply(word.name, [], callAt(frame, word.name, word), frame);
    case 'field':
    case 'variable':
    case 'pipe':
      return methodValue(word, [], frame);
  }
}

function baseOf(word: GoOperand, frame: Frame): Value {
  if (word.is === 'field') return frame.dot;
  if (word.is === 'pipe') return evaluate(word.pipe, frame);
  if (word.is !== 'variable' || word.name === '') return frame.root;
  return frame.variables.findLast(({ name }) => name === word.name)?.value ?? nil;
}

/** Fields one after another; the last may be a method that takes arguments. */
function methodValue(word: GoOperand, args: readonly Value[], frame: Frame): Value {
  let here = baseOf(word, frame);
  const names = namesOf(word);
  for (const [index, name] of names.entries()) {
    const isLast = index === names.length - 1;
    if (here.is === 'hole') return like(here, callAt(frame, name, word));
    // Go ends only where a map held nothing: fields of a missing value of its own are missing too, as in `((.Values.a).b).c`
    if (here.is === 'nil' && index === 0) return nil;
    if (here.is !== 'dict')
      return failed(
        callAt(frame, name, word),
        `there is no .${name} in ${here.is === 'nil' ? 'a value that is missing' : `a ${here.is}`}`,
      );
    const method = here.methods?.get(name);
    const entry = here.entries.get(name);
    if (method) here = method(isLast ? args : []);
    else if (entry) here = entry.value;
    else if (here.shown !== undefined) return failed(callAt(frame, name, word), `there is no field ${name}`);
    else here = nil;
    if (isLast && args.length > 0 && !method) return failed(callAt(frame, name, word), `${name} is no method`);
  }
  noteSwitch(here, frame);
  return here;
}

/** A switch of the values files that a condition asks for, and that is off. */
function noteSwitch(value: Value, { machine }: Frame): void {
  if (machine.deciding === 0 || value.is !== 'bool' || value.value || !value.at?.given) return;
  machine.switches.set(`${value.at.file}:${value.at.start}`, value.at);
}

function apply(name: string, args: readonly Value[], call: Call, frame: Frame): Value {
  const special = specials[name];
  if (special) return special(args, call, frame);
  const plain: GoFunction | undefined = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (!plain) return failed(call, `${name} is not a function that is known`);
  const weight = lookers.has(name) ? 1 : args.reduce((sum, arg) => sum + weightOf(arg), 0);
  if (weight > mostItems) return failed(call, 'is given more than can be followed');
  const result = plain(args, call);
  const size = result.is === 'string' ? Math.max(result.text.length / longestText, result.pieces.length / mostItems) : result.is === 'list' ? result.items.length / mostItems : 0; // biome-ignore format: one line
  frame.machine.steps -= weight / 4 + size * 5000;
  return size > 1 ? failed(call, 'makes more than can be followed') : result;
}

/** Functions that look at a value, or put it into another one, without going through it. */
const lookers = new Set('dict list tuple get set unset hasKey index first last rest initial append push prepend concat default empty coalesce not ternary kindIs kindOf typeIs typeOf len keys values pluck pick omit dig eq ne'.split(' ')); // biome-ignore format: one list

type Special = (args: readonly Value[], call: Call, frame: Frame) => Value;

/** Functions of Helm's own, which know the chart. */
const specials: Readonly<Record<string, Special | undefined>> = Object.assign(Object.create(null) as object, {
  include: ([name, value = nil], call, frame) => {
    if (name?.is !== 'string') return name?.is === 'hole' ? like(name, call) : failed(call, 'has no name');
    if (!frame.machine.templates.has(name.text))
      return hole(call.source, `prints the template "${name.text}", which is not in the repository`, call.at);
    return frame.machine.include(name.text, value, frame, call.at);
  },
  tpl: ([text, value = nil], call, frame) => {
    if (text?.is !== 'string') return text?.is === 'hole' ? like(text, call) : failed(call, 'has no text');
    if (!text.text.includes('{{')) return text;
    const result = frame.machine.tpl(text, value, frame);
    return result.is === 'hole' ? { ...result, source: call.source } : result;
  },
  required: ([, value = nil], call) => {
    if (value.is !== 'nil' && !(value.is === 'string' && value.text === '')) return value;
    return hole(call.source, 'has to be given by whoever installs the chart', decidedBy(value) ?? call.at);
  },
  // A chart that refuses its values prints nothing there; all else that it would create is judged.
  fail: ([says], _, { machine, unsure }) => {
    // behind a condition that nobody can decide it may never be reached
    if (!unsure) machine.fails.push(says?.is === 'string' ? says.text : 'it refuses its values');
    return words('');
  },
  lookup: (_, call, { machine }) => (machine.upgrades ? hole(call.source, 'finds what the cluster has', call.at) : dict([])),
  call: (_, call) => failed(call, 'calls a function that is not known'),
  fromYaml: ([text], call) => parsed(text, call),
  fromYamlArray: ([text], call) => parsed(text, call),
  fromJson: ([text], call) => parsed(text, call),
  mustFromJson: ([text], call) => parsed(text, call),
  fromJsonArray: ([text], call) => parsed(text, call),
  toToml: (_, call) => failed(call, 'is printed as TOML'),
} satisfies Record<string, Special>); // biome-ignore format: a table

/** YAML within a text, with the places of what the text is made of. JSON is YAML. */
function parsed(text: Value | undefined, call: Call): Value {
  if (text?.is !== 'string') return text?.is === 'hole' ? like(text, call) : failed(call, 'has no text');
  const { tree, problems } = parseYaml(text.text, { templates: false });
  const [node] = tree;
  if (problems.length > 0) return dict([['Error', words(problems[0]?.message ?? '')]]);
  if (!node) return /Array$/.test(call.name) ? list([]) : dict([]);
  const slice = cutterOf(text);
  const first = (start: number, end: number): Place | undefined => decidedBy(slice(start, end));
  const brokenOff = text.text.endsWith('\n') ? {} : { brokenOff: text.text.length };
  return valueOfNode(node, { place: first, pieces: slice, ...brokenOff });
}
