import { type Expr, entryOf } from '../../facts/expr.js';
import type { Fact, Facts } from '../../facts/fact.js';
import { known, said } from '../../resolve/evidence.js';
import type { DataServer } from '../../resolve/parts/data-server.js';
import type { Repair } from '../../resolve/repair.js';
import { configFiles, loopbackOnly } from '../config-file.js';

const keys = [
  'net.bindIp',
  'net.bindIpAll',
  'security.authorization',
  'security.keyFile',
  'replication.replSetName',
  'storage.dbPath',
  'sharding.clusterRole',
];

/** A mongod.conf has `storage` or `net`: other YAML files of that name do not. */
export function* mongoFacts(root: Expr): Iterable<Fact> {
  if (root.is !== 'map' || !(entryOf(root, 'storage') ?? entryOf(root, 'net')) || entryOf(root, 'services')) return;
  for (const key of keys) {
    const [section = '', name = ''] = key.split('.');
    const value = entryOf(entryOf(root, section), name);
    if (value) yield { kind: 'setting', technology: 'mongodb', key, value, at: value.at };
  }
}

export function mongoServers(facts: Facts): readonly DataServer[] {
  return configFiles(facts, 'mongodb').map((config) => {
    const set = config.last('replication.replSetName');
    const bind = config.last('net.bindIp');
    const all = config.last('net.bindIpAll');
    const guard = config.last('security.authorization') ?? config.last('security.keyFile');
    const network = all?.text === 'true' || (bind !== undefined && !loopbackOnly.test(bind.text));
    const place = (network ? (all ?? bind) : bind) ?? undefined;
    return {
      label: `MongoDB by ${config.file}`,
      technology: 'mongodb',
      role: 'database',
      listens: known(network ? 'network' : 'machine', [
        place?.because ?? { at: { builtin: 'mongod 7' }, says: 'binds localhost unless told otherwise' },
      ]),
      login: known(guard !== undefined && guard.text !== 'disabled', [
        guard?.because ?? said(place?.at ?? config.first, 'asks nobody for a password'),
      ]),
      replicated: known(set !== undefined, [set?.because ?? said(config.first, 'belongs to no replica set')]),
      repairs: { login: asksForLogin(config.file), replicated: inSet(config.file) },
      at: config.first,
    };
  });
}

function asksForLogin(file: string): Repair {
  return {
    title: 'Ask for a login',
    safety: 'unsafe',
    changes: [{ is: 'entry', file, path: ['security', 'authorization'], value: 'enabled' }],
    needs: ['Make the users first (db.createUser), and put user and password into the URI of the app', 'Members of a replica set need a common keyFile besides'],
  };
} // biome-ignore format: one record

function inSet(file: string): Repair {
  return {
    title: 'Make it a member of the replica set rs0',
    safety: 'unsafe',
    changes: [{ is: 'entry', file, path: ['replication', 'replSetName'], value: 'rs0' }],
    needs: ['Start two more members on other machines with the same settings', 'On one of them: rs.initiate(), then rs.add("host:27017") for the others', 'Name all members and replicaSet=rs0 in the URI of the app'],
  };
} // biome-ignore format: one record
