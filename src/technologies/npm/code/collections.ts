import type { CodeCatalogue } from '../../../program/catalogue.js';

const each = '{forEach,each,eachRight,map,flatMap,filter,reject,find,some,every,sortBy,groupBy,partition}';
const eachOfAsync =
  '{each,forEach,eachSeries,forEachSeries,eachOf,forEachOf,eachOfSeries,map,mapSeries,filter,some,every,concat}';

/** Packages that go through lists, put tables together, and load all modules of a folder. */
export const collections: CodeCatalogue = {
  language: 'javascript',
  alias: { 'lodash-es': 'lodash' },
  merges: [
    '{lodash,underscore}.{assign,assignIn,extend,defaults,defaultsDeep,merge,mergeWith}',
    '{lodash.merge,lodash.assign,lodash.defaults,lodash.defaultsdeep}',
    '{deepmerge,defu.defu}',
  ],
  through: {
    '{lodash,underscore}.{values,compact,uniq}': 0,
    '{@graphql-tools/merge,merge-graphql-schemas}.mergeResolvers': 0,
  },
  loads: {
    // npm auto-load 3, index.js; require-dir 1.2, index.js; requireindex 1.2, index.js
    '{auto-load,require-dir,requireindex}': 0,
    // npm require-all 3, index.js
    'require-all': [0, 'dirname'],
    // npm include-all 4, README.md
    'include-all': 'dirname',
    // npm require-directory 2.1, index.js
    'require-directory': 1,
    // npm @graphql-tools/load-files 7, README.md
    '@graphql-tools/load-files.{loadFiles,loadFilesSync}': 0,
  },
  callbacks: [
    { on: `{lodash,underscore}.${each}`, at: 1, given: ['0[]'], source: 'npm lodash 4, forEach.js; map.js' },
    {
      on: 'bluebird.{each,map,mapSeries,filter}',
      at: 1,
      given: ['0[]'],
      source: 'npm bluebird 3, docs/docs/api/promise.each.md',
    },
    {
      on: '{p-map,p-each-series,p-map-series,p-filter}',
      at: 1,
      given: ['0[]'],
      source: 'npm p-map 7, readme.md',
    },
    { on: `async.${eachOfAsync}`, at: 1, given: ['0[]'], source: 'npm async 3, lib/each.js; lib/eachSeries.js' },
    {
      on: 'async.{eachLimit,forEachLimit,mapLimit,filterLimit}',
      at: 2,
      given: ['0[]'],
      source: 'npm async 3, lib/eachLimit.js',
    },
  ],
};
