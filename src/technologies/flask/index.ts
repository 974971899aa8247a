import { packageOf } from '../../resolve/version.js';
import { technology } from '../technology.js';
import { parts } from './parts.js';

/** Flask with the extensions that keep state: Flask-Session, Flask-Caching, Flask-Limiter, Flask-SocketIO, Flask-SQLAlchemy. */
export default technology({
  name: 'flask',
  title: 'Flask',
  readers: [],
  detect(facts) {
    const made = facts.of('python-call').find((fact) => /^(flask\.Flask|quart\.Quart)$/.test(fact.name));
    const found = packageOf(facts, 'pypi', 'flask');
    const routes = facts.of('route').some(({ technology }) => technology === 'python');
    if (!made && !(found && routes)) return undefined;
    const at = found?.fact.at ?? made?.at;
    return at && { at, ...(found?.version ? { version: found.version.replace(/^[^\d]*/, '') } : {}) };
  },
  parts,
});
