/** What the audit assumes of the deployment beyond what the repository says. */
export interface Profile {
  /** Servers that will run the app; capacity is counted with it. */
  readonly servers: number;
  /** The balancer keeps a user on one server: hazards of per-server sessions and sockets are masked, not gone. */
  readonly sticky: boolean;
  /** Folders (relative to the app) that are mounted from shared storage on every server. */
  readonly sharedPaths: readonly string[];
  /** Services that somebody else keeps available (`database`, `redis`). */
  readonly managed: readonly string[];
}

export const defaultProfile: Profile = { servers: 2, sticky: false, sharedPaths: [], managed: [] };
