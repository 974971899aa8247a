// Stands in for packages that are not installed: whatever is asked of them is there, so that the app's own code runs.

import Module, { register } from 'node:module';
import { Server } from 'node:net';

const hooks = `
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
export async function resolve(specifier, context, next) {
  try {
    return await next(specifier, context);
  } catch (error) {
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || /^[./]|^node:/.test(specifier)) throw error;
    const code = readFileSync(fileURLToPath(context.parentURL), 'utf8');
    const names = [...code.matchAll(/import\\s+([^;]*?)\\s+from\\s+['"]([^'"]+)['"]/g)]
      .filter((found) => found[2] === specifier)
      .flatMap((found) => [...(/\\{([^}]*)\\}/.exec(found[1])?.[1] ?? '').split(',')])
      .map((name) => name.trim().split(/\\s+as\\s+/)[0])
      .filter((name) => /^\\w+$/.test(name) && name !== 'default');
    const source = [
      'const any = () => new Proxy(function () {}, { get: (_, key) => key === Symbol.toPrimitive ? () => "" : key === "then" ? undefined : any(), apply: () => any(), construct: () => any() });',
      'export default any();',
      ...new Set(names.map((name) => 'export const ' + name + ' = any();')),
    ].join('\\n');
    return { url: 'data:text/javascript,' + encodeURIComponent(source), shortCircuit: true };
  }
}
`;
register(`data:text/javascript,${encodeURIComponent(hooks)}`);

const any = () =>
  new Proxy(function standin() {}, {
    get: (_, key) => (key === Symbol.toPrimitive ? () => '' : key === 'then' ? undefined : any()),
    apply: () => any(),
    construct: () => any(),
  });
const load = Module._load;
Module._load = (request, ...given) => {
  try {
    return load(request, ...given);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND' || /^[./]|^node:/.test(request)) throw error;
    return any();
  }
};

// a port that is written out belongs to whoever runs the tests: the page gets the one that is asked, others any free one
const listen = Server.prototype.listen;
Server.prototype.listen = function (port, ...given) {
  if (typeof port !== 'number' || String(port) === process.env.PORT) return listen.call(this, port, ...given);
  return listen.call(this, port === 3000 ? Number(process.env.PORT) : 0, ...given);
};
