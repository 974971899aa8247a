import type { EnvironmentRow } from '../../program/catalogue.js';

const environs = 'PyPI environs 14, README.md';

/** Reads of variables of the environment. */
export const environment: readonly EnvironmentRow[] = [
  { on: 'os.environ.get', name: 0, fallback: 1, source: 'CPython 3.13, Doc/library/os.rst' },
  { on: 'os.getenv', name: 0, fallback: 1, source: 'CPython 3.13, Doc/library/os.rst' },
  { on: 'os.environ', name: 'member', source: 'CPython 3.13, Doc/library/os.rst' },
  { on: 'environ.Env()', name: 0, fallback: 'default', source: 'PyPI django-environ 0.12, docs/quickstart.rst' },
  { on: 'environ.Env().{str,bool,int,list,url}', name: 0, fallback: 'default', source: 'PyPI django-environ 0.12' },
  { on: 'environs.{Env,FileAwareEnv}()', name: 0, fallback: [1, 'default'], source: environs },
  {
    on: 'environs.{Env,FileAwareEnv}().{str,bool,int,list,url,path}',
    name: 0,
    fallback: [1, 'default'],
    source: environs,
  },
  { on: 'decouple.config', name: 0, fallback: 'default', source: 'PyPI python-decouple 3.8, README.rst' },
];
