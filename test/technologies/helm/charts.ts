/** Small charts as people write them, each with several sets of values: what they print is compared with what Go prints. */
export interface FixtureChart {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
}

const starter: Readonly<Record<string, string>> = {
  'Chart.yaml':
    'apiVersion: v2\nname: shop\ndescription: A shop\ntype: application\nversion: 0.3.1\nappVersion: "1.16.0"\n',
  'templates/_helpers.tpl': `{{/* Name of the chart. */}}
{{- define "shop.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "shop.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- $name := default .Chart.Name .Values.nameOverride }}
{{- if contains $name .Release.Name }}
{{- .Release.Name | trunc 63 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name $name | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- end }}
{{- end }}
{{- define "shop.selectorLabels" -}}
app.kubernetes.io/name: {{ include "shop.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}
{{- define "shop.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "shop.selectorLabels" . }}
{{- if .Chart.AppVersion }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}
{{- define "shop.env" -}}
{{- range $key, $value := .Values.env }}
- name: {{ $key | upper }}
  value: {{ tpl (toString $value) $ | quote }}
{{- end }}
{{- end }}
`,
  'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount }}
  {{- end }}
  {{- with .Values.strategy }}
  strategy:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "shop.selectorLabels" . | nindent 6 }}
  template:
    metadata:
      annotations:
        checksum/config: {{ include (print $.Template.BasePath "/configmap.yaml") . | sha256sum }}
      {{- with .Values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
      {{- end }}
      labels:
        {{- include "shop.selectorLabels" . | nindent 8 }}
    spec:
      {{- with .Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}"
          imagePullPolicy: {{ .Values.image.pullPolicy }}
          {{- if .Values.command }}
          command: {{ .Values.command | toJson }}
          {{- end }}
          ports:
            - name: http
              containerPort: {{ .Values.service.targetPort | default .Values.service.port }}
              protocol: TCP
          env:
            {{- include "shop.env" . | trim | nindent 12 }}
          {{- range tuple "liveness" "readiness" }}
          {{- with index $.Values (printf "%sProbe" .) }}
          {{ $.Chart.Name }}Probe:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          {{- end }}
          resources:
            {{- toYaml .Values.resources | nindent 12 }}
          volumeMounts:
            - name: data
              mountPath: {{ .Values.persistence.path | default "/data" }}
      volumes:
        - name: data
        {{- if .Values.persistence.enabled }}
          persistentVolumeClaim:
            claimName: {{ .Values.persistence.existingClaim | default (printf "%s-data" (include "shop.fullname" .)) }}
        {{- else }}
          emptyDir: {}
        {{- end }}
`,
  'templates/service.yaml': `apiVersion: v1
kind: Service
metadata:
  name: {{ template "shop.fullname" . }}
spec:
  type: {{ .Values.service.type }}
  ports:
    - port: {{ .Values.service.port }}
      {{- if and (eq .Values.service.type "NodePort") (not (empty .Values.service.nodePort)) }}
      nodePort: {{ .Values.service.nodePort }}
      {{- end }}
  selector: {{- include "shop.selectorLabels" . | nindent 4 }}
`,
  'templates/configmap.yaml': `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "shop.fullname" . }}
data:
  {{- range $name, $text := .Values.config }}
  {{ $name }}: |-
    {{- $text | nindent 4 }}
  {{- else }}
  none: "true"
  {{- end }}
`,
  'templates/hpa.yaml': `{{- if .Values.autoscaling.enabled }}
{{- if .Capabilities.APIVersions.Has "autoscaling/v2" }}
apiVersion: autoscaling/v2
{{- else }}
apiVersion: autoscaling/v2beta1
{{- end }}
kind: HorizontalPodAutoscaler
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  minReplicas: {{ .Values.autoscaling.minReplicas }}
  maxReplicas: {{ max .Values.autoscaling.minReplicas .Values.autoscaling.maxReplicas }}
{{- end }}
`,
  'templates/pvc.yaml': `{{- if and .Values.persistence.enabled (not .Values.persistence.existingClaim) -}}
kind: PersistentVolumeClaim
apiVersion: v1
metadata:
  name: {{ include "shop.fullname" . }}-data
spec:
  accessModes:
  {{- range .Values.persistence.accessModes }}
    - {{ . | quote }}
  {{- end }}
  resources: {requests: {storage: {{ .Values.persistence.size | quote }}}}
{{- end -}}
`,
  'templates/ingress.yaml': `{{- if .Values.ingress.enabled -}}
{{- $fullName := include "shop.fullname" . -}}
{{- $svcPort := .Values.service.port -}}
{{- if semverCompare ">=1.19-0" .Capabilities.KubeVersion.GitVersion -}}
apiVersion: networking.k8s.io/v1
{{- else -}}
apiVersion: extensions/v1beta1
{{- end }}
kind: Ingress
metadata:
  name: {{ $fullName }}
spec:
  rules:
    {{- range .Values.ingress.hosts }}
    - host: {{ .host | quote }}
      http:
        paths:
          {{- range .paths }}
          - path: {{ .path }}
            backend:
              service:
                name: {{ $fullName }}
                port:
                  number: {{ $svcPort }}
          {{- end }}
    {{- end }}
{{- end }}
`,
};

const starterValues = `replicaCount: 1
image: {repository: registry.example.com/shop, pullPolicy: IfNotPresent, tag: ""}
imagePullSecrets: []
nameOverride: ""
fullnameOverride: ""
podAnnotations: {}
service: {type: ClusterIP, port: 80}
resources: {}
strategy: {}
env: {}
config: {}
command: []
livenessProbe: {httpGet: {path: /live, port: http}}
readinessProbe: {}
autoscaling: {enabled: false, minReplicas: 1, maxReplicas: 5}
persistence: {enabled: false, accessModes: [ReadWriteOnce], size: 1Gi}
ingress: {enabled: false, hosts: []}
`;

/** Values laid over the starter's: later keys of a YAML map win. */
const starterVariants: Readonly<Record<string, string>> = {
  'as it is made': '',
  'three copies': 'replicaCount: 3\nstrategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}\n',
  'an autoscaler': 'autoscaling: {enabled: true, minReplicas: 2, maxReplicas: 10}\n',
  'an autoscaler with odd bounds': 'autoscaling: {enabled: true, minReplicas: 4, maxReplicas: 1}\n',
  'a claim': 'persistence: {enabled: true, accessModes: [ReadWriteOnce, ReadWriteMany], size: 5Gi, path: /srv}\n',
  'a claim that is there': 'persistence: {enabled: true, existingClaim: files}\n',
  'an ingress': 'ingress: {enabled: true, hosts: [{host: a.example, paths: [{path: /}, {path: /api}]}, {host: b.example, paths: []}]}\n',
  'other names': 'nameOverride: store\n',
  'a full name': 'fullnameOverride: "a-very-long-name-that-goes-on-and-on-and-on-until-it-is-cut-off-somewhere"\n',
  'an environment': 'env: {port: 8080, url: "https://{{ .Release.Name }}.example", debug: false, ratio: 0.5, empty: "", quoted: \'a "b"\'}\n',
  'a command': 'command: [node, "server.js", "--port=80"]\nservice: {type: NodePort, port: 80, targetPort: 8080, nodePort: 30080}\n',
  'a configuration': 'config:\n  app.conf: |\n    listen 80;\n      nested;\n\n    end\n  two: one line\n',
  probes: 'livenessProbe: null\nreadinessProbe: {exec: {command: [sh, -c, "test -f /tmp/ok && echo \\"x\\""]}, periodSeconds: 5}\n',
  'resources and secrets': 'resources: {limits: {cpu: 500m, memory: 1Gi}, requests: {cpu: 0.1, memory: 128974848}}\nimagePullSecrets: [{name: regcred}]\npodAnnotations: {prometheus.io/scrape: "true", weight: 10}\n',
}; // biome-ignore format: one variant per line

const umbrella: Readonly<Record<string, string>> = {
  'Chart.yaml': `apiVersion: v2
name: platform
version: 2.0.0
dependencies:
  - {name: api, version: 1.0.0, condition: "api.enabled,global.api"}
  - {name: cache, version: 1.0.0, tags: [backend, memory]}
  - {name: cache, version: 1.0.0, alias: sessions, condition: sessions.enabled}
  - name: common
    version: 0.1.0
  - name: data
    version: 1.0.0
    import-values: [defaults, {child: conf.pool, parent: pool}]
`,
  'templates/map.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: {{ include "common.name" . }}}
data:
  global: {{ .Values.global | toJson | quote }}
  api: {{ .Values.api | toJson | quote }}
  imported: {{ .Values.fromData | default "no" }}
  pool: {{ toJson .Values.pool | quote }}
  parts: {{ keys .Subcharts | sortAlpha | join "," }}
{{ include "shared.extra" . }}
`,
  'templates/_shared.tpl': '{{ define "shared.extra" }}  from: platform{{ end }}',
  'charts/api/Chart.yaml': 'apiVersion: v2\nname: api\nversion: 1.0.0\nappVersion: 3\ndependencies:\n  - {name: sidecar, version: 1.0.0, condition: sidecar.enabled}\n',
  'charts/api/values.yaml': 'replicas: 2\nenabled: true\nextra: {a: 1, b: {c: 2}}\nsidecar: {enabled: true}\nglobal: {region: api-default}\n',
  'charts/api/templates/deployment.yaml': `kind: Deployment
metadata: {name: {{ include "common.name" . }}, region: {{ .Values.global.region | default "none" }}}
spec: {replicas: {{ .Values.replicas }}, chart: {{ .Chart.Name }}, path: {{ .Template.Name }}}
extra: {{ toYaml .Values.extra | nindent 2 }}
{{ include "shared.extra" . }}
`,
  'charts/api/templates/_shared.tpl': '{{ define "shared.extra" }}  from: api{{ end }}',
  'charts/api/charts/sidecar/Chart.yaml': 'apiVersion: v2\nname: sidecar\nversion: 1.0.0\n',
  'charts/api/charts/sidecar/values.yaml': 'size: small\n',
  'charts/api/charts/sidecar/templates/pod.yaml': 'kind: Pod\nsize: {{ .Values.size }}\nregion: {{ .Values.global.region }}\nbase: {{ .Template.BasePath }}\n',
  'charts/cache/Chart.yaml': 'apiVersion: v2\nname: cache\nversion: 1.0.0\n',
  'charts/cache/values.yaml': 'port: 6379\nenabled: true\n',
  'charts/cache/templates/service.yaml': 'kind: Service\nmetadata: {name: {{ include "common.name" . }}}\nport: {{ .Values.port }}\nglobal: {{ toJson .Values.global }}\n',
  'charts/common/Chart.yaml': 'apiVersion: v2\nname: common\nversion: 0.1.0\ntype: library\n',
  'charts/common/templates/_names.tpl': '{{- define "common.name" -}}{{ .Release.Name }}-{{ .Chart.Name }}{{- end -}}',
  'charts/common/templates/never.yaml': 'kind: Never\n',
  'charts/data/Chart.yaml': 'apiVersion: v2\nname: data\nversion: 1.0.0\n',
  'charts/data/values.yaml': 'exports: {defaults: {fromData: "yes"}}\nconf: {pool: {size: 10, wait: 5}}\n',
  'charts/data/templates/x.yaml': 'pool: {{ .Values.conf.pool.size }}\n',
}; // biome-ignore format: one file per entry

const umbrellaVariants: Readonly<Record<string, string>> = {
  'nothing set': '',
  'an API that is off': 'api: {enabled: false}\n',
  'an API that is off by the second condition': 'global: {api: false}\napi: {enabled: null}\n',
  'a tag that is off': 'tags: {backend: false}\n',
  'one of two tags on': 'tags: {backend: false, memory: true}\n',
  'an alias that is off': 'sessions: {enabled: false}\n',
  'an alias with values': 'sessions: {port: 7000}\ncache: {port: 6380}\n',
  'values of a part': 'api: {replicas: 5, extra: {b: {c: 3}, d: null, a: null}}\n',
  globals: 'global: {region: eu, nested: {a: 1}}\napi: {sidecar: {size: large}}\n',
  'globals against globals': 'global: {region: eu}\napi: {global: {region: us, zone: b}}\n',
  'a part of a part that is off': 'api: {sidecar: {enabled: false}}\n',
  'a pool of its own': 'pool: {size: 3}\n',
};

const files: Readonly<Record<string, string>> = {
  'Chart.yaml': 'apiVersion: v1\nname: files\nversion: 0.0.1\n',
  'files/app.ini': '[app]\nname = {{ .Values.name }}\n',
  'files/b.ini': 'x = 1\n',
  'config/deep/c.json': '{"a": [1, 2]}\n',
  'templates/map.yaml': `kind: ConfigMap
data:
{{ (.Files.Glob "files/*.ini").AsConfig | indent 2 }}
  one: {{ .Files.Get "files/b.ini" | quote }}
  run: |-
{{ tpl (.Files.Get "files/app.ini") . | indent 4 }}
{{- range $path, $_ := .Files.Glob "{{ .Values.glob }}" }}
  never: {{ $path }}
{{- end }}
{{- range $path, $_ := .Files.Glob .Values.glob }}
  {{ base $path }}: {{ $.Files.Get $path | fromJson | toJson }}
{{- end }}
{{- range .Files.Lines "files/b.ini" }}
  line: {{ . }}
{{- end }}
secret:
{{ (.Files.Glob "files/*").AsSecrets | indent 2 }}
`,
};

/** One template each, over the same values: what helpers, loops and texts do at their edges. */
const singles: Readonly<Record<string, string>> = {
  'a list that is made of maps': '{{ range $i, $p := .Values.ports }}{{ if $i }},{{ end }}{{ $p.name }}={{ $p.port | int }}{{ end }}',
  'variables outlive their loop': '{{ $all := list }}{{ range .Values.ports }}{{ $all = append $all .name }}{{ end }}{{ join "/" $all }}',
  'a variable of an inner block': '{{ $x := 1 }}{{ if true }}{{ $x := 2 }}{{ $x }}{{ end }}{{ $x }}',
  'a map that is changed': '{{ $_ := set .Values.labels "added" "yes" }}{{ toYaml .Values.labels }}{{ $_ := unset .Values.labels "app" }}|{{ .Values.labels }}',
  'break and continue': '{{ range until 10 }}{{ if eq . 2 }}{{ continue }}{{ end }}{{ if gt . 5 }}{{ break }}{{ end }}{{ . }} {{ end }}',
  'with else': '{{ with .Values.nothing }}a{{ else }}b{{ end }}{{ with .Values.labels }}{{ .app }}{{ $.Values.name }}{{ end }}',
  'a template that calls itself': '{{ define "count" }}{{ . }}{{ if gt . 0 }} {{ template "count" (sub . 1) }}{{ end }}{{ end }}{{ template "count" 4 }}',
  'a block': '{{ block "title" . }}[{{ .Values.name }}]{{ end }}{{ include "title" . | upper }}',
  'what is missing': '{{ .Values.nothing }}|{{ .Values.nothing | default "x" }}|{{ .Values.nothing | quote }}|{{ printf "%v" .Values.nothing }}|{{ print .Values.nothing }}',
  'numbers of values': '{{ .Values.big }} {{ .Values.big | int }} {{ .Values.big | toString }} {{ .Values.small }} {{ mul 2 .Values.small }} {{ toYaml .Values.big }} {{ .Values.big | quote }}',
  'texts that look like something else': '{{ toYaml .Values.odd }}',
  'blocks of text': 'a:\n  {{- toYaml .Values.texts | nindent 2 }}\n',
  'trimmed blanks': 'a  {{- /* gone */ -}}  b {{ "c" -}}\n\n d {{- "e" }} f {{- printf " %s " "g" -}} h',
  'quotes': '{{ quote "a" 1 true nil "b\\"c" }} {{ squote "a" 1 nil }} {{ "x\\ty" | quote }} {{ "é ü 漢" | quote }}',
  'a chain of conditions': '{{ if eq .Values.name "a" }}1{{ else if eq .Values.name "shop" }}2{{ else if true }}3{{ else }}4{{ end }}',
  'and or of values': '{{ or .Values.nothing .Values.name "z" }} {{ and .Values.name .Values.nothing }} {{ and .Values.name "y" }} {{ or "" 0 }}',
  'dig pluck and pick': '{{ dig "a" "b" "no" (dict "a" (dict "b" 3)) }} {{ dig "a" "c" "no" (dict "a" (dict "b" 3)) }} {{ pluck "app" .Values.labels (dict "app" "z") | first }} {{ pick .Values.labels "app" }}',
  'YAML read back': '{{ $m := fromYaml "a: 1\\nb: [x, 2, true]\\nc: {d: null}" }}{{ $m.a }} {{ index $m.b 1 }} {{ toYaml $m }} {{ range fromYamlArray "- 1\\n- b" }}{{ . }};{{ end }}',
  'a name out of values': '{{ tpl "{{ define \\"in\\" }}<{{ .x }}>{{ end }}{{ include \\"in\\" (dict \\"x\\" .Values.name) }}" . }}',
  'arithmetic': '{{ add 1 2 3 }} {{ sub 5 7 }} {{ div 7 2 }} {{ mod 7 4 }} {{ mul 2 3 4 }} {{ add "4" 1.9 }} {{ floor 2.7 }} {{ ceil 2.1 }} {{ round 3.14159 2 }} {{ addf 0.1 0.2 }} {{ max 1 5 3 }} {{ min 4 2 }}',
  'paths of URLs': '{{ (urlParse "https://u:p@db.example:5432/shop?x=1#f").host }} {{ urlJoin (dict "scheme" "http" "host" "a.example" "path" "/x") }}',
}; // biome-ignore format: one template per line

const singleValues = `name: shop
ports: [{name: http, port: 80}, {name: metrics, port: 9090}]
labels: {app: shop, tier: web}
big: 12345678
small: 0.0000125
odd: {a: "true", b: "0123", c: "1e3", d: "null", e: "yes", f: "2024-01-01", g: "12:30", h: "-", i: "- x", j: "a: b", k: "#c", l: "c #d", m: "*x", n: "", o: " ", p: "~", q: "0x1f", r: "=", s: "!x", t: "a,b", u: "[a]", v: "?", w: "1_000", x: ".5", y: "+1", z: "é"}
texts:
  plain: "one\\ntwo\\n"
  kept: "one\\n\\n"
  none: "one\\ntwo"
  led: "  one\\ntwo\\n"
  blank: "one \\ntwo"
  tab: "a\\tb"
  long: "a sentence that is longer than eighty characters, so that some writers of YAML would fold it onto a second line"
  list: ["x\\ny", {deep: "p\\nq\\n"}, [], {}, [[1, 2], [3]]]
`;

function variants(
  name: string,
  base: Readonly<Record<string, string>>,
  defaults: string,
  all: Readonly<Record<string, string>>,
): readonly FixtureChart[] {
  return Object.entries(all).map(([variant, values]) => ({
    name: `${name}, ${variant}`,
    files: { ...base, 'values.yaml': defaults + values },
  }));
}

export const fixtureCharts: readonly FixtureChart[] = [
  ...variants('a starter', starter, '', Object.fromEntries(Object.entries(starterVariants).map(([name, values]) => [name, withoutKeys(starterValues, values) + values]))),
  ...variants('an umbrella', umbrella, '', umbrellaVariants),
  ...variants('files', files, '', { 'by pattern': 'name: shop\nglob: "config/*/*.json"\n', 'by no pattern': 'name: "x y"\nglob: "nothing/*"\n' }),
  ...Object.entries(singles).map(([name, template]) => ({
    name,
    files: { 'Chart.yaml': 'apiVersion: v2\nname: single\nversion: 1.0.0\n', 'values.yaml': singleValues, 'templates/a.yaml': template },
  })),
]; // biome-ignore format: one list

/** The lines of a file of values without those of keys that are given anew. */
function withoutKeys(values: string, given: string): string {
  const keys = new Set(given.split('\n').flatMap((line) => /^(\w+):/.exec(line)?.[1] ?? []));
  return values
    .split('\n')
    .filter((line) => !keys.has(/^(\w+):/.exec(line)?.[1] ?? ''))
    .join('\n');
}
