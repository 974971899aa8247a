import type { Fact, Facts } from '../facts/fact.js';
import type { Language, Trees } from '../parse/languages.js';
import type { Source } from '../read/source.js';
import type { AppParts, PartName, StackEntry } from '../resolve/app.js';
import type { Environment, EnvStyle } from '../resolve/environments.js';
import type { StartedCommand } from '../resolve/parts/started-command.js';
import type { Process, Service } from '../resolve/parts/topology.js';
import type { Way } from '../resolve/parts/way.js';
import type { Profile } from '../resolve/profile.js';

/** Reads one kind of file: chosen by path and a cheap test of its text, never by what the repository is. */
export interface Reader<L extends Language = Language> {
  readonly language: L;
  readonly paths: RegExp;
  /** At least one of these strings must occur in the text (case-sensitive); absent means every file of that path. */
  readonly mentions?: readonly string[];
  /** None of these strings may occur in the text: the file is then in another language than its name says. */
  readonly unless?: readonly string[];
  /** The parts of the app that are unknown when such a file cannot be read. */
  readonly feeds?: readonly PartName[];
  extract(tree: Trees[L], source: Source): Iterable<Fact>;
}

/** A reader whose language is forgotten, as it stands in a list. */
export type AnyReader = { [L in Language]: Reader<L> }[Language];

/** Everything that a technology may ask when it turns facts into parts. */
export interface Resolution {
  /** Folder of the app, `.` for the root. */
  readonly root: string;
  /** Facts of the app's shipped files and of the files that belong to every app. */
  readonly facts: Facts;
  /** Paths of all files of the app (shipped, relative to the repository's root), sorted. */
  readonly files: readonly string[];
  readonly profile: Profile;
  /** Processes that run this app, by the deployment files. */
  readonly processes: readonly Process[];
  readonly services: readonly Service[];
  /** What the starts of these processes run of the app's own code. */
  readonly started?: readonly StartedCommand[];
  /** What lines of crontabs run of them. */
  readonly fired?: readonly StartedCommand[];
  environment(style?: EnvStyle): Environment;
  /** Whether a file is code that runs in a browser or on a phone, by what it uses and what loads it; absent where no program was seen. */
  isClient?(path: string): boolean;
  /** Technologies recognised in the app. */
  readonly stack: readonly StackEntry[];
}

/** Something that we can read: a framework, a library, a server, an orchestrator. One folder each. */
export interface Technology {
  /** The folder's name. */
  readonly name: string;
  /** As people write it. */
  readonly title: string;
  readonly readers: readonly AnyReader[];
  /** Recognises itself in an app; undefined when it is not there. */
  detect(facts: Facts, files: readonly string[]): Omit<StackEntry, 'name' | 'title'> | undefined;
  /** Folders (as a container has them) whose files it judges itself, where it is there. */
  readonly keeps?: RegExp;
  /** The ways of starting the app that it knows of, and which of them it takes for that of production. */
  ways?(facts: Facts): readonly Way[];
  /** Processes, services and balancers, from deployment files; asked before `parts`, also where `detect` says nothing. */
  deployment?(facts: Facts): AppParts;
  /** What is in force in the app; asked only where `detect` recognised it. */
  parts?(app: Resolution): AppParts;
  /** Which of its code lies in the app's tree and is run by no copy of it: packages for a browser, programs that people start. */
  idle?(app: Resolution): (path: string) => boolean;
}

export function technology(definition: Technology): Technology {
  return definition;
}

export function reader<L extends Language>(definition: Reader<L>): AnyReader {
  return definition as unknown as AnyReader;
}
