import type { Expr } from '../../facts/expr.js';
import type { Fact } from '../../facts/fact.js';
import type { HclBody, HclValue } from '../../parse/hcl.js';

/** Attributes by which providers and modules give a service its variables. */
const holders =
  /^(\w+_)?(env|envs|environment|variables|app_settings|config_vars|container_definitions|container_environment)(_?(vars?|variables|config|map))?$/;
/** `NAME = …`, `"NAME" : …`, and `name = "NAME"` with its value behind it: the name, and where what follows begins. */
const keyed = /(?:^|[\s,{])"?([A-Z][A-Z0-9_]{2,60})"?[ \t]{0,40}[=:](?!=)/g;
const spelled =
  /\b(?:name|key)"?[ \t]{0,40}[=:][ \t]{0,40}"([A-Z][A-Z0-9_]{2,60})"\s{0,40},?\s{0,80}"?value"?[ \t]{0,40}[=:]/gi;
/** A plain value, alone or as `{ value = … }`. */
const plain =
  /^\s{0,40}(?:\{\s{0,40}value\s{0,40}=\s{0,40})?(?:"([^"\\\n$]{0,500})"|(\d{1,20}|true|false))\s{0,40}(?=[,}\n]|$)/;

/** Variables that resources, modules and locals give to services: they are those of production, whatever the image says. */
export function* variablesGiven(body: HclBody, file: string): Iterable<Fact> {
  for (const { name, value } of body.attributes) if (holders.test(name.text)) yield* pairsIn(value, file);
  for (const block of body.blocks) {
    if (/^(variable|output|data|provider|terraform)$/.test(block.type.text)) continue;
    if (/^(env|env_vars?|environment_variables?)$/.test(block.type.text)) yield* namedIn(block, file);
    yield* variablesGiven(block, file);
  }
}

function* pairsIn(value: HclValue, file: string): Iterable<Fact> {
  if (value.literal !== undefined) return;
  for (const pattern of [keyed, spelled])
    for (const found of value.text.matchAll(pattern)) {
      const name = found[1] ?? '';
      const start = value.start + found.index + found[0].indexOf(name);
      const [whole, quoted, bare] = plain.exec(value.text.slice(found.index + found[0].length).slice(0, 700)) ?? [];
      yield given(name, whole === undefined ? undefined : (quoted ?? bare), { file, start, end: start + name.length });
    }
}

/** `env { name = "NAME" value = "…" }` of Cloud Run and Kubernetes. */
function* namedIn({ attributes }: HclBody, file: string): Iterable<Fact> {
  const of = (key: RegExp) => attributes.find(({ name }) => key.test(name.text));
  const name = of(/^(name|key)$/)?.value.literal;
  const value = of(/^value$/)?.value;
  const at = of(/^(name|key)$/)?.value;
  if (typeof name === 'string' && at && /^[A-Z][A-Z0-9_]{2,}$/.test(name))
    yield given(name, value?.literal === undefined ? undefined : String(value.literal), { file, start: at.start, end: at.end });
} // biome-ignore format: one fact

function given(name: string, text: string | undefined, at: Fact['at']): Fact {
  const value: Expr = text === undefined ? { is: 'opaque', source: name, at } : { is: 'literal', value: text, at };
  return { kind: 'env-given', technology: 'terraform', name, value, at };
}
