import type { Fact } from '../../facts/fact.js';
import type { ScheduleModifier } from '../../facts/schedule.js';
import { phpArgument, phpArguments, phpCallName, phpLiteral } from '../../parse/php.js';
import { childOf, enclosing, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { type PhpFile, spanOf } from '../php/expr.js';

/** Tasks of the Scheduler component: `RecurringMessage::cron(...)` in a schedule provider, `#[AsCronTask]` and `#[AsPeriodicTask]`. */
export function* scheduleFacts(file: PhpFile, tree: SyntaxTree): Iterable<Fact> {
  for (const node of walk(tree.root)) {
    if (node.type === 'attribute') yield* attributeTask(file, node);
    const call = node.type === 'scoped_call_expression' ? phpCallName(file.text, node) : undefined;
    if (call && /(^|\\)RecurringMessage::(cron|every|trigger)$/.test(call)) yield recurring(file, node);
  }
}

function* attributeTask(file: PhpFile, node: SyntaxNode): Iterable<Fact> {
  const text = sourceOf(file.text, node);
  if (!/^\\?([\w\\]*\\)?As(Cron|Periodic)Task\b/.test(text)) return;
  const owner = enclosing(node, 'class_declaration');
  const method = enclosing(node, 'method_declaration');
  const name = [childOf(owner, 'name'), childOf(method, 'name')].flatMap((each) =>
    each ? [sourceOf(file.text, each)] : [],
  );
  yield fact(file, node, { name: name.join('::') || 'a task', cadence: first(file, node), modifiers: [] });
}

function recurring(file: PhpFile, node: SyntaxNode): Fact {
  const message = phpArgument(phpArguments(file.text, node), 1);
  const name = message
    ? (/new\s+\\?([\w\\]+)/.exec(sourceOf(file.text, message))?.[1] ?? sourceOf(file.text, message))
    : 'a message';
  return fact(file, node, {
    name: name.slice(0, 60),
    cadence: first(file, node),
    modifiers: guards(file, enclosing(node, 'class_declaration')),
  });
}

function first(file: PhpFile, node: SyntaxNode): string | undefined {
  const value = phpLiteral(file.text, phpArgument(phpArguments(file.text, node), 0));
  return value === undefined || value === null ? undefined : String(value);
}

/** `->lock(...)` makes consumers of the schedule elect one; it stands on the schedule, somewhere in the provider. */
function guards(file: PhpFile, owner: SyntaxNode | undefined): readonly ScheduleModifier[] {
  const found: ScheduleModifier[] = [];
  for (const node of owner ? walk(owner) : []) {
    const call = node.type === 'member_call_expression' ? phpCallName(file.text, node) : undefined;
    const name = childOf(node, 'name');
    if ((call === '->lock' || call === '->stateful') && name)
      found.push({ name: call.slice(2), at: spanOf(file, name) });
  }
  return found;
}

function fact(
  file: PhpFile,
  node: SyntaxNode,
  given: { name: string; cadence: string | undefined; modifiers: readonly ScheduleModifier[] },
): Fact {
  const { name, cadence, modifiers } = given;
  return {
    kind: 'schedule',
    technology: 'symfony',
    name,
    modifiers,
    ...(cadence ? { cadence } : {}),
    at: spanOf(file, node),
  };
}
