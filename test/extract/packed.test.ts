import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extractorOf } from '../../src/extract/extract.js';
import { auditTexts } from '../../src/rule/examples.js';
import { loadTechnologies } from '../../src/technologies/load.js';

const manifest = '{"scripts":{"start":"node server.js"},"dependencies":{"express":"5.0.0"}}';
const server =
  "const express = require('express');\nconst app = express();\nconst carts = {};\napp.post('/cart', (req, res) => { carts[req.query.user] = req.body; res.end(); });\napp.get('/cart', (req, res) => res.json(carts[req.query.user]));\napp.listen(3000);\n";
/** What a bundler leaves: the same program, on one line, with much else beside it. */
const packed = `${server.replaceAll('\n', '')}${'function a(b){return b}'.repeat(300)}\n`;

async function flagged(path: string, text: string): Promise<readonly string[]> {
  const extractor = extractorOf(await loadTechnologies());
  const files = new Map([
    ['package.json', manifest.replace('server.js', path)],
    [path, text],
  ]);
  const report = await auditTexts(files, { extractor });
  return report.findings.filter(({ ruleId }) => ruleId.startsWith('state/')).map(({ location }) => location.path);
}

test('what a bundler has packed is nobody’s source, whatever it is called', async () => {
  assert.deepEqual(await flagged('server.js', server), ['server.js']);
  assert.deepEqual(await flagged('server.js', packed), []);
});
