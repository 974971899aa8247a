import type { Fact } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { type Evidence, known, type Resolved, said, unknown } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { SessionStore } from '../../resolve/parts/store.js';
import type { Resolution } from '../technology.js';
import { outermost } from './image.js';
import type { WordPressConfig } from './settings.js';

const names = ['AUTH', 'SECURE_AUTH', 'LOGGED_IN', 'NONCE'].flatMap((name) => [`${name}_KEY`, `${name}_SALT`]);

/** What WordPress counts as "not set": then it makes keys once and keeps them in the options table (wp-includes/pluggable.php, wp_salt). */
const placeholder = /^(put your unique phrase here|generateme|)$/;

type Origin = Secret['origin'] extends Resolved<infer T> ? T : never;

/** Login cookies are signed with eight constants; what they stand for is in the database. */
export function keyParts(app: Resolution, config: WordPressConfig): AppParts {
  const [made] = outermost(
    app.facts.of('use').filter((fact) => fact.technology === 'wordpress' && fact.what === 'makes-keys'),
  );
  const origin = originOf(config, made);
  const definition = config.definition('AUTH_KEY');
  const at =
    origin.state === 'known' && origin.value === 'random-per-start' && made ? made.at : (definition?.at ?? config.at);
  if (!at) return {};
  return {
    secrets: [{ label: 'AUTH_KEY and the other keys and salts', technology: 'wordpress', origin, at }],
    sessionStores: [sessions(origin)],
  };
}

/** Session tokens are rows of usermeta: shared, as long as every server signs the cookie with the same keys. */
function sessions(origin: Secret['origin']): SessionStore {
  const differs = origin.state === 'known' && origin.value.startsWith('random');
  return {
    label: 'logins',
    technology: 'wordpress',
    uses: [],
    backend: known(
      {
        technology: differs ? 'cookies signed with keys of one server' : 'the database and a signed cookie',
        reach: 'shared',
        ...(differs ? { dependsOn: 'keys' } : {}),
      },
      [
        {
          at: { builtin: 'WordPress, class-wp-user-meta-session-tokens.php' },
          says: 'session tokens are rows of usermeta',
        },
      ],
    ),
  };
}

function originOf(config: WordPressConfig, made: Fact<'use'> | undefined): Resolved<Origin> {
  const because: Evidence[] = [];
  let unset = 0;
  for (const name of names) {
    const value = config.get(name);
    because.push(...value.because.slice(-1));
    if (value.state === 'unknown') {
      const random = value.because.find(({ says }) => /random|uniqid|wp_generate_password|mt_rand/.test(says));
      return random ? known('random-per-start', [random]) : unknown(`${name}: ${value.why}`, value.because);
    }
    if (placeholder.test(String(value.value ?? ''))) unset++;
  }
  if (unset === 0) return known('fixed', because.slice(0, 1));
  const first = because.find(({ says }) => /falls back|not set|does not define|is '/.test(says)) ?? because[0];
  if (made)
    return known('random-per-start', [
      ...(first ? [first] : []),
      said(made.at, 'replaces the placeholders by random values'),
    ]);
  const says = 'placeholders and missing keys are replaced by keys that are kept in the database';
  return known('shared-store', [
    ...(first ? [first] : []),
    { at: { builtin: 'WordPress, wp-includes/pluggable.php' }, says },
  ]);
}
