import { hazard, judge, rule, safe } from 'ha-ready/rule';

export default rule({
  severity: 'note',
  title: 'All copies may land on one machine',
  why: 'Copies that share a machine fail together with it.',
  remedy: {
    any: 'Spread them by host name or zone (`topologySpreadConstraints`, or pod anti-affinity).',
  },
  needs: ['processes'],
  *check({ processes }) {
    for (const { name, technology, role, replicas, spread, repairs } of processes) {
      if (!spread || role !== 'web' || replicas.state === 'unknown' || replicas.value < 2) continue;
      yield* judge(`whether the copies of ${name} are spread`, spread, (is, because) =>
        is
          ? safe(`the copies of ${name} are spread over machines`, because, { technology })
          : hazard(
              `nothing spreads the ${replicas.value} copies of ${name} over machines: one machine that fails may take them all`,
              because,
              { technology, repair: repairs?.spread },
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
      affinity:
        podAntiAffinity:
          preferredDuringSchedulingIgnoredDuringExecution: []
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
    },
  ],
});
