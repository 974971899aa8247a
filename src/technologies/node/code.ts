import type { CodeCatalogue } from '../../program/catalogue.js';

const fs = 'Node.js 22, doc/api/fs.md';
/** Emitters of the platform, and packages that do the same. */
const emitter =
  '{events.EventEmitter,events,stream,stream.Stream,eventemitter3.EventEmitter,eventemitter3,mitt,emittery}()';

/** The platform itself: files, paths, timers, processes, randomness. */
export const code: CodeCatalogue = {
  alias: {
    'fs/promises': 'fs',
    'fs.promises': 'fs',
    'fs-extra': 'fs',
    'graceful-fs': 'fs',
    'path/posix': 'path',
    'path.posix': 'path',
    'path.win32': 'path',
    'timers/promises': 'timers',
  },
  pure: ['Object.{keys,values,entries,fromEntries,assign}', 'Array.from', '{String,Number,Boolean,structuredClone}'],
  through: {
    'util.{promisify,callbackify,deprecate}': 0,
    'Object.freeze': 0,
    'Promise.resolve': 0,
    'Buffer.from': 0,
    Uint8Array: 0,
  },
  // the request of the web's own API, which handlers of many frameworks are given
  inputs: { 'Request().{formData,blob}()': 'upload', 'Request().{json,text}()': 'text' },
  paths: {
    'path.{join,resolve,normalize,format,dirname}': 0,
    'url.fileURLToPath': 0,
    String: 0,
    URL: 1,
  },
  roots: {
    'os.tmpdir': 'tmp',
    'fs.{mkdtemp,mkdtempSync}': 'temporary',
    __dirname: 'app',
    __filename: 'app',
    'process.cwd': 'app',
    'os.homedir': 'home',
    'import.meta.dirname': 'app',
    'import.meta.url': 'app',
  },
  everywhere: ['globalThis', 'global'],
  production: {
    'process.env.NODE_ENV': 'production',
    'import.meta.env.PROD': true,
    'import.meta.env.DEV': false,
    'import.meta.env.MODE': 'production',
  },
  environment: [
    { on: 'process.env', name: 'member', source: 'Node.js 22, doc/api/process.md' },
    { on: 'Bun.env', name: 'member', source: 'Bun 1.2, docs/runtime/env' },
  ],
  deliveries: [{ on: `${emitter}.{emit,emitAsync}`, message: 0, own: true, source: 'Node.js 22, doc/api/events.md' }],
  listeners: [
    {
      call: `${emitter}.{on,once,addListener,prependListener}`,
      message: 0,
      handler: 1,
      own: true,
      source: 'Node.js 22, doc/api/events.md',
    },
  ],
  callbacks: [
    {
      on: '{ReadableStream,TransformStream}',
      given: ['ReadableStreamDefaultController()'],
      source: 'Node.js 22, doc/api/webstreams.md',
    },
    { on: '*.then', at: 0, given: ['self'], gives: 'result', source: 'ECMA-262, Promise.prototype.then' },
    { on: '*.{catch,finally}', gives: 'self', source: 'ECMA-262, Promise.prototype.catch' },
    {
      on: '*.{forEach,map,filter,find,findLast,some,every,flatMap,sort}',
      given: ['self[]'],
      source: 'ECMA-262, Array.prototype.forEach',
    },
  ],
  effects: [
    {
      on: 'fs.{writeFile,writeFileSync,appendFile,appendFileSync,outputFile,outputFileSync,outputJson,outputJsonSync,outputJSON,writeJson,writeJsonSync,writeJSON}',
      is: 'write',
      path: 0,
      data: 1,
      source: fs,
    },
    { on: 'fs.createWriteStream', is: 'write', path: 0, source: fs },
    { on: 'fs.{open,openSync}', is: 'write', path: 0, when: { arg: 1, matches: '^(a|w|r\\+)' }, source: fs },
    {
      on: 'fs.{rename,renameSync,copyFile,copyFileSync,cp,cpSync,copy,copySync,move,moveSync}',
      is: 'move',
      path: 1,
      data: 0,
      source: fs,
    },
    {
      on: 'fs.{unlink,unlinkSync,rm,rmSync,rmdir,rmdirSync,remove,removeSync,emptyDir,emptyDirSync}',
      is: 'remove',
      path: 0,
      source: fs,
    },
    {
      on: 'fs.{readFile,readFileSync,createReadStream,readJson,readJsonSync,readJSON}',
      is: 'read',
      path: 0,
      source: fs,
    },
    { on: '*.pipe', is: 'flow', path: 0, data: 'self', weak: true, source: 'Node.js 22, doc/api/stream.md' },
    { on: '{stream,stream/promises}.pipeline', is: 'flow', data: 0, source: 'Node.js 22, doc/api/stream.md' },
    { on: 'fs.{readdir,readdirSync}', is: 'list', path: 0, source: fs },
    { on: 'fs.{mkdir,mkdirSync,ensureDir,ensureDirSync,mkdirp}', is: 'make-folder', path: 0, source: fs },
    { on: '{setInterval,timers.setInterval}', is: 'timer', body: 0, source: 'Node.js 22, doc/api/timers.md' },
    { on: '{clearInterval,clearTimeout}', is: 'stop', data: 0, source: 'Node.js 22, doc/api/timers.md' },
    {
      on: 'timers.{setTimeout,scheduler.wait,promises.setTimeout,promises.scheduler.wait}',
      is: 'sleep',
      source: 'Node.js 22, doc/api/timers.md',
    },
    { on: 'Bun.sleep', is: 'sleep', source: 'Bun 1.2, docs/api/utils' },
    { on: 'setTimeout', is: 'timer', body: 0, once: true, source: 'Node.js 22, doc/api/timers.md' },
    {
      on: 'child_process.{exec,execSync,execFile,execFileSync,spawn,spawnSync,fork}',
      is: 'shared',
      what: 'process',
      source: 'Node.js 22, doc/api/child_process.md',
    },
    { on: 'child_process.fork', is: 'run', path: 0, source: 'Node.js 22, doc/api/child_process.md' },
    { on: 'worker_threads.Worker', is: 'run', path: 0, source: 'Node.js 22, doc/api/worker_threads.md' },
    { on: 'worker_threads.Worker', is: 'later', source: 'Node.js 22, doc/api/worker_threads.md' },
    {
      on: 'worker_threads.Worker().{on,once,addListener}',
      is: 'wait',
      path: 'self',
      source: 'Node.js 22, doc/api/worker_threads.md',
    },
    {
      on: '{fetch,http.request,https.request,http.get,https.get}',
      is: 'shared',
      what: 'http',
      source: 'Node.js 22, doc/api/http.md',
    },
    {
      on: 'crypto.{randomBytes,randomUUID,randomInt,generateKeyPairSync,generateKeySync}',
      is: 'random',
      source: 'Node.js 22, doc/api/crypto.md',
    },
    { on: 'Math.random', is: 'random', source: 'ECMA-262, Math.random' },
    { on: 'crypto.{createHmac,createCipheriv}', is: 'key', key: 1, source: 'Node.js 22, doc/api/crypto.md' },
  ],
  handles: [
    '{setTimeout,setInterval,setImmediate}()',
    'net.{Socket,createConnection,connect}()',
    'AbortController()',
    'Promise()',
  ],
  clocks: [
    '{Date,Date.now,performance.now,process.hrtime,process.hrtime.bigint,process.uptime}()',
    '{dayjs,moment,luxon.DateTime.now}()',
  ],
  selves: [
    'os.hostname()',
    'process.pid',
    'process.env.{HOSTNAME,POD_NAME}',
    'cluster.worker.id',
    'os.{cpus,loadavg,freemem,totalmem}()',
    'process.{memoryUsage,cpuUsage,resourceUsage}()',
    'v8.getHeapStatistics()',
    'perf_hooks.monitorEventLoopDelay()',
  ],
  connections: [
    {
      on: 'ReadableStreamDefaultController()',
      sends: ['enqueue'],
      sockets: false,
      source: 'WHATWG Streams, ReadableStreamDefaultController',
    },
  ],
  // react 19, useEffect: effects only run on the client
  clientCalls: ['react.{useEffect,useLayoutEffect,useInsertionEffect}', 'preact/hooks.{useEffect,useLayoutEffect}'],
  clients: [
    'window',
    'document',
    'localStorage',
    'sessionStorage',
    'navigator',
    'react-dom',
    'react-dom/client',
    'react-native',
    'vue',
    'svelte',
    '@angular/core',
    'solid-js',
    'preact',
    'jquery',
  ],
};
