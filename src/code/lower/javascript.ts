import type { File } from '../../parse/javascript-node.js';
import type { CodeModule } from '../model.js';
import { lowerClass } from './javascript/classes.js';
import { type Draft, emit, type Frame, placeOf } from './javascript/draft.js';
import { lowerExpression } from './javascript/expressions.js';
import { hoist, lowerFunction } from './javascript/functions.js';
import { bindPattern, lowerAssignment } from './javascript/patterns.js';
import { declaredBy } from './javascript/scope.js';
import { lowerBlock } from './javascript/statements.js';

/** What a file of JavaScript or TypeScript does. Total: every tree gives a module. */
export function lowerJavaScript(tree: File, text: string, path: string): CodeModule {
  const draft: Draft = {
    imports: [],
    exports: [],
    stars: [],
    functions: [],
    classes: [],
    lower: {
      expression: lowerExpression,
      block: lowerBlock,
      function: lowerFunction,
      class: lowerClass,
      bind: bindPattern,
      assign: lowerAssignment,
    },
  };
  const { body, directives } = tree.program;
  const { names, functions } = declaredBy(body);
  const frame: Frame = {
    draft,
    index: 0,
    events: [],
    guards: [],
    declared: names,
    isStatic: false,
    guard: undefined,
    depth: 0,
  };
  const whole = { name: '', params: [], decorators: [], start: 0, end: text.length };
  draft.functions.push({ ...whole, events: frame.events, guards: frame.guards });
  for (const directive of directives) {
    const at = placeOf(directive);
    emit(frame, { is: 'do', value: { is: 'literal', value: directive.value.value, ...at }, ...at });
  }
  hoist(functions, frame);
  lowerBlock(body, frame);
  const { lower: _, ...said } = draft;
  const module: CodeModule = { path, language: 'javascript', ...said };
  return (tree.program.end ?? 0) > text.length ? clamped(module, text.length) : module;
}

/** The parser closes what is cut off at the end of a file; places behind the end are not the file's. */
function clamped(module: CodeModule, end: number): CodeModule {
  return JSON.parse(JSON.stringify(module), (key, value) =>
    (key === 'start' || key === 'end') && typeof value === 'number' ? Math.min(value, end) : value,
  );
}
