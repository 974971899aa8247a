/**
 * An outside thing has one notation in every language: the module, then what is taken of it, dotted; `()` is what calling or constructing it gives;
 * `[]` is any item of it. `express().get`, `pathlib.Path().write_text`, `Illuminate/Support/Facades/Storage.disk().put`, `ActiveRecord/Base`; the
 * annotation `x: Path` gives the same `pathlib.Path()`. A JavaScript package's default export is the package itself. Platform globals and functions
 * stand by their name (`setInterval`, `open`, `file_put_contents`, `process.env`).
 *
 * A pattern may list names in braces (`fs.{writeFile,appendFile}`), end with `.*` (one further name) or `.**` (anything below), leave out the last
 * name but one (`PrismaClient().*.create`), and begin with `*.` (a method of that name on a receiver that is not known: always weak).
 */
export type Pattern = string;

/** An argument: by position (0-based), by name, by either (`[1, 'mode']`), or the object that the method is called on. */
export type ArgAt = number | string | readonly [number, string] | 'self';

/** Cites what was read: `npm express 5.1, lib/response.js`, `CPython 3.12, Doc/library/shutil.rst`. */
export type Source = string;
