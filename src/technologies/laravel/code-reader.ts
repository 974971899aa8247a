import type { Fact } from '../../facts/fact.js';
import { phpImports } from '../../parse/php.js';
import { childOf, type SyntaxNode, type SyntaxTree, sourceOf, walk } from '../../parse/syntax-node.js';
import { phpFile } from '../php/expr.js';
import { callFacts } from './code-calls.js';
import { classFacts } from './code-classes.js';
import type { CodeFile } from './code-file.js';
import { fileFacts } from './code-files.js';
import { pageFacts } from './code-pages.js';
import { routeFacts } from './code-routes.js';
import { scheduleFacts } from './code-schedule.js';

/** A file is parsed only when one of these words stands in it. */
export const codeMentions: readonly string[] = [
  'Storage', '->disk(', '->store', '->putFile', 'file_put_contents', 'File::', '->move(', 'extractTo', 'copy(', 'fopen(',
  'Artisan::', 'Cache', 'cache(', 'RateLimiter', 'throttle', 'ShouldQueue', 'ShouldBroadcast', 'chedule', 'Route::',
  'rustProxies', 'TrustedProxies', 'withRouting', 'dontMergeFrameworkConfiguration', 'config([', 'config()->set',
  'Config::set', 'WithFileUploads', 'InteractsWithMedia', 'FileUpload::make', 'extends Command', 'return config(',
  'nvironment(', 'isLocal()', 'public_path(', 'storage_path(', 'FirstMedia', 'getMedia(', 'Octane::', 'flock(', 'ThrottlesLogins', 'DiagnosingHealth',
  'Foundation\\Http\\Kernel', 'pushMiddleware', 'prependMiddleware',
]; // biome-ignore format: a list of words

/** What one file of the app's code does that matters to a second server. */
export function* codeFacts(tree: SyntaxTree, path: string): Iterable<Fact> {
  const file: CodeFile = {
    ...phpFile(path, tree),
    root: tree.root,
    imports: phpImports(tree),
    assigned: assignedIn(tree),
  };
  yield* pageFacts(file);
  for (const node of walk(tree.root)) {
    switch (node.type) {
      case 'class_declaration':
      case 'anonymous_class':
      case 'function_definition':
        yield* classFacts(file, node);
        break;
      case 'function_call_expression':
      case 'scoped_call_expression':
      case 'member_call_expression':
      case 'nullsafe_member_call_expression':
        yield* callFacts(file, node);
        yield* scheduleFacts(file, node);
        yield* routeFacts(file, node);
        yield* fileFacts(file, node);
        break;
    }
  }
}

function assignedIn(tree: SyntaxTree): ReadonlyMap<string, readonly SyntaxNode[]> {
  const found = new Map<string, SyntaxNode[]>();
  for (const node of walk(tree.root)) {
    if (node.type !== 'assignment_expression' && node.type !== 'augmented_assignment_expression') continue;
    const left = childOf(node, 'left');
    const right = childOf(node, 'right');
    if (!left || !right) continue;
    const name = sourceOf(tree.text, left);
    const before = found.get(name);
    if (before) before.push(right);
    else found.set(name, [right]);
  }
  return found;
}
