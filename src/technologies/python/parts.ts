import type { Fact, Facts } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import type { Broadcaster, FileStore, Lock } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { byHand } from './by-hand.js';
import { redisClients, smallQueues } from './clients.js';
import type { Machine } from './frame.js';
import { hueyTasks } from './huey.js';
import { machineOf } from './machine.js';
import { socketServers } from './sockets.js';
import { uwsgiPools } from './uwsgi.js';
import { textIn } from './values.js';

const memory: Backend = { technology: 'memory', reach: 'process' };

/** What Python code keeps in its process or on its server, whatever the framework. */
export function parts(app: Resolution): AppParts {
  const machine = machineOf(app.facts, app.environment());
  return {
    locks: locks(app.facts),
    broadcasters: [...connectionLists(app.facts), ...socketServers(app, machine)],
    queues: smallQueues(app),

    fileStores: handedOver(app.facts),
    keyValueConnections: redisClients(app, machine),
    bootSteps: resets(app.facts, machine),
    processPools: uwsgiPools(app),
    scheduledTasks: hueyTasks(app),
  };
}

const fileLocks =
  /^(filelock\.(FileLock|SoftFileLock|UnixFileLock)|FileLock|portalocker\.(Lock|lock|RLock)|fasteners\.(InterProcessLock|interprocess_locked)|fcntl\.(flock|lockf)|lockfile\.\w+|zc\.lockfile\.LockFile)$/;

/** Locks on files: one finding where the lock is declared, one for each file that relies on it. */
function locks(facts: Facts): readonly Lock[] {
  const found: Lock[] = [];
  const seen = new Set<string>();
  for (const fact of facts.of('python-call')) {
    if (!fileLocks.test(fact.name) || byHand.test(fact.at.file)) continue;
    const path = fact.args[0]?.value;
    const name = path?.is === 'attribute' || path?.is === 'name' ? path.name : 'on a file';
    const key = `${name} ${fact.at.file}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const use = said(fact.at, 'takes a lock on a local file');
    const label = `the file lock ${name}`;
    const backend = (at: typeof fact.at, says: string) =>
      known<Backend>({ technology: 'a file', reach: 'server' }, [said(at, says)]);
    found.push({ label, technology: 'python', backend: backend(fact.at, 'takes a lock on a local file'), uses: [use] });
    const declared = facts
      .of('python-module')
      .flatMap((module) => module.statements.filter((each) => each.is === 'bind' && each.name === name))[0];
    if (declared && !seen.has(name))
      found.push({
        label,
        technology: 'python',
        backend: backend(declared.at, 'names a local file as the lock'),
        uses: [use],
      });
    seen.add(name);
  }
  return found;
}

const clients =
  /(connection|client|socket|subscriber|listener|room|channel|viewer|peer|watcher)s?(_by_\w{1,60}|_list|_map)?$/i;

/** Lists of open sockets or streams in memory, which only reach the clients of this process; a class that listens to a broker serves all. */
function connectionLists(facts: Facts): readonly Broadcaster[] {
  const calls = facts.of('python-call');
  const sockets = new Set(
    facts
      .of('route')
      .filter(({ methods }) => methods.includes('WEBSOCKET'))
      .map(({ at }) => at.file),
  );
  const found: Broadcaster[] = [];
  for (const state of facts.of('python-state')) {
    if (!clients.test(state.name) || state.shape === 'value') continue;
    const inFile = calls.filter(({ at }) => at.file === state.at.file);
    if (inFile.some(({ name }) => /pubsub|redis|broadcaster|\.subscribe$|aio_pika|nats/i.test(name))) continue;
    const sends = inFile.find(({ name }) => /\.(send_text|send_json|send_bytes)$/.test(name));
    if (!sends || (!sockets.size && !inFile.some(({ name }) => /\.accept$/.test(name)))) continue;
    found.push({
      label: 'messages to open sockets',
      technology: 'python',
      backend: known(memory, [
        said(sends.at, 'sends to those in the list'),
        said(state.at, `${state.name} holds the sockets of this process`),
      ]),
      uses: [said(sends.at, 'sends to every socket in it')],
    });
  }
  return found;
}

/** A file that a request writes to this server's disk and whose job is put on a queue: the worker may be elsewhere. */
function handedOver(facts: Facts): readonly FileStore[] {
  const byFunction = new Map<string, Fact<'python-call'>[]>();
  for (const fact of facts.of('python-call')) {
    if (fact.inside === undefined || byHand.test(fact.at.file)) continue;
    const key = `${fact.at.file} ${fact.inside}`;
    byFunction.set(key, [...(byFunction.get(key) ?? []), fact]);
  }
  const found: FileStore[] = [];
  for (const calls of byFunction.values()) {
    const made = calls.find(({ name }) =>
      /^tempfile\.(mkdtemp|mkstemp|NamedTemporaryFile|mktemp)$|^(tempfile\.)?gettempdir$/.test(name),
    );
    const written = calls.find(({ name }) =>
      /\.(write_bytes|write_text|write|save)$|^shutil\.(copyfileobj|copy2?|move)$/.test(name),
    );
    const queued = calls.find(({ name }) => /\.(delay|apply_async|send_task|enqueue|enqueue_call)$/.test(name));
    if (!made || !written || !queued || queued.at.start < written.at.start) continue;
    found.push({
      label: 'files whose path is handed to a background job',
      technology: 'python',
      content: 'upload',
      backend: known({ technology: 'the disk', reach: 'server' }, [
        said(queued.at, 'puts the job on the queue'),
        said(made.at, 'makes the file on this server'),
      ]),
      uses: [said(written.at, 'writes it')],
    });
  }
  return found;
}

/** Statements that empty shared tables, run by the app itself and not by a migration or a person. */
function resets(facts: Facts, machine: Machine): readonly BootStep[] {
  const webFiles = new Set(facts.of('route').map(({ at }) => at.file));
  const steps: BootStep[] = [];
  for (const fact of facts.of('python-call')) {
    if (!/\.execute$/.test(fact.name) || byHand.test(fact.at.file) || !webFiles.has(fact.at.file)) continue;
    const given = machine.argumentsOf(fact)[0]?.value;
    const text = textIn(given?.is === 'made' ? given.args[0]?.value : given);
    const statement = /^\s*(DROP\s+TABLE|TRUNCATE)\b[^;(]*/i.exec(text ?? '')?.[0];
    if (!statement) continue;
    steps.push({
      step: 'reset-shared-state',
      label: statement.trim().slice(0, 60),
      technology: 'python',
      when: 'each-process',
      guards: [],
      runs: known(true, [said(fact.at, 'is run by the app itself')]),
      at: fact.at,
    });
  }
  return steps;
}
