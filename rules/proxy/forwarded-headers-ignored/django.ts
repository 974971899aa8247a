import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'django-5',
    bad: { 'shop/deployment.py': 'SECURE_PROXY_SSL_HEADER = «None»\n' },
    fixed: { 'shop/deployment.py': 'SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")\n' },
    good: { 'shop/deployment.py': "SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')\n" },
  },
]);
