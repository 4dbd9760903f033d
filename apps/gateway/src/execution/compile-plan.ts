import type { FlattenNodePathSegment, PlanNode } from '@graphql-hive/router-query-planner';
import type { Step } from './execution.ts';
import { entityFetch, rootFetch, type FetchTools } from './fetch.ts';

/** Turns a plan into steps that only have to be run. `path` is where the enclosing nodes have gone. */
export function compilePlan(node: PlanNode, tools: FetchTools, path: readonly FlattenNodePathSegment[] = []): Step {
  switch (node.kind) {
    case 'Sequence': {
      const steps = node.nodes.map((child) => compilePlan(child, tools, path));
      return async (execution) => {
        for (const step of steps) await step(execution);
      };
    }
    case 'Parallel': {
      const steps = node.nodes.map((child) => compilePlan(child, tools, path));
      return async (execution) => void await Promise.all(steps.map((step) => step(execution)));
    }
    case 'Flatten':
      return compilePlan(node.node, tools, [...path, ...node.path]);
    case 'Condition': {
      // The planner names the absent branch null, whatever its types say.
      const met = node.ifClause ? compilePlan(node.ifClause, tools, path) : undefined;
      const unmet = node.elseClause ? compilePlan(node.elseClause, tools, path) : undefined;
      const variable = tools.clientName(node.condition);
      return async (execution) => (execution.variables[variable] === true ? met : unmet)?.(execution);
    }
    case 'Fetch': {
      const { requires, inputRewrites, outputRewrites } = node;
      if (requires === undefined || requires.length === 0) return rootFetch(node, path, tools);
      return entityFetch(node, [{
        alias: '_entities', representationsVariableName: 'representations', paths: [[...path]], requires,
        ...(inputRewrites === undefined ? {} : { inputRewrites }), ...(outputRewrites === undefined ? {} : { outputRewrites }),
      }], tools);
    }
    case 'BatchFetch':
      return entityFetch(node, node.entityBatch.aliases.map((batch) => ({ ...batch, paths: batch.paths.map((own) => [...path, ...own]) })), tools);
    case 'Subscription':
    case 'Defer':
      throw new Error(`the plan has a ${node.kind} node, which this gateway does not carry`);
  }
}
