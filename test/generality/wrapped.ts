import { dirname, extname, join } from 'node:path/posix';
import { atTop, type CallSite, type Written } from './site.js';
import type { Transformation } from './transformations.js';

/** Further ways to write the same JavaScript: wrapped, handed on, injected, decorated, under other names. */

const params = (site: CallSite): string => site.args.map((_, at) => `a${at}`).join(', ');
const given = (site: CallSite): string => site.args.map(({ text }) => text).join(', ');

const isCommon = ({ text }: Written): boolean =>
  /\brequire\(|\bmodule\.exports\b/.test(text) && !/^\s*(import|export) /m.test(text);
const isTyped = ({ path }: Written): boolean => /\.[cm]?tsx?$/.test(path);
/** Types are left out here: the parsers do not ask for them. */
const replaced = ({ text }: Written, { start, end }: { start: number; end: number }, by: string): string =>
  text.slice(0, start) + by + text.slice(end);
const isAwaited = ({ text }: Written, { start }: CallSite): boolean => /\bawait\s+$/.test(text.slice(0, start));
const asks = (site: CallSite): boolean => site.args.some(({ text }) => /\b(await|yield)\b/.test(text));

const beside = (file: Written, name: string): string =>
  join(dirname(file.path), `${name}${isTyped(file) ? '.ts' : extname(file.path).replace('x', '')}`);
const bringIn = (file: Written, name: string, module: string, text: string): string =>
  isCommon(file)
    ? atTop(text, `const { ${name} } = require('./${module}');`)
    : atTop(text, `import { ${name} } from './${module}.js';`);
const offer = (file: Written, declaration: string, name: string): string =>
  isCommon(file) ? `${declaration}\nmodule.exports = { ${name} };\n` : `export ${declaration}`;

export const wrapped: readonly Transformation<CallSite>[] = [
  {
    name: 'work handed to a wrapper',
    of: 'call',
    apply: (file, site) =>
      asks(site)
        ? undefined
        : {
            [file.path]: `${replaced(file, site, `zWith(() => ${site.callee}(${given(site)}))`)}\nfunction zWith(work) {\n  return work();\n}\n`,
          },
  },
  {
    name: 'function made by a wrapper',
    of: 'call',
    apply: (file, site) =>
      asks(site)
        ? undefined
        : {
            [file.path]: `${replaced(file, site, `zTraced((${params(site)}) => ${site.callee}(${params(site)}))(${given(site)})`)}\nfunction zTraced(work) {\n  return (...given) => {\n    console.log('called');\n    return work(...given);\n  };\n}\n`,
          },
  },
  {
    name: 'helper that waits',
    of: 'call',
    apply: (file, site) =>
      isAwaited(file, site)
        ? {
            [file.path]: `${replaced(file, site, `zWaits(${given(site)})`)}\nasync function zWaits(${params(site)}) {\n  const result = await ${site.callee}(${params(site)});\n  return result;\n}\n`,
          }
        : undefined,
  },
  {
    name: 'helper that may leave early',
    of: 'call',
    apply: (file, site) =>
      site.args.length === 0
        ? undefined
        : {
            [file.path]: `${replaced(file, site, `zMaybe(${given(site)})`)}\nfunction zMaybe(${params(site)}) {\n  if (a0 === undefined) return undefined;\n  return ${site.callee}(${params(site)});\n}\n`,
          },
  },
  {
    name: 'method of an injected object',
    of: 'call',
    apply: (file, site) => ({
      [file.path]: bringIn(file, 'zFront', 'zfront', replaced(file, site, `zFront.run(${given(site)})`)),
      [beside(file, 'zfront')]:
        `${site.brings}\n\nclass ZBack {\n  run(${params(site)}) {\n    return ${site.callee}(${params(site)});\n  }\n}\n\nclass ZFront {\n  constructor(back) {\n    this.back = back;\n  }\n\n  run(${params(site)}) {\n    return this.back.run(${params(site)});\n  }\n}\n\n${offer(file, 'const zFront = new ZFront(new ZBack());\n', 'zFront')}`,
    }),
  },
  {
    name: 'decorated method',
    of: 'call',
    apply: (file, site) =>
      isTyped(file)
        ? {
            [file.path]: bringIn(file, 'zMarked', 'zmarked', replaced(file, site, `zMarked.run(${given(site)})`)),
            [beside(file, 'zmarked')]:
              `${site.brings}\n\nfunction traced(target, key, descriptor) {\n  const work = descriptor.value;\n  descriptor.value = function (...given) {\n    return work.apply(this, given);\n  };\n}\n\nclass ZMarked {\n  @traced\n  run(${params(site)}) {\n    return ${site.callee}(${params(site)});\n  }\n}\n\n${offer(file, 'const zMarked = new ZMarked();\n', 'zMarked')}`,
          }
        : undefined,
  },
  {
    name: 'own names',
    of: 'call',
    apply(file) {
      const text = ownNames(file).reduce(
        (all, name, at) =>
          all.replace(
            new RegExp(`(?<![.\\w$'"\`/-])${name.replaceAll('$', '\\$')}(?![\\w$'"\`/-])`, 'g'),
            () => `zName${at}`,
          ),
        file.text,
      );
      return text === file.text ? undefined : { [file.path]: text };
    },
  },
];

/** Names that only this file knows, and that never stand for a key. */
function ownNames({ module, text }: Written): readonly string[] {
  const names = new Set<string>();
  for (const { name } of module.classes) names.add(name);
  for (const fn of module.functions) {
    if (fn.outer === 0 && fn.owner === undefined) names.add(fn.name);
    for (const event of fn.events) if (event.is === 'bind' && event.target.is === 'name') names.add(event.target.name);
  }
  for (const { local } of module.imports) names.delete(local);
  for (const { name } of module.exports) names.delete(name);
  return [...names].filter((name) => {
    const word = name.replaceAll('$', '\\$');
    return (
      name !== '' &&
      // a key, a method of an object, an import or export, or part of a text
      !new RegExp(
        `(?<!function )\\b${word}\\([^()]*\\) \\{|[{,]\\s*${word}\\s*[,}=]|\\b${word}\\s*:|export[^\\n]*\\b${word}\\b|exports[^\\n]*\\b${word}\\b|['"\`][^'"\`\\n]*\\b${word}\\b[^'"\`\\n]*['"\`]`,
      ).test(text)
    );
  });
}

/** Pairs that are tried: the second is done where the first has put the call. */
export const pairs: readonly (readonly [string, string])[] = [
  ['helper in another module', 'helper in the same file'],
  ['helper in another module', 'work handed to a wrapper'],
  ['method of an object elsewhere', 'helper in another module'],
  ['method of an injected object', 'helper in the same file'],
  ['helper that may leave early', 'helper in another module'],
];

/** What the first of a pair has made, under names that the second one does not use. */
export function aside(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const other = (text: string) =>
    text.replace(/\b([zZ])(?=[A-Z_]|lib\b|index\b|service\b|front\b|marked\b|settings\b)/g, (z) =>
      z === 'z' ? 'y' : 'Y',
    );
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [other(path), other(text)]));
}
