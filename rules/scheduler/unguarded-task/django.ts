import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    about: 'django-crontab writes the crontab of each machine',
    bad: {
      'shop/deployment.py': "CRONJOBS = [«('0 8 * * *', 'shop.jobs.send_invoices')»]\n",
    },
    good: {
      'shop/deployment.py': 'CRONJOBS = []\n',
    },
  },
]);
