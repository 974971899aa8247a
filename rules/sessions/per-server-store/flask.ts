import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    about: 'Flask-Session on files',
    bad: {
      'shop/deployment.py': "SESSION_TYPE = «'filesystem'»\n",
      'shop/__init__.py':
        'import os\n\nfrom flask import Flask\nfrom flask_session import Session\n\n\ndef create_app():\n    app = Flask(__name__)\n    app.config.from_object("shop.deployment")\n    Session(app)\n    return app\n',
    },
    fixed: {
      'shop/deployment.py':
        "import os\n\nimport redis\n\nSESSION_TYPE = 'redis'\nSESSION_REDIS = redis.from_url(os.environ.get('REDIS_URL', 'redis://localhost:6379/0'))\n",
    },
    good: {
      'shop/deployment.py': "SESSION_TYPE = 'redis'\n",
      'shop/__init__.py':
        'import os\n\nfrom flask import Flask\nfrom flask_session import Session\n\n\ndef create_app():\n    app = Flask(__name__)\n    app.config.from_object("shop.deployment")\n    Session(app)\n    return app\n',
    },
  },
  {
    on: 'flask-3',
    about: "Flask's own sessions are signed cookies",
    good: {
      'shop/deployment.py': "SESSION_TYPE = 'filesystem'\n",
    },
  },
]);
