// The two fences that oxlint has no rule of its own for.
const noClock = {
  create: (context) => ({
    NewExpression(node) {
      if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0) {
        context.report({ node, message: 'Time is an argument here: take a Clock or an instant, so that the answer depends on nothing else.' });
      }
    },
  }),
};

const noExportAll = {
  create: (context) => ({
    ExportAllDeclaration(node) {
      context.report({ node, message: 'Export by name: a reader must see what a module offers, and a new name must be a decision.' });
    },
  }),
};

export default { meta: { name: 'fences' }, rules: { 'no-clock': noClock, 'no-export-all': noExportAll } };
