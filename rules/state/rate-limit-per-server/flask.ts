import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    bad: {
      'shop/limits.py':
        'from flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\n\nlimiter = «Limiter(get_remote_address, default_limits=["20 per minute"])»\n',
    },
    fixed: {
      'shop/limits.py':
        'from flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\nimport os\n\nlimiter = Limiter(get_remote_address, default_limits=["20 per minute"], storage_uri=os.environ.get("REDIS_URL", "redis://localhost:6379/0"))\n',
    },
    good: {
      'shop/limits.py':
        'from flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\n\nlimiter = Limiter(get_remote_address, storage_uri="redis://limits.internal:6379")\n',
    },
  },
  {
    on: 'flask-3',
    about: 'a limiter that is off counts nothing',
    bad: {
      'shop/limits.py':
        'from flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\n\nlimiter = «Limiter(get_remote_address, default_limits=["20 per minute"], enabled=True)»\n',
    },
    good: {
      'shop/limits.py':
        'from flask_limiter import Limiter\nfrom flask_limiter.util import get_remote_address\n\nlimiter = Limiter(get_remote_address, default_limits=["20 per minute"], enabled=False)\n',
    },
  },
]);
