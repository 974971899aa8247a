import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'fastapi-0',
    bad: {
      'app/limits.py':
        'from slowapi import Limiter\nfrom slowapi.util import get_remote_address\n\nlimiter = «Limiter(key_func=get_remote_address)»\n',
    },
    fixed: {
      'app/limits.py':
        'from slowapi import Limiter\nfrom slowapi.util import get_remote_address\nimport os\n\nlimiter = Limiter(key_func=get_remote_address, storage_uri=os.environ.get("REDIS_URL", "redis://localhost:6379/0"))\n',
    },
    good: {
      'app/limits.py':
        'from slowapi import Limiter\nfrom slowapi.util import get_remote_address\n\nlimiter = Limiter(key_func=get_remote_address, storage_uri="redis://limits.internal:6379")\n',
    },
  },
]);
