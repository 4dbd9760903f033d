import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { syncBuiltinESMExports } from 'node:module';

// the loader of TypeScript talks to its own worker over a local pipe, which is no network
const { connect } = net.Socket.prototype;
const refused = () => {
  console.error('a verifier opened a connection');
  process.exit(99);
};
net.Socket.prototype.connect = function (...args) {
  const [options] = args.flat();
  return typeof options === 'object' && 'path' in options && options.path ? connect.apply(this, args) : refused();
};
for (const [module, names] of [[dns, ['lookup', 'resolve', 'resolve4', 'resolve6']], [http, ['request', 'get']], [https, ['request', 'get']]]) for (const name of names) module[name] = refused;
globalThis.fetch = refused;
syncBuiltinESMExports();
