import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';

/** Programs that lead back to themselves. What follows them has to come to an end; the audits of tests throw what fails. */
const rounds: readonly (readonly [what: string, files: Readonly<Record<string, string>>])[] = [
  [
    'a setter that fills the field of its own name',
    {
      'a.js': 'class Wizard { #steps = []; set steps(steps) { this.#steps = steps; if (this.#steps.fast) load(); } }\n',
    },
  ],
  [
    'two setters that hand on to each other',
    {
      'a.js':
        'class Range { set from(from) { this.until = from; } set until(until) { this.from = until; } go() { if (this.from.open) load(); } }\n',
    },
  ],
  [
    'a setter and a constructor of one another',
    {
      'a.js':
        'class Box { constructor(lid) { this.lid = lid; } set lid(lid) { this.lid = lid; } }\nconst box = new Box(new Box(1).lid);\nif (box.lid.open) load();\n',
    },
  ],
  [
    'getters that give each other',
    {
      'a.js':
        'class Pair { get left() { return this.right; } get right() { return this.left; } }\nif (new Pair().left.open) load();\n',
    },
  ],
  [
    'a class that is its own base, and constructors that hand on to themselves',
    {
      'a.js':
        'class Node extends Node { constructor(up) { super(up); this.up = up; } }\nif (new Node(new Node(0)).up.up.open) load();\n',
    },
  ],
  [
    'Python properties and classes',
    {
      'a.py':
        'class Node(Node):\n    def __init__(self, up):\n        super().__init__(up)\n        self.up = up\n\n    @property\n    def top(self):\n        return self.up.top\n\n    @top.setter\n    def top(self, top):\n        self.top = top\n\n\nif Node(Node(1).top).top.open:\n    load()\n',
    },
  ],
  [
    'PHP classes and fields',
    {
      'a.php':
        '<?php\nclass Node extends Node { public function __construct(private Node $up) { parent::__construct($up); $this->up = $this->up->up; } public function __get($name) { return $this->$name; } }\nif ((new Node(new Node(null)))->up->up->open) { load(); }\n',
    },
  ],
  [
    'Ruby writers',
    {
      'a.rb':
        'class Node < Node\n  def initialize(up)\n    super(up)\n    @up = up\n  end\n\n  def up=(up)\n    self.up = up\n  end\n\n  def up\n    up.up\n  end\nend\nload if Node.new(Node.new(1)).up.up.open\n',
    },
  ],
  [
    'modules that hand on what they get from each other',
    {
      'a.js': "export * from './b.js';\nexport { x as y } from './b.js';\n",
      'b.js':
        "export * from './a.js';\nexport { y as x } from './a.js';\nimport { x } from './a.js';\nif (x.open) load();\n",
    },
  ],
];

for (const [what, files] of rounds)
  test(what, async () => {
    const { errors } = await auditTexts(new Map(Object.entries(files)), {});
    assert.deepEqual(errors, []);
  });
