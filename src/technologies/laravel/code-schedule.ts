import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { ScheduleModifier } from '../../facts/schedule.js';
import { type PhpLink, phpArgument, phpChain, phpLiteral, phpWholeChain } from '../../parse/php.js';
import {
  ancestors,
  childOf,
  enclosing,
  firstOf,
  partsOf,
  type SyntaxNode,
  sourceOf,
  walk,
} from '../../parse/syntax-node.js';
import { conditionsOf } from '../php/conditions.js';
import { phpExpr, spanOf } from '../php/expr.js';
import { type CodeFile, functionAround, nameOf, shortName, text, use } from './code-file.js';

const definers = new Set(['command', 'job', 'call', 'exec']);

/** The methods of Illuminate\Console\Scheduling\ManagesFrequencies that say when (laravel/framework 12.x). */
const cadences =
  /^(cron|every\w+|hourly(At)?|daily(At)?|at|twice\w+|weekly(On)?|monthly(On)?|lastDayOfMonth|quarterly(On)?|yearly(On)?|weekdays|weekends|sundays|mondays|tuesdays|wednesdays|thursdays|fridays|saturdays|days)$/;

/** `$schedule->command('x')->daily()`, `Schedule::job(new X)`, `Artisan::command('x', ...)->hourly()`, and what is said of the schedule as a whole. */
export function* scheduleFacts(file: CodeFile, node: SyntaxNode): Iterable<Fact> {
  const link = phpChain(file.text, node)?.links.at(-1);
  if (!link?.name) return;
  if (link.name === 'useCache' && isSchedule(file, node)) {
    const store = phpArgument(link.args, 0);
    if (store) yield use(file, node, { what: 'schedule-cache', options: { store: phpExpr(file, store) } });
  }
  if (link.name === 'macro' && /(^|\\)(Event|CallbackEvent)::/.test(sourceOf(file.text, node).slice(0, 40))) {
    const name = phpLiteral(file.text, phpArgument(link.args, 0));
    if (typeof name === 'string' && sourceOf(file.text, node).includes('onOneServer'))
      yield use(file, node, { what: 'schedule-macro', name });
  }
  if (link.name === 'events' && isSchedule(file, node) && functionText(file, node).includes('onOneServer('))
    yield use(file, node, { what: 'schedule-all-guarded' });
  if (definers.has(link.name) && isSchedule(file, node)) yield* task(file, node, link);
}

function isSchedule(file: CodeFile, node: SyntaxNode): boolean {
  const chain = phpChain(file.text, node);
  const receiver = chain?.receiver;
  const name = nameOf(file, receiver);
  if (receiver?.type === 'variable_name' && name === 'this') return /schedule/i.test(chain?.links[0]?.name ?? '');
  if (/^\$?schedule/i.test(name) || /^schedule$/i.test(name)) return true;
  const whole = phpChain(file.text, phpWholeChain(node));
  return name === 'Artisan' && (whole?.links.some((each) => cadences.test(each.name ?? '')) ?? false);
}

function* task(file: CodeFile, node: SyntaxNode, link: PhpLink): Iterable<Fact> {
  const whole = phpWholeChain(node);
  const links = [
    ...(phpChain(file.text, whole)?.links ?? []),
    ...laterLinks(file, whole),
    ...groupLinks(file, node),
  ].filter((each) => each.node !== node && each.name !== undefined);
  const subject = phpArgument(link.args, 0);
  if (!subject) return;
  const cadence = links.find(({ name }) => cadences.test(name ?? ''));
  const named = links.find(({ name }) => name === 'name' || name === 'description');
  const title = named && phpLiteral(file.text, phpArgument(named.args, 0));
  const about = subjectOf(file, subject);
  const modifiers: ScheduleModifier[] = links.map(({ name, nameNode }) => ({
    name: name ?? '',
    at: spanOf(file, nameNode),
  }));
  const conditions = conditionsOf(file, node);
  const options: Record<string, Expr> = { ...environments(file, links), chain: text(file, whole, link.name ?? '') };
  if (named) options.named = text(file, subject, 'yes');
  if (enclosing(node, 'foreach_statement', 'for_statement', 'while_statement'))
    options.loop = text(file, subject, 'yes');
  if (conditions.length > 0) options.conditions = { is: 'list', items: conditions, at: spanOf(file, node) };
  if (about.command) options.command = text(file, subject, about.command);
  const given = phpArgument(link.args, 1);
  if (given?.type === 'array_creation_expression') options.given = phpExpr(file, given);
  if (about.class) options.class = text(file, subject, about.class);
  yield {
    kind: 'schedule',
    technology: 'laravel',
    name: typeof title === 'string' ? title : (about.command ?? about.class ?? 'a closure'),
    ...(cadence ? { cadence: cadence.name ?? '' } : {}),
    modifiers,
    options,
    at: spanOf(file, node),
  };
}

/** What is run: a command's name, a job's class, the class that a closure hands the work to. */
function subjectOf(file: CodeFile, node: SyntaxNode): { command?: string; class?: string } {
  const value = phpExpr(file, boundTo(file, node) ?? node);
  if (value.is === 'literal' && typeof value.value === 'string') {
    const name = value.value;
    return /^[\w\\]+$/.test(name) && /[A-Z]/.test(name) ? { class: shortName(name) } : { command: name };
  }
  if (value.is === 'text')
    return { command: beginningOf(value) ?? sourceOf(file.text, node).replace(/['"]/g, '').trim() };
  const made = firstOf(node, 'object_creation_expression');
  if (made && (made === node || node.type !== 'anonymous_function')) {
    const links = phpChain(file.text, made)?.links[0];
    const argument = phpLiteral(file.text, phpArgument(links?.args ?? [], 0));
    const runs = typeof argument === 'string' && /^[\w-]+(:[\w-]+)+/.test(argument) ? argument : undefined;
    return { ...(links?.name ? { class: shortName(links.name) } : {}), ...(runs ? { command: runs } : {}) };
  }
  for (const each of walk(node)) {
    if (each.type !== 'class_constant_access_expression') continue;
    const [scope, name] = partsOf(each);
    if (scope && name && sourceOf(file.text, name) === 'class') return { class: shortName(sourceOf(file.text, scope)) };
  }
  return {};
}

/** `$line = 'mails:fetch --days=' . $days; $schedule->command($line)`: what the variable was set to before. */
function boundTo(file: CodeFile, node: SyntaxNode): SyntaxNode | undefined {
  if (node.type !== 'variable_name') return undefined;
  const scope = functionAround(node);
  const set = file.assigned.get(sourceOf(file.text, node)) ?? [];
  return set.findLast(({ start, end }) => (!scope || scope.start <= start) && end <= node.start);
}

/** The name of a command whose options are put together. */
function beginningOf(text: Expr & { is: 'text' }): string | undefined {
  let said = '';
  const waiting: Expr[] = [text];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    if (part.is === 'literal') said += String(part.value);
    else if (part.is === 'text') waiting.push(...part.parts.toReversed());
    else break;
  }
  return /^\s*(\S+)\s/.exec(said)?.[1];
}

/** `$event = $schedule->command('x'); ... $event->onOneServer();` */
function laterLinks(file: CodeFile, whole: SyntaxNode): readonly PhpLink[] {
  const assignment = whole.parent;
  if (assignment?.type !== 'assignment_expression') return [];
  const left = childOf(assignment, 'left');
  const scope = functionAround(whole) ?? file.root;
  if (left?.type !== 'variable_name') return [];
  const found: PhpLink[] = [];
  for (const node of walk(scope)) {
    if (node.type !== 'member_call_expression' || node.start < assignment.end || node.field === 'object') continue;
    const chain = phpChain(file.text, node);
    if (chain?.receiver && sourceOf(file.text, chain.receiver) === sourceOf(file.text, left))
      found.push(...chain.links);
  }
  return found;
}

/** `Schedule::daily()->onOneServer()->group(fn () => ...)`: what the group says holds for each task in it (since 11.32). */
function groupLinks(file: CodeFile, node: SyntaxNode): readonly PhpLink[] {
  const found: PhpLink[] = [];
  for (const each of ancestors(node)) {
    if (each.type !== 'member_call_expression' && each.type !== 'scoped_call_expression') continue;
    const chain = phpChain(file.text, each);
    if (chain?.links.at(-1)?.name === 'group') found.push(...chain.links.slice(0, -1));
  }
  return found;
}

function environments(file: CodeFile, links: readonly PhpLink[]): Record<string, Expr> {
  const link = links.find(({ name }) => name === 'environments');
  const first = link && phpArgument(link.args, 0);
  if (!link || !first) return {};
  const items = link.args.map(({ value }) => phpExpr(file, value));
  const only = items[0]?.is === 'list' ? items[0] : { is: 'list' as const, items, at: spanOf(file, first) };
  return { environments: only };
}

function functionText(file: CodeFile, node: SyntaxNode): string {
  return sourceOf(file.text, functionAround(node) ?? file.root);
}
