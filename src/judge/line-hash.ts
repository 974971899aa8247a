/**
 * The hash by which code scanning follows a line through commits: a rolling hash over the next 100 characters that are no blanks,
 * and how often it occurred before. The algorithm is the one that github/codeql-action publishes (src/fingerprints.ts).
 */

const window = 100;
const base = 37;
const word = 2 ** 32;
const endOfFile = 65_535;

const SPACE = 32;
const TAB = 9;
const LF = 10;
const CR = 13;

/** The hashes of the lines 1 to `last` of a text (which begins with its byte order mark, if it has one). */
export function lineHashes(text: string, last: number): readonly string[] {
  const rolling = rollingHash();
  const pending: number[] = Array.from({ length: window }, () => 0);
  const hashes: string[] = [];
  const seen = new Map<string, number>();
  let line = 0;
  let atStart = true;
  let afterReturn = false;

  function settle(): void {
    const due = pending[rolling.slot()] ?? 0;
    if (due === 0) return;
    const value = rolling.hex();
    const times = (seen.get(value) ?? 0) + 1;
    seen.set(value, times);
    hashes[due - 1] = `${value}:${times}`;
    pending[rolling.slot()] = 0;
  }

  function take(unit: number): void {
    const skipped = unit === SPACE || unit === TAB || (afterReturn && unit === LF);
    afterReturn = !skipped && unit === CR;
    if (skipped) return;
    settle();
    if (atStart) pending[rolling.slot()] = ++line;
    const kept = unit === CR ? LF : unit;
    atStart = kept === LF;
    rolling.push(kept);
  }

  for (let at = 0; at < text.length && hashes.length < last; at++) take(text.charCodeAt(at));
  if (hashes.length >= last) return hashes.slice(0, last);
  take(endOfFile);
  for (let rest = 0; rest < window; rest++) {
    settle();
    rolling.push(0);
  }
  return hashes.slice(0, last);
}

/** A polynomial hash of the last 100 units modulo 2^64, kept as two halves: numbers are many times faster than BigInt here. */
function rollingHash() {
  const units: number[] = Array.from({ length: window }, () => 0);
  const [outHigh, outLow] = power();
  let high = 0;
  let low = 0;
  let slot = 0;
  return {
    slot: () => slot,
    push(unit: number): void {
      const out = units[slot] ?? 0;
      units[slot] = unit;
      const below = low * base + unit - outLow * out;
      const carry = Math.floor(below / word);
      const above = high * base + carry - outHigh * out;
      low = below - carry * word;
      high = above - Math.floor(above / word) * word;
      slot = (slot + 1) % window;
    },
    hex: () => (high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0')),
  };
}

/** What a unit weighs when it leaves the window: base ** window. */
function power(): readonly [number, number] {
  const value = BigInt.asUintN(64, BigInt(base) ** BigInt(window));
  return [Number(value >> 32n), Number(value & 0xffff_ffffn)];
}
