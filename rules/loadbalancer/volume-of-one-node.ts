import { hazard, judge, type Process, rule } from 'ha-ready/rule';

export default rule({
  severity: 'error',
  title: 'Several copies want a volume that one node may mount',
  why: 'The second copy waits for a volume that the first one holds: it never starts on another node, and an update stops in the middle.',
  remedy: {
    any: 'Keep the files in object storage or on a volume that many nodes may mount (ReadWriteMany).',
  },
  needs: ['processes'],
  // what users give it lies on the claim: that no other node mounts it is the fault
  covers: ['uploads/local-disk'],
  *check({ processes }) {
    const seen = new Set<string>();
    // one claim may be mounted at several paths and by several workloads: the one with most copies speaks
    for (const { process, volume } of claimsOf(processes)) {
      const { name, technology, replicas } = process;
      const { off, path, repair, at } = volume;
      const claim = `${at.file}:${at.start}`;
      if (seen.has(claim)) continue;
      seen.add(claim);
      yield* judge(`how many copies of ${name} run`, replicas, (count, because) =>
        hazard(
          off
            ? `once its volume${path ? ` ${path}` : ''} is switched on, ${name} keeps it ReadWriteOnce: a second copy on another node cannot mount it`
            : count > 1
              ? `${count} copies of ${name} mount one ReadWriteOnce volume at ${path}: those on other nodes never start`
              : `${name} keeps ${path} on a ReadWriteOnce volume: a second copy on another node cannot mount it`,
          [...because, { at, says: 'is a claim for one node at a time' }],
          { at, technology, repair, ...(count > 1 && !off ? {} : { severity: 'warning' as const }) },
        ),
      );
    }
  },
  examples: [
    {
      on: 'kubernetes-1',
      about: 'two copies on one claim',
      bad: {
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
      volumes:
        - name: media
          persistentVolumeClaim:
            claimName: media
      containers:
        - name: web
          image: registry.example.com/shop:1.4.0
          readinessProbe:
            httpGet:
              path: /health
              port: 8000
          volumeMounts:
            - name: media
              mountPath: /app/media
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: media
spec:
  accessModes: [«ReadWriteOnce»]
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
      volumes:
        - name: media
          persistentVolumeClaim:
            claimName: media
      containers:
        - name: web
          image: registry.example.com/shop:1.4.0
          readinessProbe:
            httpGet:
              path: /health
              port: 8000
          volumeMounts:
            - name: media
              mountPath: /app/media
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: media
spec:
  accessModes: [ReadWriteMany]
`,
      },
    },
    {
      on: 'helm-3',
      about: 'a claim that pod and claim name by a helper',
      bad: {
        'values.yaml': `replicaCount: 3
image:
  repository: registry.example.com/shop
autoscaling:
  enabled: false
persistence:
  enabled: true
  accessMode: «ReadWriteOnce»
`,
      },
    },
    {
      on: 'helm-3',
      about: 'volumes that the user of the chart adds, none by default, beside a claim that another workload mounts',
      good: {
        'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: worker
spec:
  replicas: 3
  template:
    spec:
      containers:
        - name: worker
          image: "{{ .Values.image.repository }}:{{ .Chart.AppVersion }}"
          volumeMounts:
          {{- if .Values.extraVolumes }}
            {{- toYaml .Values.extraVolumes | nindent 12 }}
          {{- end }}
      volumes:
      {{- if .Values.extraVolumes }}
        {{- toYaml .Values.extraVolumes | nindent 8 }}
      {{- end }}
`,
        'values.yaml': `image:
  repository: registry.example.com/shop
persistence:
  enabled: false
  accessMode: ReadWriteOnce
extraVolumes: []
`,
      },
    },
    {
      on: 'helm-3',
      about: 'a claim that the chart offers',
      bad: {
        'values.yaml': `replicaCount: 2
image:
  repository: registry.example.com/shop
autoscaling:
  enabled: false
persistence:
  enabled: false
  accessMode: «ReadWriteOnce»
`,
      },
      good: {
        'values.yaml': `replicaCount: 2
image:
  repository: registry.example.com/shop
autoscaling:
  enabled: false
persistence:
  enabled: true
  accessMode: ReadWriteMany
`,
      },
    },
    {
      on: 'helm-3',
      about: 'a claim that the chart offers to jobs, and that its own workload does not mount',
      good: {
        'templates/deployment.yaml': `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}
spec:
  replicas: {{ .Values.replicaCount }}
  template:
    spec:
      containers:
        - name: shop
          image: "{{ .Values.image.repository }}:{{ .Chart.AppVersion }}"
          readinessProbe:
            httpGet:
              path: /health
              port: http
`,
        'values.yaml': `replicaCount: 2
image:
  repository: registry.example.com/shop
persistence:
  enabled: false
  accessMode: ReadWriteOnce
`,
      },
    },
  ],
});

function claimsOf(processes: readonly Process[]): readonly { process: Process; volume: Process['volumes'][number] }[] {
  const copies = ({ process: { role, replicas } }: { process: Process }) =>
    replicas.state === 'known' ? (role === 'job' ? 0 : replicas.value) : 1;
  return processes
    .flatMap((process) => process.volumes.filter(({ exclusive }) => exclusive).map((volume) => ({ process, volume })))
    .toSorted((a, b) => Number(a.volume.off === true) - Number(b.volume.off === true) || copies(b) - copies(a));
}
