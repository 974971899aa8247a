import type { CodeLanguage } from '../code/model.js';
import type { CommandName, CommandRow } from './command-rows.js';
import type { ArgAt, Pattern, Source } from './notation.js';
import type { RouteRow } from './route-row.js';

export type { CommandName, CommandRow } from './command-rows.js';
export type { ArgAt, Pattern, Source } from './notation.js';

/**
 * What a library offers to application code, as data: one catalogue per technology (`src/technologies/<t>/code.ts`, exported as `code`), checked by
 * `test/program/catalogue.test.ts`. The engine knows no library; a catalogue holds no function. How things are named stands in `notation.ts`.
 */
export interface CodeCatalogue {
  /** Its names without a module (`copy`, `Storage`) mean something in this language only. */
  readonly language?: CodeLanguage;
  /** Other names of a module: `{ 'fs-extra': 'fs', 'fs/promises': 'fs' }`. */
  readonly alias?: Readonly<Record<string, string>>;
  /** Another name of a thing: Laravel's `cache()` is `Illuminate/Support/Facades/Cache`. */
  readonly stands?: Readonly<Record<Pattern, string>>;
  /** Their result is again the thing that they are called on (`knex().where`). */
  readonly same?: readonly Pattern[];
  /** Their result is that argument (`util.promisify`, `functools.partial`, `asyncHandler`). */
  readonly through?: Readonly<Record<Pattern, ArgAt>>;
  /** Their result is what calling that argument gives, or an object of that class (`fastapi.Depends`, Laravel's `app`). */
  readonly gives?: Readonly<Record<Pattern, ArgAt>>;
  /** They put all that stands in their other arguments into the first, and give that (`Object.assign`). */
  readonly merges?: readonly Pattern[];
  /** They load the modules of the folder whose path is that argument: an object that has each under the name of its file. */
  readonly loads?: Readonly<Record<Pattern, ArgAt>>;
  /** They run a method of the app's own class or object that they are called on, by its name (`Interactor.call` makes an object and calls `call`). */
  readonly runs?: Readonly<Record<Pattern, string>>;
  /** Their result is a path below that argument (`path.join`, `os.path.join`). */
  readonly paths?: Readonly<Record<Pattern, ArgAt>>;
  /** What a path starts from; `tmp` is the one folder for temporary files that all of the machine share, and no new place in it. */
  readonly roots?: Readonly<Record<Pattern, Root | 'tmp'>>;
  /** Their result is a path below the folder of a disk that settings name. */
  readonly disks?: readonly DiskRow[];
  /** Folders that a framework makes and empties as it likes, whatever they are written with (`var/cache`). */
  readonly folders?: Readonly<Record<string, Root>>;
  /** Reads of the environment: which argument names the variable, and which stands in for it; `member` where it is `process.env.X`. */
  readonly environment?: readonly EnvironmentRow[];
  /** Classes whose fields are variables of the environment where that has them (pydantic-settings). */
  readonly environmentClasses?: readonly EnvironmentClassRow[];
  /** Objects of a library whose members and items are settings of the app. */
  readonly settingsObjects?: readonly SettingsObjectRow[];
  /** Their result is said by what they are given, in every process: code by its name (`importlib.import_module`), another form of it (`sorted`). */
  readonly pure?: readonly Pattern[];
  /** What a client sends: `upload` for a file (`express.Request().file`, `*.files` on an object that is not known). */
  readonly inputs?: Readonly<Record<Pattern, 'upload' | 'text'>>;
  /** What something is in production, which is what is audited: `{ 'process.env.NODE_ENV': 'production' }`. */
  readonly production?: Readonly<Record<Pattern, string | number | boolean>>;
  /** How an app gives parts of queries a name of their own, on a class of a library. */
  readonly queries?: readonly QueryRow[];
  /** Reads of the app's own files of settings by a dotted name: `config('app.name')` is `name` of what `config/app.php` returns. */
  readonly settings?: readonly SettingRow[];
  /** Objects of settings: what is taken of one is what the app assigns under that name (`Rails.configuration.x.folder`). */
  readonly holds?: readonly Pattern[];
  /** Objects that all code of the process sees, and on which it keeps what it wants to find again (`globalThis`). */
  readonly everywhere?: readonly string[];
  /** Calls in the body of a class that mix in the modules that they are given, beside those of the language (`helpers Paging`). */
  readonly mixes?: readonly string[];
  /** What a container of objects gives for a name (Laravel's `app('files')`). */
  readonly names?: Readonly<Record<string, string>>;
  /** Calls by which an app tells a container what to make of a name or an interface. */
  readonly binds?: readonly BindRow[];
  /** Tables that files of settings return, which say the same. */
  readonly serviceTables?: readonly ServiceTableRow[];
  /** Files of data that say what a container gives to constructors. */
  readonly constructed?: readonly ConstructedRow[];
  /** Files of settings (the end of their path) whose table says under a key by which short names all code may call classes (Laravel's `aliases`). */
  readonly classNames?: Readonly<Record<string, string>>;
  /** Classes that stand before an object of the container, and the method that says which one (Laravel's facades). */
  readonly fronts?: readonly FrontRow[];
  readonly effects?: readonly EffectRow[];
  readonly entries?: readonly EntryRow[];
  /** What an answer to a request is made with, or sent. */
  readonly answers?: readonly AnswerRow[];
  readonly callbacks?: readonly CallbackRow[];
  /** Calls that announce something to whoever listens for it in this process, and who listens. */
  readonly deliveries?: readonly DeliveryRow[];
  readonly listeners?: readonly ListenerRow[];
  /** Files that every process of the app runs when it starts, with `*` and `**` (Rails' `config/initializers`). */
  readonly starts?: readonly string[];
  /** Calls that run a command of the console by its name. */
  readonly commands?: readonly CommandRow[];
  /** Words at the head of a module or function that say who runs it (`'use server'`), or that it is no server code (`client`). */
  readonly directives?: Readonly<Record<string, EntryKind | 'client'>>;
  /** What a server program serves (`flask.Flask`): a function that makes one is run when that program starts, whether or not the app's own code calls it. */
  readonly apps?: readonly Pattern[];
  /** What is thrown where a row stands in the way of another one (`IntegrityError`). */
  readonly refusals?: readonly Pattern[];
  /** Objects that code uses like the language's own tables, in the memory of the process (`cachetools.TTLCache`). */
  readonly tables?: readonly Pattern[];
  /** Classes whose attributes with a value are defaults, of which each object gets a copy. */
  readonly copied?: readonly Pattern[];
  /** What belongs to the process that holds it: timers, connections, servers, answers in progress (`setTimeout()`, `ws.WebSocket()`, `*.Response()`). */
  readonly handles?: readonly Pattern[];
  /** Open connections to clients, which belong to the process that holds them too. */
  readonly connections?: readonly ConnectionRow[];
  /** Calls that keep a value for all code of the process (Sinatra's `set :streams, []`, read as `settings.streams`). */
  readonly sharedSettings?: readonly SharedSettingRow[];
  /** What says what time it is, and what says which content a file has: its time of change, a digest. */
  readonly clocks?: readonly Pattern[];
  readonly stamps?: readonly Pattern[];
  /** What tells one process from the others: the name of its host, its number. */
  readonly selves?: readonly Pattern[];
  /** What tells an open connection from all others: its id (`socket.io.Socket().id`). */
  readonly connectionIds?: readonly Pattern[];
  /** Classes that a container makes once for the whole program: their decorators or base classes (`@nestjs/common.Injectable`). */
  readonly singles?: readonly Pattern[];
  /** What only a browser, a phone or a desktop has: a module that uses it at its top, or that only such modules load, is no server code. */
  readonly clients?: readonly Pattern[];
  /** Calls whose functions run on the client only, also where a server runs the code around them. */
  readonly clientCalls?: readonly Pattern[];
}

/** What a function is given by whoever runs it, in order: an outside thing, what the method is called on (`self`), an item of that (`self[]`) or of the first argument (`0[]`). */
export type Given = readonly (string | null)[];

/** A function that is handed over, with what it is called with and what becomes of its result: `connect((error, channel) => ...)`, `.then(...)`. */
export interface CallbackRow {
  readonly on: Pattern;
  /** Which argument is the function; every function among the arguments where this is absent. */
  readonly at?: ArgAt;
  readonly given?: Given;
  /** What the call gives: the function's result, or what the method is called on. */
  readonly gives?: 'result' | 'self';
  readonly source: Source;
}

/** A call that announces a message: its `message` is an object, by whose class it is listened for, a name, or the signal that it is made on (`self`). */
export interface DeliveryRow {
  readonly on: Pattern;
  readonly message: ArgAt;
  /** Only those hear it who listen on the same object. */
  readonly own?: true;
  readonly source: Source;
}

/**
 * Who listens. Exactly one way of saying: `call` (`handler`, else all functions that it is given), `decorator` (above a function or a class, which
 * is run by the method that its argument `method` names, else by `methods`), `extends` (a class below it says so in a `table` of messages).
 * Without a `message` it is that of the type which the function takes.
 */
export interface ListenerRow {
  readonly call?: Pattern;
  readonly decorator?: Pattern;
  readonly extends?: Pattern;
  readonly message?: ArgAt;
  readonly handler?: ArgAt;
  readonly own?: true;
  readonly method?: ArgAt;
  readonly methods?: readonly string[];
  /** The field that holds the table, or the method that gives it. */
  readonly table?: string;
  readonly source: Source;
}

/** `temporary`: the system's folder for temporary files; `app`: the app's own tree; `public`: below what a web server hands out; `shared`: not on this machine. */
export type Root = 'temporary' | 'app' | 'public' | 'home' | 'memory' | 'shared';

/** What a client is sent by whoever holds its connection. */
export interface ConnectionRow {
  readonly on: Pattern;
  /** Its methods that send, and operators (`<<`). */
  readonly sends: readonly string[];
  /** What gives all that are open in the process. */
  readonly all?: Pattern;
  /** `false` for answers that are kept open (server-sent events). */
  readonly sockets?: false;
  readonly source: Source;
}

/** A call that gives the app a setting by a name, and what all code of the app reads it from. */
export interface SharedSettingRow {
  readonly on: Pattern;
  readonly name: ArgAt;
  readonly value: ArgAt;
  readonly from: string;
  readonly source: Source;
}

/** An answer to a request: what it says, and its status where that is no success. */
export interface AnswerRow {
  readonly on: Pattern;
  readonly body?: ArgAt;
  readonly status?: ArgAt;
  readonly source: Source;
}

export interface EnvironmentClassRow {
  /** The class above them. */
  readonly below: Pattern;
  /** What holds the environment, in the language's own words. */
  readonly as: string;
  /** The field of the class, and the argument of the call that it holds, that is put before every name. */
  readonly prefix: readonly [string, string];
  readonly source: Source;
}

export interface SettingsObjectRow {
  readonly on: Pattern;
  /** The modules that say them bind this name. */
  readonly marks?: string;
  /** Its methods that take them over: from modules, classes and tables, or by name. */
  readonly from?: readonly string[];
  /** Its methods that take a name and a value. */
  readonly sets?: readonly string[];
  /** The files of data that say them (what a later one says goes before; what none says is nothing), and its methods that ask whether one does. */
  readonly files?: readonly string[];
  readonly asks?: readonly string[];
  readonly source: Source;
}

/** `disk('covers').path(name)`: what it is called on was made with the name of a disk; settings say its folder, and which disk is meant without a name. */
export interface DiskRow {
  readonly on: Pattern;
  /** `*` is the name of the disk. */
  readonly folder: string;
  readonly usual: string;
  readonly files: string;
  readonly source: Source;
}

export interface SettingRow {
  readonly on: Pattern;
  readonly key: ArgAt;
  readonly fallback?: ArgAt;
  /** Where the files lie; `*` is the first word of the name. */
  readonly files: string;
  readonly source: Source;
}

/** A method whose name begins so (Laravel's `scopeActive` is called as `active`), or a call in the body of a class that names it. */
export interface QueryRow {
  readonly on: string;
  readonly prefix?: string;
  readonly macro?: string;
  readonly source: Source;
}

export interface BindRow {
  readonly on: Pattern;
  readonly name: ArgAt;
  readonly to: ArgAt;
  readonly source: Source;
}

/** `return ['service_manager' => ['aliases' => [...], 'factories' => [...]]]`. Tables of the same parts under other keys are those of smaller containers. */
export interface ServiceTableRow {
  /** The keys of the container of the whole app, and methods that return its table. */
  readonly under: readonly string[];
  readonly methods: readonly string[];
  /** What its parts say of a name: another name, what makes it, its class. */
  readonly parts: Readonly<Record<string, 'alias' | 'factory' | 'class'>>;
  /** Factories of the library that make an object of the class which the name is. */
  readonly plain: readonly Pattern[];
  /** Classes whose objects answer methods of the names in a smaller container, by its key: `$this->mailer()` calls what stands there. */
  readonly answers: Readonly<Record<string, string>>;
  readonly source: Source;
}

/** `services: { _defaults: { bind: {...} }, App\\Shelf: { class: ..., arguments: {...} } }`, beside `parameters: {...}`: the words of a container's files of data. */
export interface ConstructedRow {
  readonly services: string;
  readonly parameters: string;
  readonly defaults: string;
  readonly bound: string;
  readonly arguments: string;
  readonly type: string;
  /** How the constructor of a class is called. */
  readonly methods: readonly string[];
  /** Calls that read a parameter of it by name. */
  readonly reads: readonly Pattern[];
  /** Parameters that the framework sets itself, and the folders that they are. */
  readonly folders: Readonly<Record<string, string>>;
  readonly source: Source;
}

export interface FrontRow {
  /** The class above them. */
  readonly below: Pattern;
  readonly method: string;
  readonly source: Source;
}

export interface EnvironmentRow {
  readonly on: Pattern;
  readonly name: ArgAt | 'member';
  readonly fallback?: ArgAt;
  /** Which names are variables, where others are settings of another kind (an anchored regular expression). */
  readonly matches?: string;
  readonly source: Source;
}

/**
 * What a call does to the world outside of the function.
 * Files: `write` (makes or changes the file at `path` with `data`), `move` (from `data` to `path`), `remove`, `read`, `list`, `serve` (hands files below
 * `path` to clients), `make-folder`. `store`: hands `data` (or the file at `path`) to an object store or another shared place.
 * `flow`: `data` runs into the stream at `path` (any of the arguments, where a row does not say which).
 * Work: `timer` (runs `body` again and again in this process), `stop` (ends the one that is its `data`), `schedule` (a scheduler in this process runs `body`), `later` (hands `body` off within
 * the process, nobody waits), `wait` (for what `path` hands off), `sleep` (in a loop without an end: work by the clock; only for as long as its `data` says, where a row names it), `enqueue` (puts a job on a queue `by` a library), `run` (runs the file at `path` in a process or thread of its own), `listen` (waits for what a source outside tells everybody who listens: `body` is run for each message, else the loop around it; `.__aiter__` where a loop goes through it), `fill` and `drain` (put `data` into a queue in the memory of this process, and take it out), `shared` (touches what all servers share: `what` says how), `look` (asks a store that all share for the value at `key`), `keep` (puts `data` there).
 * State: `lock` (what runs in `body`, or behind it, excludes others; `reach` says whom), `session`, `cache`, `limiter`, `broadcast`, `log`, `connect` (a store's client is made, with its `options`: `sqlite` with the file at `path`, a server's `database`, what the `address` at `path` says), `sql` (runs the statements that are its `data`). Keys: `key` (signs or encrypts with `key`), `random` (its result, or what it puts into its `data`, cannot be guessed or repeated). Proxies: `trust` (from here on the headers of a counted number of them are believed).
 */
// biome-ignore format: one list
export type EffectKind =
  | 'write' | 'move' | 'remove' | 'read' | 'list' | 'serve' | 'make-folder' | 'store' | 'flow' | 'run'
  | 'listen' | 'fill' | 'drain' | 'timer' | 'stop' | 'schedule' | 'later' | 'wait' | 'sleep' | 'enqueue'
  | 'shared' | 'lock' | 'session' | 'cache' | 'limiter' | 'broadcast' | 'log' | 'connect' | 'key' | 'random'
  | 'migrate' | 'sql' | 'trust' | 'seed' | 'exit' | 'look' | 'keep';

export interface EffectRow {
  /** Set from its catalogue. */
  readonly language?: CodeLanguage;
  /** The thing that is called; for `decorates`, the decorator. */
  readonly on: Pattern;
  readonly is: EffectKind;
  readonly path?: ArgAt;
  readonly data?: ArgAt;
  /** The name of the file, where `path` is its folder only. */
  readonly name?: ArgAt;
  readonly key?: ArgAt;
  /** The function (or task) that it runs. */
  readonly body?: ArgAt;
  /** The same, where it was given to whoever made what the method is called on: `queue(worker).push(job)`. */
  readonly worker?: ArgAt;
  /** The list of what its `body` is called with; `more`: what stands behind the body. */
  readonly args?: ArgAt | 'more';
  /** The command of the app's console that it runs: its name, or its class. */
  readonly command?: ArgAt;
  /** Options whose values matter to a question, by the name that the question knows them by. */
  readonly options?: Readonly<Record<string, ArgAt | readonly [ArgAt, string]>>;
  /** Holds only where that argument is a literal that matches (an anchored regular expression, linear); absent arguments match ''. */
  readonly when?: { readonly arg: ArgAt; readonly matches: string };
  /** Only told by the name of the method: never more than medium confidence. */
  readonly weak?: true;
  /** It stands as a decorator above the function that is its body. */
  readonly decorates?: true;
  /** For `lock`, `session`, `cache`, `limiter`: who sees it where nothing else is configured. */
  readonly reach?: 'process' | 'server' | 'shared';
  /** Who sees it, by the literal that an argument is: `lookup_store(:memory_store)`. */
  readonly reaches?: { readonly arg: ArgAt; readonly of: Readonly<Record<string, 'process' | 'server' | 'shared'>> };
  /** For `shared`: `rows` (a database is written), `mail`, `http`, `process` (a program is run), `message`, `emptied` (what waits in a queue of all is thrown away). For `write`: `upload` (what it writes was sent by a client), `disk` (a disk is made at `path`, on which the app keeps its files), `index`, `log`, `export`. For `lock`: `rows` (it hands out what it changed, and holds nobody off else). For `cache`: `count` (a number or a mark, not a copy). For `log`: where lines go (`file`, `console`, see questions/logs). For `schedule`: `jobs` where it puts the jobs of a queue on it when they are due. For `migrate`: `locked` where it locks the database, `served` where no reader of the technology judges those of pages. */
  readonly what?: string;
  /** For `schedule`: a program of the library fires it, not the app that loads the file. */
  readonly apart?: true;
  /** For `timer`: runs once only, after a time. */
  readonly once?: true;
  readonly source: Source;
}

/** Who runs code. */
export type EntryKind = 'request' | 'socket' | 'job' | 'task' | 'command' | 'boot' | 'unknown';

/**
 * Where the outside world enters. Exactly one way of saying where: `call` (functions given to it: `handler`, else all that are given; classes stand for
 * their `methods`, a list of class and name for that method), `decorator` (above a function or class), `extends` (a class below it, also mixed in or
 * implemented), `put` (an object under whose keys functions are put), `file` (a path with `*` and `**`, its `exports` or the `methods` of its classes), `texts` (settings of the framework whose texts are
 * dotted names of functions and classes of the app: `MIDDLEWARE = ['shop.middleware.Timing']`).
 */
export interface EntryRow extends RouteRow<ArgAt> {
  readonly kind: EntryKind;
  readonly call?: Pattern;
  readonly handler?: ArgAt;
  readonly decorator?: Pattern;
  readonly extends?: Pattern;
  readonly put?: Pattern;
  readonly file?: string;
  readonly texts?: readonly string[];
  readonly exports?: readonly string[] | '*';
  /** Methods of a class; `*` for all that are public, `*=` for those whose names end so. */
  readonly methods?: readonly string[] | '*';
  /** What the functions are given, where their parameters do not say it. */
  readonly given?: Given;
  /** For `command`: how people name it on the line that runs it. */
  readonly named?: CommandName;
  /** The function only makes what is run: the functions that it returns. */
  readonly returned?: true;
  readonly source: Source;
}
