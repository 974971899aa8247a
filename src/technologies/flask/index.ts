import type { Fact } from '../../facts/fact.js';
import { packageOf } from '../../resolve/version.js';
import { reader, technology } from '../technology.js';
import { parts } from './parts.js';

/** Flask with the extensions that keep state: Flask-Session, Flask-Caching, Flask-Limiter, Flask-SocketIO, Flask-SQLAlchemy. */
export default technology({
  name: 'flask',
  title: 'Flask',
  readers: [
    reader({
      language: 'text',
      paths: /(^|\/)templates?\/.+\.(html?|txt|xml|j2|jinja2?)$/,
      mentions: ['_external'],
      *extract(text, { path }): Iterable<Fact> {
        const link = /\burl_for\([^{}\n]{0,300}\b_external\s{0,3}=\s{0,3}True/.exec(text);
        if (!link) return;
        const at = { file: path, start: link.index, end: link.index + link[0].length };
        yield { kind: 'use', technology: 'python', what: 'client-address', name: 'a link to itself', at };
      },
    }),
  ],
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
