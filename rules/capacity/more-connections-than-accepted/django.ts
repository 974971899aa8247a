import { examples } from 'ha-ready/rule';

const image = 'FROM python:3.13-slim\nWORKDIR /srv\nCOPY . .\nCMD ["gunicorn", "shop.wsgi", "--threads", "4"]\n';
const database = (pool: string) =>
  `DATABASES = {\n    "default": {\n        "ENGINE": "django.db.backends.postgresql",\n        "HOST": "db.internal",\n        "OPTIONS": {"pool": ${pool}},\n    }\n}\n`;

export default examples([
  {
    on: 'django-5',
    about: "psycopg's pool in each process",
    bad: { Dockerfile: image, 'gunicorn.conf.py': 'workers = 4\n', 'shop/deployment.py': database('{"max_size": 20}') },
    good: { Dockerfile: image, 'gunicorn.conf.py': 'workers = 4\n', 'shop/deployment.py': database('True') },
  },
]);
