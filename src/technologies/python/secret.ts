import type { Span } from '../../facts/span.js';
import { type Evidence, known, placeOf, said, unknown } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import { requiredKey } from './bindings.js';
import type { Machine } from './frame.js';
import type { PyValue } from './values.js';

/** Where a key comes from: a variable that must be given and a constant are the same on every server. */
export function secretOf(given: {
  readonly label: string;
  readonly technology: string;
  readonly value: PyValue;
  readonly at: Span;
  readonly machine: Machine;
}): Secret {
  const { label, technology, value } = given;
  const at = placeOf(value.because) ?? given.at;
  if (value.is === 'random') {
    const steps = value.because.map(hidden);
    const because = value.kept ? [...steps, value.kept] : steps;
    const made = placeOf(value.because);
    const changes = made ? requiredKey(given.machine, label, made) : [];
    const repair = {
      title: `Give every server the same ${label}`,
      safety: changes.length > 0 ? ('unsafe' as const) : ('manual' as const),
      changes,
      needs: [
        'Make one key: `python3 -c "import secrets; print(secrets.token_urlsafe(64))"`.',
        `Keep it in the secret store and give it to every server as the variable that ${label} reads.`,
        ...(changes.length > 0 ? [] : ['Let the app refuse to start without it.']),
      ],
    };
    return {
      label,
      technology,
      origin: known(value.kept ? 'per-server-file' : 'random-per-start', because),
      at,
      repair,
    };
  }
  if (value.is === 'unknown' && value.required === undefined) {
    const random = value.options?.find((option) => option.is === 'random');
    if (random) return secretOf({ ...given, value: random });
    return { label, technology, origin: unknown(value.why, value.because.map(hidden)), at };
  }
  if (value.is === 'scalar' || value.is === 'unknown')
    return { label, technology, origin: known('fixed', value.because.map(hidden)), at };
  return { label, technology, origin: unknown('it is computed by code', [said(at, 'is computed')]), at };
}

/** A step without the values that it quotes: they may be keys. */
function hidden(step: Evidence): Evidence {
  return { ...step, says: step.says.replace(/'[^']*'|"[^"]*"/g, '***') };
}
