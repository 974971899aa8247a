import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTestCode } from '../../src/discover/test-code.js';

test('code that loads a test runner is for tests, wherever it stands', () => {
  for (const [path, text] of [
    ['server/setup/auth.js', "import { afterAll, vi } from 'vitest';\n"],
    ['tools/http.cjs', "const request = require('supertest');\n"],
    ['run.ts', "import 'node:test';\n"],
    ['shop/helpers.py', 'import os\nimport pytest\n'],
    ['shop/cases.py', 'from django.test import Client, TestCase\n'],
    ['src/Helper.php', '<?php\nuse PHPUnit\\Framework\\TestCase;\n'],
    ['lib/support.rb', "require 'spec_helper'\n"],
  ] as const)
    assert.equal(isTestCode(path, text), true, path);
});

test('code that only speaks of one is not', () => {
  for (const [path, text] of [
    ['src/app.js', "import express from 'express';\nconst runner = 'vitest';\n"],
    ['vite.config.ts', "import { defineConfig } from 'vitest/config';\n"],
    ['src/runner.js', "const runner = options.runner ?? 'node:test';\n"],
    ['shop/settings.py', 'from django.test.signals import setting_changed\n'],
    ['shop/warm.py', 'from django.test import RequestFactory\n'],
    ['src/Assertion.php', '<?php\nuse PHPUnit\\Framework\\Assert;\n'],
    ['lib/tasks/spec.rb', "require 'rspec/core/rake_task'\n"],
    ['notes.txt', "import { vi } from 'vitest';\n"],
  ] as const)
    assert.equal(isTestCode(path, text), false, path);
});
