import { packageOf } from '../../resolve/version.js';
import { technology } from '../technology.js';
import { parts } from './parts.js';

/** Celery: where tasks wait. Who starts beat and workers is read from the deployment files. */
export default technology({
  name: 'celery',
  title: 'Celery',
  readers: [],
  detect(facts) {
    const found = packageOf(facts, 'pypi', 'celery');
    const made = facts.of('python-call').find((fact) => fact.name === 'celery.Celery');
    if (!made) return undefined;
    return {
      at: found?.fact.at ?? made.at,
      ...(found?.version ? { version: found.version.replace(/^[^\d]*/, '') } : {}),
    };
  },
  parts,
});
