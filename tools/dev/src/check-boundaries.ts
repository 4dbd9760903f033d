import { join } from 'node:path';
import { dependenciesAreTrue, everyProjectIsChecked, importsStayInTheirBounds, projectsHaveNoCycle, type Violation } from './check/boundaries.rules.ts';
import { namesAreTheGlossarys } from './check/names.rules.ts';
import { readSources } from './check/source-files.ts';
import { readProjects, readRootProject } from './check/workspace.ts';

/** All that lint cannot see from inside one file: who depends on whom, and by which names things go. */
export function checkBoundaries(root: string): Violation[] {
  const all = readProjects(root).map((project) => ({ project, files: readSources(root, project) }));
  return [
    ...importsStayInTheirBounds(all),
    ...dependenciesAreTrue(all, readRootProject(root)),
    ...projectsHaveNoCycle(all),
    ...everyProjectIsChecked(all),
    ...namesAreTheGlossarys(all),
  ];
}

if (process.argv[1] === import.meta.filename) {
  const violations = checkBoundaries(join(import.meta.dirname, '../../..'));
  for (const { path, problem } of violations) console.error(`${path}: ${problem}`);
  console.log(violations.length === 0 ? 'boundaries hold' : `${violations.length} violations`);
  process.exit(violations.length === 0 ? 0 : 1);
}
