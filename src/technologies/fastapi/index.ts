import { packageOf } from '../../resolve/version.js';
import { technology } from '../technology.js';
import { parts } from './parts.js';

/** FastAPI and Starlette, with SQLAlchemy, slowapi, fastapi-cache and what people keep sessions in. */
export default technology({
  name: 'fastapi',
  title: 'FastAPI',
  readers: [],
  detect(facts) {
    const made = facts
      .of('python-call')
      .find((fact) => /^(fastapi\.FastAPI|starlette\.applications\.Starlette)$/.test(fact.name));
    if (!made) return undefined;
    const found = packageOf(facts, 'pypi', 'fastapi') ?? packageOf(facts, 'pypi', 'starlette');
    return {
      at: found?.fact.at ?? made.at,
      ...(found?.version ? { version: found.version.replace(/^[^\d]*/, '') } : {}),
    };
  },
  parts,
});
