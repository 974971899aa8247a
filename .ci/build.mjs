// Completes what `tsc` leaves in dist/: the grammars and the JSON files that the program reads at run time.
import { copyFileSync, cpSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const grammars = ['php', 'python', 'ruby', 'bash'];
const from = dirname(require.resolve('@vscode/tree-sitter-wasm/package.json'));

mkdirSync('dist/grammars', { recursive: true });
for (const name of grammars) copyFileSync(join(from, 'wasm', `tree-sitter-${name}.wasm`), `dist/grammars/${name}.wasm`);
copyFileSync(join(from, 'LICENSE'), 'dist/grammars/LICENSE');

mkdirSync('dist/src/config', { recursive: true });
copyFileSync('src/config/config.schema.json', 'dist/src/config/config.schema.json');
copyFileSync('src/report/report.schema.json', 'dist/src/report/report.schema.json');
copyFileSync('src/rule/declarative.schema.json', 'dist/src/rule/declarative.schema.json');
// rules written as data stand beside the compiled ones
cpSync('rules', 'dist/rules', { recursive: true, filter: (path) => !path.endsWith('.ts') });
