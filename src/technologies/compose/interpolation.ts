import { type Expr, literal } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import { copiedToEnv } from '../../resolve/copied-env.js';

/** What `${NAME}` in the compose files of a folder stands for, as far as an environment file says it. */
export type Variables = ReadonlyMap<string, string>;

/** Files that people are to copy to `.env`, the likelier first. */
const samples =
  /^(\.env[-_.](example|docker|sample|dist|template|production|prod)|(example|sample|docker|default)\.env|env[-_.](example|sample|dist))(\.[\w-]+)?$/;

/**
 * The variables that `docker compose` reads from `.env` beside the compose file (compose-spec, interpolation); where that is not shipped,
 * from the file that a set-up step makes it of, else from the one sample that lies there.
 */
export function variablesOf(folder: string, facts: Facts): Variables {
  return saidBeside(folder, facts).variables;
}

/** The same, and whether it is only said by a sample that nobody need copy. */
export function saidBeside(
  folder: string,
  facts: Facts,
): { readonly variables: Variables; readonly isSample: boolean } {
  const byName = new Map<string, Map<string, string>>();
  for (const { name, value, at } of facts.of('env-entry')) {
    const cut = at.file.lastIndexOf('/');
    if ((cut < 0 ? '.' : at.file.slice(0, cut)) !== folder) continue;
    const file = at.file.slice(cut + 1);
    const own = byName.get(file) ?? new Map<string, string>();
    byName.set(file, own.set(name, value));
  }
  const copied = copiedToEnv(facts);
  const beside = [...byName.keys()].sort();
  const shipped = beside.filter((name) => samples.test(name));
  const made = byName.has('.env') ? '.env' : beside.find((name) => copied.has(name));
  const file = made ?? (shipped.length === 1 ? shipped[0] : undefined);
  const given = (file !== undefined && byName.get(file)) || new Map<string, string>();
  return { variables: expandedAll(given), isSample: made === undefined };
}

/** Variables that stand for each other twice, again and again, grow beyond any memory: such a one stays as it is written. */
const longest = 4000;

/** References inside of a value are expanded as well (compose-spec, env_file syntax); each variable once, and none in itself. */
function expandedAll(given: ReadonlyMap<string, string>): Variables {
  const done = new Map<string, string>();
  const expandedOf = (name: string, depth: number): string | undefined => {
    const written = given.get(name);
    if (written === undefined || done.has(name) || depth > 24) return done.get(name) ?? written;
    done.set(name, written);
    let length = 0;
    const value = written.replace(reference, (whole, braced, sign, word, plain) => {
      const known = expandedOf(braced ?? plain, depth + 1);
      const put = known !== undefined && known !== '' ? known : sign?.endsWith('-') ? word : whole;
      length += put.length;
      return length > longest ? '' : put;
    });
    done.set(name, length > longest ? written : value);
    return done.get(name);
  };
  return new Map([...given.keys()].map((name) => [name, expandedOf(name, 0) ?? '']));
}

const reference = /\$\{([A-Za-z_]\w{0,99})(?:(:?[-?])([^${}]{0,200}))?\}|\$([A-Za-z_]\w{0,99})/g;

/** What decides how a container is started; what its environment says is judged as such, for samples hold values that nobody keeps. */
const shapes = new Set(['image', 'ports', 'volumes', 'container_name', 'profiles', 'restart']);

/** A service with the variables of its shape filled in; places stay those of the compose file. */
export function interpolated(body: Expr, variables: Variables): Expr {
  if (variables.size === 0 || body.is !== 'map') return body;
  return {
    ...body,
    entries: body.entries.map((entry) =>
      shapes.has(entry.key) ? { ...entry, value: filled(entry.value, variables) } : entry,
    ),
  };
}

function filled(expr: Expr, variables: Variables): Expr {
  switch (expr.is) {
    case 'env': {
      const value = variables.get(expr.name);
      return value === undefined || value === '' || value.includes('${') ? expr : literal(value, expr.at);
    }
    case 'text': {
      const parts = expr.parts.map((part) => filled(part, variables));
      return { ...expr, parts };
    }
    case 'list':
      return { ...expr, items: expr.items.map((item) => filled(item, variables)) };
    case 'map':
      return { ...expr, entries: expr.entries.map((entry) => ({ ...entry, value: filled(entry.value, variables) })) };
    default:
      return expr;
  }
}
