import { Kind, visit, type DocumentNode, type OperationDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** The variables on which it depends what an operation selects. */
export function conditionVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive: ({ name, arguments: given }) => {
      const value = isCondition(name.value) ? given?.find((argument) => argument.name.value === 'if')?.value : undefined;
      if (value?.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}

const isCondition = (directive: string): boolean => directive === 'skip' || directive === 'include';

function isIncluded(node: SelectionNode, variables: Variables): boolean {
  return (node.directives ?? []).every(({ name, arguments: given }) => {
    if (!isCondition(name.value)) return true;
    const value = given?.find((argument) => argument.name.value === 'if')?.value;
    const holds = value?.kind === Kind.VARIABLE ? variables[value.name.value] === true : value?.kind === Kind.BOOLEAN && value.value;
    return holds === (name.value === 'include');
  });
}

/** The operation as it reads with these variables: what `@skip` and `@include` leave of it, and nothing else of the document. */
export function settledDocument(document: DocumentNode, operation: OperationDefinitionNode, variables: Variables): DocumentNode {
  const definitions = document.definitions.filter((node) => node === operation || node.kind === Kind.FRAGMENT_DEFINITION);
  return visit({ kind: Kind.DOCUMENT, definitions }, {
    SelectionSet: {
      enter: (node): SelectionSetNode => ({ ...node, selections: node.selections.filter((selection) => isIncluded(selection, variables)) }),
    },
    Directive: (node) => (isCondition(node.name.value) ? null : undefined),
  });
}

export const operationOf = (document: DocumentNode): OperationDefinitionNode => {
  const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operation === undefined) throw new Error('the document has no operation');
  return operation;
};
