import type { Fact } from '../../facts/fact.js';
import { jsArgument, jsDotted, jsItems, jsProperty, jsString } from '../../parse/javascript-values.js';
import { jsFile } from '../node/js/file.js';
import { npmPackage } from '../npm/packages.js';
import { reader, technology } from '../technology.js';
import { isSocketClient } from './clients.js';

/** `io(…)` of the script that a server of socket.io hands out, and what nuxt-socket-io gives every component (README.md): nothing is imported. */
function isOfPage(called: string, imports: ReadonlyMap<string, unknown>): boolean {
  return /^io(\.connect)?$/.test(called) ? !imports.has('io') : /(^|\.)\$nuxtSocket$/.test(called);
}

/** socket.io: which transports the app's own clients ask for. The server's side is read with the rest of the server code. */
export default technology({
  name: 'socketio',
  title: 'socket.io',
  readers: [
    reader({
      language: 'javascript',
      paths: /^(?!.*\.d\.[cm]?ts$).*\.([cm]?[jt]sx?|vue|svelte)$/,
      mentions: ['socket.io-client', 'transports'],
      *extract(tree, source): Iterable<Fact> {
        const file = jsFile(tree, source);
        const local = [...file.imports].filter(([, { source: from }]) => isSocketClient(from)).map(([name]) => name);
        for (const { node } of file.calls) {
          const name = jsDotted(node.callee as never)?.split('.')[0];
          if (name === undefined || !(local.includes(name) || isOfPage(jsDotted(node.callee as never) ?? '', file.imports))) continue; // biome-ignore format: one condition
          for (const position of [0, 1]) {
            const transports = jsItems(jsProperty(jsArgument(node, position), 'transports')).map((item) =>
              jsString(item),
            );
            if (transports.length === 0) continue;
            const at = { file: source.path, start: node.start ?? 0, end: node.end ?? 0 };
            const names = transports.map((each) => ({ is: 'literal', value: each ?? '?', at }) as const);
            yield {
              kind: 'use',
              technology: 'socketio',
              what: 'client-transports',
              options: { transports: { is: 'list', items: names, at } },
              at,
            };
          }
        }
      },
    }),
  ],
  detect(facts) {
    const found = npmPackage(facts, 'socket.io');
    return found && { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
  },
});
