import type { Method } from '../../facts/balancing.js';
import type { Expr } from '../../facts/expr.js';
import type { BuildArguments } from '../../facts/image.js';
import type { Located, Span } from '../../facts/span.js';
import type { Evidence, Resolved } from '../evidence.js';
import type { Reach } from '../reach.js';
import type { Repairable, Repairs } from '../repair.js';

/** One kind of process that the deployment files start, in any number of copies. */
export interface Process {
  /** The service, workload or program as named in its file. */
  readonly name: string;
  /** `compose`, `kubernetes`, `dockerfile`, `supervisor`, `systemd`, `procfile`, `pm2` ... */
  readonly technology: string;
  readonly role: 'web' | 'worker' | 'scheduler' | 'websocket' | 'job' | 'unknown';
  /** The app that it runs (folder), where that can be told; undefined means every app of the repository. */
  readonly app?: string;
  /** Folders that tell which app it runs: that of its Dockerfile, that of its build; the app is the one that holds the first of them. */
  readonly folders?: readonly string[];
  /** Folders that hold what it starts: they tell which app it runs where the others tell nothing. */
  readonly starts?: readonly string[];
  readonly image?: string;
  /** The Dockerfile that its image is built from, with what the build is given. */
  readonly built?: { readonly file: string; readonly given: BuildArguments };
  /** What its image takes in of the repository, where its Dockerfile is known and says. */
  readonly holds?: Holding;
  /** Of the product that the repository is about, not of another one that its stack starts beside. */
  readonly own?: true;
  /** Another product of the same stack: the repository's product leans on it, or it only stands beside (a console, a dashboard, a shell). */
  readonly standing?: 'needed' | 'beside';
  /** The command line as far as it is known. */
  readonly command?: string;
  /** Whether anything that it starts fires a schedule, where its start was followed to the end. */
  readonly fires?: boolean;
  /** Copies now and at most. */
  readonly replicas: Resolved<number>;
  readonly maxReplicas?: Resolved<number>;
  /** Copies that a new installation begins with, where how many run is told outside of the repository. */
  readonly begins?: Resolved<number>;
  /** Why a second copy cannot be started as it stands (fixed host port, container_name). */
  readonly pinned: readonly Evidence[];
  readonly environment: readonly EnvironmentEntry[];
  readonly volumes: readonly Mount[];
  readonly ports: readonly PublishedPort[];
  /** Undefined: the file format has no such notion. */
  readonly restarts?: Resolved<boolean>;
  readonly health?: Resolved<boolean>;
  readonly readiness?: Resolved<boolean>;
  /** What the orchestrator or the container's own check asks over HTTP. */
  readonly probePaths?: readonly Probe[];
  readonly stopGraceSeconds?: Resolved<number>;
  readonly stopSignal?: string;
  /** How long one job may run before the worker itself ends it. */
  readonly longestJobSeconds?: Resolved<number>;
  /** Spread over machines, by whatever means. */
  readonly spread?: Resolved<boolean>;
  readonly disruptionBudget?: Resolved<boolean>;
  /** A budget lets none of the copies go that there are at least: nobody can drain their nodes. */
  readonly stuck?: Resolved<boolean>;
  /** It serves on for a while before it is told to stop, so that those who send requests to it have heard of it. */
  readonly drains?: Resolved<boolean>;
  /** `all-at-once`: every copy is stopped before a new one starts (`Recreate`). */
  readonly rollout?: Resolved<'all-at-once' | 'rolling'>;
  /** A deploy starts new copies before the old ones have ended: for a while there is one too many. */
  readonly surges?: Resolved<boolean>;
  /** Server processes in one copy, each with connections of its own (`gunicorn --workers 4`). */
  readonly workers?: Resolved<number>;
  /** Some balancer or service of the orchestrator sends users to it. */
  readonly balanced?: boolean;
  /** How far the format of its file promises more than one server: `one-host` for plain compose, `many-hosts` for orchestrators. */
  readonly reachOfFile?: 'one-host' | 'many-hosts';
  readonly repairs?: Repairs<
    | 'replicas'
    | 'pinned'
    | 'restarts'
    | 'health'
    | 'readiness'
    | 'stopGraceSeconds'
    | 'spread'
    | 'disruptionBudget'
    | 'drains'
    | 'rollout'
  >;
  /** Repairs that ask the app for its health: at a path of its own, where it has one. */
  readonly probes?: (path: string | undefined) => Repairs<'health' | 'readiness'>;
  readonly at: Span;
}

/**
 * What an image takes in of the repository: nothing of it that runs, where all that is started is a server of files; else the paths, once for each
 * folder that the build may stand in.
 */
export type Holding = 'nothing that runs' | readonly (readonly string[])[];

/** A question whether a copy is well; `liveness` restarts it on a bad answer, `readiness` keeps users away. */
export interface Probe extends Repairable {
  readonly kind: 'readiness' | 'liveness' | 'startup' | 'check';
  readonly path: string;
  /** The Host header is the address of the copy. */
  readonly byAddress?: true;
  readonly at: Span;
}

export interface EnvironmentEntry {
  readonly name: string;
  readonly value: Expr;
}

export interface Mount extends Repairable {
  readonly path: string;
  /** Volume name, host path or claim. */
  readonly source?: string;
  readonly reach: Resolved<Reach>;
  readonly readOnly: boolean;
  /** The app's own code is mounted from the host over that of the image. */
  readonly code?: boolean;
  /** The start of the container runs the files in it: somebody gives them, the app keeps nothing there. */
  readonly scripts?: true;
  /** A claim that one node at a time may mount. */
  readonly exclusive?: boolean;
  /** A switch of the chart turns it on; it is off by default. */
  readonly off?: boolean;
  /** Where it is mounted, when `at` is where the volume itself is made. */
  readonly mountedAt?: Span;
  readonly at: Span;
}

export interface PublishedPort extends Repairable {
  readonly container: number;
  readonly host?: number;
  /** The address that it is bound to; undefined means all. */
  readonly address?: string;
  /** Datagrams, not connections. */
  readonly udp?: true;
  readonly at: Span;
}

/** A stateful service that the deployment files start. */
export interface Service {
  readonly name: string;
  readonly technology: string;
  readonly engine: string;
  readonly built?: Process['built'];
  readonly role: 'database' | 'cache' | 'broker' | 'search' | 'object-store' | 'proxy' | 'other';
  /** Ports on which anybody who reaches them reaches the data. */
  readonly dataPorts?: readonly number[];
  /** A service of a cloud provider, whose standby is a switch. */
  readonly managed?: boolean;
  readonly nodes: Resolved<number>;
  readonly failover: Resolved<boolean>;
  /** It is laid out as a set whose members choose the first one, however many there are. */
  readonly asSet?: true;
  /** It is one of several nodes that stand in for each other: whether they may stand on one machine, or are kept apart. */
  readonly apart?: Resolved<boolean>;
  readonly persistent: Resolved<boolean>;
  /** Undefined: the file format has no such notion, or somebody else keeps it running. */
  readonly restarts?: Resolved<boolean>;
  readonly ports: readonly PublishedPort[];
  readonly volumes: readonly Mount[];
  /** Connections that it accepts, where a file says so. */
  readonly maxConnections?: Resolved<number>;
  readonly command?: string;
  readonly repairs?: Repairs<'persistent' | 'failover'>;
  readonly at: Span;
}

/** A pool of backends behind a proxy or balancer. */
export interface Balancer {
  readonly name: string;
  readonly technology: string;
  readonly backends: Resolved<number>;
  /** `active`: probes; `passive`: failed requests take a server out; `none`: a dead server stays in. */
  readonly checks: Resolved<'active' | 'passive' | 'none'>;
  readonly checkPath?: string;
  readonly checkAt?: Span;
  /** The active check only opens the port of servers that speak HTTP. */
  readonly portOnly?: boolean;
  /** How many of the backends wait until the others are down. */
  readonly spares?: number;
  /** Backends that are never taken out, although others of the pool may be. */
  readonly unchecked?: readonly (Evidence & Repairable)[];
  readonly sticky: Resolved<boolean>;
  /** What keeps a user on one backend: `ip_hash`, `cookie SRV insert`. */
  readonly stickyBy?: string;
  /** What it puts in place of what a balancer in front of it says of the client. */
  readonly overwrites?: Evidence & Repairable;
  /** Settings of the app that name single backends of this pool: it goes past the balancer, or has to be told of each new server. */
  readonly namedIn?: readonly Evidence[];
  /** How the next backend is chosen. */
  readonly method?: Resolved<Method>;
  /** How many requests each backend that the deployment files start works on at once, where no weight tells them apart. */
  readonly sizes?: readonly Resolved<number>[];
  /** What stands behind it; a proxy in front of a database has other duties than one in front of an app. */
  readonly serves?: 'app' | 'database' | 'cache' | 'other';
  /** It serves reads only, so that any member will do. */
  readonly readOnly?: boolean;
  /** Addresses of backends, as written, that are looked up at the start of the proxy only. */
  readonly fixedNames?: readonly Located<string>[];
  readonly upgrades?: Resolved<boolean>;
  /** Seconds after which a WebSocket connection on which nothing is said is cut. */
  readonly idleSeconds?: Resolved<number>;
  readonly forwardedHeaders?: Resolved<boolean>;
  readonly repairs?: Repairs<'backends' | 'method' | 'checks' | 'checkPath' | 'portOnly' | 'role' | 'fixedNames' | 'sticky' | 'upgrades' | 'forwardedHeaders'>; // biome-ignore format: one list
  /** Repairs that ask the servers for their health: at the app's own path, where it has one. */
  readonly probes?: (path: string | undefined) => Repairs<'checks' | 'portOnly'>;
  readonly at: Span;
}

declare module '../app.js' {
  interface Parts {
    processes: Process;
    services: Service;
    balancers: Balancer;
  }
}
