import type { Fact } from '../../facts/fact.js';
import { phpArgument, phpChain } from '../../parse/php.js';
import { partsOf, type SyntaxNode, sourceOf } from '../../parse/syntax-node.js';
import { type CodeFile, nameOf, use } from './code-file.js';

/** The file whose routes are in the group `web`, which starts sessions (laravel/framework 12, Foundation/Configuration/ApplicationBuilder.php). */
export function* pageFacts(file: CodeFile): Iterable<Fact> {
  if (!/(^|\/)routes\/web\.php$/.test(file.path)) return;
  const statements = file.root.children.filter(({ type }) => type.endsWith('_statement'));
  const isBare = statements.every((statement) => isPlainPage(file, partsOf(statement)[0]));
  yield use(file, file.root, { what: 'web-routes', name: isBare ? 'bare' : 'pages' });
}

/** `Route::get('/', fn () => view('welcome'))`: a page that is the same for everybody. */
function isPlainPage(file: CodeFile, node: SyntaxNode | undefined): boolean {
  const chain = node && phpChain(file.text, node);
  const [link, ...others] = chain?.links ?? [];
  if (!chain || !link || nameOf(file, chain.receiver) !== 'Route') return false;
  if (others.some(({ name }) => name !== 'name')) return false;
  if (link.name === 'view' || link.name === 'redirect') return true;
  const handler = link.name === 'get' ? phpArgument(link.args, 1) : undefined;
  return handler !== undefined && /^(static\s+)?(function\s*\(\s*\)\s*\{\s*return\s+|fn\s*\(\s*\)\s*=>\s*)(view|redirect|response|abort)\([^;{}]{0,400};?\s*\}?$/.test(sourceOf(file.text, handler)); // biome-ignore format: one question
}
