import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { html } from '../../src/report/html.js';
import type { AppReport, Report } from '../../src/report/report.js';
import { hostileReport } from './hostile.js';
import { auditedApp, plainOptions, reportWith } from './reports.js';

const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);
const missing = executablePath ? false : 'skipped: there is no Chromium on this machine';

const topology: NonNullable<Report['apps'][number]['topology']> = {
  balancers: [{ name: 'edge', technology: 'nginx', backends: 2, checks: 'passive', sticky: true }],
  processes: [
    { name: 'web', technology: 'compose', role: 'web', replicas: 2, pinned: false },
    { name: 'worker', technology: 'compose', role: 'worker', pinned: true },
    { name: 'a-scheduler-with-a-very-long-name-indeed', technology: 'compose', role: 'scheduler', replicas: 1, pinned: false },
  ],
  services: [
    { name: 'db', engine: 'postgres', role: 'database', nodes: 1, failover: false, persistent: true },
    { name: 'redis', engine: 'redis', role: 'cache', persistent: false },
  ],
}; // biome-ignore format: a table

async function appReport(): Promise<Report> {
  const report = await auditedApp();
  const more = reportWith({ severity: 'note', title: 'A note', topic: 'cache' }, { status: 'baselined', title: 'An old one', reason: 'in the baseline' }); // biome-ignore format: one line
  return {
    ...report,
    apps: report.apps.map((app) => ({ ...app, topology })),
    findings: [...report.findings, ...more.findings],
  };
}

describe('the html page', { skip: missing }, () => {
  let browser: Browser;
  before(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? '', args: ['--no-sandbox'] });
  });
  after(async () => browser.close());

  /** The page of a report; fails when the page asks for anything or when its script does. */
  async function open(report: Report, width = 1280): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: 'light' });
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => wrong.push(message.text()));
    page.on('dialog', (dialog) => {
      wrong.push(`dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => wrong.push(`asked for ${request.url()}`));
    await page.setContent(html(report, plainOptions));
    await page.waitForFunction("document.getElementById('left').textContent.includes('shown')");
    assert.deepEqual(wrong, []);
    return page;
  }

  const shown = (page: Page) => page.locator('.finding:visible').count();

  for (const width of [1280, 390]) {
    test(`fits a window of ${width} pixels`, async () => {
      const page = await open(await appReport(), width);
      assert.ok((await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')) <= 0);
      assert.ok(await page.getByText('Not ready for a second server').isVisible());
      await page.close();
    });
  }

  test('filters by severity and topic, shows accepted findings when asked, and searches', async () => {
    const report = await appReport();
    const open_ = report.findings.filter(({ status }) => status === 'open').length;
    const page = await open(report);
    assert.equal(await shown(page), open_);
    await page.getByRole('button', { name: 'accepted' }).click();
    assert.equal(await shown(page), open_ + 1);
    await page.locator('button[data-show=error]').click();
    assert.equal(await page.locator('.finding.error:visible').count(), 0);
    await page.locator('button[data-show=error]').click();
    await page.locator('#topic').selectOption('sessions');
    assert.ok((await shown(page)) < open_ + 1);
    await page.locator('#topic').selectOption('');
    await page.locator('#search').fill('an OLD one');
    assert.equal(await shown(page), 1);
    await page.locator('#search').fill('no such words');
    assert.equal(await shown(page), 0);
    await page.close();
  });

  test('is used by keyboard: / searches, Escape clears, j and k walk', async () => {
    const page = await open(await appReport());
    await page.keyboard.press('/');
    assert.equal(await page.evaluate('document.activeElement.id'), 'search');
    await page.keyboard.type('note');
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('#search').inputValue(), '');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    assert.ok(await page.evaluate("document.activeElement === document.querySelectorAll('.finding:not([hidden])')[0]"));
    await page.close();
  });

  test('turns dark and light, by the button as by the system', async () => {
    const page = await open(await appReport());
    const paper = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    assert.equal(await paper(), 'rgb(255, 255, 255)');
    await page.locator('#theme').click();
    const dark = await paper();
    assert.notEqual(dark, 'rgb(255, 255, 255)');
    await page.locator('#theme').click();
    assert.equal(await paper(), 'rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.evaluate('document.documentElement.removeAttribute("data-theme")');
    assert.equal(await paper(), dark);
    await page.close();
  });

  test('prints without its filters and with every chain unfolded', async () => {
    const page = await open(await appReport());
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    assert.equal(await page.locator('.filters').isVisible(), false);
    assert.equal(await page.locator('details:not([open])').count(), 0);
    await page.close();
  });

  test('draws what the deployment starts, and says it in words', async () => {
    const page = await open(await appReport());
    assert.equal(await page.locator('svg.map rect').count(), 6);
    assert.equal(await page.locator('svg.map rect.bad').count(), 2);
    assert.match((await page.locator('svg.map').getAttribute('aria-label')) ?? '', /web: web, compose, 2 copies/);
    await page.close();
  });

  test('says everything without its script', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const report = await appReport();
    await page.setContent(html(report, plainOptions));
    assert.equal(await shown(page), report.findings.length);
    await context.close();
  });

  test('runs nothing that a hostile repository wrote', async () => {
    const page = await open(hostileReport());
    assert.equal(await page.locator('script').count(), 1);
    assert.equal(await page.locator('img, iframe, link, object, [onload], [onerror], [onmouseover]').count(), 0);
    assert.ok((await page.locator('.finding').first().textContent())?.includes('</script><script>alert(1)</script>'));
    await page.close();
  });
});

test('the page asks for nothing outside itself and allows only its own script', async () => {
  const text = html(await appReport(), plainOptions);
  assert.doesNotMatch(text, /(?:src|href|url\()=?["']?(?:https?:)?\/\//);
  assert.match(text, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[A-Za-z0-9+/]{43}='/);
}); // biome-ignore format: one line each

test('the page says that nothing was found where nothing was', () => {
  const base = reportWith();
  const pass = { status: 'pass' as const, score: 100, evidence: [] };
  const topics = { cache: pass, logs: pass, health: pass } as unknown as AppReport['topics'];
  const apps = [{ path: '.', stack: [{ name: 'laravel', title: 'Laravel' }], score: 100, state: [], topics }];
  const text = html(
    { ...base, apps, score: { ...base.score, value: 100, counts: { error: 0, warning: 0, note: 0 } } },
    plainOptions,
  );
  assert.match(text, /No hazard was found\./);
  assert.match(text, /Ready for a second server/);
});
