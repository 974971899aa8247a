import { childOf, childrenOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Arg } from '../../model.js';
import { deepest, emit, guardIn, nameAt, opaque, placeOf, under } from '../draft.js';
import { bindExpr, bindTo, defining, itemOf, once } from './bindings.js';
import { branches, logical, matching, switching } from './branches.js';
import { docTags } from './docs.js';
import { doIt, leaves, plainArgs } from './expressions.js';
import type { PhpLowering } from './lowering.js';
import { enterNamespace, importsIn, ownName } from './names.js';
import { typeOf } from './types.js';

/** Reads statements in order; true when what follows them is not reached. */
export function readStatements(low: PhpLowering, nodes: readonly SyntaxNode[]): boolean {
  const before = low.here.guard;
  let doc: SyntaxNode | undefined;
  let left = false;
  low.depth++;
  for (const node of low.depth > deepest ? [] : nodes) {
    if (node.type === 'comment') {
      doc = node;
      continue;
    }
    if (doc && /^(expression|foreach)_statement$/.test(node.type)) typedVariables(low, doc);
    if (readStatement(low, node, doc)) left = true;
    doc = undefined;
  }
  low.depth--;
  low.here.guard = before;
  return left;
}

/** `@var Foo $x` above an assignment says what a container or a form gives. */
function typedVariables(low: PhpLowering, doc: SyntaxNode): void {
  low.here.said.clear();
  for (const { tag, name, type } of docTags(low, doc)) if (tag === 'var' && name !== '') low.here.said.set(name, type);
}

/** The body of a loop or a branch, whatever way it is written. */
function bodyOf(low: PhpLowering, node: SyntaxNode, field = 'body'): boolean {
  return low.statements(childrenOf(node, field));
}

/** What stands outside of PHP's tags is sent to the client as `echo` sends it. */
function printed(low: PhpLowering, node: SyntaxNode, args: readonly Arg[]): void {
  const place = placeOf(node);
  const callee = nameAt('echo', { start: node.start, end: node.start });
  emit(low, { is: 'do', value: { is: 'call', callee, args, ...place }, ...place });
}

function readStatement(low: PhpLowering, node: SyntaxNode, doc: SyntaxNode | undefined): boolean {
  switch (node.type) {
    case 'text':
      if (/\S/.test(sourceOf(low.text, node))) printed(low, node, []);
      return false;
    case 'php_tag':
    case 'php_end_tag':
      return false;
    case 'compound_statement':
    case 'colon_block':
    case 'text_interpolation':
    case 'ERROR':
      return low.statements(node.children);
    case 'expression_statement':
      return expressionStatement(low, node);
    case 'echo_statement':
      printed(low, node, plainArgs(low, partsOf(node)));
      return false;
    case 'exit_statement':
      doIt(low, node);
      return true;
    case 'throw_expression':
      return thrown(low, node);
    case 'return_statement':
      return returned(low, node);
    case 'break_statement':
    case 'continue_statement':
    case 'goto_statement':
      return true;
    case 'if_statement':
      return branches(low, node);
    case 'switch_statement':
      switching(low, node);
      return false;
    case 'for_statement':
    case 'foreach_statement':
    case 'while_statement':
    case 'do_statement':
      loop(low, node);
      return false;
    case 'try_statement':
      return trying(low, node);
    case 'function_definition': {
      const name = sourceOf(low.text, childOf(node, 'name') ?? node);
      const value = { is: 'function', fn: low.fn(node, name, doc), ...placeOf(node) } as const;
      emit(low, { is: 'bind', target: nameAt(name, placeOf(childOf(node, 'name') ?? node)), value, ...placeOf(node) });
      return false;
    }
    case 'class_declaration':
    case 'interface_declaration':
    case 'trait_declaration':
    case 'enum_declaration': {
      const index = low.klass(node, doc);
      const target = nameAt(low.classes[index]?.fullName ?? '', placeOf(childOf(node, 'name') ?? node));
      emit(low, { is: 'bind', target, value: { is: 'class', class: index, ...placeOf(node) }, ...placeOf(node) });
      return false;
    }
    case 'namespace_definition': {
      const name = childOf(node, 'name');
      enterNamespace(low.names, name ? sourceOf(low.text, name) : '');
      bodyOf(low, node);
      return false;
    }
    case 'namespace_use_declaration':
      low.imports.push(...importsIn(low.names, low.text, node));
      return false;
    case 'const_declaration':
      constants(low, node);
      return false;
    case 'global_declaration':
      for (const variable of partsOf(node)) {
        const name = sourceOf(low.text, variable);
        low.here.borrowed.add(name);
        low.here.draft.shares = [...(low.here.draft.shares ?? []), name];
      }
      // what it shares with the file is found there
      if (low.here.fn !== 0) low.here.draft.outer ??= 0;
      return false;
    case 'function_static_declaration':
      staticVariables(low, node);
      return false;
    case 'unset_statement': {
      const args = partsOf(node).map((part) => ({ value: low.expr(part) }));
      const callee = nameAt('unset', { start: node.start, end: node.start + 5 });
      emit(low, { is: 'do', value: { is: 'call', callee, args, ...placeOf(node) }, ...placeOf(node) });
      return false;
    }
    case 'declare_statement':
      return low.statements(partsOf(node).filter(({ type }) => type !== 'declare_directive'));
    case 'empty_statement':
    case 'named_label_statement':
      return false;
    default:
      return loose(low, node);
  }
}

/** Anything else, also what the parser could not place. */
function loose(low: PhpLowering, node: SyntaxNode): boolean {
  if (/_statement$|_clause$|_list$/.test(node.type)) return low.statements(node.children);
  doIt(low, node);
  return false;
}

function expressionStatement(low: PhpLowering, node: SyntaxNode): boolean {
  let left = false;
  for (const part of partsOf(node)) {
    if (logical(low, part) || matching(low, part) || defining(low, part)) {
      if (leaves(low, part)) left = true;
      continue;
    }
    if (part.type === 'throw_expression') left = thrown(low, part);
    else doIt(low, part);
    if (leaves(low, part)) left = true;
  }
  return left;
}

function thrown(low: PhpLowering, node: SyntaxNode): boolean {
  const [value] = partsOf(node);
  emit(low, { is: 'throw', ...(value && { value: low.expr(value) }), ...placeOf(node) });
  return true;
}

function returned(low: PhpLowering, node: SyntaxNode): boolean {
  const [value] = partsOf(node);
  if (value && matching(low, value, 'return')) return true;
  emit(low, { is: 'return', ...(value && { value: low.expr(value) }), ...placeOf(node) });
  return true;
}

function constants(low: PhpLowering, node: SyntaxNode): void {
  for (const element of partsOf(node)) {
    const [name, value] = element.type === 'const_element' ? partsOf(element) : [];
    if (name === undefined || value === undefined) continue;
    const target = nameAt(ownName(low.names, sourceOf(low.text, name)), placeOf(name));
    bindExpr(low, target, { value: low.expr(value), place: placeOf(element) });
  }
}

function staticVariables(low: PhpLowering, node: SyntaxNode): void {
  for (const one of partsOf(node)) {
    const [name, value] = [childOf(one, 'name'), childOf(one, 'value')];
    if (name === undefined) continue;
    const first = value ? low.expr(value) : opaque({ start: one.end, end: one.end });
    bindTo(low, name, { value: first, place: placeOf(one), sign: 'static' });
  }
}

function loop(low: PhpLowering, node: SyntaxNode): void {
  if (node.type === 'foreach_statement') {
    foreach(low, node);
    return;
  }
  for (const first of childrenOf(node, 'initialize')) for (const part of sequence(first)) doIt(low, part);
  const [condition] = childrenOf(node, 'condition');
  const test = condition && node.type !== 'do_statement' ? low.expr(condition) : undefined;
  const guard = guardIn(low, { is: 'loop', ...(test && { test }), ...placeOf(node) });
  under(low, guard, () => {
    bodyOf(low, node);
    for (const last of childrenOf(node, 'update')) for (const part of sequence(last)) doIt(low, part);
    if (node.type === 'do_statement' && condition) doIt(low, condition);
  });
}

function sequence(node: SyntaxNode): readonly SyntaxNode[] {
  return node.type === 'sequence_expression' ? partsOf(node).flatMap(sequence) : [node];
}

function foreach(low: PhpLowering, node: SyntaxNode): void {
  const [iterable, variable] = partsOf(node).filter(({ field }) => field !== 'body');
  const body = () => bodyOf(low, node);
  if (iterable === undefined || variable === undefined) {
    if (iterable) doIt(low, iterable);
    body();
    return;
  }
  const of = once(low, { value: low.expr(iterable), place: placeOf(iterable) });
  const guard = guardIn(low, { is: 'loop', test: of, ...placeOf(node) });
  under(low, guard, () => {
    const [key, value] = variable.type === 'pair' ? partsOf(variable) : [undefined, variable];
    if (key) bindTo(low, key, { value: opaque({ start: key.end, end: key.end }), place: placeOf(key) });
    if (value) bindTo(low, value, { value: itemOf(of, placeOf(value)), place: placeOf(value) });
    body();
  });
}

function trying(low: PhpLowering, node: SyntaxNode): boolean {
  const inside = guardIn(low, { is: 'try', ...placeOf(childOf(node, 'body') ?? node) });
  let left = under(low, inside, () => bodyOf(low, node));
  for (const clause of partsOf(node)) {
    if (clause.type === 'catch_clause') {
      const types = partsOf(childOf(clause, 'type')).map((type) => typeOf(low, type));
      const test = types.length === 1 ? types[0] : undefined;
      const all = types.flatMap((type) => type ?? []);
      const many = all.length > 1 ? opaque(placeOf(childOf(clause, 'type') ?? clause), all) : test;
      const guard = guardIn(low, { is: 'except', ...(many && { test: many }), ...placeOf(clause) });
      const handled = under(low, guard, () => {
        const name = childOf(clause, 'name');
        if (name) bindTo(low, name, { value: opaque({ start: name.end, end: name.end }), place: placeOf(name) });
        return bodyOf(low, clause);
      });
      left &&= handled;
    } else if (clause.type === 'finally_clause') {
      const guard = guardIn(low, { is: 'finally', ...placeOf(clause) });
      if (under(low, guard, () => bodyOf(low, clause))) left = true;
    }
  }
  return left;
}
