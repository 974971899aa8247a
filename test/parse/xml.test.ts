import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseXml, type XmlElement } from '../../src/parse/xml.js';
import { assertProblems, assertToken } from './places.js';

const SUITE = `\uFEFF<?xml version="1.0"?>\r
<!DOCTYPE phpunit>\r
<!-- <env name="NOT" value="this"/> -->\r
<phpunit bootstrap='vendor/autoload.php' strict>\r
  <php>\r
    <env name="CACHE_DRIVER" value="array"/>\r
    <env name = "A" value="&lt;b&amp;&#99;&#x64;&unknown;" />\r
  </php>\r
  <dsn> redis://x </dsn>\r
  <raw><![CDATA[ a < b ]]></raw>\r
</phpunit>\r
`;

/** An element as name, attributes, text and children. */
function shape(element: XmlElement): unknown {
  const attributes = element.attributes.map(({ name, value }) => `${name.text}=${value.text}`);
  return [element.name.text, attributes, element.text?.text, element.children.map(shape)];
}

test('elements, attributes and texts are read', () => {
  const { tree, problems } = parseXml(SUITE);
  assert.deepEqual(problems, []);
  const php = [
    ['env', ['name=CACHE_DRIVER', 'value=array'], undefined, []],
    ['env', ['name=A', 'value=<b&cd&unknown;'], undefined, []],
  ];
  assert.deepEqual(tree.map(shape), [
    [
      'phpunit',
      ['bootstrap=vendor/autoload.php', 'strict='],
      undefined,
      [
        ['php', [], undefined, php],
        ['dsn', [], 'redis://x', []],
        ['raw', [], 'a < b', []],
      ],
    ],
  ]);
});

test('an element spans its tags and a value the inside of its quotes', () => {
  const text = '<a><b c="d"/></a>';
  const b = parseXml(text).tree[0]?.children[0];
  assert.equal(text.slice(b?.start, b?.end), '<b c="d"/>');
  const value = b?.attributes[0]?.value;
  assert.equal(text.slice(value?.start, value?.end), 'd');
});

const BROKEN: readonly (readonly [string, string, unknown])[] = [
  [
    'an end tag is missing',
    '<a><b><c/></a>',
    [['a', [], undefined, [['b', [], undefined, [['c', [], undefined, []]]]]]],
  ],
  ['an end tag ends nothing', '<a></b><c/></a>', [['a', [], undefined, [['c', [], undefined, []]]]]],
  ['a tag does not close', '<a b="c"\n<d/>', [['a', ['b=c'], undefined, [['d', [], undefined, []]]]]],
  ['a quote does not close', '<a b="c', [['a', ['b=c'], undefined, []]]],
  ['a bracket stands alone', '<a>1 < 2</a>', [['a', [], '1', []]]],
];

for (const [name, text, expected] of BROKEN) {
  test(`what can be read is read where ${name}`, () => assert.deepEqual(parseXml(text).tree.map(shape), expected));
}

function assertElement(text: string, element: XmlElement): void {
  assertToken(text, element.name);
  assert.ok(element.start < element.end && element.end <= text.length);
  for (const { name, value } of element.attributes) {
    assertToken(text, name);
    assert.ok(value.start >= name.end && value.end >= value.start && value.end <= text.length);
  }
  for (const child of element.children) {
    assert.ok(child.start >= element.start && child.end <= element.end);
    assertElement(text, child);
  }
}

test('any text gives elements at their places', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '</',
    '/>',
    'a',
    'b',
    ' ',
    '=',
    '"',
    "'",
    '<!--',
    '-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '?>',
    '&lt;',
    '&#99999999;',
    '\n',
    '<a>',
    '</a>',
    '\uFEFF',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
      const text = pieces.join('');
      const { tree, problems } = parseXml(text);
      assertProblems(text, problems);
      for (const element of tree) assertElement(text, element);
    }),
    { numRuns: 3000 },
  );
});

test('long hostile files are read in good time and stay shallow', () => {
  const long = 100_000;
  for (const text of [
    '<a>'.repeat(long),
    `${'<a>'.repeat(long)}${'</b>'.repeat(long)}`,
    '<!--'.repeat(long),
    '<a b="'.repeat(long),
    '</'.repeat(long),
  ]) {
    const before = performance.now();
    for (const element of parseXml(text).tree) assertElement(text, element);
    assert.ok(performance.now() - before < 20_000, text.slice(0, 10));
  }
});
