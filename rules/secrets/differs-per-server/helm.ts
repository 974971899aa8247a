import { examples } from 'ha-ready/rule';

const web =
  'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: {{ .Release.Name }}-web }\nspec:\n  replicas: 2\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      containers:\n        - name: web\n          image: example/shop:3\n          env:\n            - name: SECRET_KEY\n              valueFrom: { secretKeyRef: { name: {{ .Release.Name }}-keys, key: cookie } }\n';
const values = 'replicaCount: 2\ncookieKey: ""\n';
const secret = (body: string, hooks = '') =>
  `{{- $old := lookup "v1" "Secret" .Release.Namespace (printf "%s-keys" .Release.Name) }}\napiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-keys\n${hooks}data:\n${body}`;

export default examples([
  {
    on: 'helm-3',
    about: 'a key that each upgrade makes anew where no value is given; one that is looked for first',
    bad: {
      'values.yaml': values,
      'templates/web.yaml': web,
      'templates/secret.yaml': secret(
        '  cookie: «{{ .Values.cookieKey | default (randAlphaNum 40) | b64enc | quote }}»\n',
      ),
    },
    good: {
      'values.yaml': values,
      'templates/web.yaml': web,
      'templates/secret.yaml': secret(
        '  {{- if $old }}\n  cookie: {{ index $old.data "cookie" }}\n  {{- else }}\n  cookie: {{ randAlphaNum 40 | b64enc }}\n  {{- end }}\n',
      ),
    },
  },
  {
    on: 'helm-3',
    about: 'a Secret that the installation alone makes',
    good: {
      'values.yaml': values,
      'templates/web.yaml': web,
      'templates/secret.yaml': secret(
        '  cookie: {{ uuidv4 | b64enc }}\n',
        '  annotations: { "helm.sh/hook": pre-install }\n',
      ),
    },
  },
  {
    on: 'helm-3',
    about: 'the same by a condition',
    good: {
      'values.yaml': values,
      'templates/web.yaml': web,
      'templates/secret.yaml': `{{- if .Release.IsInstall }}\n${secret('  cookie: {{ uuidv4 | b64enc }}\n')}{{- end }}\n`,
    },
  },
  {
    on: 'helm-3',
    about: 'a variable that takes what is there',
    bad: {
      'values.yaml': values,
      'templates/web.yaml': web,
      'templates/secret.yaml': secret('  {{- $key := randAlphaNum 40 }}\n  cookie: «{{ $key | b64enc }}»\n'),
    },
    good: {
      'values.yaml': values,
      'templates/web.yaml': web,
      'templates/secret.yaml': secret(
        '  {{- $key := randAlphaNum 40 | b64enc }}\n  {{- if $old }}{{- $key = index $old.data "cookie" }}{{- end }}\n  cookie: {{ $key }}\n',
      ),
    },
  },
  {
    on: 'helm-3',
    about: 'a value that is given; a Secret that no pod of the chart is given',
    good: {
      'values.yaml': 'replicaCount: 2\ncookieKey: given\n',
      'templates/web.yaml': web,
      'templates/secret.yaml': secret('  cookie: {{ .Values.cookieKey | default (randAlphaNum 40) | b64enc }}\n'),
      'templates/other.yaml':
        'apiVersion: v1\nkind: Secret\nmetadata:\n  name: {{ .Release.Name }}-other\ndata:\n  token: {{ randAlphaNum 40 | b64enc }}\n',
    },
  },
]);
