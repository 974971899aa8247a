import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extractorOf } from '../../src/extract/extract.js';
import type { Expr } from '../../src/facts/expr.js';
import { type Fact, indexFacts } from '../../src/facts/fact.js';
import { type Built, builtByKustomize } from '../../src/technologies/kustomize/build.js';
import { loadTechnologies } from '../../src/technologies/load.js';
import { items, shippedText, within } from '../../src/technologies/yaml/values.js';

async function built(files: Readonly<Record<string, string>>): Promise<Built> {
  const extractor = extractorOf(await loadTechnologies());
  const facts: Fact[] = [];
  for (const [path, text] of Object.entries(files)) {
    const source = { path, text, role: 'shipped', bom: false, eol: '\n', hash: '', lossless: true } as const;
    facts.push(...(await extractor.extract(source)).facts);
  }
  return builtByKustomize(indexFacts(facts));
}

async function objects(files: Readonly<Record<string, string>>): Promise<readonly Expr[]> {
  return (await built(files)).objects;
}

function plain(expr: Expr | undefined): unknown {
  if (expr?.is === 'map') return Object.fromEntries(expr.entries.map(({ key, value }) => [key, plain(value)]));
  if (expr?.is === 'list') return expr.items.map(plain);
  return expr?.is === 'literal' ? expr.value : undefined;
}

const web = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 1
  template:
    spec:
      containers:
        - name: web
          image: registry.example.com:5000/shop:1.0
          args: [serve, --port=80]
          env: [{name: A, value: base}, {name: B, value: base}]
          ports: [{containerPort: 80, name: http}, {containerPort: 81, name: admin}]
        - name: sidecar
          image: sidecar:1
`;
const service = 'apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80, targetPort: 80}, {port: 81, targetPort: 81}]}\n'; // biome-ignore format: one file
const base = { 'base/kustomization.yaml': 'resources: [web.yaml, service.yaml]\n', 'base/web.yaml': web, 'base/service.yaml': service }; // biome-ignore format: one record

async function overlaid(kustomization: string, files: Readonly<Record<string, string>> = {}) {
  const all = await objects({ ...base, ...files, 'overlays/production/kustomization.yaml': `resources: [../../base]\n${kustomization}` }); // biome-ignore format: one call
  const byKind = (kind: string) => all.find((tree) => shippedText(within(tree, 'kind')) === kind);
  const [container, other] = items(within(byKind('Deployment'), 'spec', 'template', 'spec', 'containers'));
  return { all, byKind, container, other };
}

describe('a strategic merge', () => {
  const patch = (container: string) =>
    overlaid('patches:\n  - path: p.yaml\n', {
      'overlays/production/p.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {template: {spec: {containers: [${container}]}}}\n`,
    });

  test('joins lists by what names their items, and replaces those that nothing names', async () => {
    const { container, other } = await patch('{name: web, args: [work], env: [{name: B, value: over}], ports: [{containerPort: 80, name: web}]}'); // biome-ignore format: one call
    assert.deepEqual(plain(within(container, 'args')), ['work']);
    assert.deepEqual(plain(within(container, 'env')), [{ name: 'A', value: 'base' }, { name: 'B', value: 'over' }]); // biome-ignore format: one list
    assert.deepEqual(plain(within(container, 'ports')), [{ containerPort: 80, name: 'web' }, { containerPort: 81, name: 'admin' }]); // biome-ignore format: one list
    assert.equal(shippedText(within(other, 'image')), 'sidecar:1');
  });

  test('takes an item away, a list, and a key', async () => {
    assert.equal((await patch('{name: sidecar, $patch: delete}')).other, undefined);
    const { container } = await patch('{name: web, args: null, env: [{$patch: replace}, {name: C, value: only}]}');
    assert.equal(within(container, 'args'), undefined);
    assert.deepEqual(plain(within(container, 'env')), [{ name: 'C', value: 'only' }]);
  });

  test('knows the ports of a Service by their number', async () => {
    const { byKind } = await overlaid(`patches:\n  - patch: |-\n      apiVersion: v1\n      kind: Service\n      metadata: {name: web}\n      spec: {ports: [{port: 81, targetPort: 9}]}\n`); // biome-ignore format: one call
    assert.deepEqual(plain(within(byKind('Service'), 'spec', 'ports')), [{ port: 80, targetPort: 80 }, { port: 81, targetPort: 9 }]); // biome-ignore format: one list
  });
});

describe('a JSON patch', () => {
  const operations: readonly (readonly [string, readonly string[], unknown])[] = [
    ['{op: replace, path: /spec/replicas, value: 3}', ['spec', 'replicas'], 3],
    ['{op: add, path: /spec/strategy, value: {type: Recreate}}', ['spec', 'strategy', 'type'], 'Recreate'],
    ['{op: remove, path: /spec/replicas}', ['spec', 'replicas'], undefined],
    ['{op: add, path: /metadata/annotations, value: {}}, {op: add, path: /metadata/annotations/a~1b, value: c}', ['metadata', 'annotations', 'a/b'], 'c'],
    ['{op: copy, from: /metadata/name, path: /metadata/namespace}', ['metadata', 'namespace'], 'web'],
    ['{op: move, from: /spec/replicas, path: /spec/minReadySeconds}', ['spec', 'minReadySeconds'], 1],
    ['{op: test, path: /spec/replicas, value: 1}, {op: replace, path: /spec/replicas, value: 2}', ['spec', 'replicas'], 2],
  ]; // biome-ignore format: a table
  for (const [operation, path, wanted] of operations)
    test(operation, async () => {
      const { byKind } = await overlaid('patches:\n  - target: {kind: Deployment, name: web}\n    path: p.yaml\n', { 'overlays/production/p.yaml': `[${operation}]\n# op: add\n# op: replace\n# op: remove\n` }); // biome-ignore format: one call
      assert.deepEqual(plain(within(byKind('Deployment'), ...path)), wanted);
    });

  test('an item put into a list, and one behind its end', async () => {
    const { container } = await overlaid(`patches:\n  - target: {kind: Deployment}\n    patch: |-\n      - {op: add, path: /spec/template/spec/containers/0/args/1, value: -v}\n      - {op: add, path: /spec/template/spec/containers/0/args/-, value: end}\n`); // biome-ignore format: one call
    assert.deepEqual(plain(within(container, 'args')), ['serve', '-v', '--port=80', 'end']);
  });
});

describe('what the kustomization itself says', () => {
  test('how many, with its own place', async () => {
    const { byKind } = await overlaid('replicas: [{name: web, count: 4}]\n');
    const replicas = within(byKind('Deployment'), 'spec', 'replicas');
    assert.equal(shippedText(replicas), '4');
    assert.equal(replicas?.at.file, 'overlays/production/kustomization.yaml');
  });

  const images: readonly (readonly [string, string])[] = [
    ['{name: "registry.example.com:5000/shop", newTag: "2.0"}', 'registry.example.com:5000/shop:2.0'],
    ['{name: "registry.example.com:5000/shop", newName: other/shop}', 'other/shop:1.0'],
    ['{name: "registry.example.com:5000/shop", digest: "sha256:abc"}', 'registry.example.com:5000/shop@sha256:abc'],
    ['{name: shop, newTag: "2.0"}', 'registry.example.com:5000/shop:1.0'],
  ];
  for (const [image, wanted] of images)
    test(image, async () => {
      const { container } = await overlaid(`images: [${image}]\n`);
      assert.equal(shippedText(within(container, 'image')), wanted);
    });

  test('a map that it generates goes over that of the base', async () => {
    const { byKind } = await overlaid(
      'configMapGenerator: [{name: env, behavior: merge, literals: [A=over, C=new]}]\n',
      {
        'base/kustomization.yaml':
          'resources: [web.yaml, service.yaml]\nconfigMapGenerator: [{name: env, literals: [A=base, B=base]}]\n',
      },
    );
    assert.deepEqual(plain(within(byKind('ConfigMap'), 'data')), { A: 'over', B: 'base', C: 'new' });
  });

  test('components change what was there before them', async () => {
    const { byKind } = await overlaid('components: [../../parts/big]\n', {
      'parts/big/kustomization.yaml': 'kind: Component\nreplicas: [{name: web, count: 9}]\n',
    });
    assert.equal(shippedText(within(byKind('Deployment'), 'spec', 'replicas')), '9');
  });
});

describe('which overlay speaks', () => {
  const counts = async (...folders: readonly string[]) => {
    const overlays = Object.fromEntries(
      folders.map((folder, index) => [`${folder}/kustomization.yaml`, `resources: [${'../'.repeat(folder.split('/').length)}base]\nreplicas: [{name: web, count: ${index + 2}}]\n`]),
    ); // biome-ignore format: one file
    const all = await objects({ ...base, ...overlays });
    return all.flatMap((tree) => shippedText(within(tree, 'spec', 'replicas')) ?? []);
  };
  const cases: readonly (readonly [readonly string[], readonly string[]])[] = [
    [['overlays/staging', 'overlays/production'], ['3']],
    [['env/qa', 'env/eu-prod'], ['3']],
    [['overlays/preview'], ['1']],
    [['clusters/eu', 'overlays/canary'], ['2']],
  ];
  for (const [folders, wanted] of cases)
    test(folders.join(', '), async () => {
      assert.deepEqual(await counts(...folders), wanted);
    });
});

test('what lies elsewhere is not seen, and said', async () => {
  const { unseen } = await built({
    ...base,
    'overlays/production/kustomization.yaml':
      'resources: [../../base, "https://github.com/example/app//deploy?ref=v1"]\nhelmCharts: [{name: redis, repo: "https://charts.example"}]\n',
  });
  assert.deepEqual(
    unseen.map(({ says }) => says),
    [
      'https://github.com/example/app//deploy?ref=v1 is not in the repository: what it brings was not judged',
      'the chart redis of https://charts.example is not in the repository: what it runs was not judged',
    ],
  );
});
