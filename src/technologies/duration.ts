/** Seconds of each unit that a configuration format knows; the empty unit is a number alone. */
export type DurationUnits = Readonly<Record<string, number>>;

/** `1h 30m`, `5min 20s`, `60`: in seconds, by the units of the format; undefined for anything else (`infinity`, a variable, an unknown unit). */
export function secondsOf(text: string, units: DurationUnits): number | undefined {
  const part = /(\d+)\s*([a-z]*)\s*/g;
  if (text === '' || text.replace(part, '') !== '') return undefined;
  let seconds = 0;
  for (const [, count, unit = ''] of text.matchAll(part)) {
    const factor = units[unit];
    if (typeof factor !== 'number') return undefined;
    seconds += Number(count) * factor;
  }
  return seconds;
}
