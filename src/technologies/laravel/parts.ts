import type { AppParts } from '../../resolve/app.js';
import { chain, known, type Resolved, unknown } from '../../resolve/evidence.js';
import type { SessionStore } from '../../resolve/parts/store.js';
import type { Backend, Reach } from '../../resolve/reach.js';
import type { Resolution } from '../technology.js';
import { type LaravelConfig, laravelConfig } from './settings.js';

/** What is in force in a Laravel app. */
export function parts(app: Resolution): AppParts {
  const config = laravelConfig(app);
  return { sessionStores: [sessions(config)] };
}

/** laravel/framework, SessionManager.php: the drivers and who can reach what they keep. */
const sessionReach: Readonly<Record<string, Reach>> = {
  file: 'server',
  native: 'server',
  apc: 'server',
  array: 'process',
  null: 'process',
  cookie: 'client',
  redis: 'shared',
  memcached: 'shared',
  dynamodb: 'shared',
};

function sessions(config: LaravelConfig): SessionStore {
  const backend = chain(config.get('session.driver'), (driver): Resolved<Backend> => {
    const name = String(driver ?? 'null');
    if (name === 'database') return known({ technology: 'database', reach: 'shared' }, []);
    const reach = sessionReach[name];
    return reach
      ? known({ technology: name, reach }, [])
      : unknown(`the session driver '${name}' is not one of Laravel's own`, []);
  });
  return { label: 'sessions', technology: 'laravel', backend, uses: [] };
}
