import type { Confidence, Severity, Topic } from '../rule/rule.js';

/** Everything that one audit has to say; what the formats print and the package's API returns. Plain JSON, byte for byte the same for the same files. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'ha-ready'; readonly version: string };
  /** The audited folder as it was given. */
  readonly root: string;
  readonly apps: readonly AppReport[];
  readonly findings: readonly Finding[];
  /** What could not be told, and what would settle it. */
  readonly unclear: readonly Unclear[];
  readonly rules: readonly RuleText[];
  /** Files that were not audited, counted by reason, with a few examples each. */
  readonly skipped: readonly SkippedFiles[];
  /** Files that were wanted and could not be read or parsed whole. */
  readonly errors: readonly FileProblem[];
  /** Suppressions and configuration that do nothing, or no more. */
  readonly hints: readonly Hint[];
  /** Present when the findings were held against a baseline. */
  readonly baseline?: { readonly stale: readonly BaselineEntry[]; readonly kept: readonly BaselineEntry[] };
  readonly files: { readonly found: number; readonly read: number };
  readonly score: Score;
}

export interface AppReport {
  readonly path: string;
  readonly stack: readonly { readonly name: string; readonly title: string; readonly version?: string }[];
  readonly score: number;
  readonly topics: Readonly<Record<Topic, TopicVerdict>>;
  /** Where state is kept and who can reach it: the state map. */
  readonly state: readonly StateEntry[];
  /** What the deployment files start; absent when they start nothing. */
  readonly topology?: Topology;
  /** Which way of starting the app was taken for that of production, and why; absent where none is there. */
  readonly deployment?: { readonly judged: readonly WayReport[]; readonly notJudged: readonly WayReport[] };
}

/** A way of starting the app: files or a folder, and why it was judged or not, as the end of a sentence. */
export interface WayReport {
  readonly path: string;
  readonly technology: string;
  readonly why: string;
}

/** The processes of an app, the services behind them and the balancers before them; what is not known is absent. */
export interface Topology {
  readonly processes: readonly {
    readonly name: string;
    readonly technology: string;
    readonly role: string;
    readonly replicas?: number;
    /** True when a second copy cannot be started as it stands. */
    readonly pinned: boolean;
  }[];
  readonly services: readonly {
    readonly name: string;
    readonly engine: string;
    readonly role: string;
    readonly nodes?: number;
    readonly failover?: boolean;
    readonly persistent?: boolean;
  }[];
  readonly balancers: readonly {
    readonly name: string;
    readonly technology: string;
    readonly backends?: number;
    readonly checks?: 'active' | 'passive' | 'none';
    readonly sticky?: boolean;
  }[];
}

export type TopicStatus = 'fail' | 'warn' | 'pass' | 'not-applicable' | 'unknown';

export interface TopicVerdict {
  readonly status: TopicStatus;
  readonly score: number;
  readonly evidence: readonly Step[];
}

/** One thing that the app keeps. */
export interface StateEntry {
  readonly label: string;
  readonly topic: Topic;
  readonly backend: string;
  readonly reach: 'process' | 'server' | 'shared' | 'client' | 'unknown';
  readonly because: readonly Step[];
}

/** One step of a chain of reasons. */
export interface Step {
  readonly location?: Place;
  /** The framework source that it rests on, where it stands in no file of the repository. */
  readonly builtin?: string;
  readonly message: string;
}

/** A place in a file: 1-based lines and columns (UTF-16 units), end exclusive. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A question that the files leave open. */
export interface Unclear {
  readonly ruleId: string;
  readonly topic: Topic;
  readonly message: string;
  /** What would settle it, as people would do it. */
  readonly settle: string;
  readonly location?: Place;
  readonly evidence: readonly Step[];
  /** Folder of the app. */
  readonly app: string;
}

/** Another place of the same fault. */
export interface AlsoAt {
  readonly ruleId: string;
  readonly message: string;
  readonly location: Place;
  /** As that of the finding: a baseline knows it by this. */
  readonly contentHash: string;
}

export interface Finding {
  readonly ruleId: string;
  readonly topic: Topic;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  readonly message: string;
  readonly remedy: string;
  readonly location: Place;
  readonly evidence: readonly Step[];
  /** Folder of the app. */
  readonly app: string;
  readonly fingerprint: string;
  /** Of the rule and the flagged text alone: what a baseline knows the finding by. */
  readonly contentHash: string;
  /** The hash by which code scanning follows the line (`primaryLocationLineHash`); absent for files too long for it. */
  readonly lineHash?: string;
  /** The flagged line and its neighbours, secrets masked. */
  readonly frame: readonly { readonly line: number; readonly text: string }[];
  readonly fix?: FindingFix;
  /** Where the same fault shows as well: one repair mends them all. */
  readonly also?: readonly AlsoAt[];
  /** `open`, or why it does not count in the gate. */
  readonly status: 'open' | 'suppressed' | 'baselined';
  readonly reason?: string;
}

/** How the finding could be repaired in this repository. */
export interface FindingFix {
  readonly title: string;
  readonly safety: 'safe' | 'unsafe' | 'manual';
  /** Text edits; empty when nothing can be changed mechanically. Offsets are UTF-16 units into the text without byte order mark. */
  readonly edits: readonly FixEdit[];
  /** What to do by hand besides. */
  readonly needs: readonly string[];
  /** It waits until no error is left, since it lets users reach a second copy. */
  readonly lastly?: true;
  /** Why there are no edits although the repair has some. */
  readonly cannot?: string;
}

export interface FixEdit {
  /** Whole lines that may stand beside others at the same place. */
  readonly joins?: true;
  readonly path: string;
  readonly start: number;
  readonly end: number;
  readonly was: string;
  readonly text: string;
  /** One of the two texts holds a secret: neither is printed. */
  readonly holdsSecret?: true;
  /** The edit is the whole text of a new file. */
  readonly creates?: true;
  readonly location: Place;
}

export interface RuleText {
  readonly id: string;
  readonly topic: Topic;
  readonly severity: Severity;
  readonly title: string;
  readonly why: string;
  readonly remedy: Readonly<Record<string, string>>;
  /** Its page in the package; a team's own rules have none. */
  readonly page?: string;
}

export interface SkippedFiles {
  readonly reason: string;
  readonly count: number;
  readonly examples: readonly string[];
}

export interface FileProblem {
  readonly path: string;
  readonly line?: number;
  readonly message: string;
}

/** What somebody wrote to accept a hazard and that does nothing. */
export interface Hint {
  readonly kind: 'unused' | 'expired' | 'unknown-rule' | 'no-reason' | 'no-rule';
  /** The comment; absent for an entry of the configuration. */
  readonly location?: Place;
  readonly ruleId?: string;
  readonly message: string;
}

/** A kind of finding in a baseline. */
export interface BaselineEntry {
  readonly rule: string;
  readonly path: string;
  readonly hash: string;
  readonly count: number;
}

export interface Score {
  /** 0 to 100, rounded down. */
  readonly value: number;
  /** Before the factor for open errors. */
  readonly raw: number;
  /** The version of the weights. */
  readonly model: string;
  /** False when something could not be read or was left out: the value is an upper bound then. */
  readonly complete: boolean;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly unclear: number;
  /** True when some rules were not asked: the score of another run must not be held against it. */
  readonly partial: boolean;
  /** Hazards accepted with a reason, which the score leaves out, and what it would be with them. */
  readonly accepted: { readonly count: number; readonly value: number };
  /** Rules and what the repair of each alone gains, worst severity first, then the largest gain. */
  readonly gains: readonly { readonly ruleId: string; readonly gain: number }[];
  /** The first rules to repair, and the score once all of them are: errors hold the score down until the last is gone. */
  readonly together: { readonly ruleIds: readonly string[]; readonly value: number };
}
