import type { Span } from '../../facts/span.js';
import type { Resolved } from '../evidence.js';
import type { Repairable } from '../repair.js';

/** A command that a deployment procedure runs on servers of the app. */
export interface DeployStep extends Repairable {
  /** As written: `php artisan migrate --force`. */
  readonly label: string;
  readonly technology: string;
  readonly step: 'migrate' | 'other';
  /** It runs on each of several servers; false when one is chosen, or there is one. */
  readonly everyServer: Resolved<boolean>;
  readonly at: Span;
}

/** A deployment procedure that replaces the code of running servers, and what it does about the processes that hold the old code. */
export interface Rollout extends Repairable {
  /** `Deployer by deploy.php`. */
  readonly label: string;
  readonly technology: string;
  /** Queue workers are told to end after their job, or are started anew. */
  readonly restartsWorkers: Resolved<boolean>;
  readonly at: Span;
}

/** The servers that a deployment procedure brings the code of the app to. */
export interface DeployTarget extends Repairable {
  /** `Deployer by deploy.php`. */
  readonly label: string;
  readonly technology: string;
  readonly servers: Resolved<number>;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    deploySteps: DeployStep;
    rollouts: Rollout;
    deployTargets: DeployTarget;
  }
}
