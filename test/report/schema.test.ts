import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { audit } from '../../src/audit.js';
import { json } from '../../src/report/json.js';

const schema = JSON.parse(readFileSync('dist/src/report/report.schema.json', 'utf8')) as object;
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);
const options = { width: 80, color: false, verbose: false, quiet: false };

describe('the JSON report', () => {
  for (const app of readdirSync('fixtures/apps').sort()) {
    test(`of ${app} is what its schema says`, async () => {
      const report: unknown = JSON.parse(json(await audit(join('fixtures', 'apps', app)), options));
      assert.ok(validate(report), JSON.stringify(validate.errors?.slice(0, 3)));
    });
  }

  test('that lacks or adds something is refused', async () => {
    const report = JSON.parse(json(await audit(join('fixtures', 'apps', 'rails-good-shop')), options)) as Record<
      string,
      unknown
    >;
    assert.equal(validate({ ...report, schemaVersion: 2 }), false);
    assert.equal(validate({ ...report, extra: 1 }), false);
  });
});
