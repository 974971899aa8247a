import type { Span } from '../../facts/span.js';
import { known, placeOf, said, unknown } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import type { PyValue } from './values.js';

/** Where a key comes from: a variable that must be given and a constant are the same on every server. */
export function secretOf(given: {
  readonly label: string;
  readonly technology: string;
  readonly value: PyValue;
  readonly at: Span;
}): Secret {
  const { label, technology, value } = given;
  const at = placeOf(value.because) ?? given.at;
  if (value.is === 'random') {
    const because = value.kept ? [...value.because, value.kept] : value.because;
    return { label, technology, origin: known(value.kept ? 'per-server-file' : 'random-per-start', because), at };
  }
  if (value.is === 'unknown' && value.required === undefined) {
    const random = value.options?.find((option) => option.is === 'random');
    if (random) return secretOf({ ...given, value: random });
    return { label, technology, origin: unknown(value.why, value.because), at };
  }
  if (value.is === 'scalar' || value.is === 'unknown')
    return { label, technology, origin: known('fixed', value.because), at };
  return { label, technology, origin: unknown('it is computed by code', [said(at, 'is computed')]), at };
}
