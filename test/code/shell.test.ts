import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { lowerShell } from '../../src/code/lower/shell.js';
import type { Call, CodeModule } from '../../src/code/model.js';
import { callsOf } from '../../src/code/walk.js';
import { parseShellTree } from '../../src/parse/shell.js';
import { loadGrammar } from '../../src/parse/syntax.js';
import { childOf, enclosing, sourceOf, walk } from '../../src/parse/syntax-node.js';
import { say, sayEvents, sayTop } from './say.js';

before(() => loadGrammar('bash'));

function lower(text: string): CodeModule {
  return lowerShell(parseShellTree(text).tree, text, 'bin/start.sh');
}

function* scripts(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* scripts(path);
    else if (entry.name.endsWith('.sh')) yield path;
  }
}

/** What must hold for any text. */
function check(text: string): void {
  const { tree } = parseShellTree(text);
  const module = lowerShell(tree, text, 'a.sh');
  assert.deepEqual(JSON.parse(JSON.stringify(module)), module);
  assert.deepEqual(lowerShell(tree, text, 'a.sh'), module);
  const calls = new Set<Call>();
  for (const fn of module.functions) for (const call of callsOf(fn)) calls.add(call);
  const starts = new Set([...calls].map(({ callee, end }) => `${callee.start}-${end}`));
  for (const { start, end } of calls) assert.ok(start >= 0 && start <= end && end <= text.length);
  for (const node of walk(tree.root)) {
    const name = node.type === 'command' ? childOf(node, 'name') : undefined;
    if (name === undefined || /^(return|break|continue|\.|source)$/.test(sourceOf(text, name))) continue;
    if (enclosing(node, 'command', 'command_substitution') || module.imports.length > 0) continue;
    assert.ok(starts.has(`${name.start}-${node.end}`), `is lowered: ${text.slice(node.start, node.end)}`);
  }
}

test('every command of the scripts in fixtures is a call of the model', () => {
  for (const path of scripts('fixtures')) check(readFileSync(path, 'utf8'));
});

const scriptsAndEvents: readonly (readonly [code: string, events: readonly string[]])[] = [
  ['php artisan migrate --force', ['php("artisan", "migrate", "--force")']],
  ['A=1; B="x $A"', ['$A = "1"', '$B = <"x " $A>']],
  ['export D=${E:-/var/x}', ['$D = ($E || "/var/x")', 'export("D")']],
  [': "${F:=y}"', ['$F = ($F || "y")', ':($F)']],
  ['K=$(openssl rand -hex 32)', ['$K = openssl("rand", "-hex", "32")']],
  ['echo "$K" > .env', ['>(".env", echo($K))']],
  ['echo "A=$K" >> "$DIR/.env" 2>&1', ['>>(<$DIR "/.env">, echo(<"A=" $K>))']],
  ['a | b > c', ['>("c", |(a(), b()))']],
  ['a && b > c', ['if a(): >("c", b())']],
  ['[ -f .env ] || cp x .env', ['else (-f ".env"): cp("x", ".env")']],
  ['[ -z "$A" ] && exit 1; b', ['if (-z $A): exit("1")', 'else (-z $A): b()']],
  [
    'if [ "$1" = web ]; then a; elif b; then c; else d; fi',
    ['if ($1 = "web"): a()', 'else ($1 = "web"): if b(): c()', 'else ($1 = "web"): else b(): d()'],
  ],
  ['if ! a; then exit; fi\nb', ['if (! a()): exit()', 'else (! a()): b()']],
  ['case "$1" in web|all) a;; *) b;; esac', ['case $1 ["web", "all"]: a()', 'case $1: b()']],
  ['while true; do a; sleep 60; done', ['loop true(): a()', 'loop true(): sleep("60")']],
  ['for i in 1 "$x"; do a $i; done', ['loop ["1", $x]: $i = ["1", $x][?()]', 'loop ["1", $x]: a($i)']],
  ['for i in $(ls); do a; done', ['$#0 = [ls()]', 'loop $#0: $i = $#0[?()]', 'loop $#0: a()']],
  ['exec gunicorn app "$@"', ['exec(gunicorn("app", $@))']],
  ['exec env A=1 gunicorn app', ['exec(env("A=1", gunicorn("app")))']],
  ['nohup php x.php > log 2>&1 &', ['&(>("log", nohup(php("x.php"))))']],
  ['command -v x >/dev/null', ['>("/dev/null", command("-v", "x"))']],
  ['set -- a "$B"', ['set("--", "a", $B)', '$@ = ["a", $B]']],
  ['export "$N"="$(cat $F)"', ['export(<$N "=" cat($F)>)']],
  ['echo >> out "$(date)"', ['>>("out", echo(date()))']],
  ['A=1 cmd x', ['cmd("x", A: "1")']],
  ['cat <<EOF > out\nhi $X\nEOF', ['>("out", cat(<"hi " $X "\\n">))']],
  ["cat <<'EOF'\nhi $X\nEOF", ['cat("hi $X\\n")']],
  ['. ./lib.sh', ['import(./lib.sh)']],
  ['. "$(dirname "$0")/lib.sh"', ['import(./lib.sh)']],
  ['. "$ENV_FILE"', ['.($ENV_FILE)']],
];

for (const [code, events] of scriptsAndEvents) {
  test(`reads ${code}`, () => {
    check(code);
    assert.deepEqual(sayTop(lower(code)), events);
  });
}

test('functions take what they read by position, and set the variables of the script', () => {
  const module = lower('f() { local a="$2"; b=$a; echo "$@"; }\nf x y');
  const [, f] = module.functions;
  assert.deepEqual([f?.name, f?.params.map(({ name }) => name)], ['f', ['$1', '$2', '$@']]);
  assert.deepEqual(sayEvents(f), ['$a = $2', 'local("a")', '$b^ = $a', 'echo($@)']);
  assert.deepEqual(sayTop(module), ['f = function#1', 'f("x", "y")']);
});

test('what runs in the background is given to `&`', () => {
  const module = lower('while true; do a; done &\nb');
  assert.deepEqual(sayTop(module), ['&(function#1)', 'b()']);
  assert.deepEqual(sayEvents(module.functions[1]), ['loop true(): a()']);
});

test('broken and deep scripts give what can be read', () => {
  for (const text of ['if', 'case x in', 'f() {', 'a | | b', '"', '$(', 'cat <<EOF']) check(text);
  assert.equal(say(undefined), '-');
  lower('$('.repeat(3000));
  lower('{ '.repeat(3000));
});
