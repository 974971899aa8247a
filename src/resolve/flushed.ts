import type { AppParts } from './app.js';

/**
 * A server that keeps jobs in its memory ends them with its process: a handler that exits when the last request is done would lose what waits. Such
 * an edit is only told, with what has to go before it.
 */
export function withFlushing(parts: AppParts): AppParts {
  const [waiting] = (parts.queues ?? []).filter(
    ({ backend, runs }) => runs === 'in-process' && backend.state === 'known' && backend.value.reach === 'process',
  );
  if (!waiting || !parts.gracefulStops) return parts;
  return {
    ...parts,
    gracefulStops: parts.gracefulStops.map((stop) => {
      if (!stop.repair || stop.repair.changes.length === 0) return stop;
      const needs = [...stop.repair.needs, `Before the process exits, let it do or write out what ${waiting.label} still holds, and wait for that`];
      return { ...stop, repair: { ...stop.repair, lacks: `what ${waiting.label} still holds would be lost: only the app can write it out before it exits`, needs } };
    }),
  };
} // biome-ignore format: one record
