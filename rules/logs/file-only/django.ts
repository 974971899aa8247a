import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: {
      'shop/deployment.py':
        "LOGGING = {\n    'version': 1,\n    'handlers': {'file': {'class': «'logging.handlers.RotatingFileHandler'», 'filename': 'shop.log'}},\n    'root': {'handlers': ['file']},\n}\n",
    },
    fixed: {
      'shop/deployment.py':
        "LOGGING = {\n    'version': 1,\n    'handlers': {'file': {'class': 'logging.StreamHandler'}},\n    'root': {'handlers': ['file']},\n}\n",
    },
    good: {
      'shop/deployment.py':
        "LOGGING = {\n    'version': 1,\n    'handlers': {\n        'file': {'class': 'logging.FileHandler', 'filename': 'shop.log'},\n        'console': {'class': 'logging.StreamHandler'},\n    },\n    'root': {'handlers': ['console']},\n    'loggers': {'shop': {'handlers': ['file']}},\n}\n",
    },
  },
  {
    on: 'django-5',
    about: 'a filter keeps the console silent while DEBUG is off: what is left is the file',
    bad: {
      'shop/deployment.py':
        "DEBUG = False\nLOGGING = {\n    'version': 1,\n    'filters': {'here': {'()': 'django.utils.log.RequireDebugTrue'}},\n    'handlers': {\n        'file': {'class': «'logging.handlers.RotatingFileHandler'», 'filename': 'shop.log'},\n        'console': {'class': 'logging.StreamHandler', 'filters': ['here']},\n    },\n    'root': {'handlers': ['console', 'file']},\n}\n",
    },
    fixed: {
      'shop/deployment.py':
        "DEBUG = False\nLOGGING = {\n    'version': 1,\n    'filters': {'here': {'()': 'django.utils.log.RequireDebugTrue'}},\n    'handlers': {\n        'file': {'class': 'logging.handlers.RotatingFileHandler', 'filename': 'shop.log'},\n        'console': {'class': 'logging.StreamHandler'},\n    },\n    'root': {'handlers': ['console', 'file']},\n}\n",
    },
    good: {
      'shop/deployment.py':
        "LOGGING = {\n    'version': 1,\n    'filters': {'there': {'()': 'django.utils.log.RequireDebugFalse'}},\n    'handlers': {\n        'file': {'class': 'logging.FileHandler', 'filename': 'shop.log'},\n        'console': {'class': 'logging.StreamHandler', 'filters': ['there']},\n    },\n    'root': {'handlers': ['console', 'file']},\n}\n",
    },
  },
]);
