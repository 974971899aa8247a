import type { CodeCatalogue } from '../../program/catalogue.js';

/** What tells nothing but what it is given: another form of a value, or code by its name (docs.python.org, library/functions, importlib, pydoc, pkgutil). */
export const told: CodeCatalogue = {
  language: 'python',
  pure: [
    '{dict,list,tuple,set,frozenset,sorted,reversed,enumerate,zip,len,str,int}',
    'importlib.import_module',
    'pydoc.locate',
    'pkgutil.resolve_name',
  ],
};
