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
]);
