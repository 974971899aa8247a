import type { Fact } from '../../../facts/fact.js';
import { jsProperty } from '../../../parse/javascript-values.js';
import { jsExpr } from '../js/expr.js';
import { type JsFile, sourceText, spanOf } from '../js/file.js';

const prompts = /^(prompt|prompts|inquirer|@inquirer\/[\w-]+|enquirer|@clack\/prompts)$/;
const random = /random(Bytes|UUID)|nanoid\(|uuid(v4)?\(|generate\w{0,60}(uuid|secret|key)\w{0,60}\(/i;

/** A question of an installer that offers a random answer: `{ name: 'secret', default: randomUUID() }`. What it asks for may be a constant of another file. */
export function* promptFacts(file: JsFile): Iterable<Fact> {
  if (![...file.imports.values()].some(({ source }) => prompts.test(source))) return;
  for (const path of file.ofType('ObjectExpression')) {
    const name = jsProperty(path.node, 'name');
    const offered = jsProperty(path.node, 'default') ?? jsProperty(path.node, 'initial');
    if (!name || !offered || !random.test(sourceText(file, offered))) continue;
    const options = { name: jsExpr(file, path, name) };
    yield { kind: 'use', technology: 'node', what: 'offers-random', options, at: spanOf(file, offered) };
  }
}
