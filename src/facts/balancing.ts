import type { Said } from './program.js';
import type { Span } from './span.js';

/** A proxy's configuration names a group of servers that share the work. */
export interface Pool {
  readonly technology: string;
  readonly name: string;
  readonly members: readonly PoolMember[];
  /** Why there may be more members than are listed: a template, a name that stands for several addresses, service discovery. */
  readonly open?: Said<string>;
  /** What keeps a user on one member: `ip_hash`, a cookie. */
  readonly sticky?: Said<string>;
  /** How the next member is chosen. */
  readonly method?: Said<Method>;
  /** What finds out that a member is down. */
  readonly checks: Said<'active' | 'passive' | 'none'>;
  /** An active check that only opens the port, where the members speak HTTP. */
  readonly portOnly?: boolean;
  /** The path that an active check asks for. */
  readonly checkPath?: Said<string>;
  readonly protocol: 'http' | 'tcp';
  /** Upgrades of WebSocket connections and forwarded headers, where the proxy passes them on (or not) for every request of the pool. */
  readonly upgrades?: Said<boolean>;
  readonly forwards?: Said<boolean>;
  /** Seconds after which a connection that is silent is cut. */
  readonly idle?: Said<number>;
  /** The map that its options stand in (data files), or the first line in its block (Caddy). */
  readonly inside?: Span;
}

/**
 * How a proxy chooses among the members of a pool: one after the other; the one with the fewest connections or requests; at random; by a key, where a
 * member that comes or goes moves only its own share of the keys (`hash-kept`), or most of them (`hash-moved`).
 */
export type Method = 'turns' | 'least' | 'random' | 'hash-kept' | 'hash-moved';

export interface PoolMember {
  /** Host and port, as written. */
  readonly address: string;
  /** It is given more or less work than the others, by a number in the file. */
  readonly weighted?: true;
  /** Used only when the others are down. */
  readonly spare: boolean;
  /** Its name is looked up at the start of the proxy only. */
  readonly once?: boolean;
  /** Never taken out, although others of its pool are checked; where an option says so, its place. */
  readonly unchecked?: Said<true> & { readonly option?: Span };
  readonly at: Span;
}

/** A proxy sends the requests of one location on. */
export interface Proxied {
  readonly technology: string;
  /** A pool's name or one host, as written behind the scheme. */
  readonly target: string;
  /** A location's pattern. */
  readonly path: string;
  readonly upgrades: Said<boolean | undefined>;
  /** Seconds after which an upgraded connection that is silent is cut. */
  readonly idle?: Said<number>;
  readonly forwards: Said<boolean | undefined>;
  /** Reached without TLS, it puts its own scheme or peer over what a proxy in front of it says. */
  readonly overwrites?: Said<string>;
  /** Requests are counted by the address of whoever connects, and nobody is trusted to say who the client is. */
  readonly counts?: Said<string>;
  /** The last of the headers that hold for it, where any are set. */
  readonly headersAt?: Span;
  /** Its file sets no header for it: what a file says that takes this one in holds. `fragment`: no server stands around it there; `whole`: nothing can. */
  readonly inherits?: Pick<HandedDown, 'tls' | 'restored' | 'version' | 'idle'> & {
    readonly fragment: boolean;
    readonly whole: boolean;
  };
  /** TLS ends here: what it says of the scheme is right, and it is the first to say it. */
  readonly tls?: boolean;
  /** `proxy`, `fastcgi`, `uwsgi`, `grpc`. */
  readonly via: string;
  /** It only delivers static files. */
  readonly static: boolean;
}

/** A proxy's file takes others in, for which what was said above holds as well. */
export interface HandedDown {
  /** The path or pattern of the files. */
  readonly pattern: string;
  readonly headers: readonly (Said<string> & { readonly name: string })[];
  /** A third file may set more. */
  readonly open?: Said<string>;
  readonly tls: boolean;
  /** The address of the client is restored from what a trusted proxy says. */
  readonly restored?: boolean | undefined;
  readonly version?: string | undefined;
  readonly idle?: Said<number> | undefined;
}

/** The folder that a web server hands out, as its file says it. */
export interface DocumentRoot {
  readonly path: string;
}

/** A proxy answers one path by itself, without asking anybody behind it. */
export interface Answered {
  readonly technology: string;
  readonly path: string;
}

declare module './fact.js' {
  interface FactKinds {
    answered: Answered;
    'document-root': DocumentRoot;
    'handed-down': HandedDown;
    pool: Pool;
    proxied: Proxied;
  }
}
