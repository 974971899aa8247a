// Completes what `tsc` leaves in dist/: the grammars, the JSON files that the program reads at run time, and what is made of them.
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';

const require = createRequire(import.meta.url);
const grammars = ['php', 'python', 'ruby', 'bash'];
const from = dirname(require.resolve('@vscode/tree-sitter-wasm/package.json'));

mkdirSync('dist/grammars', { recursive: true });
for (const name of grammars) copyFileSync(join(from, 'wasm', `tree-sitter-${name}.wasm`), `dist/grammars/${name}.wasm`);
copyFileSync(join(from, 'LICENSE'), 'dist/grammars/LICENSE');

const runtime = dirname(require.resolve('web-tree-sitter'));
for (const name of ['web-tree-sitter.js', 'web-tree-sitter.wasm']) {
  const text = readFileSync(join(runtime, name));
  const code = name.endsWith('.wasm') ? text : text.toString().replace(/^\/\/# sourceMappingURL=.*$/m, '');
  writeFileSync(`dist/grammars/${name}`, code);
}
copyFileSync(join(runtime, 'LICENSE'), 'dist/grammars/web-tree-sitter.LICENSE');

mkdirSync('dist/src/config', { recursive: true });
copyFileSync('src/report/report.schema.json', 'dist/src/report/report.schema.json');
copyFileSync('src/rule/declarative.schema.json', 'dist/src/rule/declarative.schema.json');
// rules written as data stand beside the compiled ones
cpSync('rules', 'dist/rules', { recursive: true, filter: (path) => !path.endsWith('.ts') });

validator('src/config/config.schema.json', 'dist/src/config/config.validate.js', {
  allErrors: true,
  verbose: true,
  allowUnionTypes: true,
});
validator('src/rule/declarative.schema.json', 'dist/src/rule/declarative.validate.js', {
  allErrors: true,
  allowUnionTypes: true,
  strictTypes: false,
  strictRequired: false,
});
// the schema for editors knows the ids of rules and topics, which the program holds against the rules themselves
writeFileSync('dist/src/config/config.schema.json', await withRules('src/config/config.schema.json'));

const importable = importableTypes();
for (const folder of ['dist/src', 'dist/rules']) withoutOtherTypes(folder, importable);

/** The files of types that users of the package come to from what it exports. */
function importableTypes() {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8'));
  const found = new Set(Object.values(exports).flatMap(({ types }) => (types ? [join(types)] : [])));
  for (const file of found) {
    const text = readFileSync(file, 'utf8');
    for (const [, to] of text.matchAll(/(?:from|import\()\s*'(\.[^']+)\.js'/g)) {
      const next = join(dirname(file), `${to}.d.ts`);
      if (existsSync(next)) found.add(next);
    }
  }
  return found;
}

function withoutOtherTypes(folder, kept) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && file.endsWith('.d.ts') && !kept.has(file)) rmSync(file);
  }
}

/** The validator of a schema as a module that needs no package. */
function validator(schemaFile, file, options) {
  const ajv = new Ajv({ ...options, code: { source: true, esm: true } });
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));
  const code = (standalone.default ?? standalone)(ajv, validate)
    .replaceAll('require("ajv/dist/runtime/ucs2length").default', '((text) => [...text].length)')
    .replaceAll('require("ajv/dist/runtime/equal").default', '((a, b) => JSON.stringify(a) === JSON.stringify(b))');
  if (code.includes('require(')) throw new Error(`${file} would need a package: ${/require\([^)]*\)/.exec(code)?.[0]}`);
  writeFileSync(file, code);
}

async function withRules(schemaFile) {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const { loadRules } = await import('../dist/src/rule/load.js');
  const { topics } = await import('../dist/src/rule/rule.js');
  const rules = await loadRules();
  const severity = schema.definitions.rules.additionalProperties;
  const ids = [...topics, ...rules.map(({ id }) => id)];
  const titles = new Map(rules.map(({ id, title }) => [id, title]));
  schema.definitions.rules.properties = Object.fromEntries(
    ids.map((id) => [id, { description: titles.get(id) ?? `Every rule about ${id}.`, ...severity }]),
  );
  const ignored = schema.properties.ignore.items.properties.rule;
  schema.properties.ignore.items.properties.rule = {
    description: ignored.description,
    anyOf: [{ enum: ids }, { type: 'string', minLength: 1 }],
  };
  return `${JSON.stringify(schema, null, 2)}\n`;
}
