import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'kubernetes-1',
    about: 'the fix replaces the strategy',
    bad: {
      'k8s/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  strategy: { type: Recreate } # one at a time
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
        ports:
        - containerPort: 3000 # HTTP
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 3000
`,
    },
    fixed: {
      'k8s/web.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 2
  strategy: { type: RollingUpdate } # one at a time
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
        ports:
        - containerPort: 3000 # HTTP
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
    targetPort: 3000
`,
    },
  },
]);
