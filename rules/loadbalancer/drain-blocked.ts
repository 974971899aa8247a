import { hazard, judge, rule, safe } from 'ha-ready/rule';

const shop = (replicas: number, budget: string, mark = (text: string) => text) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: ${replicas}
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
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: web
spec:
  ${mark(budget)}
  selector:
    matchLabels:
      app: web
`;
const marked = (text: string) => {
  const value = text.lastIndexOf(' ') + 1;
  return `${text.slice(0, value)}«${text.slice(value)}»`;
};

export default rule({
  severity: 'note',
  title: 'Nodes cannot be drained',
  why: 'A disruption budget that needs every copy lets none be moved: draining a node for maintenance or an upgrade of the cluster waits without an end.',
  remedy: {
    any: 'Run more copies than the budget needs, or let one go at a time (`maxUnavailable: 1`).',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, role, stuck } of processes) {
      if (!stuck || role === 'job') continue;
      yield* judge(`whether nodes that run ${name} can be drained`, stuck, (isStuck, because) =>
        isStuck
          ? hazard(
              `the disruption budget of ${name} needs every copy: a drain of a node that runs one waits without an end`,
              because,
              { technology },
            )
          : safe(`the disruption budget of ${name} lets a copy go`, because, { technology }),
      );
    }
  },
  examples: [
    {
      on: 'kubernetes-1',
      about: 'one copy at least, of one',
      bad: { 'k8s/web.yaml': shop(1, 'minAvailable: 1', marked) },
      good: { 'k8s/web.yaml': shop(1, 'maxUnavailable: 1') },
    },
    {
      on: 'kubernetes-1',
      about: 'all of them, however many there are',
      bad: { 'k8s/web.yaml': shop(3, 'minAvailable: 100%', marked) },
      good: { 'k8s/web.yaml': shop(3, 'minAvailable: 2') },
    },
    {
      on: 'kubernetes-1',
      about: 'none may go',
      bad: { 'k8s/web.yaml': shop(2, 'maxUnavailable: 0', marked) },
      good: { 'k8s/web.yaml': shop(2, 'maxUnavailable: 50%') },
    },
  ],
});
