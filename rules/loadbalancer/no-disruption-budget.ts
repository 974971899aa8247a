import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'Maintenance of the cluster may stop all copies at once',
  why: 'Nodes that are drained together evict every copy on them; without a budget nothing keeps one of them running.',
  remedy: {
    any: 'Add a PodDisruptionBudget that keeps at least one copy available (`maxUnavailable: 1`).',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, role, replicas, disruptionBudget, repairs } of processes) {
      if (!disruptionBudget || role !== 'web' || replicas.state === 'unknown' || replicas.value < 2) continue;
      yield* judge(`whether a disruption budget covers ${name}`, disruptionBudget, (has, because) =>
        has
          ? safe(`a disruption budget keeps ${name} available`, because, { technology })
          : hazard(
              `no disruption budget covers the ${replicas.value} copies of ${name}: draining nodes may stop them all`,
              because,
              { technology, repair: repairs?.disruptionBudget },
            ),
      );
    }
  },
  examples: [
    {
      on: 'kubernetes-1',
      bad: {
        'k8s/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: «web»
spec:
  replicas: 2
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
`,
      },
      good: {
        'k8s/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
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
  maxUnavailable: 1
  selector:
    matchLabels:
      app: web
`,
      },
    },
  ],
});
