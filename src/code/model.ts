/**
 * What one file of application code does, the same for every language: plain data, without references in circles, so that it
 * can be cached and sent between threads. Functions and classes are named by their number in the module.
 */

/** `data` is a file of settings (YAML, INI), read like code that returns its table. */
export type CodeLanguage = 'javascript' | 'python' | 'php' | 'ruby' | 'data';

/** A place in the module's file: UTF-16 offsets. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface CodeModule {
  /** Relative to the audited root, with slashes. */
  readonly path: string;
  readonly language: CodeLanguage;
  /** PHP's namespace with slashes (`App/Services`); absent elsewhere. */
  readonly namespace?: string;
  /** Begins with `#!`: people or other programs start it by its name. */
  readonly script?: true;
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  /** Modules whose names are all passed on (`export * from`) or all taken in (`from x import *`). */
  readonly stars: readonly string[];
  /** The first one is the code of the file itself, run when it is loaded. */
  readonly functions: readonly Fn[];
  readonly classes: readonly Class[];
}

/**
 * A name that stands for something of another module. `name` is what that module calls it: `default`, `*` for the module itself.
 * `local` is empty for a module that is only loaded (`import './x'`, `require_relative`, PHP's `require`).
 * Modules are written as in the file (`./db`, `..models`, `express`); PHP's classes with slashes (`App/Models/User`, name `*`).
 */
export interface Import extends Place {
  readonly local: string;
  readonly module: string;
  readonly name: string;
  /** Only types come from it. */
  readonly typeOnly?: true;
}

/** JavaScript's exports; `default` for the default one and `*` for all of `module.exports`. Other languages offer what their file binds. */
export interface Export {
  readonly name: string;
  readonly value: Expr;
}

export interface Fn extends Place {
  /** Empty for functions without a name; a closure that is bound to a name has that name. */
  readonly name: string;
  readonly params: readonly Param[];
  readonly decorators: readonly Expr[];
  /** The type that it says it returns. */
  readonly returns?: Expr;
  readonly events: readonly Event[];
  /** Conditions that events refer to by number. */
  readonly guards: readonly Guard[];
  /** The function whose local names it sees; absent where a language closes the door (Ruby's `def`, PHP's functions and methods). */
  readonly outer?: number;
  /** The class that it is a method of; also for functions within such a method that share its `this`. */
  readonly owner?: number;
  readonly async?: true;
  readonly generator?: true;
  readonly static?: true;
  /** Names in it that mean the whole program's variables (PHP's `global $x`). */
  readonly shares?: readonly string[];
}

export interface Param {
  readonly name: string;
  readonly at: Place;
  readonly type?: Expr;
  readonly fallback?: Expr;
  /** `rest`: `...args`, `*args`; `named`: `**kwargs`, `**options`; `block`: Ruby's `&block`. */
  readonly kind?: 'rest' | 'named' | 'block';
  readonly decorators?: readonly Expr[];
}

/**
 * What a function does, in the order of the text; what an expression nests is evaluated inside it.
 * A target is a name, a member, an index; destructuring is taken apart: `{ a: b } = x` binds `b` to the member `a` of `x`.
 * The last expression of a Ruby method is a return; so is an arrow function's body.
 */
export type Event =
  | ({
      readonly is: 'bind';
      readonly target: Expr;
      readonly value: Expr;
      /** `+=` and the like; absent for `=`. */
      readonly sign?: string;
      /** What a comment or an annotation says that the name is. */
      readonly type?: Expr;
      /** The name belongs to a function around it: JavaScript's assignment to what is declared further out, Python's `global` and `nonlocal`. */
      readonly scope?: 'outer';
    } & Guarded)
  /** `yielded`: what whoever enters the function as a context, or goes through it, is given. */
  | ({ readonly is: 'do'; readonly value: Expr; readonly yielded?: true } & Guarded)
  | ({ readonly is: 'return'; readonly value?: Expr } & Guarded)
  | ({ readonly is: 'throw'; readonly value?: Expr } & Guarded);

interface Guarded extends Place {
  /** The nearest condition around it, by its number in `Fn.guards`. */
  readonly guard?: number;
}

/**
 * What must hold for an event. Behind `if (x) return;` the rest of the block stands under `else` of `x`, so that an early return
 * and a nested block read the same. `with` holds what is entered (a lock), `case` the tested value and `label` what it must be.
 */
export interface Guard extends Place {
  readonly is: 'if' | 'else' | 'loop' | 'try' | 'except' | 'finally' | 'case' | 'with';
  readonly test?: Expr;
  readonly label?: Expr;
  /** A loop that something within it ends (`break`); JavaScript only. */
  readonly broken?: true;
  readonly outer?: number;
}

export interface Class extends Place {
  /** Empty for a class without a name. */
  readonly name: string;
  /** With its namespace or modules, separated by slashes (`App/Models/User`, `Admin/UsersController`). */
  readonly fullName: string;
  readonly is: 'class' | 'interface' | 'trait' | 'module' | 'enum';
  readonly bases: readonly Expr[];
  readonly implements: readonly Expr[];
  /** Traits and modules that are mixed in. */
  readonly mixes: readonly Expr[];
  readonly methods: readonly Method[];
  readonly fields: readonly Field[];
  readonly decorators: readonly Expr[];
  /** Calls in the body of the class (`has_many_attached :photos`, `before_action :login`); they run at boot. */
  readonly macros: readonly Expr[];
  readonly abstract?: true;
}

export interface Method {
  readonly name: string;
  readonly fn: number;
  readonly static?: true;
  readonly kind?: 'get' | 'set' | 'abstract';
}

/** Something that objects of a class (or, `static`, the class itself) hold: declared, or assigned to in one of its functions. */
export interface Field extends Place {
  readonly name: string;
  readonly value?: Expr;
  readonly type?: Expr;
  /** The function that assigns it; absent for a declaration. */
  readonly fn?: number;
  readonly static?: true;
  readonly decorators?: readonly Expr[];
}

export type Scalar = string | number | boolean | null;

/** `await`, casts, parentheses and non-null marks vanish. PHP's variables keep their `$`, Ruby's their `@`. */
export type Expr =
  | ({ readonly is: 'literal'; readonly value: Scalar } & Place)
  | ({ readonly is: 'name'; readonly name: string } & Place)
  | ({ readonly is: 'this' } & Place)
  | ({ readonly is: 'super' } & Place)
  | ({ readonly is: 'member'; readonly of: Expr; readonly name: string } & Place)
  | ({ readonly is: 'index'; readonly of: Expr; readonly key: Expr } & Place)
  | ({ readonly is: 'call'; readonly callee: Expr; readonly args: readonly Arg[] } & CallMarks & Place)
  | ({ readonly is: 'list'; readonly items: readonly Expr[] } & Place)
  | ({ readonly is: 'map'; readonly entries: readonly Entry[] } & Place)
  /** Text with values in it. */
  | ({ readonly is: 'text'; readonly parts: readonly Expr[] } & Place)
  | ({ readonly is: 'operation'; readonly sign: string; readonly left?: Expr; readonly right: Expr } & Place)
  | ({ readonly is: 'choice'; readonly when: Expr; readonly yes: Expr; readonly no: Expr } & Place)
  | ({ readonly is: 'function'; readonly fn: number } & Place)
  | ({ readonly is: 'class'; readonly class: number } & Place)
  /** A module as a value, loaded where the expression stands (`require` and the like); `prefix` when only the beginning of its name is known. */
  | ({ readonly is: 'import'; readonly module: string; readonly prefix?: true } & Place)
  /** What is not followed, with what stands in it; `made` names what it makes an object of all the same (`/a+/`: `RegExp`). */
  | ({ readonly is: 'opaque'; readonly children: readonly Expr[]; readonly made?: string } & Place);

export type ExprOf<K extends Expr['is']> = Extract<Expr, { is: K }>;
export type Call = ExprOf<'call'>;

interface CallMarks {
  readonly new?: true;
  readonly awaited?: true;
  /** Markup that stands for a call (`<Page title="x" />`). */
  readonly markup?: true;
}

export interface Arg {
  readonly value: Expr;
  /** Named arguments: Python's, PHP's and Ruby's. */
  readonly name?: string;
  /** `...more`, `*args`, `**kwargs`. */
  readonly spread?: true;
  /** Ruby's block, given behind the call. */
  readonly block?: true;
}

/** Without a key: `...more`, `**more`. */
export interface Entry {
  readonly key?: Expr;
  readonly value: Expr;
}
