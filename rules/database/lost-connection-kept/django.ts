import { examples } from 'ha-ready/rule';

const settings = (options: string) =>
  `DATABASES = {\n    "default": {\n        "ENGINE": "django.db.backends.postgresql",\n        "HOST": "db.internal",\n${options}    }\n}\n`;

const standby = {
  'infra/main.tf': 'resource "aws_db_instance" "shop" {\n  engine   = "postgres"\n  multi_az = true\n}\n',
};

export default examples([
  {
    on: 'django-5',
    about: 'connections that are kept, with and without a check; the database has a standby',
    bad: { ...standby, 'shop/deployment.py': settings('        "CONN_MAX_AGE": «60»,\n') },
    fixed: {
      ...standby,
      'shop/deployment.py': settings('        "CONN_MAX_AGE": 60,\n        "CONN_HEALTH_CHECKS": True,\n'),
    },
    good: {
      ...standby,
      'shop/deployment.py': settings('        "CONN_MAX_AGE": 60,\n        "CONN_HEALTH_CHECKS": True,\n'),
    },
  },
  {
    on: 'django-5',
    about: 'connections are closed behind each request',
    good: { ...standby, 'shop/deployment.py': settings('        "CONN_MAX_AGE": 0,\n') },
  },
  {
    on: 'django-5',
    about: 'a database without a standby: what the pool does then is the smaller worry',
    good: { 'shop/deployment.py': settings('        "CONN_MAX_AGE": 60,\n') },
  },
]);
