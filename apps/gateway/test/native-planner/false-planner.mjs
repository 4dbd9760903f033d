// Stands in the place of the planner's process: does what the document's operation is named.
process.on('message', ({ document = '' }) => {
  if (document.startsWith('query Hang')) for (;;);
  process.send({ done: true, node: { kind: 'Fetch', operation: JSON.stringify(process.env), serviceName: String(process.pid) } });
  if (document.startsWith('query Leave')) process.exit();
});
process.on('disconnect', () => process.exit());
process.send({ done: true });
