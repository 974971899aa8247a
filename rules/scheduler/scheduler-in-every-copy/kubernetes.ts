import { examples } from 'ha-ready/rule';

const pod = (replicas: number, sidecar: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example.com/shop:1.4.0
          readinessProbe:
            httpGet:
              path: /health
              port: 8000
        - name: cron
          image: registry.example.com/shop:1.4.0
          command: ${sidecar}
`;

export default examples([
  {
    on: 'kubernetes-1',
    about:
      'a container beside the web server fires the work in every copy, in one copy too once there is a second; a worker does not',
    bad: { 'k8s/web.yaml': pod(1, '[«celery», -A, shop, beat]') },
    good: { 'k8s/web.yaml': pod(2, '[celery, -A, shop, worker]') },
  },
]);
