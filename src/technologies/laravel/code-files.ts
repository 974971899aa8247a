import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import { type PhpChain, type PhpLink, phpArgument, phpChain } from '../../parse/php.js';
import { ancestors, childOf, type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';
import { phpExpr } from '../php/expr.js';
import { type CodeFile, classAround, functionAround, nameOf, text, use } from './code-file.js';
import { namedExpr } from './code-paths.js';

/** Methods of a disk that write (Illuminate\Filesystem\FilesystemAdapter). */
const diskWrites = new Set([
  'put',
  'putFile',
  'putFileAs',
  'append',
  'prepend',
  'writeStream',
  'write',
  'move',
  'copy',
]);
/** What writes a file of this server (Illuminate\Filesystem\Filesystem). */
const localWrites = /^(file_put_contents|File::(put|append|replace|copy|move))$/;
const uploadWrites = new Set(['store', 'storeAs', 'storePublicly', 'storePubliclyAs']);
const uploadWords =
  /upload|avatar|photo|picture|image|logo|cover|attach|document|media|thumbnail|signature|import|restore/i;
const fileWords = /file|image|photo|picture|upload|avatar|logo|document|attachment|media|video|audio|cover|signature/i;

/** What code stores on disks of the filesystem configuration, and archives that it unpacks. What is deleted again in the same function does not count. */
export function* fileFacts(file: CodeFile, node: SyntaxNode): Iterable<Fact> {
  const chain = phpChain(file.text, node);
  const link = chain?.links.at(-1);
  if (!chain || !link?.name) return;
  // what people run by hand counts only where the schedule runs it too
  const task = isOperatorCode(file.path);
  if (link.name === 'path' && nameOf(file, chain.receiver) === 'Storage')
    yield use(file, node, { what: 'disk-path', name: 'path', options: namedDisk(file, chain) });
  // `$this->disk->path($name)`: of a disk that is chosen elsewhere
  else if (link.name === 'path' && link.is === 'method' && /^(disk|filesystem)$/i.test(holderOf(file, chain)))
    yield use(file, node, { what: 'disk-path', name: 'path', options: { any: text(file, node, 'yes') } });
  else if (link.is === 'method' && isMediaPath(file, node, chain))
    yield use(file, node, { what: 'disk-path', name: link.name, options: { media: text(file, node, 'yes') } });
  else if (link.is === 'function' && /^(storage|public)_path$/.test(link.name)) {
    const below = phpArgument(link.args, 0);
    const written = below && /^['"]\/?([\w./-]+)/.exec(sourceOf(file.text, below))?.[1];
    if (written)
      yield use(file, node, { what: 'folder-path', name: link.name, options: { folder: text(file, node, written) } });
  }
  const disk = diskOf(file, node, chain, link);
  if (disk) {
    if (isPassing(file, node, diskWrites.has(link.name) ? phpArgument(link.args, 0) : undefined)) return;
    yield use(file, node, {
      what: task ? 'task-disk-write' : 'disk-write',
      name: link.name,
      options: { ...(disk.name ? { disk: disk.name } : {}), upload: isUpload(file, node) },
    });
    return;
  }
  if (link.is === 'method' && link.name === 'extractTo') yield use(file, node, { what: 'unpacks' });
  const called = link.is === 'static' ? `${nameOf(file, chain.receiver)}::${link.name}` : link.name;
  if (link.is !== 'method' && localWrites.test(called) && !isPassing(file, node, phpArgument(link.args, 0)))
    yield use(file, node, { what: 'local-write' });
}

/** Commands, seeders and development tools are run by people, one at a time. */
export function isOperatorCode(path: string): boolean {
  return /(^|\/)(Console|Commands?|Development|Seeders?|Factories|Testing)\/|(^|\/)(routes\/console|server|artisan)\.php$/i.test(
    path,
  );
}

/** What only they call. */
export function isOperatorUse({ at, calledFrom }: Fact<'use'>): boolean {
  return isOperatorCode(calledFrom ?? at.file);
}

/** A wizard that people go through once, before there is a second server. */
export function isInstaller({ at, inside, calledFrom }: Fact<'use'>): boolean {
  return /(^|\/)\w*(Setup|Install)\w*(\/|\.php$)/.test(calledFrom ?? at.file) || /setup|install/i.test(inside ?? '');
}

/** What a method is asked of: `disk` of `$this->disk->path()` and of `$disk->path()`. */
function holderOf(file: CodeFile, chain: PhpChain): string {
  return chain.links.at(-2)?.name ?? (chain.receiver ? sourceOf(file.text, chain.receiver).replace('$', '') : '');
}

/** The disk that a chain on the facade names, where it names one. */
function namedDisk(file: CodeFile, chain: PhpChain): { readonly disk?: Expr } {
  const chosen = chain.links.find(({ name }) => name === 'disk' || name === 'drive' || name === 'cloud');
  const name = chosen && phpArgument(chosen.args, 0);
  return name ? { disk: phpExpr(file, name) } : {};
}

interface Disk {
  /** Absent: the default disk. */
  readonly name?: Expr;
}

function diskOf(file: CodeFile, node: SyntaxNode, chain: PhpChain, link: PhpLink): Disk | undefined {
  const on = nameOf(file, chain.receiver);
  const chosen = chain.links.find(({ name }) => name === 'disk' || name === 'drive' || name === 'cloud');
  const name = chosen && phpArgument(chosen.args, 0);
  const here: Disk = name ? { name: namedExpr(file, name) } : {};
  if (uploadWrites.has(link.name ?? '')) return uploadDisk(file, chain, link);
  if (on === 'Storage' && !chain.links.some(({ name }) => name === 'build' || name === 'fake'))
    return diskWrites.has(link.name ?? '') ? here : handle(file, node, link, here);
  if (chosen && link === chosen && name && /file|storage/i.test(on + (chain.links.at(-2)?.name ?? '')))
    return handle(file, node, link, here);
  return undefined;
}

/** `return Storage::disk('images');`, `$this->disk = Storage::disk('x');`: a disk that is written to elsewhere. */
function handle(file: CodeFile, node: SyntaxNode, link: PhpLink, disk: Disk): Disk | undefined {
  if ((link.name !== 'disk' && link.name !== 'drive') || node.field === 'object') return undefined;
  const owner = classAround(node) ?? file.root;
  const left = node.parent?.type === 'assignment_expression' ? childOf(node.parent, 'left') : undefined;
  const scope = left?.type === 'variable_name' ? (functionAround(node) ?? owner) : owner;
  const said = sourceOf(file.text, scope);
  const name = left && sourceOf(file.text, left);
  const writes = name
    ? said.split(name).some((rest) => /^\s*->\s*(put\w*|writeStream|write|append)\(/.test(rest))
    : /(disk|storage|filesystem)\w{0,60}(\([^()]{0,500}(\([^()]{0,500}\)[^()]{0,500})?\))?\s{0,99}->(put\w*|writeStream|write|append)\(/i.test(
        said,
      );
  return writes ? disk : undefined;
}

/** `$request->file('x')->store('folder', 'public')`: only on something that is named like a file. */
function uploadDisk(file: CodeFile, chain: PhpChain, link: PhpLink): Disk | undefined {
  const before = chain.links.slice(0, -1);
  const on = `${nameOf(file, chain.receiver)} ${before.map(({ name }) => name ?? '').join(' ')}`;
  const first = phpArgument(link.args, 0);
  const asked = before.some(({ name }) => name === 'file');
  const literal = first === undefined || /string|variable_name|binary_expression/.test(first.type);
  if (!asked && !(fileWords.test(on) && literal && !/storage|service|repo|manager|handler/i.test(on))) return undefined;
  const disk = phpArgument(link.args, link.name?.endsWith('As') ? 2 : 1, 'options');
  return disk && disk.type !== 'array_creation_expression' ? { name: namedExpr(file, disk) } : {};
}

/** The text of what a path's variable or property was set to, for the words in it. */
function pathText(file: CodeFile, path: SyntaxNode): string {
  return assignedText(file, path, sourceOf(file.text, path)).slice(0, 120);
}

/** What a variable is set to in the function around a node, a property in its class. */
function assignedText(file: CodeFile, node: SyntaxNode, name: string): string {
  const scope = name.startsWith('$this->') ? classAround(node) : functionAround(node);
  const value = file.assigned.get(name)?.find(({ start, end }) => scope && scope.start <= start && end <= scope.end);
  return value ? sourceOf(file.text, value) : '';
}

function isUpload(file: CodeFile, node: SyntaxNode): Expr {
  const around = functionAround(node);
  const said = `${file.path} ${around ? sourceOf(file.text, around) : ''}`;
  return text(file, node, uploadWords.test(said) ? 'yes' : '');
}

/** A file that is gone when the function ends, or that is made again where it is missing: no other server needs it. */
function isPassing(file: CodeFile, node: SyntaxNode, path: SyntaxNode | undefined): boolean {
  const around = functionAround(node);
  const said = around ? sourceOf(file.text, around) : '';
  if (/deleteFileAfterSend|\btmpfile\(/.test(said)) return true;
  const own = new Set([
    ...namesIn(path ? `${sourceOf(file.text, path)} ${pathText(file, path)}` : ''),
    ...resultOf(file, node),
  ]);
  for (const [, deleted = ''] of said.matchAll(deletes)) {
    const names = namesIn(deleted);
    if ([...names, ...names.flatMap((name) => namesIn(assignedText(file, node, name)))].some((name) => own.has(name)))
      return true;
  }
  return madeWhereMissing(file, node);
}

const deletes = /(?:\b(?:unlink|rmdir)|File::delete\w*|Storage::delete\w*|->delete\w*)\(([^;]{0,300})\)/g;

function namesIn(said: string): readonly string[] {
  return said.match(/\$this->\w+|\$(?!this\b)\w+/g) ?? [];
}

/** `$path = $file->store('x')`: the name that the stored file goes by. */
function resultOf(file: CodeFile, node: SyntaxNode): readonly string[] {
  const left = node.parent?.type === 'assignment_expression' ? childOf(node.parent, 'left') : undefined;
  return left ? [sourceOf(file.text, left)] : [];
}

function madeWhereMissing(file: CodeFile, node: SyntaxNode): boolean {
  let below = node;
  for (const each of ancestors(node)) {
    if (each.type === 'method_declaration') return false;
    if (each.type === 'if_statement') {
      const condition = childOf(each, 'condition');
      const said = condition && below !== condition ? sourceOf(file.text, condition) : '';
      const asks = /(file_exists|is_file|File::exists|->exists|->fileExists|\$\w*exists\w*)/i;
      const negated =
        /!\s*\\?(file_exists|is_file|File::exists|Storage::|\$\w*exists|\$this->\w+->exists|\$\w+->exists)|->missing\(/i;
      if (below.type === 'else_clause' ? asks.test(said) && !/!/.test(said) : negated.test(said)) return true;
    }
    below = each;
  }
  return false;
}

/** The path of a file that spatie/laravel-medialibrary keeps (11, docs/basic-usage/retrieving-media.md): on a disk in a bucket it is a key there. */
function isMediaPath(file: CodeFile, node: SyntaxNode, { receiver, links }: PhpChain): boolean {
  const name = links.at(-1)?.name ?? '';
  if (name === 'getFirstMediaPath') return true;
  if (name !== 'getPath') return false;
  if (links.some((link) => /^get(First|Last)?Media$/.test(link.name ?? ''))) return true;
  const variable = receiver ? sourceOf(file.text, receiver) : '';
  const around = /^\$\w+$/.test(variable) && links.length === 1 ? functionAround(node) : undefined;
  return around !== undefined && new RegExp(`\\${variable}\\s{0,9}=[^;]{0,200}->get(First|Last)?Media\\(`).test(sourceOf(file.text, around));
} // biome-ignore format: one question
