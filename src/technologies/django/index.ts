import { packageOf } from '../../resolve/version.js';
import { technology } from '../technology.js';
import { parts } from './parts.js';

/** Django, with REST framework, Channels, allauth and Wagtail where they share its settings. The files are read by `python`. */
export default technology({
  name: 'django',
  title: 'Django',
  readers: [],
  detect(facts) {
    const framework = packageOf(facts, 'pypi', 'django');
    const names = facts
      .of('python-call')
      .find((fact) => /^django\.core\.(wsgi|asgi)\.get_[wa]sgi_application$/.test(fact.name));
    if (!framework) return names && { at: names.at };
    return {
      at: framework.fact.at,
      ...(framework.version ? { version: framework.version.replace(/^[^\d]*/, '') } : {}),
    };
  },
  parts,
});
