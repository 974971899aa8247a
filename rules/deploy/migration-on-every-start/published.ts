import { examples } from 'ha-ready/rule';

const stack = (tag: string) => `services:\n  web:\n    image: ghcr.io/example/shop:${tag}\n    restart: always\n    expose: ['3000']\n`; // biome-ignore format: one line
const dockerfile = 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD ["sh", "-c", "nginx && npm run image"]\n';
const scripts = (image: string) =>
  `{\n  "scripts": {\n    ${image},\n    "start": "node src/server.js"\n  },\n  "dependencies": { "pg": "^8.16.0" }\n}\n`;
const migrates = '"image": "prisma migrate deploy && node src/server.js"';
const job = (steps: string) => `on: push\nenv:\n  IMAGE: ghcr.io/example/shop\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`; // biome-ignore format: one line
const run = (...lines: readonly string[]) => `      - run: |\n${lines.map((line) => `          ${line}\n`).join('')}`;
const named = (file: string, id: string, more: string) => `      - uses: docker/metadata-action@v5
        id: ${id}
        with:
          images: |
            ghcr.io/example/shop
            name=docker.io/example/shop,enable=\${{ github.event_name == 'push' }}
          tags: |
            type=semver,pattern={{version}}
            type=sha
${more}      - uses: docker/build-push-action@v6
        with:
          context: .
          file: ${file}
          push: true
          tags: \${{ steps.${id}.outputs.tags }}
`;
const files = (image: string, workflow: string, tag = 'latest') => ({
  'compose.yaml': stack(tag),
  'Dockerfile.dev': dockerfile,
  'package.json': scripts(image),
  '.github/workflows/image.yml': workflow,
});

const parts = (part: string, migrates: string) => ({
  'compose.yaml': `services:\n  web:\n    image: ghcr.io/example/shop-${part}:latest\n    restart: always\n    expose: ['3000']\n`,
  Dockerfile:
    'FROM node:22-slim\nWORKDIR /app\nARG PART\nENV PART=${PART}\nCOPY src ./src\nCOPY scripts/${PART}-start.sh ./\nENTRYPOINT ./${PART}-start.sh\n',
  'scripts/orders-start.sh': `#!/bin/sh\n${migrates}\nexec node src/server.js\n`,
  'scripts/reports-start.sh': '#!/bin/sh\nexec node src/server.js\n',
  'package.json': '{ "dependencies": { "prisma": "^6.0.0", "pg": "^8.16.0" } }\n',
  '.github/workflows/image.yml':
    'on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    strategy:\n      matrix:\n        part: [orders, reports]\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          context: .\n          push: true\n          build-args: |\n            PART=${{ matrix.part }}\n          tags: ghcr.io/example/shop-${{ matrix.part }}:latest\n',
});

export default examples([
  {
    on: 'node-22',
    about: 'the Dockerfile that a pipeline publishes under the name that the stack pulls, whatever the file is called',
    bad: files(
      `«${migrates}»`,
      job(
        run(
          'docker buildx build --platform linux/amd64 \\',
          '  -f Dockerfile.dev \\',
          '  -t ghcr.io/example/shop:${{ github.ref_name }}-amd64 \\',
          '  --output "type=registry,name=ghcr.io/example/shop:${{ github.ref_name }}-amd64" .',
        ),
      ),
    ),
    good: files(migrates, job(run('docker build -f Dockerfile.dev -t ghcr.io/example/shop:latest .', 'docker run ghcr.io/example/shop:latest npm test'))), // biome-ignore format: one line
  },
  {
    on: 'node-22',
    about: 'it is tagged and pushed by commands of their own, under a name that the workflow sets',
    bad: files(`«${migrates}»`, job(run('docker build -f Dockerfile.dev -t shop .', 'docker tag shop "$IMAGE:4"', 'docker push "$IMAGE:4"')), '4'), // biome-ignore format: one line
    good: files(migrates, job(run('docker build -f Dockerfile.dev -t shop-tests .', 'docker tag shop-tests "$IMAGE-tests:4"', 'docker push "$IMAGE-tests:4"')), '4'), // biome-ignore format: one line
  },
  {
    on: 'node-22',
    about: 'it is published by an action',
    bad: files(
      `«${migrates}»`,
      job(
        '      - uses: docker/build-push-action@v6\n        with:\n          file: Dockerfile.dev\n          push: true\n          tags: ${{ env.IMAGE }}:${{ github.sha }}\n',
      ),
    ),
    good: files(
      migrates,
      job(
        '      - uses: docker/build-push-action@v6\n        with:\n          file: Dockerfile.dev\n          load: true\n          tags: ${{ env.IMAGE }}:${{ github.sha }}\n',
      ),
    ),
  },
  {
    on: 'node-22',
    about: 'another file is pushed under a name that only the running pipeline knows, which may be the same',
    good: {
      ...files(
        migrates,
        job(
          '      - run: docker build --push -f Dockerfile.dev -t ghcr.io/example/shop:tests-${{ github.sha }} .\n      - uses: docker/build-push-action@v6\n        with:\n          push: true\n          tags: ${{ steps.meta.outputs.tags }}\n',
        ),
      ),
      Dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD ["node", "src/server.js"]\n',
    },
  },
  {
    on: 'node-22',
    about:
      'its names are made by an action of their own; two files under names that differ in their tags are two images',
    bad: files(`«${migrates}»`, job(named('Dockerfile.dev', 'meta', ''))),
    good: {
      ...files(
        migrates,
        job(named('Dockerfile.dev', 'lab', '          flavor: suffix=-lab\n') + named('Dockerfile', 'meta', '')),
      ),
      Dockerfile: 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD ["node", "src/server.js"]\n',
    },
  },
  {
    on: 'kubernetes-1',
    about: 'manifests run the image that a pipeline publishes, whatever the folder of its file is called',
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
      containers:
        - name: web
          image: ghcr.io/example/shop:1.4.0
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
`,
      'images/one/Dockerfile': 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD ["sh", "-c", "npm run image"]\n',
      'images/two/Dockerfile': 'FROM node:22\nWORKDIR /app\nCOPY . .\nCMD ["node", "src/work.js"]\n',
      'package.json': scripts(`«${migrates}»`),
      '.github/workflows/image.yml': job(named('images/one/Dockerfile', 'meta', '')),
    },
  },
  {
    on: 'node-22',
    about: 'one Dockerfile for several parts: the argument of the build says whose script the image starts',
    bad: parts('orders', '«npx prisma migrate deploy»'),
    good: parts('reports', 'npx prisma migrate deploy'),
  },
]);
