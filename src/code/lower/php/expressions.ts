import { childOf, partsOf, type SyntaxNode, sourceOf } from '../../../parse/syntax-node.js';
import type { Arg, Call, Expr } from '../../model.js';
import { deepest, emit, nameAt, opaque, placeOf } from '../draft.js';
import { bindTo } from './bindings.js';
import { includeOf } from './includes.js';
import type { PhpLowering } from './lowering.js';
import { matchOf } from './match.js';
import { classNamed, constantNamed, functionNamed } from './names.js';
import { argsOf, arrayOf, joinedText, literalOf, piecesOf, textOf } from './values.js';

/** An expression of the tree. Assignments in it become events before the one that it stands in. */
export function expressionOf(low: PhpLowering, node: SyntaxNode): Expr {
  if (low.depth >= deepest) return opaque(placeOf(node));
  low.depth++;
  const expr = read(low, node);
  low.depth--;
  return expr;
}

function read(low: PhpLowering, node: SyntaxNode): Expr {
  const place = placeOf(node);
  const { text } = low;
  switch (node.type) {
    case 'variable_name': {
      const name = sourceOf(text, node);
      return name === '$this' ? { is: 'this', ...place } : nameAt(name, place);
    }
    case 'name':
    case 'qualified_name':
    case 'relative_name':
      return constantOf(low, node);
    case 'string':
    case 'integer':
    case 'float':
    case 'boolean':
    case 'null':
    case 'nowdoc':
      return literalOf(low, node);
    case 'encapsed_string':
    case 'heredoc':
      return textOf(low, node);
    case 'array_creation_expression':
      return arrayOf(low, node);
    case 'function_call_expression':
    case 'scoped_call_expression':
    case 'member_call_expression':
    case 'nullsafe_member_call_expression':
      return callOf(low, node);
    case 'object_creation_expression':
      return newOf(low, node);
    case 'exit_statement':
      return { is: 'call', callee: nameAt('exit', headOf(node, 4)), args: plainArgs(low, partsOf(node)), ...place };
    case 'shell_command_expression': {
      // backquotes are what `shell_exec` does
      const command: Expr = { is: 'text', parts: piecesOf(low, node), ...place };
      return { is: 'call', callee: nameAt('shell_exec', headOf(node, 0)), args: [{ value: command }], ...place };
    }
    case 'member_access_expression':
    case 'nullsafe_member_access_expression':
      return memberOf(low, node);
    case 'scoped_property_access_expression':
      return staticMember(low, node, childOf(node, 'scope'), childOf(node, 'name'));
    case 'class_constant_access_expression': {
      const [scope, name] = partsOf(node);
      return staticMember(low, node, scope, name);
    }
    case 'subscript_expression': {
      const [of, key] = partsOf(node);
      if (of === undefined) return opaque(place);
      return {
        is: 'index',
        of: low.expr(of),
        key: key ? low.expr(key) : opaque({ start: node.end, end: node.end }),
        ...place,
      };
    }
    case 'anonymous_function':
    case 'arrow_function':
      return { is: 'function', fn: low.fn(node, ''), ...place };
    case 'assignment_expression':
    case 'reference_assignment_expression':
    case 'augmented_assignment_expression':
      return assignmentOf(low, node);
    case 'update_expression': {
      const argument = childOf(node, 'argument');
      if (argument === undefined) return opaque(place);
      const sign = childOf(node, 'operator')?.type === '--' ? '-=' : '+=';
      const one: Expr = { is: 'literal', value: 1, start: node.end, end: node.end };
      return bindTo(low, argument, { value: one, place, sign });
    }
    case 'binary_expression':
      return binaryOf(low, node);
    case 'unary_op_expression': {
      const [argument, sign] = [childOf(node, 'argument'), childOf(node, 'operator')];
      const literal = literalOf(low, node);
      if (literal.is === 'literal') return literal;
      if (argument === undefined) return opaque(place);
      return { is: 'operation', sign: sign?.type ?? '', right: low.expr(argument), ...place };
    }
    case 'conditional_expression':
      return conditionalOf(low, node);
    case 'match_expression':
      return matchOf(low, node);
    case 'parenthesized_expression':
    case 'cast_expression':
    case 'error_suppression_expression':
    case 'clone_expression':
    case 'by_ref':
    case 'variadic_unpacking': {
      const inner = partsOf(node).findLast(({ type }) => type !== 'cast_type');
      return inner ? low.expr(inner) : opaque(place);
    }
    case 'include_expression':
    case 'include_once_expression':
    case 'require_expression':
    case 'require_once_expression':
      return includeOf(low, node);
    case 'yield_expression':
      low.here.draft.generator = true;
      return opaque(place, readAll(low, node));
    case 'anonymous_class':
      return { is: 'class', class: low.klass(node), ...place };
    case 'comment':
    case 'text':
    case 'text_interpolation':
    case 'php_tag':
    case 'php_end_tag':
      return opaque(place);
    default:
      return opaque(place, readAll(low, node));
  }
}

function readAll(low: PhpLowering, node: SyntaxNode): readonly Expr[] {
  return partsOf(node)
    .filter(({ type }) => type !== 'text' && type !== 'cast_type')
    .map((part) => low.expr(part));
}

function headOf({ start }: SyntaxNode, length: number): { start: number; end: number } {
  return { start, end: start + length };
}

export function plainArgs(low: PhpLowering, nodes: readonly SyntaxNode[]): readonly Arg[] {
  return nodes.map((node) => ({ value: low.expr(node) }));
}

/** A constant, `__DIR__`, and `die` without parentheses. */
function constantOf(low: PhpLowering, node: SyntaxNode): Expr {
  const written = sourceOf(low.text, node);
  const place = placeOf(node);
  if (/^(die|exit)$/i.test(written)) {
    return { is: 'call', callee: nameAt(written.toLowerCase(), place), args: [], ...place };
  }
  if (written === '__CLASS__') {
    const of = ownClass(low, node);
    return of ? { is: 'member', of, name: 'class', ...place } : nameAt(written, place);
  }
  if (written === '__NAMESPACE__') {
    return { is: 'literal', value: low.names.namespace.replaceAll('/', '\\'), ...place };
  }
  return nameAt(constantNamed(low.names, written), place);
}

/** The class that a name in front of `::` or behind `new` stands for. */
export function classOf(low: PhpLowering, node: SyntaxNode): Expr {
  if (!/^(name|qualified_name|relative_name|relative_scope)$/.test(node.type)) return low.expr(node);
  const written = sourceOf(low.text, node);
  const place = placeOf(node);
  if (/^parent$/i.test(written)) return { is: 'super', ...place };
  if (/^(self|static)$/i.test(written)) return ownClass(low, node) ?? nameAt(written.toLowerCase(), place);
  return nameAt(classNamed(low.names, written), place);
}

function ownClass(low: PhpLowering, node: SyntaxNode): Expr | undefined {
  const index = low.here.klass;
  const klass = index === undefined ? undefined : low.classes[index];
  if (index === undefined || klass === undefined) return undefined;
  return klass.name === '' ? { is: 'class', class: index, ...placeOf(node) } : nameAt(klass.fullName, placeOf(node));
}

/** `strlen(...)` names the function without calling it. */
export function isReference(node: SyntaxNode): boolean {
  const list = node.children.find(({ type }) => type === 'arguments');
  return list?.children.some(({ type }) => type === 'variadic_placeholder') === true;
}

function callOf(low: PhpLowering, node: SyntaxNode): Expr {
  const callee = calleeOf(low, node);
  if (isReference(node)) return callee;
  return { is: 'call', callee, args: argsOf(low, node), ...placeOf(node) };
}

function calleeOf(low: PhpLowering, node: SyntaxNode): Expr {
  if (node.type === 'function_call_expression') {
    const called = childOf(node, 'function');
    if (called === undefined) return opaque(placeOf(node));
    if (!/^(name|qualified_name|relative_name)$/.test(called.type)) return low.expr(called);
    return nameAt(functionNamed(low.names, sourceOf(low.text, called)), placeOf(called));
  }
  if (node.type === 'scoped_call_expression') {
    return staticMember(low, node, childOf(node, 'scope'), childOf(node, 'name'));
  }
  return memberOf(low, node);
}

/** `$a->b`, `$a?->b()` without its arguments; a computed name is an index. */
function memberOf(low: PhpLowering, node: SyntaxNode): Expr {
  const object = childOf(node, 'object');
  const name = childOf(node, 'name');
  if (object === undefined || name === undefined) return opaque(placeOf(node), readAll(low, node));
  const of = low.expr(object);
  const place = { start: node.start, end: name.end };
  if (name.type === 'name') return { is: 'member', of, name: sourceOf(low.text, name), ...place };
  return { is: 'index', of, key: low.expr(name), ...place };
}

/** `A::b`, `A::$b`, `A::B`; `A::$b()` calls the method that the variable names. */
function staticMember(low: PhpLowering, node: SyntaxNode, scope?: SyntaxNode, name?: SyntaxNode): Expr {
  if (scope === undefined || name === undefined) return opaque(placeOf(node), readAll(low, node));
  const of = classOf(low, scope);
  const place = { start: node.start, end: name.end };
  const property = name.type === 'variable_name' && node.type === 'scoped_property_access_expression';
  if (name.type !== 'name' && !property) return { is: 'index', of, key: low.expr(name), ...place };
  return { is: 'member', of, name: sourceOf(low.text, name).replace(/^\$/, ''), ...place };
}

function newOf(low: PhpLowering, node: SyntaxNode): Call {
  const made = partsOf(node).find(({ type }) => type !== 'arguments');
  if (made?.type === 'anonymous_class') {
    const args = argsOf(low, made);
    const callee: Expr = { is: 'class', class: low.klass(made), ...placeOf(made) };
    return { is: 'call', callee, args, new: true, ...placeOf(node) };
  }
  const callee = made ? classOf(low, made) : opaque(placeOf(node));
  return { is: 'call', callee, args: argsOf(low, node), new: true, ...placeOf(node) };
}

function assignmentOf(low: PhpLowering, node: SyntaxNode): Expr {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  if (left === undefined || right === undefined) return opaque(placeOf(node), readAll(low, node));
  const sign = node.type === 'augmented_assignment_expression' ? childOf(node, 'operator')?.type : undefined;
  const value = valueFor(low, left, right);
  return bindTo(low, left, { value, place: placeOf(node), ...(sign !== undefined && { sign }) });
}

/** A closure that is bound to a variable has its name. */
function valueFor(low: PhpLowering, left: SyntaxNode, right: SyntaxNode): Expr {
  if (!/^(anonymous_function|arrow_function)$/.test(right.type)) return low.expr(right);
  const name = left.type === 'variable_name' ? sourceOf(low.text, left) : '';
  return { is: 'function', fn: low.fn(right, name), ...placeOf(right) };
}

function binaryOf(low: PhpLowering, node: SyntaxNode): Expr {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  const operator = childOf(node, 'operator');
  if (left === undefined || right === undefined || operator === undefined) {
    return opaque(placeOf(node), readAll(low, node));
  }
  if (operator.type === '.') return joinedText(low, node);
  const sign = sourceOf(low.text, operator).toLowerCase();
  const before = low.expr(left);
  const after = sign === 'instanceof' ? classOf(low, right) : low.expr(right);
  return { is: 'operation', sign, left: before, right: after, ...placeOf(node) };
}

/** `a ?: b` is `a` where that is true, like `||`. */
function conditionalOf(low: PhpLowering, node: SyntaxNode): Expr {
  const condition = childOf(node, 'condition');
  const [yes, no] = [childOf(node, 'body'), childOf(node, 'alternative')];
  if (condition === undefined || no === undefined) return opaque(placeOf(node), readAll(low, node));
  const when = low.expr(condition);
  if (yes === undefined) return { is: 'operation', sign: '||', left: when, right: low.expr(no), ...placeOf(node) };
  return { is: 'choice', when, yes: low.expr(yes), no: low.expr(no), ...placeOf(node) };
}

/** An expression that stands alone. An assignment has become an event of its own and says nothing twice. */
export function doIt(low: PhpLowering, node: SyntaxNode): void {
  const value = low.expr(node);
  if (value.is === 'literal' || isAssignment(node)) return;
  emit(low, { is: 'do', value, start: node.start, end: node.end });
}

function isAssignment(node: SyntaxNode): boolean {
  const inner = node.type === 'parenthesized_expression' ? partsOf(node)[0] : node;
  return /assignment_expression$|^update_expression$/.test(inner?.type ?? '');
}

/** `exit`, `die`, `abort`: nothing behind them runs. */
export function leaves(low: PhpLowering, node: SyntaxNode): boolean {
  if (node.type === 'throw_expression' || node.type === 'exit_statement') return true;
  const name = node.type === 'function_call_expression' ? childOf(node, 'function') : node;
  return name?.type === 'name' && /^(exit|die|abort)$/i.test(sourceOf(low.text, name));
}
