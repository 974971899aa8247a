import type { Span } from '../facts/span.js';
import type { AppParts } from './app.js';
import { placeOf } from './evidence.js';
import type { Store } from './parts/store.js';
import type { Mount, Process } from './parts/topology.js';

/** So many folders are named. */
const mostNamed = 5;

/**
 * A folder of the host that is mounted over the code holds more than code: what the app writes into it, and the env file that an image leaves out.
 * Without the mount all that is gone with each container, so it gets a place of its own first.
 */
export function withOwnPlaces(processes: readonly Process[], { localWrites = [], fileStores = [] }: AppParts): readonly Process[] {
  if (!processes.some(({ volumes }) => volumes.some(({ code }) => code))) return processes;
  // code that is written belongs into the image, and an env file into the environment
  const lasting = localWrites.filter(({ passes, content, path }) => !passes && content !== 'code' && !/(^|\/)\.env[\w.-]*$/.test(path ?? ''));
  const kept: readonly Store[] = [...fileStores, ...lasting];
  const written = kept.filter(({ backend }) => backend.state === 'known' && backend.value.reach !== 'shared');
  return processes.map((process) => ({
    ...process,
    volumes: process.volumes.map((mount) => (mount.code ? withPlaces(mount, written) : mount)),
  }));
} // biome-ignore format: one signature

function withPlaces(mount: Mount, written: readonly Store[]): Mount {
  if (!mount.repair) return mount;
  const named = [...new Set(written.flatMap(({ label, backend }) => told(label, placeOf(backend.because)) ?? []))];
  const rest = named.length > mostNamed ? ` and ${named.length - mostNamed} more` : '';
  const seen = named.length > 0 ? `: ${named.slice(0, mostNamed).join(', ')}${rest}; and what else you find` : ' (uploads, settings, what has to last)'; // biome-ignore format: one choice
  const [first, ...others] = mount.repair.needs;
  const needs = [
    ...(first === undefined ? [] : [first]),
    `Before, give each folder below ${mount.path} that the app writes into a volume of its own, with the files that are there${seen}. Without the mount they are gone with each container`,
    'Give the containers what an env file of that folder says by env_file or environment: an image mostly leaves it out',
    ...others,
  ];
  return { ...mount, repair: { ...mount.repair, needs } };
}

function told(label: string, at: Span | undefined): string | undefined {
  return at && `${label.replace(/ \(at \d+ places\)$/, '')} (${at.file})`;
}
