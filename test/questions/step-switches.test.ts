import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Files, found } from '../fix/found.js';

const rule = 'deploy/migration-on-every-start';

const node = (start: string, more = ''): Files => ({
  'package.json': '{ "scripts": { "start": "node start.js && node server.js" }, "dependencies": { "express": "5", "prisma": "6" } }',
  'start.js': `import { execSync } from 'node:child_process';\n${start}`,
  'server.js': `import express from 'express';\n${more}express().listen(3000);\n`,
}); // biome-ignore format: one line a file

const flask = (condition: string): Files => ({
  'requirements.txt': 'flask==3.1\nflask-migrate==4.1\n',
  'app.py': `import os\n\nfrom flask import Flask\nfrom flask_migrate import Migrate, upgrade\n\ndef create_app():\n    app = Flask(__name__)\n    Migrate(app)\n    with app.app_context():\n        ${condition}:\n            upgrade()\n    return app\n`,
  'wsgi.py': 'from app import create_app\n\napp = create_app()\n',
});

const shell = (condition: string): Files => ({
  Dockerfile: 'FROM python:3.13\nCOPY . /shop\nENTRYPOINT ["/shop/entrypoint.sh"]\nCMD ["gunicorn", "shop.wsgi"]\n',
  'entrypoint.sh': `#!/bin/sh\nset -e\n${condition}\n  alembic upgrade head\nfi\nexec "$@"\n`,
});

describe('the switch of the app for what a start does', () => {
  const named: readonly (readonly [about: string, files: Files, title: RegExp])[] = [
    ['a variable that is asked for the step alone', node("if (!process.env.SHOP_NO_TABLES) {\n  execSync('prisma migrate deploy');\n}\n"), /^Set SHOP_NO_TABLES to 'true'/],
    ['one that is asked above the function with the step', node("function tables() {\n  execSync('prisma migrate deploy');\n}\nif (process.env.SHOP_TABLES !== 'no') tables();\n"), /^Set SHOP_TABLES to 'no'/],
    ['a usual value in Python', flask("if os.getenv('SHOP_TABLES', 'true') == 'true'"), /^Set SHOP_TABLES to 'false'/],
    ['in Python, where it is asked as it is', flask("if not os.environ.get('SHOP_NO_TABLES')"), /^Set SHOP_NO_TABLES to 'true'/],
    ['a usual value in a shell', shell('if [ "${SHOP_TABLES:-yes}" = "yes" ]; then'), /^Set SHOP_TABLES to 'no'/],
    ['a refusal in a shell', shell('if [ "$SHOP_NO_TABLES" != "true" ]; then'), /^Set SHOP_NO_TABLES to 'true'/],
  ]; // biome-ignore format: one row each
  for (const [about, files, title] of named) {
    test(about, async () => {
      const { fix } = await found(rule, files);
      assert.match(fix?.title ?? '', title);
      assert.equal(fix?.edits.length, 0);
    });
  }

  const none: readonly (readonly [about: string, files: Files])[] = [
    ['what other code reads too has another meaning', node("if (!process.env.SHOP_MEMORY) {\n  execSync('prisma migrate deploy');\n}\n", "if (process.env.SHOP_MEMORY) console.log('in memory');\n")],
    ['a kind is no yes and no no', node("if (process.env.SHOP_DATABASE !== 'memory') {\n  execSync('prisma migrate deploy');\n}\n")],
    ['where the environment is development', node("if (process.env.NODE_ENV !== 'test') {\n  execSync('prisma migrate deploy');\n}\n")],
    ['what a start script asks, and the app reads too', { ...shell('if [ "$SHOP_OFF" != "true" ]; then'), 'shop/wsgi.py': 'import os\n\nif os.environ.get("SHOP_OFF"):\n    print("closed")\n' }],
    ['a kind in a shell', shell('if [ "$SHOP_DATABASE" != "memory" ]; then')],
  ]; // biome-ignore format: one row each
  for (const [about, files] of none) {
    test(about, async () => {
      const { fix } = await found(rule, files);
      assert.doesNotMatch(fix?.title ?? '', /^(Set|Leave) /);
    });
  }
});
