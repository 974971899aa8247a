import { caches } from './code/caches.js';
import { clients } from './code/clients.js';
import { collections } from './code/collections.js';
import { files } from './code/files.js';
import { frameworks } from './code/frameworks.js';
import { keys } from './code/keys.js';
import { logins } from './code/logins.js';
import { migrations } from './code/migrations.js';
import { models } from './code/models.js';
import { programs } from './code/programs.js';
import { queues } from './code/queues.js';
import { schedules } from './code/schedules.js';
import { settings } from './code/settings.js';
import { storage } from './code/storage.js';
import { stores } from './code/stores.js';

/** What packages do that have no configuration of their own. */
export const code = [
  clients,
  files,
  storage,
  queues,
  programs,
  schedules,
  stores,
  models,
  migrations,
  keys,
  settings,
  frameworks,
  logins,
  caches,
  collections,
];
