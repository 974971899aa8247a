import { examples } from 'ha-ready/rule';

const middleware = (first = '') =>
  `MIDDLEWARE = [${first}"django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]\n`;

const deployment = (path: string, more = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      containers:
        - name: web
          image: registry.example.com/shop:5
          command: [gunicorn, shop.wsgi]
          readinessProbe:
            httpGet:
              path: ${path}
              port: 8000
${more}`;

const named = '              httpHeaders:\n                - name: Host\n                  value: shop.example.com\n';
const other = '              httpHeaders:\n                - name: X-Probe\n                  value: kubelet\n';

export default examples([
  {
    on: 'django-5',
    about:
      'a kubelet asks by the address of the pod, which ALLOWED_HOSTS does not name; a Host header names one that it does',
    bad: { 'shop/deployment.py': middleware(), 'k8s/web.yaml': deployment('«/healthz/»') },
    good: { 'shop/deployment.py': middleware(), 'k8s/web.yaml': deployment('/healthz/', named) },
  },
  {
    on: 'django-5',
    about: 'another header; the hosts may have the address added, or be given by the environment',
    bad: { 'shop/deployment.py': middleware(), 'k8s/web.yaml': deployment('«/healthz/»', other) },
    good: {
      'shop/deployment.py': `import os\n\n${middleware()}ALLOWED_HOSTS = ["shop.example.com"]\nALLOWED_HOSTS.append(os.environ["POD_IP"])\n`,
      'k8s/web.yaml': deployment('/healthz/'),
    },
  },
  {
    on: 'django-5',
    about: 'hosts of the environment are not known',
    good: {
      'shop/deployment.py': `import os\n\n${middleware()}ALLOWED_HOSTS = os.environ.get("HOSTS", "shop.example.com").split(",")\n`,
      'k8s/web.yaml': deployment('/healthz/'),
    },
  },
  {
    on: 'django-5',
    about: 'a middleware in front may answer the probe',
    good: {
      'shop/deployment.py': middleware('"shop.middleware.Healthz", '),
      'k8s/web.yaml': deployment('/healthz/'),
    },
  },
  {
    on: 'django-5',
    about: 'every host is allowed',
    good: {
      'shop/deployment.py': `${middleware()}ALLOWED_HOSTS = ["shop.example.com", "*"]\n`,
      'k8s/web.yaml': deployment('/healthz/'),
    },
  },
]);
