import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildPage } from '../src/build-page.ts';
import { WORDING } from '../src/browser/wording.ts';
import { installedBrowser, openInBrowser, type BrowserPage } from './browser.ts';
import { VECTORS } from './vectors.ts';

const vector = (name: string): string => join(VECTORS, name);

describe.skipIf(installedBrowser === null)('the page in a real browser (SKIPPED: no Chromium is installed)', () => {
  const scratch = mkdtempSync(join(tmpdir(), 'verify-page-'));
  let page: BrowserPage;

  beforeAll(async () => {
    const file = join(scratch, 'verify-draw.html');
    writeFileSync(file, await buildPage());
    page = await openInBrowser(installedBrowser ?? '', pathToFileURL(file).href);
    await until("Boolean(document.querySelector('h1')?.textContent)");
    await page.evaluate("document.querySelector('[data-language=en]').click()");
  }, 60_000);

  afterAll(async () => {
    await page.close();
    rmSync(scratch, { recursive: true });
  });

  async function until(condition: string): Promise<void> {
    for (let i = 0; i < 300; i++) {
      if ((await page.evaluate(condition)) === true) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`never: ${condition}`);
  }

  async function verify(files: Readonly<Record<string, string>>, unit = ''): Promise<{ readonly status: unknown; readonly result: string }> {
    await page.evaluate("document.querySelector('button[type=reset]').click()");
    expect(await page.evaluate("document.getElementById('status').textContent + document.getElementById('result').hidden")).toBe('true');
    for (const [id, file] of Object.entries(files)) await page.choose(`#${id}`, [file]);
    await page.evaluate(`document.getElementById('unit').value = ${JSON.stringify(unit)}; document.querySelector('button.verify').click()`);
    await until("document.activeElement.id === 'result' && document.getElementById('progress').hidden");
    const result = String(await page.evaluate("document.getElementById('result').innerText"));
    await page.evaluate("document.querySelector('button.verify').focus()");
    return { status: await page.evaluate("document.getElementById('status').textContent"), result };
  }

  test('verifies a draw with its frame, and says where a unit stands, in the language that is asked for', async () => {
    const { status, result } = await verify({ certificate: vector('valid/small.certificate.json'), frame: vector('valid/small.frame.txt') }, 'unit-0006');
    expect(status).toBe(WORDING.en.valid);
    expect(result).toContain('unit-0006: drawn');
    expect(result).toContain('FRAME_DRAW');
    await page.evaluate("document.querySelector('[data-language=zh]').click()");
    expect(await page.evaluate("document.getElementById('status').textContent + document.documentElement.lang")).toBe(`${WORDING.zh.valid}zh`);
    expect(await page.evaluate("document.getElementById('result').innerText")).toContain('unit-0006：抽中');
    await page.evaluate("document.querySelector('[data-language=en]').click()");
  }, 30_000);

  test('verifies a sealed draw with an opening, and one of inspectors', async () => {
    const sealed = await verify({ certificate: vector('valid/sealed-drawn.certificate.json'), frame: vector('valid/sealed-drawn.frame.txt'), opening: vector('valid/sealed-drawn.opening.ndjson') });
    expect(sealed.status).toBe(WORDING.en.valid);
    expect(sealed.result).toContain('stands in the frame as leaf');
    expect((await verify({ certificate: vector('valid/inspectors.certificate.json') })).status).toBe(WORDING.en.valid);
  }, 30_000);

  test('takes files that are dropped, all at once and in any order, as what they are', async () => {
    await page.evaluate("document.querySelector('button[type=reset]').click()");
    const files = ['frame.txt', 'certificate.json'].map((suffix) => readFileSync(vector(`valid/scripts.${suffix}`), 'utf8'));
    await page.evaluate(`(() => {
      const dataTransfer = new DataTransfer();
      for (const text of ${JSON.stringify(files)}) dataTransfer.items.add(new File([text], 'file'));
      document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    })()`);
    await until("document.activeElement.id === 'result'");
    expect(await page.evaluate("document.getElementById('status').textContent")).toBe(WORDING.en.valid);
  }, 30_000);

  test('refuses a forged one, with the failed check first', async () => {
    const { status, result } = await verify({ certificate: vector('forged/friend-under-false-ticket.certificate.json') });
    expect(status).toBe(WORDING.en.invalid);
    expect(result.split('\n').find((line) => line.includes('·'))).toContain('TICKETS');
  }, 30_000);

  test('can reach nobody, whatever it tries', async () => {
    let visits = 0;
    const server = createServer((_, response) => {
      visits += 1;
      response.setHeader('access-control-allow-origin', '*').end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
    const attempts = [
      `fetch('http://${host}/')`,
      `new Promise((sent, refused) => { const image = new Image(); image.onload = sent; image.onerror = refused; image.src = 'http://${host}/'; })`,
      `new Promise((sent, refused) => { const script = document.createElement('script'); script.onload = sent; script.onerror = refused; script.src = 'http://${host}/'; document.head.append(script); })`,
      `new Promise((sent, refused) => { const socket = new WebSocket('ws://${host}/'); socket.onopen = sent; socket.onerror = refused; })`,
      `new Promise((sent, refused) => { const worker = new Worker(URL.createObjectURL(new Blob(["fetch('http://${host}/').then(() => postMessage(1), () => postMessage(0))"]))); worker.onmessage = ({ data }) => (data ? sent() : refused()); worker.onerror = refused; })`,
    ];
    for (const attempt of attempts) expect(await page.evaluate(`(${attempt}).then(() => 'sent', () => 'refused')`), attempt).toBe('refused');
    expect(await page.evaluate(`navigator.sendBeacon('http://${host}/', 'x') && new Promise((done) => setTimeout(done, 300, 'waited'))`)).not.toBe('sent');
    expect(visits).toBe(0);
    server.close();
  }, 30_000);
});
