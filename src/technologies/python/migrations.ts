import type { Fact } from '../../facts/fact.js';
import { type Evidence, known, said } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import type { Guard } from '../../resolve/parts/scheduled-task.js';
import type { Resolution } from '../technology.js';
import { byHand } from './by-hand.js';

type Call = Fact<'python-call'>;

const makers = /(^|\.)(Flask|FastAPI|Starlette|Quart|APIFlask)$/;
const starts = /(^|_)(create_app|make_app|startup|lifespan)$/;
const commands = /(^|\/)(manage|cli|scripts?|migrations|alembic|commands)(\/|\.py)/;

/** Migrations that the app runs by itself when it starts, in every process of every server: Alembic and Flask-Migrate. */
export function migrationsAtStart(app: Resolution): readonly BootStep[] {
  const calls = app.facts.of('python-call');
  const technology = ['flask', 'fastapi'].find((name) => app.stack.some((entry) => entry.name === name)) ?? 'python';
  const factories = new Set(calls.filter(({ name }) => makers.test(name)).map(({ inside }) => inside));
  const isStart = (inside: string | undefined): boolean =>
    inside === undefined || factories.has(inside) || starts.test(inside.split('.').at(-1) ?? '');
  const steps: BootStep[] = [];
  for (const fact of calls) {
    const label = labelOf(fact);
    if (label === undefined || commands.test(fact.at.file) || byHand.test(fact.at.file)) continue;
    const caller = isStart(fact.inside) ? undefined : callerOf(fact, calls, isStart);
    if (!isStart(fact.inside) && !caller) continue;
    const because: readonly Evidence[] = [
      ...(caller ? [said(caller.at, `calls ${fact.inside} whenever the app starts`)] : []),
      said(fact.at, 'runs whenever the app is made'),
    ];
    const guards = guardsOf(fact, calls);
    steps.push({
      step: 'migrate',
      label,
      technology,
      when: 'each-process',
      guards,
      runs: known(true, because),
      at: fact.at,
    });
  }
  return steps;
}

function labelOf({ name, args }: Call): string | undefined {
  if (/^(flask_migrate|alembic\.command)\.upgrade$/.test(name)) return 'upgrade()';
  if (!/^subprocess\.(run|call|check_call|check_output)$/.test(name)) return undefined;
  const first = args[0]?.value;
  const words = first?.is === 'list' ? first.items : first ? [first] : [];
  const text = words.map((word) => (word.is === 'literal' ? String(word.value) : '?')).join(' ');
  return /\balembic\b.*\bupgrade\b|\bflask\b.*\bdb upgrade\b|\bmanage\.py migrate\b/.test(text) ? text : undefined;
}

/** The call at the app's start of the function that this one stands in. */
function callerOf(
  fact: Call,
  calls: readonly Call[],
  isStart: (inside: string | undefined) => boolean,
): Call | undefined {
  const name = fact.inside?.split('.').at(-1);
  return calls.find(
    (each) =>
      each.name.split('.').at(-1) === name &&
      each.inside !== fact.inside &&
      isStart(each.inside) &&
      !commands.test(each.at.file) &&
      !byHand.test(each.at.file),
  );
}

/** A lock of the database that the same function takes. */
function guardsOf(fact: Call, calls: readonly Call[]): readonly Guard[] {
  const lock = calls.find(
    (each) =>
      each.at.file === fact.at.file &&
      each.inside === fact.inside &&
      JSON.stringify(each.args).includes('advisory_lock'),
  );
  if (!lock) return [];
  const backend = known({ technology: 'the database', reach: 'shared' as const }, [said(lock.at, 'takes a lock')]);
  return [{ label: 'an advisory lock', kind: 'once', backend, at: lock.at }];
}
