import type { Fact, Facts } from '../../facts/fact.js';
import { known, said } from '../../resolve/evidence.js';
import type { Broadcaster } from '../../resolve/parts/store.js';
import type { Repair } from '../../resolve/repair.js';
import { lacking, redisWants } from '../lacking.js';
import { redisNeed } from '../redis-address.js';
import { clientsBeginWithWebSocket } from '../socketio/clients.js';
import type { Resolution } from '../technology.js';
import type { Machine } from './frame.js';
import { packageNeeds, redisRead } from './repairs.js';
import { argumentIn } from './values.js';

type Call = Fact<'python-call'>;

/** Whether every client speaks WebSocket from the start: `transports` is polling and websocket unless it is given (engineio/base_server.py, 4.11). */
export function startsWithPolling({ args }: Pick<Call, 'args'>, facts: Facts): boolean {
  if (clientsBeginWithWebSocket(facts)) return false;
  const given = args.find(({ name }) => name === 'transports')?.value;
  if (given === undefined) return true;
  const items = given.is === 'list' ? given.items : [given];
  return !items.every((item) => item.is === 'literal' && item.value === 'websocket');
}

/** python-socketio without an extension around it: its servers know their own clients only, unless a client manager joins them (socketio/manager.py, 5.12). */
export function socketServers(app: Resolution, machine: Machine): readonly Broadcaster[] {
  const made = app.facts.of('python-call').find(({ name }) => /^socketio\.(Async)?Server$/.test(name));
  if (!made) return [];
  const manager = made.args.find(({ name }) => name === 'client_manager')?.value;
  const given = argumentIn(machine.argumentsOf(made), 99, 'client_manager');
  const isGiven = manager !== undefined && !(given?.is === 'scalar' && given.value === null);
  const emits = app.facts
    .of('python-call')
    .filter(({ name }) => made.as !== undefined && name.endsWith(`${made.as}.emit`))
    .slice(0, 2);
  return [
    {
      label: 'messages of python-socketio',
      technology: 'python',
      backend: known(
        isGiven ? { technology: 'its client manager', reach: 'shared' } : { technology: 'memory', reach: 'process' },
        [said(manager?.at ?? made.at, isGiven ? 'joins the servers' : 'has no client_manager')],
      ),
      uses: emits.map((fact) => said(fact.at, 'sends to clients')),
      polling: startsWithPolling(made, app.facts),
      ...(manager ? {} : { repair: managerRepair(machine, app, made) }),
    },
  ];
}

function managerRepair(machine: Machine, app: Resolution, made: Call): Repair | undefined {
  // the manager is named as the server was: `socketio.AsyncServer` comes with `socketio.AsyncRedisManager`
  if (machine.names(made.at.file)?.get('socketio')?.is !== 'library') return undefined;
  const { code, imports } = redisRead(app, machine, made.at);
  const kind = made.name.endsWith('AsyncServer') ? 'AsyncRedisManager' : 'RedisManager';
  const set = { client_manager: `socketio.${kind}(${code})` };
  return {
    title: 'Send through Redis',
    safety: 'unsafe',
    changes: [...imports, { is: 'fields', of: 'call', at: made.at, set }],
    needs: [redisNeed(app), ...packageNeeds(app, 'redis')],
    ...lacking(app, redisWants(app)),
  };
}
