import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    about: 'huey on SQLite; without a class it is Redis',
    bad: { 'shop/deployment.py': "HUEY = {'huey_class': «'huey.SqliteHuey'», 'filename': '/srv/jobs.db'}\n" },
    good: { 'shop/deployment.py': "HUEY = {'name': 'shop', 'url': 'redis://jobs.internal'}\n" },
  },
  {
    on: 'django-5',
    about: 'django-q keeps its tasks in the database: as wide as that is',
    good: { 'shop/deployment.py': "Q_CLUSTER = {'name': 'shop', 'orm': 'default'}\n" },
    unclear: {
      'shop/deployment.py':
        "Q_CLUSTER = {'name': 'shop', 'orm': 'default'}\nDATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'shop.db'}}\n",
    },
  },
]);
