import { examples } from 'ha-ready/rule';

const guarded = 'ROOT_URLCONF = "shop.urls"\nMIDDLEWARE = ["django.middleware.csrf.CsrfViewMiddleware"]\n';
const nginx = (...listens: readonly string[]) =>
  `http {\n${listens.map((listen) => `  server {\n    ${listen}\n    location / {\n      include /etc/nginx/uwsgi_params;\n      uwsgi_pass unix:/run/shop.sock;\n    }\n  }\n`).join('')}  server {\n    listen 80;\n    location / { return 301 https://$host$request_uri; }\n  }\n}\n`;

export default examples([
  {
    on: 'django-5',
    bad: { 'shop/deployment.py': 'SECURE_PROXY_SSL_HEADER = «None»\n' },
    fixed: { 'shop/deployment.py': 'SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\n' },
    good: { 'shop/deployment.py': "SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')\n" },
  },
  {
    on: 'django-5',
    about: 'failed logins are counted by the address of whoever connects',
    bad: {
      'shop/settings.py':
        "ROOT_URLCONF = 'shop.urls'\nINSTALLED_APPS = ['django.contrib.sessions', 'axes']\nAXES_LOCKOUT_PARAMETERS = «['ip_address']»\n",
    },
    good: {
      'shop/deployment.py': "INSTALLED_APPS = ['django.contrib.sessions', 'axes']\n",
    },
  },
  {
    on: 'django-5',
    about: 'where nothing counts by address, the settings themselves are the place',
    bad: {
      'shop/settings.py':
        "ROOT_URLCONF = «'shop.urls'»\nINSTALLED_APPS = ['django.contrib.sessions', 'axes']\nAXES_LOCKOUT_PARAMETERS = ['username']\n",
    },
  },
  {
    on: 'django-5',
    about: 'a web server of its own that ends TLS and says so by uwsgi_params; one that is asked without TLS too',
    bad: {
      'shop/settings.py': `${guarded}ALLOWED_HOSTS = «["*"]»\n`,
      'etc/nginx.conf': nginx('listen 8080;', 'listen 8443 ssl;'),
    },
    good: {
      'shop/settings.py': `${guarded}ALLOWED_HOSTS = ["*"]\n`,
      'etc/nginx.conf': nginx('listen 8443 ssl;'),
    },
  },
  {
    on: 'django-5',
    about: 'the check of forgery compares schemes; without such middleware only the code of the app may ask for one',
    bad: {
      'shop/settings.py':
        "ROOT_URLCONF = 'shop.urls'\nINSTALLED_APPS = ['shop']\nMIDDLEWARE = «['django.middleware.common.CommonMiddleware', 'django.middleware.csrf.CsrfViewMiddleware']»\n",
    },
    unclear: {
      'shop/settings.py':
        "ROOT_URLCONF = 'shop.urls'\nINSTALLED_APPS = ['shop']\nMIDDLEWARE = ['django.middleware.common.CommonMiddleware', 'shop.theme.Theme']\n",
    },
  },
]);
