import { writeFileSync } from 'node:fs';
import { makeVectors } from './make-vectors.ts';

for (const [file, text] of Object.entries(makeVectors())) writeFileSync(new URL(`../vectors/${file}`, import.meta.url), text);
