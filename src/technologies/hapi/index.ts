import { npmPackage } from '../npm/packages.js';
import { technology } from '../technology.js';

/** hapi is recognised here; what apps do with it is read and judged with the rest of server code, in `node`. */
export default technology({
  name: 'hapi',
  title: 'hapi',
  readers: [],
  detect(facts) {
    const found = npmPackage(facts, '@hapi/hapi');
    return found && { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
  },
});
