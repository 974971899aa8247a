import type { Fact, Facts } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { BootStep } from '../../resolve/parts/boot-step.js';
import type { FileStore } from '../../resolve/parts/store.js';
import type { Resolution } from '../technology.js';
import { byHand } from './by-hand.js';
import { redisClients, smallQueues } from './clients.js';
import type { Machine } from './frame.js';
import { hueyTasks } from './huey.js';
import { machineOf } from './machine.js';
import { socketServers } from './sockets.js';
import { uwsgiPools } from './uwsgi.js';
import { textIn } from './values.js';

/** What Python code keeps in its process or on its server, whatever the framework. */
export function parts(app: Resolution): AppParts {
  const machine = machineOf(app.facts, app.environment());
  return {
    broadcasters: socketServers(app, machine),
    queues: smallQueues(app),

    fileStores: handedOver(app.facts),
    keyValueConnections: redisClients(app, machine),
    bootSteps: resets(app.facts, machine),
    processPools: uwsgiPools(app),
    scheduledTasks: hueyTasks(app),
  };
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
