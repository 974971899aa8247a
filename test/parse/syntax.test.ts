import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import fc from 'fast-check';
import { loadGrammar, parseSyntax, type SyntaxLanguage } from '../../src/parse/syntax.js';
import {
  ancestors,
  childOf,
  enclosing,
  firstOf,
  type SyntaxNode,
  sourceOf,
  walk,
} from '../../src/parse/syntax-node.js';

const languages: readonly SyntaxLanguage[] = ['php', 'python', 'ruby', 'bash'];

const calls: Readonly<Record<SyntaxLanguage, (text: string) => string>> = {
  php: (text) => `<?php\r\n// 😀\r\nsay("${text}");\r\n`,
  python: (text) => `# 😀\r\nsay("${text}")\r\n`,
  ruby: (text) => `# 😀\r\nsay("${text}")\r\n`,
  bash: (text) => `# 😀\r\nsay "${text}"\r\n`,
};

before(async () => {
  for (const language of languages) await loadGrammar(language);
});

for (const language of languages) {
  test(`places in ${language} are exact behind a byte order mark, emoji and CRLF`, () => {
    for (const mark of ['', '\uFEFF']) {
      const text = mark + calls[language]('é😀x');
      const { tree, problems } = parseSyntax(language, text);
      const content = firstOf(tree.root, 'string_content');
      assert.ok(content);
      assert.equal(sourceOf(text, content), 'é😀x');
      assert.equal(content.start, text.indexOf('é😀x'));
      assert.equal(tree.text, text);
      assert.deepEqual(problems, []);
    }
  });

  test(`what is wrong in ${language} is a problem with its place, and the rest is read`, () => {
    const good = calls[language]('kept');
    const { tree, problems } = parseSyntax(language, `${good}\n) ((( "\n`);
    assert.ok(problems.length > 0);
    for (const problem of problems) assert.ok(problem.start >= good.length - 12 && problem.end <= tree.text.length + 1);
    assert.ok([...walk(tree.root)].some((node) => sourceOf(tree.text, node) === 'kept'));
  });

  test(`${language} under the marks of a merge conflict and NUL bytes is read on both sides`, () => {
    const one = calls[language]('ours').replaceAll('\r', '');
    const two = calls[language]('theirs').replaceAll('\r', '').replace('<?php\n', '');
    const { tree } = parseSyntax(
      language,
      `${one.replace('say', '\n<<<<<<< HEAD\nsay')}=======\n${two}>>>>>>> other\n\0\0\n`,
    );
    const strings = [...walk(tree.root)].filter((node) => node.type === 'string_content');
    assert.deepEqual(
      strings.map((node) => sourceOf(tree.text, node)),
      ['ours', 'theirs'],
    );
  });

  test(`${language} of any shape never throws, and every node lies within its parent`, () => {
    const pieces = fc.constantFrom(
      '<?php ',
      '"',
      "'",
      '(',
      ')',
      '{',
      '}',
      '[',
      ']',
      '\n',
      '\0',
      '\\',
      '#{',
      '${',
      '<<A\n',
      'if ',
      'do ',
      'end\n',
      'def a',
      'x = 1',
      '=> ',
      '😀',
      '\r\n',
      'call("a")',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const { tree } = parseSyntax(language, text);
        for (const node of walk(tree.root)) checkPlace(node, text);
      }),
      { numRuns: 150 },
    );
  });

  const hostile: Readonly<Record<string, string>> = {
    'a line of 100,000 characters': calls[language]('x'.repeat(100_000)),
    'brackets that never close': '('.repeat(20_000),
    'brackets nested 20,000 deep': `${language === 'php' ? '<?php ' : ''}x = ${'['.repeat(20_000)}${']'.repeat(20_000)}`,
    'NUL bytes': '\0'.repeat(20_000),
    'less-than signs': '<'.repeat(20_000),
  };
  for (const [what, text] of Object.entries(hostile)) {
    test(`${language}: ${what} are read in seconds, and the tree may be read by recursion`, { timeout: 20_000 }, () => {
      const { tree } = parseSyntax(language, text);
      assert.ok(depth(tree.root) <= 1001);
    });
  }

  test(`${language} cut off anywhere is still read`, () => {
    const text = calls[language]('kept').repeat(3);
    for (let end = 0; end <= text.length; end++) parseSyntax(language, text.slice(0, end));
  });
}

test('nodes know their parent, and tokens are kept only where they stand in a field', () => {
  const text = 'a = 1 + 2 # why\n';
  const { tree } = parseSyntax('python', text);
  const sum = firstOf(tree.root, 'binary_operator');
  assert.ok(sum);
  assert.deepEqual(
    sum.children.map((child) => [child.field, child.type]),
    [
      ['left', 'integer'],
      ['operator', '+'],
      ['right', 'integer'],
    ],
  );
  assert.deepEqual(
    [...ancestors(sum)].map((node) => node.type),
    ['assignment', 'expression_statement', 'module'],
  );
  assert.equal(enclosing(sum, 'module', 'block'), tree.root);
  assert.equal(childOf(sum, 'right')?.start, 8);
  assert.equal(sourceOf(text, firstOf(tree.root, 'comment') ?? tree.root), '# why');
});

function checkPlace(node: SyntaxNode, text: string): void {
  assert.ok(node.start >= 0 && node.start <= node.end && node.end <= text.length);
  if (node.parent === undefined) return;
  assert.ok(node.parent.children.includes(node));
}

function depth(node: SyntaxNode): number {
  let most = 0;
  for (const child of node.children) most = Math.max(most, depth(child));
  return most + 1;
}
