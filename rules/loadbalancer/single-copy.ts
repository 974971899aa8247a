import { hazard, judge, rule, safe } from 'ha-ready/rule';

const mostOthers = 5;

export default rule({
  severity: 'warning',
  title: 'Only one copy runs',
  why: 'Whenever that copy is restarted, moved or sick, nobody is served.',
  remedy: {
    any: 'Once nothing is kept in one copy alone, run at least two, in the way that the product has for it (a mode for several copies, workers apart from what fires schedules), and let the autoscaler never go below two.',
  },
  needs: ['processes'],
  *check({ processes }) {
    const judged = processes.filter(({ role, balanced, reachOfFile, pinned }) => {
      if (!(role === 'web' || role === 'websocket') || !balanced || reachOfFile === undefined) return false;
      return !(reachOfFile === 'one-host' && pinned.length > 0);
    });
    for (const { name, technology, role, begins, repairs, at } of processes) {
      if (begins?.state !== 'known' || begins.value !== 1 || !(role === 'web' || role === 'websocket')) continue;
      yield hazard(
        `${name} begins as a single copy: there is none to take over until somebody scales it`,
        [{ at, says: 'is what is started' }, ...begins.because],
        { technology, severity: 'note', repair: repairs?.replicas },
      );
    }
    // a stack of one host runs one copy of everything unless it says otherwise: that is one thing to say
    const told = new Set<string>();
    for (const { name, technology, replicas, reachOfFile, repairs, at } of judged) {
      const isAlone = reachOfFile === 'one-host' && replicas.state === 'known' && replicas.value === 1;
      const others = isAlone ? judged.filter((one) => one.name !== name && one.at.file === at.file && one.reachOfFile === 'one-host' && one.replicas.state === 'known' && one.replicas.value === 1) : []; // biome-ignore format: one condition
      if (others.length > 0) {
        if (told.has(at.file)) continue;
        told.add(at.file);
        yield hazard(
          `${name} and ${others.length} more services run as a single copy: there is none to take over`,
          [...others.slice(0, mostOthers).map((one) => ({ at: one.at, says: `${one.name} runs once, too` })), { at, says: 'asks for one copy' }],
          { technology, severity: 'note', repair: repairs?.replicas },
        ); // biome-ignore format: one list
        continue;
      }
      yield* judge(`how many copies of ${name} run`, replicas, (count, because) => {
        if (count > 1) return safe(`${count} copies of ${name} run`, because, { technology });
        const severity = reachOfFile === 'one-host' ? 'note' : 'warning';
        return hazard(
          `${name} runs as ${count === 1 ? 'a single copy' : `${count} copies`}: there is none to take over`,
          because.length > 0 ? because : [{ at, says: 'asks for one copy' }],
          { technology, severity, repair: repairs?.replicas },
        );
      });
    }
  },
  examples: [
    {
      on: 'rails-8',
      about: 'the platform begins with one, and keeps the number that it is scaled to',
      bad: {
        Procfile: 'web: bundle exec puma -C config/puma.rb\n',
        'app.json':
          '{ "name": "shop", "formation": { "web": { "quantity": «1», "size": "basic" }, "worker": { "quantity": 1 } } }\n',
      },
      fixed: {
        Procfile: 'web: bundle exec puma -C config/puma.rb\n',
        'app.json':
          '{ "name": "shop", "formation": { "web": { "quantity": 2, "size": "basic" }, "worker": { "quantity": 1 } } }\n',
      },
      good: {
        Procfile: 'web: bundle exec puma -C config/puma.rb\n',
        'app.json': '{ "name": "shop", "formation": { "web": { "quantity": 2 } } }\n',
      },
    },
    {
      on: 'kubernetes-1',
      about:
        'a Service without an address of its own, in front of a Deployment: its name stands for every copy; a set needs one for its names',
      bad: { 'k8s/web.yaml': headless('Deployment', '«1»') },
      good: { 'k8s/web.yaml': headless('StatefulSet', '1') },
    },
    {
      on: 'kubernetes-1',
      about: 'a Deployment that does not say how many',
      bad: {
        'k8s/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: «web»
spec:
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
  replicas: 3
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
      unclear: {
        'k8s/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: COPIES
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
    },
    {
      on: 'kubernetes-1',
      about: 'an autoscaler that goes down to one',
      bad: {
        'k8s/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 3
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
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: web
spec:
  scaleTargetRef:
    kind: Deployment
    name: web
  minReplicas: «1»
  maxReplicas: 5
`,
      },
    },
    {
      on: 'helm-3',
      about: 'the default value of the chart',
      bad: {
        Dockerfile: 'FROM scratch\nCOPY shop /shop\nENTRYPOINT ["/shop"]\n',
        'values.yaml': `replicaCount: «1»
image:
  repository: registry.example.com/shop
autoscaling:
  enabled: false
persistence:
  enabled: false
readinessProbe:
  enabled: true
`,
      },
      fixed: {
        'values.yaml': `replicaCount: 2
image:
  repository: registry.example.com/shop
autoscaling:
  enabled: false
persistence:
  enabled: false
readinessProbe:
  enabled: true
`,
      },
      good: {
        'values.yaml': `replicaCount: 2
autoscaling:
  enabled: false
`,
      },
    },
    {
      on: 'helm-3',
      about: 'an exporter serves figures, not users; its image stands in the values',
      good: {
        'values.yaml': `replicaCount: 1
image:
  repository: registry.example.com/tools/mysqld-exporter
autoscaling:
  enabled: false
`,
      },
    },
    {
      on: 'compose-2',
      about: 'one container behind the proxy',
      bad: {
        'compose.yaml': `services:
  «web»:
    build: .
    expose: ['8000']
`,
      },
      good: {
        'compose.yaml': `services:
  web:
    build: .
    expose: ['8000']
    deploy:
      replicas: 2
`,
      },
    },
    {
      on: 'compose-2',
      about: 'services of one stack, of which none says how many: one thing to say',
      bad: {
        'compose.yaml': `services:
  «shop»:
    build: .
    expose: ['8000']
  admin:
    build: .
    expose: ['8001']
  api:
    build: .
    expose: ['8002']
`,
      },
      good: {
        'compose.yaml': `services:
  shop:
    build: .
    expose: ['8000']
    deploy: { replicas: 2 }
  admin:
    build: .
    expose: ['8001']
    deploy: { replicas: 2 }
`,
      },
    },
    {
      on: 'terraform-1',
      about: 'a group of one server',
      bad: {
        'main.tf': `resource "aws_autoscaling_group" "shop" {
  min_size          = «1»
  max_size          = 4
  target_group_arns = [aws_lb_target_group.shop.arn]
}
`,
      },
    },
  ],
});

function headless(kind: string, replicas: string): string {
  return `apiVersion: apps/v1\nkind: ${kind}\nmetadata:\n  name: web\nspec:\n  replicas: ${replicas}\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata:\n      labels: {app: web}\n    spec:\n      containers:\n        - name: web\n          image: registry.example.com/shop:1.4.0\n          ports: [{containerPort: 3000}]\n          readinessProbe: {httpGet: {path: /health, port: 3000}}\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  clusterIP: None\n  selector: {app: web}\n`;
}
