import { parseGoTemplate } from '../../../parse/go-template.js';
import type { GoBranch, GoNode, GoPipe } from '../../../parse/go-template-tree.js';
import { evaluate } from './evaluate.js';
import type { Frame, Machine, Script, Template } from './machine.js';
import { printed } from './print.js';
import { cut } from './rope.js';
import {
  type Hole,
  hole,
  int,
  mostItems,
  type Piece,
  type Place,
  sortedEntries,
  type Text,
  textOf,
  truth,
  type Value,
  weightOf,
  words,
} from './value.js';

type Signal = 'break' | 'continue' | undefined;

const deepest = 120;
const mostSteps = 200_000;
const mostRoom = 2_000_000;
/** An object of the cluster costs as much as so many characters, however little is said of it. */
const roomOfObject = 1000;

/** A machine for one release, with nothing rendered yet. */
export function machineOf(templates: Map<string, Template>, upgrades: boolean): Machine {
  return {
    templates,
    upgrades,
    switches: new Map(),
    deciding: 0,
    steps: mostSteps,
    room: mostRoom,
    depth: 0,
    refusals: [],
    fails: [],
    include: called,
    tpl: renderedText,
  };
}

/** What a template prints for a value. */
export function rendered(template: Template, value: Value, machine: Machine): Text {
  const out: Piece[] = [];
  if (machine.depth >= deepest) {
    refuse(machine, 'named templates stand in each other without end', template.script.place(0, 0));
    return textOf(out);
  }
  machine.depth++;
  run(template.body, { machine, script: template.script, root: value, dot: value, variables: [], out });
  machine.depth--;
  return textOf(out);
}

function refuse(machine: Machine, says: string, at: Place): void {
  if (!machine.refusals.some((one) => one.says === says)) machine.refusals.push({ says, at });
}

/** `tpl`: a text as a template of the chart; what it defines is known to itself only. */
function renderedText(text: Text, value: Value, frame: Frame): Text | Hole {
  const { tree, problems } = parseGoTemplate(text.text);
  const at = text.pieces[0]?.at ?? frame.script.place(0, 0);
  const [problem] = problems;
  if (problem) return hole('tpl', `is no template: ${problem.message}`, at);
  const script: Script = {
    name: frame.script.name,
    text: text.text,
    place: (start, end) => cut(text, start, end).pieces[0]?.at ?? at,
    cut: (start, end) => cut(text, start, end),
  };
  const machine = { ...frame.machine, templates: new Map(frame.machine.templates) };
  define(tree, script, machine.templates);
  const result = rendered({ script, body: tree }, value, machine);
  frame.machine.steps = machine.steps;
  frame.machine.room = machine.room;
  return withoutMissing(result);
}

const noValue = '<no value>';

/** Helm takes out what text/template prints for values that are missing. */
export function withoutMissing(text: Text): Text {
  if (!text.text.includes(noValue)) return text;
  const parts: Text[] = [];
  let from = 0;
  for (let at = text.text.indexOf(noValue); at >= 0; at = text.text.indexOf(noValue, from)) {
    parts.push(cut(text, from, at));
    from = at + noValue.length;
  }
  parts.push(cut(text, from));
  return textOf(parts.flatMap(({ pieces }) => pieces));
}

/** Adds what a file defines to the templates; a definition that is empty replaces none. */
export function define(nodes: readonly GoNode[], script: Script, into: Map<string, Template>): void {
  for (const node of nodes) {
    if (node.is === 'define') {
      const empty = node.body.every((one) => one.is === 'define' || (one.is === 'text' && one.text.trim() === ''));
      if (!empty || !into.has(node.name)) into.set(node.name, { script, body: node.body });
      define(node.body, script, into);
    } else if (node.is === 'if' || node.is === 'with' || node.is === 'range') {
      define(node.then, script, into);
      define(node.otherwise, script, into);
    }
  }
}

function run(nodes: readonly GoNode[], frame: Frame): Signal {
  const { machine, script } = frame;
  for (const node of nodes) {
    if (isSpent(frame, node)) return undefined;
    switch (node.is) {
      case 'text':
        push(frame, script.cut(node.start, node.end));
        break;
      case 'action': {
        const value = evaluatePipe(node.pipe, frame);
        if (node.pipe.variables.length > 0) break;
        if (weightOf(value) > mostItems)
          refuse(machine, 'the templates are too much to be rendered', script.place(node.start, node.end));
        else push(frame, printed(value), outermost(frame, node));
        break;
      }
      case 'template': {
        const value = node.pipe ? evaluatePipe(node.pipe, frame) : { is: 'nil' as const };
        push(frame, called(node.name, value, frame, script.place(node.start, node.end)), outermost(frame, node));
        break;
      }
      case 'if':
      case 'with':
      case 'range': {
        const signal = branch(node, frame);
        if (signal) return signal;
        break;
      }
      case 'break':
      case 'continue':
        return node.is;
    }
  }
  return undefined;
}

/** Takes a step; where none is left, the release says so. */
function isSpent({ machine, script }: Frame, { start, end }: GoNode): boolean {
  if (machine.steps-- > 0 && machine.room > 0) return false;
  // nothing behind it is run either
  machine.steps = 0;
  refuse(machine, 'the templates are too much to be rendered', script.place(start, end));
  return true;
}

function outermost({ machine, script }: Frame, { start, end }: GoNode): Place | undefined {
  return machine.depth === 1 ? script.place(start, end) : undefined;
}

/** A named template printed, or a hole where there is none of the name. */
function called(name: string, value: Value, frame: Frame, at: Place): Text {
  const template = frame.machine.templates.get(name);
  if (template) return rendered(template, value, frame.machine);
  return printed(hole(`include "${name}"`, `prints the template "${name}", which is not in the repository`, at));
}

/** `via`: the action of the file itself that printed it. */
function push(frame: Frame, text: Text, via?: Place): void {
  const { unsure } = frame;
  for (const piece of text.pieces) {
    if (piece.text === '') continue;
    frame.machine.room -= piece.text.length + (piece.text.includes('\n---') ? roomOfObject : 0);
    frame.out.push({
      ...piece,
      ...(via ? { via } : {}),
      ...(unsure && piece.text.trim() !== '' ? { perhaps: unsure } : {}),
    });
  }
}

function evaluatePipe(pipe: GoPipe, frame: Frame): Value {
  const value = evaluate(pipe, frame);
  if (pipe.sets) {
    for (const name of pipe.variables) {
      const own = frame.variables.findLast((one) => one.name === name);
      if (own) own.value = value;
    }
  } else for (const name of pipe.variables) frame.variables.push({ name, value });
  return value;
}

function branch(node: GoBranch, frame: Frame): Signal {
  const mark = frame.variables.length;
  const signal = node.is === 'range' ? range(node, frame) : conditional(node, frame);
  frame.variables.length = mark;
  return signal;
}

function conditional(node: GoBranch, frame: Frame): Signal {
  frame.machine.deciding++;
  const value = evaluatePipe(node.pipe, frame);
  frame.machine.deciding--;
  const holds = truth(value);
  if (holds === false) return run(node.otherwise, frame);
  const inner = node.is === 'with' ? { ...frame, dot: value } : frame;
  return run(node.then, holds === undefined ? unsureOf(inner, value) : inner);
}

function unsureOf(frame: Frame, value: Value): Frame {
  const unsure =
    value.is === 'hole' ? value : value.is === 'string' ? value.pieces.find((piece) => piece.hole)?.hole : undefined;
  return unsure ? { ...frame, unsure } : frame;
}

function range(node: GoBranch, frame: Frame): Signal {
  const value = evaluate(node.pipe, frame);
  const [first, second] = node.pipe.variables;
  const items = itemsOf(value);
  if (items.length === 0) {
    run(node.otherwise, frame);
    return undefined;
  }
  const sure = value.is === 'hole' ? unsureOf(frame, value) : frame;
  for (const [key, item] of items) {
    // a body that holds nothing is gone through as well
    if (isSpent(frame, node)) break;
    const mark = frame.variables.length;
    if (first !== undefined && second !== undefined)
      frame.variables.push({ name: first, value: key }, { name: second, value: item });
    else if (first !== undefined) frame.variables.push({ name: first, value: item });
    const signal = run(node.then, { ...sure, dot: item });
    frame.variables.length = mark;
    if (signal === 'break') break;
  }
  return undefined;
}

function itemsOf(value: Value): readonly (readonly [Value, Value])[] {
  if (value.is === 'list') return value.items.map((item, index) => [int(index, undefined, 'int'), item]);
  if (value.is === 'dict') return sortedEntries(value).map(([key, entry]) => [words(key, entry.keyAt), entry.value]);
  return value.is === 'hole' ? [[value, value]] : [];
}
