import { examples } from 'ha-ready/rule';

const workload = (kind: string, spec: string) => `apiVersion: ${kind === 'Job' ? 'batch' : 'apps'}/v1
kind: ${kind}
metadata:
  name: «orders»
spec:
  template:
    metadata:
      labels:
        app: orders
    spec:
      containers:
        - name: postgres
          image: postgres:16
${spec}`;

export default examples([
  {
    on: 'kubernetes-1',
    about: 'a server without a volume, and a job that only talks to one with the same image',
    bad: { 'k8s/orders.yaml': workload('Deployment', '          ports:\n            - containerPort: 5432\n') },
    good: {
      'k8s/orders.yaml': workload('Job', '          command: [pg_dump, -h, orders.internal]\n').replace(/[«»]/g, ''),
    },
  },
]);
