import type { Span } from '../../facts/span.js';
import { known, said } from '../../resolve/evidence.js';
import type { DatabaseClient } from '../../resolve/parts/data.js';
import type { Resolution } from '../technology.js';
import { roughText } from '../yaml/values.js';

const scheme = 'mongodb://';

export function isAddress(text: string): boolean {
  return text.includes(scheme) || text.includes('mongodb+srv://');
}

/**
 * Addresses of MongoDB in the environment. A driver that is told the name of the set, or asks DNS for it (`mongodb+srv`), finds the
 * primary; several hosts without a name, or one of a set that the deployment starts, are a fixed choice (MongoDB manual 8.0,
 * connection string options: replicaSet, directConnection).
 */
export function mongoClients(app: Resolution): readonly DatabaseClient[] {
  const given = [
    ...app.facts.of('env-entry').map(({ name, value, at }) => ({ name, value, at })),
    ...app.processes.flatMap(({ environment }) =>
      environment.map(({ name, value }) => ({ name, value: roughText(value), at: value.at })),
    ),
  ];
  const seen = new Set<string>();
  return given.flatMap(({ name, value, at }): readonly DatabaseClient[] => {
    const key = `${at.file}:${at.start}`;
    if (!isAddress(value) || seen.has(key)) return [];
    seen.add(key);
    const finds = findsPrimary(app, value);
    return finds === undefined ? [] : [clientOf({ name, at, finds })];
  });
}

/** Undefined: one node, as far as can be told. */
function findsPrimary(app: Resolution, value: string): boolean | undefined {
  if (value.includes('mongodb+srv://') || /[?&]replicaSet=/i.test(value)) return !/directConnection=true/i.test(value);
  const hosts = /mongodb:\/\/(?:[^@/]*@)?([^/?]*)/.exec(value)?.[1] ?? '';
  if (hosts.includes('$') || hosts.includes('?') || hosts.includes('{')) return undefined;
  const sets = app.services.filter(({ engine, command }) => engine === 'mongodb' && /--replSet/.test(command ?? ''));
  return hosts.includes(',') || sets.length > 1 ? false : undefined;
}

function clientOf({ name, at, finds }: { name: string; at: Span; finds: boolean }): DatabaseClient {
  return {
    label: name,
    technology: 'mongodb',
    findsPrimary: known(finds, [said(at, finds ? 'names the set' : 'names nodes, and no set')]),
    at,
  };
}
