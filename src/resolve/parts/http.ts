import type { Span } from '../../facts/span.js';
import type { Evidence, Resolved } from '../evidence.js';
import type { Repairable } from '../repair.js';

/** The app answers HTTP requests of users: what a balancer would stand in front of. */
export interface HttpApp extends Repairable {
  readonly technology: string;
  /** The place to show when something is missing from it (routes file, entry point). */
  readonly at: Span;
}

/** A URL, probe or image check that tells whether a copy of the app is healthy. */
export interface HealthCheck extends Repairable {
  /** `/up`, or what the probe does when it has no path. */
  readonly label: string;
  readonly technology: string;
  /** `route`: an endpoint of the app; `probe`: an orchestrator or image calls something; `proxy`: a proxy in front answers by itself. */
  readonly via: 'route' | 'probe' | 'proxy';
  readonly path?: string;
  /** How its path ends, where what is put before it is not known. */
  readonly ending?: string;
  /** What it proves beyond "the process answers". */
  readonly checks: readonly ('database' | 'cache' | 'queue')[];
  /** Why a balancer could not use it (needs a login, redirects, is throttled); empty when it can. */
  readonly obstacles: readonly Evidence[];
  readonly at: Span;
}

/** Whose forwarded headers (client address, scheme, host) the app believes. */
export interface ProxyTrust extends Repairable {
  readonly technology: string;
  readonly trusts: Resolved<'nobody' | 'everyone' | 'bounded'>;
  /** Code that reads the client's address, scheme or host, so that it matters. */
  readonly matters: readonly Evidence[];
  /** What a client can make up where everyone is believed: its address, where nothing is said. */
  readonly forged?: 'host';
}

declare module '../app.js' {
  interface Parts {
    httpApps: HttpApp;
    healthChecks: HealthCheck;
    proxyTrusts: ProxyTrust;
  }
}
