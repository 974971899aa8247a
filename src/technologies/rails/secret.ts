import type { Expr } from '../../facts/expr.js';
import type { Facts } from '../../facts/fact.js';
import type { Span } from '../../facts/span.js';
import { known, said } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import { unlessGiven } from '../lacking.js';
import { originOf } from '../ruby/secret.js';
import type { RailsConfig } from './settings.js';

const label = 'secret_key_base';
const technology = 'rails';
const fixed = 'read from SECRET_KEY_BASE or the encrypted credentials';

/** The key of cookies and signed ids: from the environment or the encrypted credentials, unless the app makes one (railties, application.rb). */
export function secret(config: RailsConfig, at: Span, facts: Facts): Secret {
  const own = config.fact('secret_key_base') ?? config.fact('secrets.secret_key_base') ?? config.fact('secret_token');
  if (own) {
    const ruby = own.at.file.endsWith('.rb');
    return {
      label,
      technology,
      origin: originOf(own.value, config.value),
      at: own.value.at,
      ...(ruby ? { repair: fromEnvironment(config, own.value.at) } : {}),
    };
  }
  const made = madeWhereNoneIsGiven(config);
  if (made) return made;
  const kept = keptInFile(config, facts);
  if (kept) return kept;
  const nowhere = { file: '', start: 0, end: 0 };
  const dummy = config.value({ is: 'env', name: 'SECRET_KEY_BASE_DUMMY', at: nowhere });
  const place = dummy.because.find((step) => 'file' in step.at && step.at.file !== '')?.at;
  if (dummy.state === 'known' && dummy.value && place && 'file' in place) {
    const says = 'lets each server make a key of its own, in tmp/local_secret.txt';
    return { label, technology, origin: known('per-server-file', [said(place, says)]), at: place };
  }
  return {
    label,
    technology,
    origin: known('fixed', [{ at: { builtin: 'railties, application.rb' }, says: fixed }]),
    at,
  };
}

/** A file of the machine that code writes a new key to; what the environment gives goes before it (railties 8, Rails::Application#secret_key_base). */
function keptInFile(config: RailsConfig, facts: Facts): Secret | undefined {
  const file = facts.of('use').find((use) => use.technology === 'rails' && use.what === 'key-file');
  const given = config.value({ is: 'env', name: 'SECRET_KEY_BASE', at: { file: '', start: 0, end: 0 } });
  if (!file || (given.state === 'known' && given.value)) return undefined;
  const isTask = file.at.file.endsWith('.rake');
  const says = isTask ? 'makes a key in a file of the machine that it is run on' : 'makes a key where the machine has no file with one';
  return { label, technology, origin: known(isTask ? 'per-installation' : 'per-server-file', [said(file.at, says)]), at: file.at };
} // biome-ignore format: one record

/** `if X; key = X; else key = SecureRandom.hex; end`: the same as `X || SecureRandom.hex`, also where it is not known what X is. */
function madeWhereNoneIsGiven(config: RailsConfig): Secret | undefined {
  const facts = config.under('secret_key_base').filter(({ at }) => at.file.endsWith('.rb'));
  for (const { value, guard } of facts) {
    const origin = originOf(value, config.value);
    if (origin.state !== 'known' || origin.value !== 'random-per-start' || !guard) continue;
    const isElse = guard.is === 'choice' && guard.whenTrue.is === 'literal' && guard.whenTrue.value === false;
    const asked = isElse && guard.when ? guard.when : undefined;
    const given = facts.find(({ value: other }) => asked && wordsOf(other) !== '' && wordsOf(other) === wordsOf(asked));
    if (!asked || !given) continue;
    const because = [said(asked.at, 'is asked for a key, which nothing here gives'), ...origin.because];
    return { label, technology, origin: known('random-per-start', because), at: value.at, repair: whereItIsAsked(asked) }; // biome-ignore format: one record
  }
  return undefined;
}

function wordsOf(expr: Expr): string {
  return expr.is === 'opaque' ? expr.source.replace(/\.present\?$/, '') : '';
}

/** The app's own setting goes before a variable of the framework, which it may lack where the image is built. */
function whereItIsAsked(asked: Expr): Repair {
  const words = wordsOf(asked);
  return {
    ...byHand(
      `Give every server the same key by ${words}`,
      `${asked.at.file} takes it from there where it is given, and makes one at each start where not: the one in use, or a new one (\`bin/rails secret\`), for all of them`,
    ),
    whole: true,
  };
}

function fromEnvironment(config: RailsConfig, at: Span): Repair {
  return {
    title: 'Read the key from SECRET_KEY_BASE',
    safety: 'unsafe',
    changes: [{ is: 'replace', at, text: 'ENV.fetch("SECRET_KEY_BASE")' }],
    needs: ['set SECRET_KEY_BASE to the same value on every server (`bin/rails secret` makes one)'],
    ...unlessGiven(config.environment, ['SECRET_KEY_BASE']),
  };
}
