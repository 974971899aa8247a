import type { AppParts, PartName } from '../resolve/app.js';
import type { Asked } from './asked.js';
import { backgroundAsked } from './background.js';
import { bootAsked } from './boot.js';
import { broadcastsAsked } from './broadcasts.js';
import { connectionsAsked } from './connections.js';
import { copiesAsked } from './copies.js';
import { databasesAsked } from './databases.js';
import { filesAsked } from './files.js';
import { forwardedAsked } from './forwarded.js';
import { healthAsked } from './health.js';
import { indexesAsked } from './indexes.js';
import { keyFilesAsked } from './key-files.js';
import { locksAsked } from './locks.js';
import { logsAsked } from './logs.js';
import { lostChangesAsked } from './lost-changes.js';
import { lostUpdatesAsked } from './lost-updates.js';
import { memoryAsked } from './memory.js';
import { openingsAsked } from './openings.js';
import { rescheduledAsked } from './rescheduled.js';
import { roomsAsked } from './rooms.js';
import { routesAsked } from './routes.js';
import { storesAsked } from './stores.js';
import { tasksAsked } from './tasks.js';
import { waitingAsked } from './waiting.js';

const questions = [
  filesAsked,
  memoryAsked,
  copiesAsked,
  backgroundAsked,
  waitingAsked,
  tasksAsked,
  keyFilesAsked,
  bootAsked,
  storesAsked,
  databasesAsked,
  openingsAsked,
  indexesAsked,
  locksAsked,
  lostUpdatesAsked,
  lostChangesAsked,
  broadcastsAsked,
  connectionsAsked,
  rescheduledAsked,
  roomsAsked,
  logsAsked,
  forwardedAsked,
  healthAsked,
  routesAsked,
];

/** What the code of an app answers to all questions: parts, as configuration files give them too. */
export function ask(asked: Asked): AppParts {
  const joined: Partial<Record<PartName, unknown[]>> = {};
  for (const question of questions) {
    for (const [name, items] of Object.entries(question(asked)) as [PartName, readonly unknown[]][])
      joined[name] = [...(joined[name] ?? []), ...items];
  }
  return joined as AppParts;
}
