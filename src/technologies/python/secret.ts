import type { Span } from '../../facts/span.js';
import { type Evidence, known, placeOf, said, unknown } from '../../resolve/evidence.js';
import type { Secret } from '../../resolve/parts/boot-step.js';
import { byHand, type Repair } from '../../resolve/repair.js';
import { unlessGiven } from '../lacking.js';
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
    const repair = repairOf(given, made, value.kept);
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

/**
 * One key for all. The one that a server has kept until now signs and encrypts what is stored: that one is handed on, and a new one is made
 * only where none was kept. The program changes the code only where the app is given the variable already.
 */
function repairOf({ label, machine }: Parameters<typeof secretOf>[0], made: Span | undefined, kept: Evidence | undefined): Repair {
  const required = made && requiredKey(machine, label, made);
  const key = kept
    ? 'Take the key that the running server keeps in its file, and no new one: what is stored may be encrypted with it.'
    : 'Make one key: `python3 -c "import secrets; print(secrets.token_urlsafe(64))"`.';
  const title = `Give every server the same ${label}`;
  const given = required
    ? `Keep it in the secret store and give it to every server as ${required.variable}.`
    : kept
      ? `Keep it in the secret store and put the very same file on every server before the app starts (a mounted secret), or give it in the variable that ${label} reads, where it reads one.`
      : `Keep it in the secret store and give it to every server in the variable that ${label} reads; where it reads none, let it read one.`;
  const needs = [key, given];
  if (!required || kept) return byHand(title, ...needs);
  return { title, safety: 'unsafe', changes: required.changes, needs, ...unlessGiven(machine.environment, [required.variable]) };
} // biome-ignore format: one sentence per line

/** A step without the values that it quotes: they may be keys. */
function hidden(step: Evidence): Evidence {
  return { ...step, says: step.says.replace(/'[^']*'|"[^"]*"/g, '***') };
}
