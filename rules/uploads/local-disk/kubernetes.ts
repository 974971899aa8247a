import { examples } from 'ha-ready/rule';

const code = {
  'app/Http/Controllers/AvatarController.php':
    "<?php\n\nnamespace App\\Http\\Controllers;\n\nuse Illuminate\\Http\\Request;\n\nclass AvatarController\n{\n    public function store(Request $request): string\n    {\n        return $request->file('avatar')->store('avatars', 'public');\n    }\n}\n",
};

const pod = (volume: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: shop
spec:
  replicas: 2
  template:
    metadata:
      labels:
        app: shop
    spec:
      volumes:
        - name: files
          ${volume}
      containers:
        - name: shop
          image: registry.example.com/shop:1.4.0
          volumeMounts:
            - name: files
              mountPath: /var/www/html/storage/app/public
`;

const wiki = (mode: string) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: wiki
spec:
  template:
    metadata:
      labels:
        app: wiki
    spec:
      volumes:
        - name: files
          persistentVolumeClaim:
            claimName: wiki-files
      containers:
        - name: wiki
          image: registry.example.com/wiki:3.1
          ports:
            - containerPort: 8080
          volumeMounts:
            - «{name: files, mountPath: /opt/wiki/attachments}»
---
apiVersion: v1
kind: Service
metadata:
  name: wiki
spec:
  selector:
    app: wiki
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: wiki-files
spec:
  accessModes: [${mode}]
`;

export default examples([
  {
    on: 'laravel-11',
    about: 'a volume of each copy, and one of a driver for network file systems',
    bad: { ...code, 'k8s/shop.yaml': pod('ephemeral: {volumeClaimTemplate: {spec: {accessModes: [ReadWriteOnce]}}}') },
    good: { ...code, 'k8s/shop.yaml': pod('csi: {driver: efs.csi.aws.com, volumeHandle: fs-1}') },
  },
  {
    on: 'laravel-11',
    about: 'a claim of each copy of a StatefulSet, and a claim that many nodes may mount',
    bad: {
      ...code,
      'k8s/shop.yaml': pod('emptyDir: {}')
        .replace('kind: Deployment', 'kind: StatefulSet')
        .replace(
          '  replicas: 2',
          '  replicas: 2\n  volumeClaimTemplates: [{metadata: {name: files}, spec: {accessModes: [ReadWriteOnce]}}]',
        ),
    },
    good: {
      ...code,
      'k8s/shop.yaml': `${pod('persistentVolumeClaim: {claimName: files}')}---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: files\nspec:\n  accessModes: [ReadWriteMany]\n`,
    },
  },
  {
    on: 'kubernetes-1',
    about: 'a product that only its chart shows, with the files of its users on a claim for one node',
    bad: { 'k8s/wiki.yaml': wiki('ReadWriteOnce') },
    good: { 'k8s/wiki.yaml': wiki('ReadWriteMany').replace('«', '').replace('»', '') },
  },
]);
