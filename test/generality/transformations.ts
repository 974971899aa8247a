import { dirname, extname, join, relative } from 'node:path/posix';
import { atTop, type CallSite, type LiteralSite, type Written } from './site.js';
import { wrapped } from './wrapped.js';

/** What becomes of the files of an example: the changed file and those that are added. */
export type Files = Readonly<Record<string, string>>;

/** Changes a program without changing what it does; undefined where it cannot be done there. */
export interface Transformation<S> {
  readonly name: string;
  readonly of: 'call' | 'literal';
  apply(file: Written, site: S): Files | undefined;
}

const names = (site: CallSite): readonly string[] => site.args.map(({ name }, at) => name ?? `a${at}`);

function replaced({ text }: Written, { start, end }: { start: number; end: number }, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

const given = (site: CallSite): string =>
  site.args.map(({ name, text }) => (name ? `${name}=${text}` : text)).join(', ');
const passed = (site: CallSite): string =>
  site.args.map(({ name }, at) => (name ? `${name}=${name}` : `a${at}`)).join(', ');

// ---- JavaScript

const isCommon = ({ text }: Written): boolean =>
  /\brequire\(|\bmodule\.exports\b/.test(text) && !/^\s*(import|export) /m.test(text);
const beside = (file: Written, name: string): string =>
  join(dirname(file.path), `${name}${/\.[cm]?tsx?$/.test(file.path) ? '.ts' : extname(file.path).replace('x', '')}`);
const jsParams = (site: CallSite): string => names(site).join(', ');

function bringIn(file: Written, names: string, module: string, text: string): string {
  return isCommon(file)
    ? atTop(text, `const ${names} = require('./${module}');`)
    : atTop(text, `import ${names} from './${module}.js';`);
}

function offer(file: Written, declaration: string, name: string): string {
  return isCommon(file) ? `${declaration}\nmodule.exports = { ${name} };\n` : `export ${declaration}`;
}

const javascript: readonly Transformation<CallSite>[] = [
  {
    name: 'helper in the same file',
    of: 'call',
    apply: (file, site) => ({
      [file.path]: `${replaced(file, site, `zHelper(${given(site)})`)}\nfunction zHelper(${jsParams(site)}) {\n  return ${site.callee}(${jsParams(site)});\n}\n`,
    }),
  },
  {
    name: 'arrow in the same file',
    of: 'call',
    apply: (file, site) =>
      site.brings === ''
        ? undefined
        : {
            [file.path]: replaced(file, site, `zArrow(${given(site)})`).replace(
              site.brings,
              () => `${site.brings}\nconst zArrow = (${jsParams(site)}) => ${site.callee}(${jsParams(site)});\n`,
            ),
          },
  },
  {
    name: 'helper in another module',
    of: 'call',
    apply: (file, site) => ({
      [file.path]: bringIn(file, '{ zHelper }', 'zlib', replaced(file, site, `zHelper(${given(site)})`)),
      [beside(file, 'zlib')]:
        `${site.brings}\n\n${offer(file, `function zHelper(${jsParams(site)}) {\n  return ${site.callee}(${jsParams(site)});\n}\n`, 'zHelper')}`,
    }),
  },
  {
    name: 'helper that is passed on',
    of: 'call',
    apply: (file, site) =>
      isCommon(file)
        ? undefined
        : {
            [file.path]: bringIn(file, '{ zHelper }', 'zindex', replaced(file, site, `zHelper(${given(site)})`)),
            [beside(file, 'zindex')]: `export * from './zlib.js';\n`,
            [beside(file, 'zlib')]:
              `${site.brings}\n\nexport function zHelper(${jsParams(site)}) {\n  return ${site.callee}(${jsParams(site)});\n}\n`,
          },
  },
  {
    name: 'method of an object elsewhere',
    of: 'call',
    apply: (file, site) => ({
      [file.path]: bringIn(file, '{ zService }', 'zservice', replaced(file, site, `zService.run(${given(site)})`)),
      [beside(file, 'zservice')]:
        `${site.brings}\n\nclass ZService {\n  run(${jsParams(site)}) {\n    return ${site.callee}(${jsParams(site)});\n  }\n}\n\n${offer(file, 'const zService = new ZService();\n', 'zService')}`,
    }),
  },
  {
    name: 'method of a base class',
    of: 'call',
    apply: (file, site) => ({
      [file.path]: bringIn(file, '{ zService }', 'zservice', replaced(file, site, `zService.run(${given(site)})`)),
      [beside(file, 'zservice')]:
        `${site.brings}\n\nclass ZBase {\n  run(${jsParams(site)}) {\n    return ${site.callee}(${jsParams(site)});\n  }\n}\n\nclass ZService extends ZBase {}\n\n${offer(file, 'const zService = new ZService();\n', 'zService')}`,
    }),
  },
];

// ---- Python

const pythonImports = ({ module, text }: Written): number => {
  // not those that a function makes: a helper behind them would cut it in two
  const ends = module.imports.flatMap(({ start, end }) => (/^[ \t]/.test(lineAt(text, start)) ? [] : [end]));
  const last = Math.max(0, ...ends);
  const line = text.indexOf('\n', last);
  return last === 0 ? 0 : line < 0 ? text.length : line + 1;
};
function lineAt(text: string, offset: number): string {
  return text.slice(text.lastIndexOf('\n', offset) + 1, offset + 1);
}
const pythonModule = (file: Written, name: string): string => {
  const folder = dirname(file.path);
  return folder === '.' ? name : `${folder.replaceAll('/', '.')}.${name}`;
};
const pythonHelper = (site: CallSite, name = 'z_helper', self = ''): string =>
  `def ${name}(${[...(self ? [self] : []), ...names(site)].join(', ')}):\n    return ${site.callee}(${passed(site)})\n`;

function behindImports(file: Written, text: string, insert: string): string {
  const at = pythonImports(file);
  return `${text.slice(0, at)}\n\n${insert}\n\n${text.slice(at)}`;
}

const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ');

const python: readonly Transformation<CallSite>[] = [
  {
    name: 'helper in the same file',
    of: 'call',
    apply: (file, site) =>
      site.start < pythonImports(file)
        ? undefined
        : { [file.path]: behindImports(file, replaced(file, site, `z_helper(${given(site)})`), pythonHelper(site)) },
  },
  {
    name: 'helper in another module',
    of: 'call',
    apply: (file, site) => ({
      [file.path]: `from ${pythonModule(file, 'z_lib')} import z_helper\n${replaced(file, site, `z_helper(${given(site)})`)}`,
      [join(dirname(file.path), 'z_lib.py')]: `${site.brings}\n\n\n${pythonHelper(site)}`,
    }),
  },
  {
    name: 'method of an object elsewhere',
    of: 'call',
    apply: (file, site) => ({
      [file.path]: `from ${pythonModule(file, 'z_service')} import z_service\n${replaced(file, site, `z_service.run(${given(site)})`)}`,
      [join(dirname(file.path), 'z_service.py')]:
        `${site.brings}\n\n\nclass ZService:\n${indented(pythonHelper(site, 'run', 'self'))}\n\nz_service = ZService()\n`,
    }),
  },
  {
    name: 'method of a base class',
    of: 'call',
    apply: (file, site) => ({
      [file.path]: `from ${pythonModule(file, 'z_service')} import z_service\n${replaced(file, site, `z_service.run(${given(site)})`)}`,
      [join(dirname(file.path), 'z_service.py')]:
        `${site.brings}\n\n\nclass ZBase:\n${indented(pythonHelper(site, 'run', 'self'))}\n\nclass ZService(ZBase):\n    pass\n\n\nz_service = ZService()\n`,
    }),
  },
];

// ---- PHP

const phpParams = (site: CallSite): string =>
  names(site)
    .map((name) => `$${name}`)
    .join(', ');
const phpGiven = (site: CallSite): string =>
  site.args.map(({ name, text }) => (name ? `${name}: ${text}` : text)).join(', ');
const phpPassed = (site: CallSite): string =>
  site.args.map(({ name }, at) => (name ? `${name}: $${name}` : `$a${at}`)).join(', ');
/** A file to whose end code can be added: none is run behind the last `?>`. */
const phpOpen = (text: string): string =>
  text.lastIndexOf('?>') < text.lastIndexOf('<?php')
    ? text
    : `${text.replace(/\?>\s*$/, '')}${/\?>\s*$/.test(text) ? '' : '\n<?php'}`;
/** The imports of a file, and the class of the file's own namespace that is called. */
const phpUses = ({ text }: Written, { callee }: CallSite): string => {
  const uses = text.match(/^use [^;]+;$/gm) ?? [];
  const namespace = /^namespace ([^;]+);$/m.exec(text)?.[1];
  const own = /^(?:new )?([A-Z]\w*)(?:::\w+)?$/.exec(callee)?.[1];
  const isOwn = namespace && own && !uses.some((use) => use.endsWith(`\\${own};`) || use === `use ${own};`);
  return [...uses, ...(isOwn ? [`use ${namespace}\\${own};`] : [])].join('\n');
};

const php: readonly Transformation<CallSite>[] = [
  {
    name: 'helper in the same file',
    of: 'call',
    apply: (file, site) =>
      /^config\//.test(file.path)
        ? undefined
        : {
            [file.path]: `${phpOpen(replaced(file, site, `z_helper(${phpGiven(site)})`))}\n\nfunction z_helper(${phpParams(site)})\n{\n    return ${site.callee}(${phpPassed(site)});\n}\n`,
          },
  },
  ...(['static method elsewhere', 'method of an object elsewhere', 'method of a base class'] as const).map(
    (name): Transformation<CallSite> => ({
      name,
      of: 'call',
      apply(file, site) {
        const folder = /^(app|src)\//.exec(file.path)?.[1];
        if (!folder) return undefined;
        const isStatic = name === 'static method elsewhere';
        const body = `    public ${isStatic ? 'static ' : ''}function run(${phpParams(site)})\n    {\n        return ${site.callee}(${phpPassed(site)});\n    }\n`;
        const classes =
          name === 'method of a base class'
            ? `abstract class ZBase\n{\n${body}}\n\nclass ZHelper extends ZBase\n{\n}\n`
            : `class ZHelper\n{\n${body}}\n`;
        const call = isStatic ? '\\App\\Support\\ZHelper::run' : '(new \\App\\Support\\ZHelper())->run';
        return {
          [file.path]: replaced(file, site, `${call}(${phpGiven(site)})`),
          [`${folder}/Support/ZHelper.php`]: `<?php\n\nnamespace App\\Support;\n\n${phpUses(file, site)}\n\n${classes}`,
        };
      },
    }),
  ),
];

// ---- Ruby

const rubyGiven = (site: CallSite): string =>
  site.args.map(({ name, text }) => (name ? `${name}: ${text}` : text)).join(', ');
const rubyParams = (site: CallSite): string =>
  site.args.map(({ name }, at) => (name ? `${name}:` : `a${at}`)).join(', ');
const rubyPassed = (site: CallSite): string =>
  site.args.map(({ name }, at) => (name ? `${name}: ${name}` : `a${at}`)).join(', ');
/** Nothing loads `lib` by itself (Rails guides 8.0, autoloading_and_reloading_constants.md), and only Rails loads `app`. */
const rubySettings = (file: Written, value: string, declaration: string): Files => {
  const inProject = /^(app|config|lib)\//.test(file.path);
  const path = inProject ? 'lib/z_settings.rb' : 'z_settings.rb';
  const required = relative(dirname(file.path), path).replace(/\.rb$/, '');
  return {
    [file.path]: `require_relative "${required}"\n${value}`,
    [path]: `module ZSettings\n${declaration}end\n`,
  };
};
const rubyClass = (site: CallSite): string =>
  `class ZHelper\n  def self.run(${rubyParams(site)})\n    ${site.callee}(${rubyPassed(site)})\n  end\nend\n`;

const ruby: readonly Transformation<CallSite>[] = [
  {
    name: 'helper in the same file',
    of: 'call',
    apply: (file, site) => ({
      // before the statements of the file: those run in their order
      [file.path]: `${rubyClass(site)}\n${replaced(file, site, `ZHelper.run(${rubyGiven(site)})`)}`,
    }),
  },
  {
    name: 'helper in another file',
    of: 'call',
    apply: (file, site) =>
      file.path.startsWith('app/')
        ? {
            [file.path]: replaced(file, site, `ZHelper.run(${rubyGiven(site)})`),
            'app/services/z_helper.rb': rubyClass(site),
          }
        : undefined,
  },
  {
    name: 'method of an object elsewhere',
    of: 'call',
    apply: (file, site) =>
      file.path.startsWith('app/')
        ? {
            [file.path]: replaced(file, site, `ZService.new.run(${rubyGiven(site)})`),
            'app/services/z_service.rb': `class ZService\n  def run(${rubyParams(site)})\n    ${site.callee}(${rubyPassed(site)})\n  end\nend\n`,
          }
        : undefined,
  },
  {
    name: 'method of a base class',
    of: 'call',
    apply: (file, site) =>
      file.path.startsWith('app/')
        ? {
            [file.path]: replaced(file, site, `ZService.new.run(${rubyGiven(site)})`),
            'app/services/z_base.rb': `class ZBase\n  def run(${rubyParams(site)})\n    ${site.callee}(${rubyPassed(site)})\n  end\nend\n`,
            'app/services/z_service.rb': 'class ZService < ZBase\nend\n',
          }
        : undefined,
  },
  {
    name: 'function of a module elsewhere',
    of: 'call',
    apply: (file, site) =>
      file.path.startsWith('app/')
        ? {
            [file.path]: replaced(file, site, `ZTools.run(${rubyGiven(site)})`),
            'app/lib/z_tools.rb': `module ZTools\n  module_function\n\n  def run(${rubyParams(site)})\n    again(${rubyPassed(site)})\n  end\n\n  def again(${rubyParams(site)})\n    ${site.callee}(${rubyPassed(site)})\n  end\nend\n`,
          }
        : undefined,
  },
];

export const callTransformations: Readonly<Record<string, readonly Transformation<CallSite>[]>> = {
  javascript: [...javascript, ...wrapped],
  python,
  php,
  ruby,
};

// ---- literals

export const literalTransformations: Readonly<Record<string, readonly Transformation<LiteralSite>[]>> = {
  javascript: [
    {
      name: 'literal as a constant of another module',
      of: 'literal',
      apply: (file, site) => ({
        [file.path]: bringIn(file, '{ zSettings }', 'zsettings', replaced(file, site, 'zSettings.zValue')),
        [beside(file, 'zsettings')]: offer(file, `const zSettings = {\n  zValue: ${site.text},\n};\n`, 'zSettings'),
      }),
    },
    {
      name: 'literal by a function',
      of: 'literal',
      apply: (file, site) => ({
        [file.path]: `${replaced(file, site, 'zValue()')}\nfunction zValue() {\n  return ${site.text};\n}\n`,
      }),
    },
    {
      name: 'literal as a default of the environment',
      of: 'literal',
      apply: (file, site) => ({ [file.path]: replaced(file, site, `(process.env.Z_VALUE || ${site.text})`) }),
    },
  ],
  python: [
    {
      name: 'literal as a constant of another module',
      of: 'literal',
      apply: (file, site) => ({
        [file.path]: `from ${pythonModule(file, 'z_settings')} import Z_VALUE\n${replaced(file, site, 'Z_VALUE')}`,
        [join(dirname(file.path), 'z_settings.py')]: `Z_VALUE = ${site.text}\n`,
      }),
    },
    {
      name: 'literal as a default of the environment',
      of: 'literal',
      apply: (file, site) => ({
        [file.path]: `import os\n${replaced(file, site, `os.environ.get("Z_VALUE", ${site.text})`)}`,
      }),
    },
  ],
  php: [],
  ruby: [
    {
      name: 'literal as a constant of another module',
      of: 'literal',
      apply: (file, site) =>
        rubySettings(file, replaced(file, site, 'ZSettings::Z_VALUE'), `  Z_VALUE = ${site.text}\n`),
    },
    {
      name: 'literal by a function',
      of: 'literal',
      apply: (file, site) =>
        rubySettings(file, replaced(file, site, 'ZSettings.z_value'), `  def self.z_value\n    ${site.text}\n  end\n`),
    },
    {
      name: 'literal as a default of the environment',
      of: 'literal',
      apply: (file, site) => ({ [file.path]: replaced(file, site, `ENV.fetch("Z_VALUE", ${site.text})`) }),
    },
  ],
};
