import { examples } from 'ha-ready/rule';

const manifest = (name: string, hook: string) =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  replicas: 3\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      containers:\n        - name: web\n          image: registry.example.com/shop:1.4.0\n          readinessProbe:\n            httpGet:\n              path: /health\n              port: 8000\n${hook}---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n      targetPort: 8000\n`;
const sleep = '          lifecycle:\n            preStop:\n              sleep:\n                seconds: 5\n';

export default examples([
  {
    on: 'kubernetes-1',
    about: 'several copies behind a Service; the hook of any kind counts',
    bad: { 'k8s/web.yaml': manifest('«web»', '') },
    fixed: { 'k8s/web.yaml': manifest('web', sleep) },
    good: {
      'k8s/web.yaml': manifest(
        'web',
        '          lifecycle:\n            preStop:\n              exec:\n                command: [sleep, "5"]\n',
      ),
    },
  },
  {
    on: 'kubernetes-1',
    about: 'a single copy has nobody to hand its requests to',
    good: { 'k8s/web.yaml': manifest('web', '').replace('replicas: 3', 'replicas: 1') },
  },
]);
