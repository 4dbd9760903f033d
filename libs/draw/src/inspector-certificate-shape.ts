import { contributions, hash, hashAlgorithm, instant, randomness } from './certificate-shape.ts';
import type { InspectorCertificate, InspectorIntent } from './inspector-certificate.ts';
import { INELIGIBILITIES, type DepartmentDemand, type InspectorCandidate, type TeamDemand } from './inspector-demand.ts';
import type { InspectorMatch } from './match-inspectors.ts';
import { boolean, hasShape, integer, listOf, nullable, oneOf, record, text, textLike, type Shape } from './shape.ts';

const day = textLike(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/);

const candidate: Shape<InspectorCandidate> = record({
  inspectorId: text,
  department: text,
  active: boolean,
  qualified: boolean,
  certificateExpires: nullable(day),
  specialties: listOf(text),
  modeTags: listOf(text),
  divisions: listOf(text),
  recusedFrom: listOf(text),
});

const demandFields: Shape<DepartmentDemand> = record({ department: text, members: integer(1), qualifiedMinimum: integer(0), specialties: listOf(text) });

const departmentDemand: Shape<DepartmentDemand> = {
  fault: (value) => {
    if (!hasShape(demandFields, value)) return demandFields.fault(value);
    return value.qualifiedMinimum > value.members ? '.qualifiedMinimum' : null;
  },
};

const team: Shape<TeamDemand> = record({ subjectId: text, division: nullable(text), modeTag: nullable(text), on: day, departments: listOf(departmentDemand) });

const intent: Shape<InspectorIntent> = record({
  format: oneOf('sortition/inspector-intent/v1'),
  algorithm: oneOf('matching/v1'),
  hash: hashAlgorithm,
  taskNumber: text,
  profile: text,
  profileHash: text,
  rosterVersion: text,
  scheme: record({ name: text, version: integer(1) }),
  candidates: listOf(candidate),
  demands: listOf(team),
  constraints: record({ leadDepartment: text, maxTeams: nullable(integer(1)) }),
  drawnBy: text,
  randomness,
  attempt: integer(1),
  createdAt: instant,
});

const match: Shape<InspectorMatch> = record({
  teams: listOf(record({ subjectId: text, leader: nullable(text), members: listOf(record({ department: text, inspectorId: text })) })),
  departments: listOf(
    record({
      department: text,
      order: listOf(text),
      ineligible: listOf(record({ inspectorId: text, reason: oneOf(...INELIGIBILITIES) })),
      least: integer(0),
      greatest: integer(0),
    }),
  ),
});

/** The form of a certificate of drawn inspectors, field by field. */
export const inspectorCertificateShape: Shape<InspectorCertificate> = record({
  format: oneOf('sortition/inspector-certificate/v1'),
  intent,
  intentHash: hash,
  contributions,
  seed: hash,
  match,
  certificateHash: hash,
});
