import { lstatSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve, sep } from 'node:path';
import { replaceFile } from '../fix/write.js';
import { formatNames } from '../report/index.js';
import { nearest } from '../rule/nearest.js';
import { UserError } from './user-error.js';

/** A format, and the file that it goes to; standard output when there is none. */
export interface Output {
  readonly format: string;
  readonly file?: string;
}

/** What `--format` and `--output` ask for: at most one format on standard output, text there when all others go to files. */
export function outputsOf(formats: readonly string[], file: string | undefined): readonly Output[] {
  const outputs = formats.map(outputOf);
  const loose = outputs.filter((output) => output.file === undefined);
  if (loose.length > 1)
    throw new UserError(
      `only one format can go to the standard output: ${loose.map(({ format }) => format).join(', ')}`,
      'Give the others a file: --format sarif=out.sarif',
    );
  const homes = outputs.flatMap((output) => (output.file === undefined ? [] : [output.file]));
  if (file !== undefined) homes.push(file);
  const twice = homes.find((home, index) => homes.indexOf(home) < index);
  if (twice !== undefined) throw new UserError(`two formats would be written to ${twice}`, 'Give each a file of its own.');
  if (file === undefined) return loose.length > 0 ? outputs : [{ format: 'text' }, ...outputs];
  const format = loose[0]?.format ?? 'text';
  return [{ format: 'text' }, ...outputs.filter((output) => output.file !== undefined), { format, file }];
} // biome-ignore format: reads as a list of cases

function outputOf(given: string): Output {
  const equals = given.indexOf('=');
  const format = equals < 0 ? given : given.slice(0, equals);
  if (!formatNames.includes(format)) {
    const close = nearest(format, formatNames);
    throw new UserError(
      `there is no format ${format}${close ? `: did you mean ${close}?` : ''}`,
      `Formats: ${formatNames.join(', ')}.`,
    );
  }
  const file = equals < 0 ? undefined : given.slice(equals + 1);
  if (file === '') throw new UserError(`--format ${format}= names no file`, `Write --format ${format}=FILE`);
  return file === undefined ? { format } : { format, file };
}

/** Writes a file whole or not at all: a reader never sees half of it, and a failure leaves the old one. */
export function writeWhole(folder: string, file: string, text: string): void {
  const path = resolve(folder, file);
  try {
    refuseLinkedFolder(folder, file);
    mkdirSync(dirname(path), { recursive: true });
    // a pipe or a device (/dev/stdout) cannot be replaced; a link to a file is, and what it points to stays: it may lie anywhere
    if (isDevice(path)) writeFileSync(path, text);
    else replaceFile(path, text);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    throw new UserError(`cannot write ${file}${code}`, 'Check the folder and its permissions.');
  }
}

/** A folder named below the present one must lie there: in a stranger's change it may have become a link to anywhere. */
function refuseLinkedFolder(folder: string, file: string): void {
  if (isAbsolute(file) || file.split(/[\\/]/).includes('..')) return;
  const home = realpathSync(folder);
  let at = dirname(resolve(folder, file));
  while (!lstatSync(at, { throwIfNoEntry: false })) at = dirname(at);
  const real = realpathSync(at);
  if (real !== home && !real.startsWith(home + sep)) throw new UserError(`cannot write ${file}: its folder is a link that leads elsewhere`); // biome-ignore format: one line
}

/** Links count as what they lead to in /dev only. */
function isDevice(path: string): boolean {
  const stats = path.startsWith('/dev/') ? statSync(path, { throwIfNoEntry: false }) : lstatSync(path, { throwIfNoEntry: false }); // biome-ignore format: one line
  return stats !== undefined && !stats.isFile() && !stats.isSymbolicLink() && !stats.isDirectory();
}
