import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

const folder = join(import.meta.dirname, 'browser');

/** One script with all it imports; no sequence in it can end the element that holds it. */
async function bundle(entry: string): Promise<string> {
  const { outputFiles } = await build({ entryPoints: [join(folder, entry)], bundle: true, write: false, format: 'iife', platform: 'browser', target: 'es2022', minify: true, legalComments: 'none', charset: 'utf8' });
  return (outputFiles[0]?.text ?? '').trimEnd().replaceAll('</script', '<\\/script');
}

const digestOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The verifier as one HTML file. Its policy lets nothing run but its own script, and lets that open no connection. */
export async function buildPage(): Promise<string> {
  const [script, worker] = await Promise.all([bundle('page.ts'), bundle('worker.ts')]);
  const style = readFileSync(join(folder, 'page.css'), 'utf8').trimEnd();
  const policy = `default-src 'none'; script-src ${digestOf(script)} 'wasm-unsafe-eval'; style-src ${digestOf(style)}; worker-src blob:; base-uri 'none'; form-action 'none'`;
  const parts: Readonly<Record<string, string>> = { policy, style, script, worker };
  return readFileSync(join(folder, 'page.html'), 'utf8').replaceAll(/\{\{(policy|style|script|worker)\}\}/g, (_, name: string) => parts[name] ?? '');
}

if (process.argv[1] === import.meta.filename) {
  const file = join(import.meta.dirname, '../dist/verify-draw.html');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, await buildPage());
  console.log(file);
}
