import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadGrammar, parseSyntax, type SyntaxLanguage } from '../../src/parse/syntax.js';

const languages: readonly SyntaxLanguage[] = ['php', 'python', 'ruby', 'bash'];

/** Each module that is made comes later than the one before, as on a busy machine. */
function delayed(): void {
  const assembly = (
    globalThis as unknown as { WebAssembly: { instantiate: (...given: unknown[]) => Promise<unknown> } }
  ).WebAssembly;
  const instantiate = assembly.instantiate.bind(assembly);
  let made = 0;
  assembly.instantiate = async (...given) => {
    const mine = made++;
    await new Promise((done) => setTimeout(done, 60 * mine));
    return instantiate(...given);
  };
}

test('grammars that are asked for at the same time come up in one memory', async () => {
  delayed();
  await Promise.all(languages.map((language) => loadGrammar(language)));
  for (const language of languages) assert.ok(parseSyntax(language, 'a').tree.root.children.length > 0, language);
});
