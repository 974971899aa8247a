import type { Fact } from '../../../facts/fact.js';
import { jsProperty, jsString } from '../../../parse/javascript-values.js';
import { type JsFile, sourceText, spanOf } from '../js/file.js';

const prompts = /^(prompt|prompts|inquirer|@inquirer\/[\w-]+|enquirer|@clack\/prompts)$/;
const random = /random(Bytes|UUID)|nanoid\(|uuid(v4)?\(|generate\w{0,60}(uuid|secret|key)\w{0,60}\(/i;

/** A question of an installer whose answer is a random key unless one is typed in: `{ name: 'secret', default: randomUUID() }`. */
export function* promptFacts(file: JsFile): Iterable<Fact> {
  if (![...file.imports.values()].some(({ source }) => prompts.test(source))) return;
  for (const { node } of file.ofType('ObjectExpression')) {
    const name = jsString(jsProperty(node, 'name'));
    const offered = jsProperty(node, 'default') ?? jsProperty(node, 'initial');
    if (!name || !offered || !/secret|jwt|(session|cookie|signing|encryption|app)[_:-]?key/i.test(name)) continue;
    const text = sourceText(file, offered);
    if (!random.test(text)) continue;
    yield { kind: 'use', technology: 'node', what: 'asks-for-secret', name, at: spanOf(file, offered) };
  }
}
