/** A version as Masterminds/semver 3 reads it: minor and patch may be missing. */
export interface Version {
  readonly numbers: readonly [number, number, number];
  readonly pre: string;
  readonly build: string;
}

export function versionOf(text: string): Version | undefined {
  const found =
    /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?(?:\+([\dA-Za-z-]+(?:\.[\dA-Za-z-]+)*))?$/.exec(
      text,
    );
  if (!found) return undefined;
  return {
    numbers: [Number(found[1]), Number(found[2] ?? 0), Number(found[3] ?? 0)],
    pre: found[4] ?? '',
    build: found[5] ?? '',
  };
}

export function versionText({ numbers, pre, build }: Version): string {
  return numbers.join('.') + (pre && `-${pre}`) + (build && `+${build}`);
}

/** Whether a version is within a constraint (`>=1.19-0 <2 || ^3`); undefined when the constraint is none. */
export function isWithin(constraint: string, version: Version): boolean | undefined {
  const ways = rangesOf(constraint)
    .split('||')
    .map((way) => conditionsIn(way));
  if (ways.some((way) => way === undefined)) return undefined;
  return ways.some((way) => way?.every((one) => meets(one, version)));
}

function rangesOf(text: string): string {
  return text.replace(/(?<!\S)(\S+)\s+-\s+(\S+)/g, ' >=$1 <=$2 ');
}

interface Condition {
  readonly sign: string;
  readonly version: Version;
  /** How many of the three numbers are given. */
  readonly given: number;
}

const one =
  /^\s*(?:(=|==|!=|>=|=>|<=|=<|>|<|~>|~|\^)\s*)?v?((?:\d+|[xX*])(?:\.(?:\d+|[xX*]))?(?:\.(?:\d+|[xX*]))?)(-[\dA-Za-z.-]+)?(\+[\dA-Za-z.-]+)?\s*(?:,|(?=\s|$|[=!<>~^]))/;

function conditionsIn(text: string): readonly Condition[] | undefined {
  const found: Condition[] = [];
  let rest = text.trim();
  if (rest === '') return undefined;
  while (rest !== '') {
    const match = one.exec(rest);
    if (!match) return undefined;
    const numbers = (match[2] ?? '').split('.');
    const open = numbers.findIndex((part) => /[xX*]/.test(part));
    const given = open < 0 ? numbers.length : open;
    const at = (index: number) => (index < given ? Number(numbers[index] ?? 0) : 0);
    found.push({
      sign: match[1] ?? '',
      given,
      version: { numbers: [at(0), at(1), at(2)], pre: (match[3] ?? '').slice(1), build: '' },
    });
    rest = rest.slice(match[0].length).trim();
  }
  return found;
}

/** The rules of constraints.go: a version before its release is only within constraints that name such a version. */
function meets({ sign, version: wanted, given }: Condition, version: Version): boolean {
  if (sign !== '!=' && version.pre !== '' && wanted.pre === '') return false;
  const order = compared(version, wanted);
  const same = (count: number) =>
    version.numbers.slice(0, count).every((number, index) => number === wanted.numbers[index]);
  switch (sign) {
    case '!=':
      if (given < 3) return !same(given);
      return order !== 0;
    case '>':
      return given < 3 ? order > 0 && !same(given) : order > 0;
    case '<':
      return order < 0;
    case '>=':
    case '=>':
      return order >= 0;
    case '<=':
    case '=<':
      return order <= 0 || (given < 3 && same(given));
    case '~':
    case '~>':
      return order >= 0 && same(Math.min(given, 2));
    case '^': {
      if (order < 0) return false;
      const [major, minor] = wanted.numbers;
      if (major > 0 || given <= 1) return same(1);
      if (minor > 0 || given === 2) return same(2);
      return same(3);
    }
    default:
      return given < 3 ? order >= 0 && same(given) : order === 0;
  }
}

export function compared(a: Version, b: Version): number {
  for (const index of [0, 1, 2] as const) {
    const difference = a.numbers[index] - b.numbers[index];
    if (difference !== 0) return Math.sign(difference);
  }
  if (a.pre === b.pre) return 0;
  if (a.pre === '') return 1;
  if (b.pre === '') return -1;
  return preCompared(a.pre.split('.'), b.pre.split('.'));
}

function preCompared(a: readonly string[], b: readonly string[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index++) {
    const [x, y] = [a[index], b[index]];
    if (x === y) continue;
    if (x === undefined) return -1;
    if (y === undefined) return 1;
    const [isX, isY] = [/^\d+$/.test(x), /^\d+$/.test(y)];
    if (isX && isY) return Math.sign(Number(x) - Number(y));
    if (isX !== isY) return isX ? -1 : 1;
    return x < y ? -1 : 1;
  }
  return 0;
}
