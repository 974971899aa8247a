import { examples } from 'ha-ready/rule';

const workload = (env: string, volumes = '') => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: design
spec:
  selector: { matchLabels: { app: design } }
  template:
    metadata: { labels: { app: design } }
    spec:
      containers:
        - name: design
          image: registry.example.com/design:2.1
          ports: [{ containerPort: 3000 }]
          env:
            - name: DESIGN_STORAGE_BACKEND
              value: ${env}
${volumes}`;

const shared = `          volumeMounts:
            - name: assets
              mountPath: /opt/assets
      volumes:
        - name: assets
          persistentVolumeClaim: { claimName: assets }
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: assets
spec:
  accessModes: [ReadWriteMany]
`;

export default examples([
  {
    on: 'helm-3',
    about: 'the chart of a product whose code is elsewhere, by the value that chooses the disk',
    bad: {
      'templates/deployment.yaml': workload('{{ .Values.storage.backend | quote }}'),
      'values.yaml': 'storage:\n  backend: «fs»\n',
    },
    good: {
      'templates/deployment.yaml': workload('{{ .Values.storage.backend | quote }}'),
      'values.yaml': 'storage:\n  backend: s3\n',
    },
  },
  {
    on: 'helm-3',
    about: 'the disk is a claim that all copies mount',
    good: { 'templates/deployment.yaml': workload('fs', shared), 'values.yaml': 'storage: {}\n' },
  },
  {
    on: 'compose-2',
    about: 'a variable of the stack',
    bad: {
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n    expose: ["8000"]\n    environment:\n      ATTACHMENTS_STORAGE: «local»\n',
    },
    good: {
      'compose.yaml':
        'services:\n  web:\n    build: .\n    restart: always\n    expose: ["8000"]\n    environment:\n      ATTACHMENTS_STORAGE: s3\n',
    },
  },
  {
    on: 'helm-3',
    about: 'a Secret that the chart makes of its values',
    bad: {
      'templates/deployment.yaml': workload('x').replace(
        / {10}env:\n.*\n.*\n/,
        '          envFrom: [{ secretRef: { name: design-env } }]\n',
      ),
      'templates/secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata:\n  name: design-env\ndata:\n{{- range $key, $value := .Values.env }}\n  {{ $key }}: {{ $value | toString | b64enc | quote }}\n{{- end }}\n',
      'values.yaml': 'env:\n  MAIL_HOST: mail.internal\n  ACTIVE_STORAGE_SERVICE: «local»\n',
    },
    good: {
      'templates/deployment.yaml': workload('x').replace(
        / {10}env:\n.*\n.*\n/,
        '          envFrom: [{ secretRef: { name: design-env } }]\n',
      ),
      'templates/secret.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata:\n  name: design-env\nstringData:\n{{- range $key, $value := .Values.env }}\n  {{ $key }}: {{ $value | quote }}\n{{- end }}\n',
      'values.yaml': 'env:\n  ACTIVE_STORAGE_SERVICE: amazon\n',
    },
  },
]);
