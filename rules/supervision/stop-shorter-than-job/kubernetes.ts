import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'kubernetes-1',
    about: 'the fix gives the pod longer than its longest job',
    bad: {
      'k8s/worker.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  replicas: 2
  template:
    spec:
      # one container, no sidecars
      containers:
        - name: worker
          image: registry.example.com/shop:1.4.0
          args: «["php", "artisan", "queue:work", "--timeout=120"]»
`,
    },
    fixed: {
      'k8s/worker.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  replicas: 2
  template:
    spec:
      terminationGracePeriodSeconds: 130
      # one container, no sidecars
      containers:
        - name: worker
          image: registry.example.com/shop:1.4.0
          args: ["php", "artisan", "queue:work", "--timeout=120"]
`,
    },
  },
  {
    on: 'compose-2',
    about: 'the fix gives the service longer than its longest job',
    bad: {
      'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  worker:
    build: .
    restart: always
    command: php artisan queue:work --timeout=60
`,
    },
    fixed: {
      'compose.yaml': `services:
  web:
    build: .
    restart: always
    expose: ['8000']
  worker:
    build: .
    restart: always
    command: php artisan queue:work --timeout=60
    stop_grace_period: 70s
`,
    },
  },
]);
