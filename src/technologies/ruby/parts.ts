import type { Fact } from '../../facts/fact.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said } from '../../resolve/evidence.js';
import type { Lock, MemoryState } from '../../resolve/parts/store.js';
import type { Backend } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { resqueParts } from './resque.js';
import { schedulers } from './schedulers.js';

/** Collections whose members are open connections: what matters is that messages reach them, which is judged there. */
const connections = /(connection|socket|client|stream|subscriber)s?$/i;

/** What every Ruby app may do, whatever its framework. */
export function parts(app: Resolution): AppParts {
  return {
    memoryStates: memoryStates(app),
    locks: locks(app),
    schedulerProcesses: schedulers(app),
    ...resqueParts(app),
  };
}

/** Values that requests change in the memory of one process. */
export function memoryUses(app: Resolution): {
  readonly values: readonly Fact<'use'>[];
  readonly sockets: readonly Fact<'use'>[];
} {
  const uses = app.facts.of('use').filter(({ technology, what }) => technology === 'ruby' && what === 'memory');
  const isSocket = ({ name }: Fact<'use'>) => connections.test(name ?? '');
  return { values: uses.filter((fact) => !isSocket(fact)), sockets: uses.filter(isSocket) };
}

function memoryStates(app: Resolution): readonly MemoryState[] {
  const backend = (at: Fact['at']) =>
    known<Backend>({ technology: 'memory', reach: 'process' }, [said(at, 'is changed while requests are served')]);
  return memoryUses(app).values.map(({ name = '', at }) => ({
    label: name,
    technology: 'ruby',
    backend: backend(at),
    uses: [],
  }));
}

function locks(app: Resolution): readonly Lock[] {
  return app.facts
    .of('use')
    .filter(({ technology, what }) => technology === 'ruby' && (what === 'mutex' || what === 'file-lock'))
    .map(({ what, name = '', at }) => {
      const backend: Backend =
        what === 'mutex' ? { technology: 'memory', reach: 'process' } : { technology: 'a file', reach: 'server' };
      return { label: `the lock ${name}`, technology: 'ruby', backend: known(backend, [said(at, 'guards what all servers share')]), uses: [] };
    }); // biome-ignore format: one record
}
