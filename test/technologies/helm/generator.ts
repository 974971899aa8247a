/** Templates made at random, always the same for a seed: what they print is compared with what Go prints. */
export interface Generator {
  template(): string;
}

export const generatedValues = `name: shop
empty: ""
word: "it's"
quoted: 'say "hi"'
multi: |
  first line
    second line

  third
spaced: " lead"
colon: "a: b"
number: "8080"
port: 8080
zero: 0
ratio: 0.25
big: 1234567
negative: -3
good: true
bad: false
none: null
list: [alpha, beta, gamma]
numbers: [3, 1, 2]
mixed: [1, two, true, null, {k: v}]
emptyList: []
emptyMap: {}
labels: {app: shop, tier: web, part10: x, part9: y}
deep: {up: true, down: false, size: 5Gi, inner: {a: 1, b: [x, y]}}
hosts:
  - name: one.example
    paths: [/, /api]
  - name: two.example
    paths: []
env:
  - name: A
    value: "1"
  - name: B
    value: two words
tplText: '{{ .Values.name }}-{{ .Release.Name | upper }}'
version: 1.21.3
`;

export function generatorOf(seed: number): Generator {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (below: number) => Math.floor(random() * below);
  const pick = <T>(...all: readonly [T, ...T[]]): T => all[int(all.length)] ?? all[0];
  let variables = 0;

  const texts: readonly string[] = ['.Values.name', '.Values.empty', '.Values.word', '.Values.quoted', '.Values.multi', '.Values.spaced', '.Values.colon', '.Values.number', '.Values.deep.size', '.Release.Name', '.Chart.Name', '.Chart.Version', '"lit eral"', '"Aa-Bb_9"', '`raw \\n`', '"x"', '"tab\\there"', '"/a/b/../c.txt"', '$.Values.name']; // biome-ignore format: a table
  const text = (depth: number): string => {
    if (depth <= 0) return pick(...(texts as [string, ...string[]]));
    const t = () => text(depth - 1);
    const n = () => number(depth - 1);
    return `(${pick(
      () => `${t()} | quote`,
      () => `squote ${t()} ${t()}`,
      () => `${t()} | trunc ${int(8)}`,
      () => `${t()} | trunc -${1 + int(5)}`,
      () => `${t()} | trimSuffix "${pick('p', '-', 'x', '"')}"`,
      () => `trimPrefix "${pick('s', 'l', 'A')}" ${t()}`,
      () => `trim ${t()}`,
      () => `trimAll "sx" ${t()}`,
      () => `${t()} | replace "${pick('o', ' ', 'e', 'sh')}" "${pick('', '-', '00')}"`,
      () => `upper ${t()}`,
      () => `${t()} | lower | title`,
      () => `printf "${pick('%s-%s', '%q %v', '%-8s|%5s', '[%s] %s')}" ${t()} ${t()}`,
      () => `printf "${pick('%d', '%05d', '%x', '%v', '%+d', '%6d|')}" (${n()} | int)`,
      () => `printf "${pick('%.2f', '%g', '%e', '%v', '%8.3f')}" (float64 ${n()})`,
      () => `printf "%t %v %T" ${bool(depth - 1)} ${n()} ${t()}`,
      () => `print ${t()} ${n()} ${n()} ${t()}`,
      () => `default ${t()} ${pick(t(), '.Values.missing', '.Values.none', '.Values.empty')}`,
      () => `coalesce .Values.missing .Values.empty ${t()}`,
      () => `ternary ${t()} ${t()} ${bool(depth - 1)}`,
      () => `join "${pick(',', ' ', '')}" ${list(depth - 1)}`,
      () => `${t()} | b64enc`,
      () => `${t()} | b64enc | b64dec`,
      () => `${t()} | sha256sum | trunc 12`,
      () =>
        `regexReplaceAll "${pick('[aeiou]', '(\\\\w)-(\\\\w)', '\\\\s+', '^.', 's*')}" ${t()} "${pick('', '<$1>', '${1}_', '.')}"`,
      () => `regexFind "${pick('[a-z]+', '\\\\d+', 'x|sh?o', '(?i)A.')}" ${t()}`,
      () => `indent ${int(4)} ${t()}`,
      () => `${t()} | nindent ${int(6)}`,
      () => `toYaml ${any(depth - 1)}`,
      () => `toJson ${any(depth - 1)}`,
      () => `${any(depth - 1)} | toString`,
      () => `include "helper" ${pick('.', '$')}`,
      () => `include "say" (dict "it" ${t()} "times" ${1 + int(3)})`,
      () => `tpl ${pick('.Values.tplText', '"{{ .Values.name | quote }}!"', t())} $`,
      () => `cat ${t()} ${t()}`,
      () => `repeat ${int(4)} "ab"`,
      () => `substr 0 ${1 + int(2)} "abcdef"`,
      () => `html ${t()}`,
      () => `urlquery ${t()}`,
      () => `js ${t()}`,
      () => `base ${t()}`,
      () => `dir ${t()}`,
      () => `clean ${t()}`,
      () => `first ${pick('.Values.list', '(list "q" "r")')}`,
      () => `kindOf ${any(depth - 1)}`,
      () => `typeOf ${n()}`,
      () => `seq ${int(5)} ${int(9)}`,
      () => `get ${pick('.Values.labels', '(dict "a" "b")')} "${pick('app', 'a', 'nope')}"`,
      () => `index .Values.list ${int(3)}`,
      () => `index .Values.labels "${pick('tier', 'nope')}"`,
      () => `snakecase "${pick('FooBar', 'some thing', 'HTTPServer')}"`,
      () => `lower (toYaml ${any(depth - 1)})`,
      () => `toPrettyJson ${any(depth - 1)}`,
      () => `(split "-" "a-b-c")._${int(3)}`,
    )()})`;
  };
  const number = (depth: number): string => {
    if (depth <= 0) return pick('.Values.port', '.Values.zero', '.Values.ratio', '.Values.big', '.Values.negative', '7', '-2', '3.5', '0x1F', '(len .Values.list)'); // biome-ignore format: a table
    const n = () => number(depth - 1);
    return `(${pick(
      () => `add ${n()} ${n()}`,
      () => `sub ${n()} ${n()}`,
      () => `mul ${n()} ${n()}`,
      () => `div ${n()} ${1 + int(4)}`,
      () => `mod ${n()} ${1 + int(4)}`,
      () => `max ${n()} ${n()} 2`,
      () => `min ${n()} ${n()}`,
      () => `int ${pick(n(), '.Values.number', '"012"', '"x"', '.Values.none')}`,
      () => `int64 ${n()}`,
      () => `float64 ${n()}`,
      () => `floor ${n()}`,
      () => `ceil ${n()}`,
      () => `round ${n()} ${int(3)}`,
      () => `len ${pick(text(depth - 1), list(depth - 1), map(depth - 1))}`,
      () => `add1 ${n()}`,
      () => `ternary ${n()} ${n()} ${bool(depth - 1)}`,
      () => `default ${n()} ${n()}`,
      () => `atoi ${pick('.Values.number', '"-12"', '"z"')}`,
    )()})`;
  };
  const bool = (depth: number): string => {
    if (depth <= 0) return pick('.Values.good', '.Values.bad', '.Values.deep.up', '.Values.deep.down', 'true', 'false');
    const b = () => bool(depth - 1);
    const t = () => text(depth - 1);
    return `(${pick(
      () => `not ${pick(b(), t(), '.Values.missing')}`,
      () => `and ${b()} ${b()} ${b()}`,
      () => `or ${b()} ${b()}`,
      () => `eq ${t()} ${t()}`,
      () => `eq ${t()} "shop" "x" ${t()}`,
      () => `ne ${t()} ${t()}`,
      () => `eq (int ${number(depth - 1)}) (int ${number(depth - 1)})`,
      () => `${pick('lt', 'le', 'gt', 'ge')} (int64 ${number(depth - 1)}) (int64 ${number(depth - 1)})`,
      () => `contains "${pick('s', 'sh', '')}" ${t()}`,
      () => `hasPrefix "${pick('s', 'A')}" ${t()}`,
      () => `hasSuffix "${pick('p', 'l')}" ${t()}`,
      () => `hasKey .Values.labels "${pick('app', 'nope')}"`,
      () => `has ${t()} ${list(depth - 1)}`,
      () => `empty ${any(depth - 1)}`,
      () => `kindIs "${pick('string', 'map', 'slice', 'float64', 'bool', 'invalid')}" ${any(depth - 1)}`,
      () => `regexMatch "${pick('^s', '[0-9]{2,}', '^$', 'o(p|q)')}" ${t()}`,
      () =>
        `semverCompare "${pick('>=1.19-0', '<1.20', '^1.2', '~1.21.0', '1.x || 3', '>1.21', '!=1.21.3', '1.2 - 2')}" "${pick('1.21.3', 'v1.30.0', '2.0.0-beta.1', '1.19.0')}"`,
      () => `eq .Values.missing ${t()}`,
      () => `deepEqual ${list(depth - 1)} ${list(depth - 1)}`,
      () => `.Capabilities.APIVersions.Has "${pick('apps/v1', 'monitoring.coreos.com/v1')}"`,
    )()})`;
  };
  const list = (depth: number): string => {
    if (depth <= 0) return pick('.Values.list', '.Values.emptyList', '.Values.numbers', '.Values.mixed', '.Values.deep.inner.b'); // biome-ignore format: a table
    const l = () => list(depth - 1);
    return `(${pick(
      () => `list ${text(depth - 1)} ${number(depth - 1)}`,
      () => `append ${l()} ${any(depth - 1)}`,
      () => `prepend ${l()} ${text(depth - 1)}`,
      () => `concat ${l()} ${l()}`,
      () => `reverse ${l()}`,
      () => `uniq (concat ${l()} ${l()})`,
      () => `without ${l()} "beta" ${text(depth - 1)}`,
      () => `sortAlpha ${l()}`,
      () => `compact ${l()}`,
      () => `rest (list 1 2 "c")`,
      () => `initial (list 1 2 "c")`,
      () => `splitList "${pick('-', ',', '')}" ${text(depth - 1)}`,
      () => `keys ${map(depth - 1)} | sortAlpha`,
      () => `until ${int(5)}`,
      () => `untilStep ${int(3)} ${int(9)} ${1 + int(3)}`,
      () => `slice (list 1 2 3 4) ${int(2)} ${2 + int(2)}`,
      () => `regexSplit "${pick('[- ]', 'o')}" ${text(depth - 1)} ${pick('-1', '2')}`,
      () => `regexFindAll "[a-z]+" ${text(depth - 1)} ${pick('-1', '2')}`,
      () => `chunk 2 ${l()}`,
      () => `toStrings ${l()}`,
    )()})`;
  };
  const map = (depth: number): string => {
    if (depth <= 0) return pick('.Values.labels', '.Values.deep', '.Values.emptyMap', '.Values.deep.inner');
    const m = () => map(depth - 1);
    return `(${pick(
      () => `dict "a" ${any(depth - 1)} "${pick('b', 'key with blank', 'a10', '8')}" ${text(depth - 1)}`,
      () => `merge (dict "app" "own" "size" "") ${m()}`,
      () => `mergeOverwrite (deepCopy ${m()}) (dict "on" false "app" "over" "inner" (dict "a" 2)) ${m()}`,
      () => `pick ${m()} "app" "size"`,
      () => `omit ${m()} "app" "inner"`,
      () => `set (deepCopy ${m()}) "fresh" ${any(depth - 1)}`,
      () => `unset (deepCopy ${m()}) "app"`,
      () => `fromYaml (toYaml ${m()})`,
      () => `fromJson (toJson ${m()})`,
      () => `fromYaml "a: 0x10\\nb: yes\\nc: [1, 2.50]\\nd: ~\\ne: 012\\n"`,
      () => `default ${m()} .Values.missing`,
      () => `deepCopy ${m()}`,
    )()})`;
  };
  const any = (depth: number): string => pick(text, number, bool, list, map, () => '.Values.none')(depth);

  const nodes = (depth: number, inRange: boolean): string => {
    let made = '';
    for (let left = 1 + int(4); left > 0; left--) made += node(depth, inRange);
    return made;
  };
  const open = () => pick('{{ ', '{{- ', '{{', '{{- ');
  const close = () => pick(' }}', ' -}}', '}}', ' }}');
  const word = (): string => pick('a\n', '  key: ', '\n', ' - ', 'x y\n\n', 'z', '\t\n');
  const node = (depth: number, inRange: boolean): string => {
    if (depth <= 0) return pick<() => string>(word, () => `${open()}${pick(text, number, bool, any)(1)}${close()}`)();
    const d = depth - 1;
    const e = 1 + int(2);
    return pick<() => string>(
      word,
      () => `${open()}${any(e)}${close()}`,
      () => `${open()}${text(e)} | nindent ${int(6)}${close()}`,
      () => `${open()}toYaml ${any(e)} | nindent ${int(6)}${close()}`,
      () =>
        `${open()}if ${any(e)}${close()}${nodes(d, inRange)}${open()}else if ${bool(e)}${close()}${nodes(d, inRange)}${open()}else${close()}${nodes(d, inRange)}${open()}end${close()}`,
      () => `${open()}if ${bool(e)}${close()}${nodes(d, inRange)}${open()}end${close()}`,
      () =>
        `${open()}with ${pick(text, map)(e)}${close()}${word()}{{ toYaml . }}${open()}else${close()}none${open()}end${close()}`,
      () => {
        const name = `$v${variables++}`;
        return `${open()}${name} := ${any(e)}${close()}${open()}if ${bool(1)}${close()}${open()}${name} = ${any(1)}${close()}${open()}end${close()}{{ ${name} }}`;
      },
      () => {
        const [key, value] = [`$k${variables++}`, `$e${variables}`];
        const leap = pick('', `{{ if eq (toString ${key}) "1" }}{{ ${pick('break', 'continue')} }}{{ end }}`);
        return `${open()}range ${key}, ${value} := ${pick(list, map)(e)}${close()}${leap}{{ ${key} }}={{ ${value} }}${word()}${open()}else${close()}empty${open()}end${close()}`;
      },
      () =>
        `${open()}range ${pick('.Values.hosts', '.Values.env')}${close()}{{ .name }}{{ range .paths }} {{ . }}{{ end }}${word()}${open()}end${close()}`,
      () => `{{- /* a comment ${word()} */ -}}`,
      () => `${open()}template "helper" ${pick('.', '$')}${close()}`,
      () =>
        `${open()}block "made${variables++}" ${pick('.', '$')}${close()}${word()}{{ .Values.name }}${open()}end${close()}`,
    )();
  };
  return { template: () => nodes(2, false) };
}

export const generatedHelpers = `{{- define "helper" -}}
{{ .Chart.Name }}/{{ .Values.name | default "none" }}
{{- end }}
{{ define "say" }}{{ range until (int .times) }}{{ $.it }};{{ end }}{{ end }}
`;
