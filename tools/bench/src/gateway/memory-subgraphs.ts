import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { memoryAnswers } from './memory-answers.ts';

// A process of its own: `memory-subgraphs.ts SUPERGRAPH PORT`. All subgraphs at one address, told apart by nothing.
const [file = '', port = '0'] = process.argv.slice(2);
const answerTo = memoryAnswers(readFileSync(file, 'utf8'));

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const { query, variables } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { query: string; variables?: Record<string, unknown> };
    const body = answerTo(query, variables ?? {});
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(Number(port), '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit(0));
