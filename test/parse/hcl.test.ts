import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type HclBody, type HclValue, parseHcl } from '../../src/parse/hcl.js';
import { assertQuickOnRepetition, assertSameTokensOnWindows, assertSoundOnAnything, messages } from './scanning.js';

const STACK = `terraform {
  required_version = ">= 1.5" # pinned
}
/* the shop runs
   twice */
resource "aws_ecs_service" "shop" {
  name          = "shop-\${var.stage}"
  desired_count = 2
  subnets       = [aws_subnet.a.id, "subnet-\${join(",", ["b"])}", "plain"] // both
  tags = {
    Owner   = "ops"
    "a:key" : true,
    inner   = { n = 1 }
  }
  load_balancer { container_port = 8000 }
  dynamic "volume" {
    for_each = { for k, v in var.volumes : k => v }
    content {
      name = volume.key
    }
  }
}
resource "aws_ecs_task_definition" "shop" {
  container_definitions = jsonencode([{
    name        = "app"
    environment = [{ name = "SESSION_DRIVER", value = "file" }]
  }])
  user_data = <<-EOT
    #!/bin/sh
      echo "}"
  EOT
  policy = <<EOT
{"a": "\${b}"}
EOT
  enabled = var.on ? true : false
}
`;

const values: readonly [name: string, value: string, shown: string][] = [
  ['a string', '"a \\"b\\" \\n"', '"a \\"b\\" \\n"'],
  ['a string with escaped interpolation', '"$${a} %%{b}"', '"${a} %{b}"'],
  ['an interpolation as it is written', '"a-${b["c"]}"', '<"a-${b["c"]}">'],
  ['a number', '-1.5', '-1.5'],
  ['a boolean', 'false', 'false'],
  ['a reference', 'var.a[0].b', '<var.a[0].b>'],
  ['an expression', '1 + 2', '<1 + 2>'],
  ['a list', '["a", 2, [b],]', '["a",2,[<b>]]'],
  ['a list over lines', '[\n  "a", # first\n  "b"\n]', '["a","b"]'],
  ['a comparison of lists', '[a] == [b]', '<[a] == [b]>'],
  ['a comprehension', '[for a in b : a]', '<[for a in b : a]>'],
  ['an object', '{ a = 1, "b" = "c"\n  d : [] }', '{a:1,b:"c",d:[]}'],
  ['a call', 'merge(a, { b = 1 })', 'merge(<a>,{b:1})'],
  ['a condition', 'a ? [1] : [2]', '<a ? [1] : [2]>'],
  ['a here-document', '<<EOT\n a\n  b\nEOT', '" a\\n  b\\n"'],
  ['an indented here-document', '<<-EOT\n    a\n      b\n  EOT', '"a\\n  b\\n"'],
  ['a here-document with an interpolation', '<<EOT\n${a}\nEOT', '<<<EOT\n${a}\nEOT>'],
];

for (const [name, value, shown] of values) {
  test(`HCL: reads ${name}`, () => {
    const { tree, problems } = parseHcl(`key = ${value}\nnext = 1\n`);
    assert.deepEqual(
      tree.attributes.map((attribute) => attribute.name.text),
      ['key', 'next'],
    );
    const found = tree.attributes[0]?.value;
    assert.equal(found && show(found), shown);
    assert.equal(found?.text, value);
    assert.deepEqual(problems, []);
  });
}

const broken: readonly [name: string, text: string, shown: string, messages: readonly string[]][] = [
  ['an open block', 'a "b" {\n c = 1', 'a b{c=1}', ['the block "a" is not closed']],
  ['a brace too many', 'a = 1\n}\nb = 2', 'a=1 b=2', ['"}" closes nothing']],
  ['an open list', 'a {\n b = [1\n}\nc = 2', 'c=2 a{b=[1]}', ['"]" is missing']],
  ['an open string', 'a = "b\nc = 1', 'a=<"b> c=1', []],
  ['a line that is neither', '??\na = 1', 'a=1', ['neither a block nor an attribute']],
];

for (const [name, text, shown, expected] of broken) {
  test(`HCL: keeps what stands around ${name}`, () => {
    const { tree, problems } = parseHcl(text);
    assert.equal(showBody(tree), shown);
    assert.deepEqual(messages(problems), expected);
  });
}

test('HCL: reads blocks, labels and values with their places', () => {
  const { tree, problems } = parseHcl(STACK);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    tree.blocks.map((block) => [block.type.text, ...block.labels.map((label) => label.text)].join('.')),
    ['terraform', 'resource.aws_ecs_service.shop', 'resource.aws_ecs_task_definition.shop'],
  );
  const [, service, task] = tree.blocks;
  assert.deepEqual(
    service?.attributes.map((attribute) => STACK.slice(attribute.value.start, attribute.value.end)).slice(0, 2),
    ['"shop-${var.stage}"', '2'],
  );
  assert.deepEqual(service?.attributes.map((attribute) => show(attribute.value)).slice(2), [
    '[<aws_subnet.a.id>,<"subnet-${join(",", ["b"])}">,"plain"]',
    '{Owner:"ops",a:key:true,inner:{n:1}}',
  ]);
  assert.deepEqual(
    service?.blocks.map((block) => block.type.text),
    ['load_balancer', 'dynamic'],
  );
  assert.equal(
    STACK.slice(service?.blocks[0]?.start, service?.blocks[0]?.end),
    'load_balancer { container_port = 8000 }',
  );
  assert.deepEqual(
    task?.attributes.map((attribute) => attribute.name.text),
    ['container_definitions', 'user_data', 'policy', 'enabled'],
  );
  assert.equal(
    task && show(task.attributes[0]?.value),
    'jsonencode([{name:"app",environment:[{name:"SESSION_DRIVER",value:"file"}]}])',
  );
  assert.equal(task?.attributes[1]?.value.literal, '#!/bin/sh\n  echo "}"\n');
});

test('HCL: carriage returns and a byte order mark change no word', () => {
  assertSameTokensOnWindows(parseHcl, STACK);
});

test('HCL: every text is read to its end with places inside it', () => {
  assertSoundOnAnything(parseHcl, [STACK]);
});

test('HCL: no repetition makes it slow', () => {
  assertQuickOnRepetition(parseHcl, [
    'a {\n',
    '}\n',
    'a = "${\n',
    'a = "${',
    'a = [',
    '[',
    '{a=',
    'a = <<E\n',
    'a = f(',
    '/*',
    'a "b" ',
    'a = "',
    '{[(',
    '"${a}',
    'a = [1,\n',
  ]);
});

function show(value: HclValue | undefined): string {
  if (value === undefined) return '';
  if (value.literal !== undefined) return JSON.stringify(value.literal);
  if (value.list !== undefined) return `[${value.list.map(show).join(',')}]`;
  if (value.entries !== undefined)
    return `{${value.entries.map((entry) => `${entry.name.text}:${show(entry.value)}`).join(',')}}`;
  if (value.call !== undefined) return `${value.call.name.text}(${value.call.args.map(show).join(',')})`;
  return `<${value.text}>`;
}

function showBody({ attributes, blocks }: HclBody): string {
  const inner = blocks.map(
    (block) => `${[block.type, ...block.labels].map((word) => word.text).join(' ')}{${showBody(block)}}`,
  );
  return [...attributes.map((attribute) => `${attribute.name.text}=${show(attribute.value)}`), ...inner].join(' ');
}
