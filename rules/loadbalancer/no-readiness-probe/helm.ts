import { examples } from 'ha-ready/rule';

const chart = 'apiVersion: v2\nname: shop\nversion: 1.0.0\nappVersion: 1.4.0\n';
const workload = (name: string, container: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .Release.Name }}-${name}
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: ${name}
          image: registry.example.com/${name}:1.4.0
          ports:
            - name: http
              containerPort: 8080
${container}---
apiVersion: v1
kind: Service
metadata:
  name: {{ .Release.Name }}-${name}
spec:
  ports:
    - { port: 80, targetPort: 5001, name: http }
  selector: { app: ${name} }
`;
const kept = (name: string) => `          {{- with .Values.${name}.readinessProbe }}
          readinessProbe:
            {{- toYaml . | nindent 12 }}
          {{- end }}
`;
const hook = `apiVersion: v1
kind: Pod
metadata:
  name: {{ .Release.Name }}-connection
  annotations:
    helm.sh/hook: test
spec:
  containers:
    - name: ask
      image: busybox
      command: [sh, -c, "wget -qO- http://{{ .Release.Name }}-api:80/status"]
`;

export default examples([
  {
    on: 'helm-3',
    about:
      'a place of the values is kept for it, and empty; the port is the one that is sent requests, the path one that a test of the chart asks',
    bad: {
      'Chart.yaml': chart,
      'templates/deployment.yaml': workload('api', kept('api')),
      'templates/rest.yaml': workload('pages', kept('pages')),
      'templates/tests/connection.yaml': hook,
      'values.yaml': 'api:\n  livenessProbe: {}\n  readinessProbe: «{}»\npages:\n  readinessProbe: «{}»\n',
    },
    fixed: {
      'values.yaml':
        'api:\n  livenessProbe: {}\n  readinessProbe: { httpGet: { path: /status, port: 5001 }, periodSeconds: 5 }\npages:\n  readinessProbe: { tcpSocket: { port: 5001 }, periodSeconds: 5 }\n',
    },
    good: {
      'Chart.yaml': chart,
      'templates/deployment.yaml': workload('api', kept('api')),
      'templates/rest.yaml': workload('pages', kept('pages')),
      'values.yaml':
        'api:\n  readinessProbe: { httpGet: { path: /status, port: 5001 } }\npages:\n  readinessProbe: { tcpSocket: { port: 5001 } }\n',
    },
  },
  {
    on: 'helm-3',
    about: 'a place of the values that no template prints is not where it is missing',
    bad: {
      'Chart.yaml': chart,
      'templates/deployment.yaml': workload('api', '').replace('{{ .Release.Name }}-api', '«{{ .Release.Name }}-api»'),
      'templates/rest.yaml': '',
      'values.yaml': 'api:\n  readinessProbe: {}\n',
    },
  },
]);
