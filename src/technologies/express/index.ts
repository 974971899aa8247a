import { npmPackage } from '../npm/packages.js';
import { technology } from '../technology.js';

/** Express is recognised here; what apps do with it is read and judged with the rest of server code, in `node`. */
export default technology({
  name: 'express',
  title: 'Express',
  readers: [],
  detect(facts) {
    const found = npmPackage(facts, 'express');
    return found && { at: found.fact.at, ...(found.version ? { version: found.version } : {}) };
  },
});
