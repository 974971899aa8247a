import '../sample-rule.js';
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditTexts } from '../../src/rule/examples.js';
import { loadRules } from '../../src/rule/load.js';

const rules = await loadRules();

const compose = `services:
  app:
    build: .
    restart: always
    expose: ['9000']
    volumes:
      - ./:/srv/shop
  front:
    image: nginx:1.27
    restart: always
    ports: ['80:80']
    volumes:
      - ./:/srv/shop
`;

async function needs(files: Readonly<Record<string, string>>): Promise<string> {
  const asked = rules.filter(({ id }) => id === 'deploy/code-from-host');
  const { findings } = await auditTexts(new Map(Object.entries(files)), { rules: asked });
  assert.ok(findings[0], 'the hazard is found');
  return findings[0].fix?.needs.join('\n') ?? '';
}

const shop = {
  'compose.yaml': compose,
  Dockerfile: 'FROM python:3.13\nWORKDIR /srv/shop\nCOPY . .\nEXPOSE 9000\nCMD ["gunicorn", "shop:app"]\n',
  'requirements.txt': 'flask==3.1\ngunicorn==23.0\n',
};

describe('code that a folder of the host brings', () => {
  test('leaves all services that have the folder together', async () => {
    const told = await needs({ ...shop, 'shop.py': 'from flask import Flask\n\napp = Flask(__name__)\n' });
    assert.match(told, /take "\.\/:\/srv\/shop" out of the volumes of app and front together/);
    assert.match(told, /env_file/);
  });

  test('is asked for what the app writes into it', async () => {
    const told = await needs({
      ...shop,
      'shop.py':
        'from flask import Flask, request\n\napp = Flask(__name__)\n\n\n@app.post("/photos")\ndef photo():\n    request.files["photo"].save("photos/" + request.form["name"])\n    return "kept"\n',
    });
    assert.match(told, /a volume of its own, with the files that are there: .{0,80}\(shop\.py\)/);
  });
});
