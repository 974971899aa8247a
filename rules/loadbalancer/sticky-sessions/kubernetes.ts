import { examples } from 'ha-ready/rule';

const service = (affinity: string, app = 'web') => `apiVersion: v1
kind: Service
metadata:
  name: ${app}
spec:
  sessionAffinity: ${affinity}
  selector:
    app: ${app}
  ports:
    - port: 80
`;

const redis = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: redis
spec:
  template:
    metadata:
      labels:
        app: redis
    spec:
      containers:
        - name: redis
          image: redis:7
`;

const run = (affinity: string) => `apiVersion: serving.knative.dev/v1
kind: Service
metadata:
  name: shop
spec:
  template:
    metadata:
      annotations:
        autoscaling.knative.dev/maxScale: "10"
        run.googleapis.com/sessionAffinity: ${affinity}
    spec:
      containers:
        - image: registry.example.com/shop:1.4.0
`;

export default examples([
  {
    on: 'kubernetes-1',
    about: 'a Service that knows its clients by address; one in front of Redis keeps no users',
    bad: { 'k8s/service.yaml': service('«ClientIP»').replace('name: web', 'name: shop') },
    good: {
      'k8s/service.yaml': service('None').replace('name: web', 'name: shop'),
      'k8s/redis.yaml': `${redis}---\n${service('ClientIP', 'redis')}`,
    },
  },
  {
    on: 'kubernetes-1',
    about: 'a cookie of the Ingress',
    bad: {
      'k8s/ingress.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/affinity: «cookie»\nspec:\n  rules: []\n',
    },
    good: {
      'k8s/ingress.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: shop\n  annotations:\n    nginx.ingress.kubernetes.io/ssl-redirect: "true"\nspec:\n  rules: []\n',
    },
  },
  {
    on: 'kubernetes-1',
    about: 'a cookie of Traefik, and the affinity of Cloud Run',
    bad: {
      'k8s/route.yaml':
        'apiVersion: traefik.io/v1alpha1\nkind: IngressRoute\nmetadata:\n  name: shop\nspec:\n  routes:\n    - match: Host(`shop.example.com`)\n      kind: Rule\n      services:\n        - name: web\n          port: 80\n          sticky: { cookie: «{ name: shop }» }\n',
      'k8s/service.yaml': run('«"true"»'),
    },
    good: { 'k8s/service.yaml': run('"false"') },
  },
]);
