import type { Span } from '../../facts/span.js';
import type { Resolved } from '../evidence.js';
import type { Repairable } from '../repair.js';

/** A message broker by its own configuration file. */
export interface Broker extends Repairable {
  readonly label: string;
  readonly technology: string;
  readonly nodes: Resolved<number>;
  /** What the nodes do when they lose sight of each other: `ignore`, `autoheal`, `pause_minority`. */
  readonly partitions?: Resolved<string>;
  readonly at: Span;
}

/** A queue that a file of definitions makes. */
export interface BrokerQueue extends Repairable {
  readonly label: string;
  readonly technology: string;
  /** Whether its messages are on several nodes of the cluster, or on the one that it was made on. */
  readonly kept: Resolved<'one-node' | 'several-nodes'>;
  /** A policy asks for mirrors: they were removed in RabbitMQ 4.0. */
  readonly mirrored: boolean;
  /** It is there again after its node was restarted. */
  readonly durable: Resolved<boolean>;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    brokers: Broker;
    brokerQueues: BrokerQueue;
  }
}
