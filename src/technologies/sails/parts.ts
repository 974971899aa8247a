import type { Expr } from '../../facts/expr.js';
import type { AppParts } from '../../resolve/app.js';
import { known, said, unknown } from '../../resolve/evidence.js';
import type { Broadcaster } from '../../resolve/parts/store.js';
import { isNothing, jsApp, member } from '../node/resolve-js.js';
import type { Resolution } from '../technology.js';

/** Sails' sockets keep rooms in the memory of the process unless `sockets.adapter` names one that joins the servers. */
export function parts(app: Resolution): AppParts {
  const js = jsApp(app);
  const sent = app.facts.of('use').find(({ technology, what }) => technology === 'sails' && what === 'broadcasts');
  if (!sent) return {};
  const files = socketSettings(app.root);
  const adapter = files.map((file) => member(js, file, 'adapter')).find((found) => found !== undefined);
  const [first] = js.settle(adapter);
  const uses = [said(sent.at, 'sends to all who listen')];
  const broadcaster = (backend: Broadcaster['backend']): AppParts => ({
    broadcasters: [{ label: 'messages of Sails', technology: 'sails', backend, uses }],
  });
  if (!adapter || !first || isNothing(first.expr) || isMemory(first.expr)) {
    const at = adapter?.at ?? sent.at;
    const says = adapter ? 'names an adapter of this process' : 'is given no adapter: rooms stay in this process';
    return broadcaster(known({ technology: 'memory', reach: 'process' }, [said(at, says)]));
  }
  if (first.expr.is !== 'literal')
    return broadcaster(unknown('its adapter is chosen by code', [said(adapter.at, 'chooses the adapter')]));
  const because = [...first.because, said(adapter.at, 'joins the servers with an adapter')];
  return broadcaster(known({ technology: String(first.expr.value), reach: 'shared' }, because));
}

function isMemory(expr: Expr): boolean {
  return expr.is === 'literal' && expr.value === 'memory';
}

/** The files of settings in the order in which they count in production (npm sails 1.5, docs/concepts/Configuration). */
function socketSettings(root: string): readonly Expr[] {
  const folder = root === '.' ? 'config' : `${root}/config`;
  return ['env/production', 'sockets'].map((name) => ({
    is: 'setting',
    key: `js:${folder}/${name}#sockets`,
    at: { file: `${folder}/${name}.js`, start: 0, end: 0 },
  }));
}
