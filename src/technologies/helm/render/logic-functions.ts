import { table } from '../../../table.js';
import { type Call, type Functions, failed, known, textual } from './function.js';
import { kindName, typeName } from './print.js';
import { isWithin, versionOf, versionText } from './semver.js';
import { toJson } from './to-json.js';
import { toYaml } from './to-yaml.js';
import { bool, decidedAt, decidedBy, dict, holeIn, int, nil, truth, type Value, words } from './value.js';

export const logicFunctions: Functions = table({
  not: ([value = nil]) => {
    const holds = truth(value);
    return holds === undefined ? value : bool(!holds, decidedBy(value));
  },
  eq: known('a*', ([first = nil, ...others], call) => (others.length === 0 ? failed(call, 'compares with nothing') : bool(others.some((other) => same(first, other)), decidedBy(first)))),
  ne: known('aa', ([a, b]) => bool(!same(a, b), decidedBy(a))),
  lt: known('aa', ([a, b], call) => ordered(a, b, call, (order) => order < 0)),
  le: known('aa', ([a, b], call) => ordered(a, b, call, (order) => order <= 0)),
  gt: known('aa', ([a, b], call) => ordered(a, b, call, (order) => order > 0)),
  ge: known('aa', ([a, b], call) => ordered(a, b, call, (order) => order >= 0)),
  default: (args) => withDefault(args),
  empty: ([value = nil]) => {
    const holds = truth(value);
    return holds === undefined ? value : bool(!holds, decidedBy(value));
  },
  coalesce: (args) => args.find((arg) => truth(arg) !== false) ?? nil,
  all: known('a*', (args) => bool(args.every((arg) => truth(arg) === true))),
  any: known('a*', (args) => bool(args.some((arg) => truth(arg) === true))),
  ternary: (args, call) => {
    const [yes = nil, no = nil, holds] = args;
    if (holds?.is === 'hole') return holds;
    return holds?.is === 'bool' ? chosen(holds.value ? yes : no, holds) : failed(call, 'has no condition');
  },
  typeOf: known('a', ([value]) => words(typeName(value))),
  typeIs: known('sa', ([name, value]) => bool(typeName(value) === name.text, decidedBy(value))),
  typeIsLike: known('sa', ([name, value]) => bool(typeName(value) === name.text, decidedBy(value))),
  kindOf: known('a', ([value]) => words(kindName(value))),
  kindIs: known('sa', ([name, value]) => bool(kindName(value) === name.text, decidedBy(value))),
  toYaml: (args) => toYaml(args[0] ?? nil),
  mustToYaml: (args) => toYaml(args[0] ?? nil),
  toJson: (args) => toJson(args[0] ?? nil),
  mustToJson: (args) => toJson(args[0] ?? nil),
  toRawJson: (args) => toJson(args[0] ?? nil, { html: false }),
  mustToRawJson: (args) => toJson(args[0] ?? nil, { html: false }),
  toPrettyJson: (args) => toJson(args[0] ?? nil, { html: true, indent: 2 }),
  mustToPrettyJson: (args) => toJson(args[0] ?? nil, { html: true, indent: 2 }),
  semverCompare: known('ss', ([constraint, text], call) => {
    const version = versionOf(text.text);
    const within = version && isWithin(constraint.text, version);
    return within === undefined ? failed(call, 'is no version or constraint') : bool(within, decidedBy(text));
  }),
  semver: known('s', ([text], call) => {
    const version = versionOf(text.text);
    if (!version) return failed(call, `"${text.text}" is no version`);
    const [major, minor, patch] = version.numbers;
    return dict([['Major', int(major)], ['Minor', int(minor)], ['Patch', int(patch)], ['Prerelease', words(version.pre)], ['Metadata', words(version.build)], ['Original', text]], { shown: versionText(version) });
  }),
  urlParse: known('s', ([text]) => urlParts(text.text)),
  urlJoin: known('d', ([{ entries }]) => {
    const part = (name: string) => textual(entries.get(name)?.value ?? words('')).text;
    const user = part('userinfo') && `${part('userinfo')}@`;
    const scheme = part('scheme') && `${part('scheme')}:`;
    const host = part('host') || user ? `//${user}${part('host')}` : '';
    return words(`${scheme}${host}${part('path')}${part('query') && `?${part('query')}`}${part('fragment') && `#${part('fragment')}`}`);
  }),
}); // biome-ignore format: a table

/** Both sides as Go compares them; numbers of different kinds, which Go refuses, by value. */
function same(a: Value, b: Value): boolean {
  if (a.is === 'nil' || b.is === 'nil') return a.is === b.is;
  if (a.is === 'number' && b.is === 'number') return a.value === b.value;
  if (a.is === 'string' && b.is === 'string') return a.text === b.text;
  return a.is === 'bool' && b.is === 'bool' && a.value === b.value;
}

function ordered(a: Value, b: Value, call: Call, holds: (order: number) => boolean): Value {
  if (a.is === 'number' && b.is === 'number') return bool(holds(a.value - b.value), decidedBy(a));
  if (a.is === 'string' && b.is === 'string')
    return bool(holds(a.text < b.text ? -1 : a.text > b.text ? 1 : 0), decidedBy(a));
  return failed(call, `compares a ${a.is} with a ${b.is}`);
}

/** The line to change is that of the empty value, where there is one. */
function withDefault([fallback = nil, given]: readonly Value[]): Value {
  if (!given) return fallback;
  const holds = truth(given);
  if (holds !== false) return given;
  return chosen(fallback, given);
}

function chosen(value: Value, by: Value): Value {
  const place = decidedBy(by);
  const own = decidedBy(value);
  return place?.given && !own?.given && holeIn(value) === undefined && value.is !== 'list' && value.is !== 'dict'
    ? decidedAt(value, place)
    : value;
}

function urlParts(text: string): Value {
  const found = /^(?:([a-zA-Z][\w+.-]*):)?(?:\/\/(?:([^@/?#]*)@)?([^/?#]*)(?![^/?#]))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s.exec(text);
  const [, scheme = '', userinfo = '', host = '', path = '', query = '', fragment = ''] = found ?? [];
  const opaque = scheme !== '' && host === '' && !path.startsWith('/') ? path : '';
  return dict([['scheme', words(scheme.toLowerCase())], ['userinfo', words(userinfo)], ['host', words(host)], ['hostname', words(host.replace(/:\d+$/, ''))], ['path', words(opaque ? '' : path)], ['query', words(query)], ['fragment', words(fragment)], ['opaque', words(opaque)]]);
} // biome-ignore format: a table
