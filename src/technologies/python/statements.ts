import type { PyBranch, PyExpr, PyParameter, PyStatement } from '../../facts/python-code.js';
import type { Span } from '../../facts/span.js';
import { childOf, childrenOf, partsOf, type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';
import { type PythonFile, pythonExpr, pythonSpan } from './expr.js';

/** A Python file, with those stretches of it that a template puts in or leaves out. */
export interface TemplatedFile extends PythonFile {
  readonly optional: readonly { readonly start: number; readonly end: number }[];
}

/** What a block does, statement by statement. */
export function statementsOf(file: TemplatedFile, block: SyntaxNode | undefined): readonly PyStatement[] {
  const found: PyStatement[] = [];
  for (const node of partsOf(block)) {
    const own = statementOf(file, node);
    const isOptional = file.optional.some(({ start, end }) => node.start >= start && node.end <= end);
    if (isOptional && own.length > 0 && !own.some(({ is }) => is === 'import' || is === 'import-all'))
      found.push({ is: 'maybe', body: own, at: pythonSpan(file, node) });
    else found.push(...own);
  }
  return found;
}

function statementOf(file: TemplatedFile, node: SyntaxNode): readonly PyStatement[] {
  const at = pythonSpan(file, node);
  switch (node.type) {
    case 'expression_statement':
      return partsOf(node).flatMap((part) => expressionStatement(file, part));
    case 'if_statement':
      return [{ is: 'if', branches: branchesOf(file, node), at }];
    case 'try_statement':
      return tryStatement(file, node, at);
    case 'match_statement':
      return [{ is: 'if', branches: casesOf(file, node), at }];
    case 'with_statement':
      return [...withItems(file, node), ...statementsOf(file, childOf(node, 'body'))];
    case 'for_statement':
    case 'while_statement':
      return [{ is: 'maybe', body: statementsOf(file, childOf(node, 'body')), at }];
    case 'decorated_definition': {
      const inner = childOf(node, 'definition');
      return inner ? statementOf(file, inner) : [];
    }
    case 'function_definition':
      return [
        {
          is: 'def',
          name: nameOf(file, node),
          parameters: parametersOf(file, childOf(node, 'parameters')),
          body: statementsOf(file, childOf(node, 'body')),
          at,
        },
      ];
    case 'class_definition':
      return [
        {
          is: 'class',
          name: nameOf(file, node),
          bases: partsOf(childOf(node, 'superclasses'))
            .filter((part) => part.type !== 'keyword_argument')
            .map((part) => pythonExpr(file, part)),
          body: statementsOf(file, childOf(node, 'body')),
          at,
        },
      ];
    case 'import_statement':
    case 'import_from_statement':
      return importsOf(file, node, at);
    case 'return_statement': {
      const [value] = partsOf(node);
      return [{ is: 'return', ...(value ? { value: pythonExpr(file, value) } : {}), at }];
    }
    case 'raise_statement':
      return [{ is: 'raise', at }];
    case 'ERROR':
      return statementsOf(file, node);
    default:
      return [];
  }
}

function expressionStatement(file: PythonFile, node: SyntaxNode): readonly PyStatement[] {
  const at = pythonSpan(file, node);
  if (node.type !== 'assignment' && node.type !== 'augmented_assignment') {
    return node.type === 'string' ? [] : [{ is: 'do', value: pythonExpr(file, node), at }];
  }
  const targets: SyntaxNode[] = [];
  let value: SyntaxNode | undefined = node;
  let operator = '=';
  while (value?.type === 'assignment' || value?.type === 'augmented_assignment') {
    const target = childOf(value, 'left');
    if (target) targets.push(target);
    const sign = childOf(value, 'operator');
    if (sign) operator = sourceOf(file.text, sign);
    value = childOf(value, 'right');
  }
  if (!value) return annotation(file, node, at);
  const expr = pythonExpr(file, value);
  return targets.flatMap((target) => bindings(file, target, { expr, operator, at }));
}

/** `NAME: type` without a value: a field whose value comes from elsewhere. */
function annotation(file: PythonFile, node: SyntaxNode, at: Span): readonly PyStatement[] {
  const target = childOf(node, 'left');
  if (target?.type !== 'identifier') return [];
  const value: PyExpr = { is: 'opaque', source: '', holds: [], at };
  return [{ is: 'bind', name: sourceOf(file.text, target), keys: [], operator: ':', value, at }];
}

function bindings(
  file: PythonFile,
  target: SyntaxNode,
  { expr, operator, at }: { expr: PyExpr; operator: string; at: Span },
): readonly PyStatement[] {
  if (/^(pattern_list|tuple_pattern|list_pattern)$/.test(target.type)) {
    return partsOf(target).map((part, position) => ({
      is: 'bind',
      ...targetOf(file, part),
      operator,
      value: expr,
      position,
      at,
    }));
  }
  return [{ is: 'bind', ...targetOf(file, target), operator, value: expr, at }];
}

function targetOf(file: PythonFile, target: SyntaxNode): { name: string; keys: readonly PyExpr[] } {
  const keys: PyExpr[] = [];
  let here = target;
  while (here.type === 'subscript') {
    const key = childOf(here, 'subscript');
    const value = childOf(here, 'value');
    if (!key || !value) break;
    keys.unshift(pythonExpr(file, key));
    here = value;
  }
  return { name: sourceOf(file.text, here), keys };
}

function branchesOf(file: TemplatedFile, node: SyntaxNode): readonly PyBranch[] {
  const branches: PyBranch[] = [];
  const test = childOf(node, 'condition');
  branches.push({
    ...(test ? { test: pythonExpr(file, test) } : {}),
    body: statementsOf(file, childOf(node, 'consequence')),
  });
  for (const each of childrenOf(node, 'alternative')) {
    const condition = childOf(each, 'condition');
    const body = statementsOf(file, childOf(each, 'consequence') ?? childOf(each, 'body'));
    branches.push({ ...(condition ? { test: pythonExpr(file, condition) } : {}), body });
  }
  return branches;
}

/** `match subject: case "x":` as `if subject == "x"`; patterns that are no literal are not followed. */
function casesOf(file: TemplatedFile, node: SyntaxNode): readonly PyBranch[] {
  const subject = childOf(node, 'subject');
  const branches: PyBranch[] = [];
  for (const each of partsOf(childOf(node, 'body'))) {
    if (each.type !== 'case_clause') continue;
    const pattern = partsOf(each).find((part) => part.type === 'case_pattern');
    const inner = partsOf(pattern)[0];
    const body = statementsOf(file, childOf(each, 'consequence'));
    if (!pattern || !subject || sourceOf(file.text, pattern) === '_') branches.push({ body });
    else {
      const at = pythonSpan(file, pattern);
      const right: PyExpr = inner ? pythonExpr(file, inner) : { is: 'opaque', source: '', holds: [], at };
      branches.push({ test: { is: 'operation', sign: '==', left: pythonExpr(file, subject), right, at }, body });
    }
  }
  return branches;
}

function tryStatement(file: TemplatedFile, node: SyntaxNode, at: Span): readonly PyStatement[] {
  const handlers = node.children.filter((child) => child.type === 'except_clause');
  const last = node.children.find((child) => child.type === 'finally_clause');
  return [
    {
      is: 'try',
      body: statementsOf(file, childOf(node, 'body')),
      handlers: handlers.map((handler) => statementsOf(file, blockOf(handler))),
      at,
    },
    ...statementsOf(file, last && blockOf(last)),
  ];
}

function blockOf(node: SyntaxNode): SyntaxNode | undefined {
  return node.children.find((child) => child.type === 'block');
}

/** `with open(x) as f:` binds `f`. */
function withItems(file: PythonFile, node: SyntaxNode): readonly PyStatement[] {
  const clause = node.children.find((child) => child.type === 'with_clause');
  const found: PyStatement[] = [];
  for (const item of partsOf(clause)) {
    const value = childOf(item, 'value') ?? partsOf(item)[0];
    if (!value) continue;
    const at = pythonSpan(file, value);
    if (value.type !== 'as_pattern') found.push({ is: 'do', value: pythonExpr(file, value), at });
    else {
      const [from, to] = partsOf(value);
      if (from && to)
        found.push({
          is: 'bind',
          name: sourceOf(file.text, to),
          keys: [],
          operator: '=',
          value: pythonExpr(file, from),
          at,
        });
    }
  }
  return found;
}

function parametersOf(file: PythonFile, list: SyntaxNode | undefined): readonly PyParameter[] {
  const found: PyParameter[] = [];
  for (const part of partsOf(list)) {
    const name = childOf(part, 'name') ?? partsOf(part)[0] ?? part;
    const fallback = childOf(part, 'value');
    if (/^(list_splat_pattern|dictionary_splat_pattern|keyword_separator|positional_separator)$/.test(part.type))
      continue;
    found.push({
      name: sourceOf(file.text, part.type === 'identifier' ? part : name),
      ...(fallback ? { fallback: pythonExpr(file, fallback) } : {}),
    });
  }
  return found;
}

function importsOf(file: PythonFile, node: SyntaxNode, at: Span): readonly PyStatement[] {
  const from = childOf(node, 'module_name');
  const module = from ? sourceOf(file.text, from) : '';
  if (node.children.some((child) => child.type === 'wildcard_import')) return [{ is: 'import-all', module, at }];
  return childrenOf(node, 'name').map((each) => {
    const alias = childOf(each, 'alias');
    const name = sourceOf(file.text, alias ? (childOf(each, 'name') ?? each) : each);
    if (node.type === 'import_from_statement') {
      const full = module.endsWith('.') ? module + name : `${module}.${name}`;
      return { is: 'import', local: alias ? sourceOf(file.text, alias) : name, full, at };
    }
    const first = name.split('.')[0] ?? name;
    return alias
      ? { is: 'import', local: sourceOf(file.text, alias), full: name, at }
      : { is: 'import', local: first, full: first, at };
  });
}

function nameOf(file: PythonFile, node: SyntaxNode): string {
  const name = childOf(node, 'name');
  return name ? sourceOf(file.text, name) : '';
}
