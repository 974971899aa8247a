import { examples } from 'ha-ready/rule';

const image = 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nCMD ["gunicorn", "wsgi:app"]\n';
const database = 'SQLALCHEMY_DATABASE_URI = "postgresql://shop@db.internal/shop"\n';

export default examples([
  {
    on: 'flask-3',
    about: 'each thread of each process may hold a connection of the pool',
    bad: {
      Dockerfile: image,
      'gunicorn.conf.py': 'workers = 8\nthreads = 16\n',
      'shop/deployment.py': `${database}SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 10, "max_overflow": 10}\n`,
    },
    good: {
      Dockerfile: image,
      'gunicorn.conf.py': 'workers = 8\nthreads = 4\n',
      'shop/deployment.py': `${database}SQLALCHEMY_ENGINE_OPTIONS = {"pool_size": 10, "max_overflow": 10}\n`,
    },
  },
]);
