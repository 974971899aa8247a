import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'flask-3',
    bad: {
      'shop/logs.py':
        'import logging\nfrom logging.handlers import RotatingFileHandler\n\nlogging.getLogger().addHandler(«RotatingFileHandler("shop.log")»)\n',
    },
    good: {
      'shop/logs.py':
        'import logging\nimport sys\nfrom logging.handlers import RotatingFileHandler\n\nlogging.getLogger().addHandler(RotatingFileHandler("shop.log"))\nlogging.getLogger().addHandler(logging.StreamHandler(sys.stdout))\n',
    },
  },
]);
