import type { Event, Expr } from '../code/model.js';
import { guardsAround, within } from '../code/walk.js';
import type { Span } from '../facts/span.js';
import type { Program } from '../program/program.js';
import type { Func } from '../program/values.js';
import { type Wanted, wantedBy } from './asked-setting.js';
import { type Branch, type Condition, conditionsOf, decisionsAround } from './decisions.js';

/** Ways on which a name is given another value, with what has to be set for them. */
export interface OtherValues {
  readonly func: Func;
  readonly ways: readonly Wanted[];
  /** What those ways evaluate. */
  readonly exprs: readonly Expr[];
}

/** How drivers, backends and addresses of what all servers share are spelt in settings. */
const shared =
  /(?:^|[^a-z])(?:s3|boto3?|gcloud|googlecloud|google|azure\w*|cloudinary|minio|redis|valkey|memcached?|mem_cache|postgres(?:ql)?|psycopg|mysql|mariadb|cockroachdb|mongodb)/i;

export function isSpeltShared(text: string): boolean {
  return shared.test(text);
}

/**
 * A setting is given a value on one way, and on another one the same setting names what all servers share: `if S3: STORAGES = {…} else: STORAGES = {…}`,
 * `url = env.DATABASE_URL ? … : 'sqlite:…'`.
 */
export function otherValuesAt({ file, start, end }: Span, program: Program): OtherValues | undefined {
  for (const func of program.scopes.funcsIn(file)) {
    for (const event of func.fn.events) {
      if (event.is !== 'bind' || event.value.start > start || end > event.value.end || isShared(event.value, start, end)) continue;
      const found = besides(event, { file, start, end }, func, program);
      if (found) return found;
    }
  }
  return undefined;
} // biome-ignore format: conditions

type Bind = Extract<Event, { is: 'bind' }>;

function besides(own: Bind, { start, end }: Span, func: Func, program: Program): OtherValues | undefined {
  const place = [...within(own.value)].findLast((expr) => expr.start <= start && end <= expr.end) ?? own.value;
  const name = targetOf(own.target);
  const values = new Map<Expr, Bind>();
  for (const event of func.fn.events)
    if (event.is === 'bind' && targetOf(event.target) === name) values.set(event.value, event);
  const isInside = ({ start: from, end: to }: Expr) => own.value.start <= from && to <= own.value.end;
  const standing = { expr: place, func, whole: own.value, ...(own.guard === undefined ? {} : { guard: own.guard }) };
  // of `if S3 … elif AZURE … else` the last way stands below two tests: the first one is told first
  const others = decisionsAround(standing)
    .flatMap((decision) => decision.others)
    .filter(({ exprs }) => exprs.some(({ expr }) => (isInside(expr) || values.has(expr)) && isShared(expr)))
    .toSorted((a, b) => (a.exprs[0]?.expr.start ?? 0) - (b.exprs[0]?.expr.start ?? 0));
  const ways = others.flatMap((branch) => wantedFor(branch, values, program) ?? []);
  const told = new Set(others.flatMap(({ exprs }) => exprs.flatMap(({ expr }) => values.get(expr)?.guard ?? [])));
  const beside = func.fn.events.flatMap(({ guard, value }) => (value && guard !== undefined && told.has(guard) ? [value] : []));
  const exprs = [...others.flatMap((one) => one.exprs.map(({ expr }) => expr)), ...beside];
  return ways.length > 0 ? { func, ways, exprs } : undefined;
} // biome-ignore format: conditions

/** Of all that must hold for a way, what people can set. */
function wantedFor({ when, exprs }: Branch, values: ReadonlyMap<Expr, Bind>, program: Program): Wanted | undefined {
  const all: readonly Condition[] = [
    ...exprs.flatMap(({ expr, func }) =>
      [...guardsAround(func.fn, values.get(expr)?.guard)].flatMap(({ guard }) =>
        guard.test && guard.is === 'if' ? conditionsOf(guard.test, true, func) : [],
      ),
    ),
    when,
  ];
  const wanted = all.flatMap((condition) => wantedBy(condition, program) ?? []);
  return wanted.find(({ setting }) => setting.is === 'variable') ?? wanted[0];
}

function isShared(value: Expr, start?: number, end?: number): boolean {
  for (const expr of within(value)) {
    if (expr.is !== 'literal' || typeof expr.value !== 'string' || !shared.test(expr.value)) continue;
    // of a value that chooses within itself, only what stands at the place counts
    if (start === undefined || end === undefined || (expr.start <= start && end <= expr.end)) return true;
  }
  return false;
}

/** `STORAGES`, `settings.STORAGES`, `STORAGES["exports"]`. */
function targetOf(target: Expr): string {
  if (target.is === 'name') return target.name;
  if (target.is === 'member') return target.name;
  if (target.is === 'index' && target.key.is === 'literal') return `${targetOf(target.of)}[${target.key.value}]`;
  return '';
}
