import { examples } from 'ha-ready/rule';

const web = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
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
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
`;

const base = {
  'k8s/web.yaml': null,
  'k8s/base/web.yaml': web,
  'k8s/base/kustomization.yaml': 'resources: [web.yaml]\n',
};

export default examples([
  {
    on: 'kubernetes-1',
    about: 'the overlay of production says how many; that of a rehearsal does not count',
    bad: {
      ...base,
      'k8s/overlays/production/kustomization.yaml': `resources: [../../base]
replicas:
  - name: web
    count: «1»
`,
      'k8s/overlays/staging/kustomization.yaml': `resources: [../../base]
replicas:
  - name: web
    count: 4
`,
    },
    good: {
      ...base,
      'k8s/overlays/production/kustomization.yaml': `resources: [../../base]
replicas:
  - name: web
    count: 4
`,
      'k8s/overlays/staging/kustomization.yaml': `resources: [../../base]
replicas:
  - name: web
    count: 1
`,
    },
  },
  {
    on: 'kubernetes-1',
    about: 'a strategic merge in a file, operations in a text, and a component',
    bad: {
      ...base,
      'k8s/production/kustomization.yaml': `resources: [../base]
patches:
  - path: copies.yaml
`,
      'k8s/production/copies.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: «1»
`,
    },
    good: {
      ...base,
      'k8s/production/kustomization.yaml': `resources: [../base]
patches:
  - target:
      kind: Deployment
      name: w.*
    patch: |-
      - op: add
        path: /spec/replicas
        value: 3
`,
    },
  },
  {
    on: 'kubernetes-1',
    about: 'operations in a file and in one line; a component that is asked for',
    bad: {
      ...base,
      'k8s/production/kustomization.yaml': `resources: [../base]
patchesJson6902:
  - target: {group: apps, version: v1, kind: Deployment, name: web}
    path: copies.yaml
  - target: {group: apps, version: v1, kind: Deployment, name: web}
    patch: '[{"op": "replace", "path": "/spec/replicas", "value": «1»}]'
`,
      'k8s/production/copies.yaml': `- op: add
  path: /spec/replicas
  value: 3
`,
    },
    good: {
      ...base,
      'k8s/production/kustomization.yaml': `resources: [../base]
components: [../components/many]
`,
      'k8s/components/many/kustomization.yaml': `apiVersion: kustomize.config.k8s.io/v1alpha1
kind: Component
patches:
  - patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      spec:
        replicas: 3
`,
    },
  },
  {
    on: 'kubernetes-1',
    about: 'only rehearsals are laid over the base: the base is what production would be',
    bad: {
      ...base,
      'k8s/base/web.yaml': web.replace('spec:\n  selector', 'spec:\n  replicas: «1»\n  selector'),
      'k8s/overlays/staging/kustomization.yaml': `resources: [../../base]
replicas:
  - name: web
    count: 4
`,
    },
    good: {
      ...base,
      'k8s/base/web.yaml': web.replace('spec:\n  selector', 'spec:\n  replicas: 2\n  selector'),
      'k8s/overlays/staging/kustomization.yaml': `resources: [../../base]
patches:
  - patch: |
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        name: web
      $patch: delete
`,
    },
  },
]);
