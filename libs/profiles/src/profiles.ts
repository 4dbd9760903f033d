export {
  ANSWER_SOURCES, assumed, clauseOf, demand, silent, text, type Answer, type Answered, type AnswerSource, type DeepReadonly, type Said,
  type Unanswered,
} from './answer.ts';
export { describeProfile } from './describe-profile.ts';
export { meansOf } from './means-of.ts';
export { profileHash } from './profile-hash.ts';
export {
  activateProfileVersion, draftProfileVersion, parseProfile, parseProfileVersion, PROFILE_STATUSES, versionInForce, type ProfileStatus,
  type ProfileVersion,
} from './profile-version.ts';
export { profileOfTask } from './profile-of-task.ts';
export { profileInForce, profileOfId, resolveProfile } from './resolve-profile.ts';
export { nationalCodeOf, resultCodeOf } from './result-code.ts';
export { SHIPPED_PROFILE_CODES, SHIPPED_PROFILES, type ShippedProfileCode } from './shipped-profiles.ts';
export { profileTextSchema, type Profile, type ProfileText, type ResolvedParameters } from './schema/profile.schema.ts';
export { type Form, type FormColumn } from './schema/form.schema.ts';
export {
  BOUNDARY_READINGS, LEVELS, AUTHORITY_BASES, INNER_UNITS, REQUIRED_ASSETS, COORDINATION_BODIES, JURISDICTION_GROUNDS, LIABILITY_GROUNDS,
  LIABILITY_EXEMPTIONS, type BoundaryReading, type Level, type AuthorityBasis, type InnerUnits, type RequiredAsset, type CoordinationBody,
  type JurisdictionGround, type LiabilityGround, type LiabilityExemption,
} from './schema/identity.schema.ts';
export {
  TRACE_MODES, MOBILE_FUNCTIONS, EVIDENCE_KINDS, CREDIT_RISK_FEEDS, OFF_SITE_MEANS, type TraceMode, type MobileFunction, type EvidenceKind,
  type CreditRiskFeed, type OffSiteMeans,
} from './schema/platform.schema.ts';
export {
  LOCAL_SUPPLEMENTS, LIST_CREATORS, REVIEWERS, REVISION_CAUSES, LIST_LINKS, ITEM_EXECUTIONS, RATIO_BOUNDS, ITEM_CLASS_GROUNDS, FIELD_CLASSES,
  FIELD_CLASS_GROUNDS, SPECIAL_KEY_LISTS, JOINT_AGREEMENTS, JOINT_SELECTION_GROUNDS, JOINT_GROUP_BY, SPECIAL_INSPECTION_RULES, KEY_FIELD_INPUTS,
  REGULATORY_MATTER_KINDS, JOINT_LIST_SOURCES, ITEM_FAMILIES, LIMIT_ACTIONS, type LocalSupplement, type ListCreator, type Reviewer, type RevisionCause,
  type ListLink, type ItemExecution, type RatioBound, type ItemClassGround, type FieldClass, type FieldClassGround, type SpecialKeyList,
  type JointAgreement, type JointSelectionGround, type JointGroupBy, type SpecialInspectionRule, type KeyFieldInput, type RegulatoryMatterKind,
  type JointListSource, type ItemFamily, type LimitAction,
} from './schema/item-list.schema.ts';
export {
  OBJECT_KINDS, DIRECTORY_STRUCTURES, OWNER_PRINCIPLES, CANDIDATE_SOURCES, OBJECT_TAG_DIMENSIONS, DIRECTORY_UPDATES, INSPECTOR_CATEGORIES,
  INSPECTOR_KEYS, INSPECTOR_TAG_DIMENSIONS, EXPERT_KINDS, THIRD_PARTY_SERVICES, LEADER_SOURCES, EXPERT_ADMISSIONS, type ObjectKind,
  type DirectoryStructure, type OwnerPrinciple, type CandidateSource, type ObjectTagDimension, type DirectoryUpdate, type InspectorCategory,
  type InspectorKey, type InspectorTagDimension, type ExpertKind, type ThirdPartyService, type LeaderFrom, type ExpertAdmission,
} from './schema/directory.schema.ts';
export {
  PLAN_DEADLINE_EVENTS, ADJUSTMENT_CAUSES, ADJUSTMENT_KINDS, PLAN_MERGINGS, MERGE_BY, PLAN_AGREEMENTS, PLAN_DRAFTERS, PLAN_INPUTS, DIRECTED_SETTERS,
  PLAN_ENTRY_ORIGINS, type PlanDeadlineEvent, type AdjustmentCause, type AdjustmentKind, type PlanMerging, type MergeBy, type PlanAgreement,
  type PlanDrafter, type PlanInput, type DirectedSetter, type PlanEntryOrigin,
} from './schema/plan.schema.ts';
export {
  TASK_CREATORS, TASK_ORIGINS, TASK_MODES, TASK_SCOPES, INTEGRATION_CHECKS, INTEGRATION_DIMENSIONS, ENTRUSTMENTS, JOINT_KINDS, JOINT_INITIATIONS,
  JOINT_ROLES, RESPONSE_TRIGGERS, OVERDUE_RESPONSE_ACTIONS, INSPECTION_DATE_RULES, JOINT_REQUIREMENTS, UNPLANNED_JOINT_GROUNDS, NON_RANDOM_GROUNDS,
  NON_PLAN_RULES, PASSIVE_TASK_KINDS, TASKS_PER_PLAN, type TaskCreator, type TaskOrigin, type TaskMode, type TaskScope, type IntegrationCheck,
  type IntegrationDimension, type Entrustment, type JointKind, type JointInitiation, type JointRole, type ResponseTrigger, type OverdueResponseAction,
  type InspectionDateRule, type JointRequirement, type UnplannedJointGround, type NonRandomGround, type NonPlanRule, type PassiveTaskKind,
  type TasksPerPlan,
} from './schema/task.schema.ts';
export {
  DRAW_ALGORITHMS, DRAWN_BY, DRAW_MODES, DIFFERENTIATION_DIMENSIONS, RATIO_ADJUSTMENTS, REPEAT_RULES, REPEAT_EXCEPTIONS, REPEAT_ACTIONS, APPROVER_ROLES,
  REPLACEMENT_REASONS, OBJECT_LOCKS, INSPECTOR_LOCKS, REPLACEMENT_QUALIFICATIONS, INSPECTOR_FACTORS, MATCHED_UNITS, INSPECTOR_CONSTRAINTS, CROSS_REGION_DRAWS, DRAW_DISCLOSURES,
  FALLBACK_DIMENSIONS, ROUNDINGS, type DrawAlgorithm, type DrawnBy, type DrawMode, type DifferentiationDimension, type RatioAdjustment, type RepeatRule,
  type RepeatException, type RepeatAction, type ApproverRole, type ReplacementReason, type ObjectLock, type InspectorLock,
  type ReplacementQualification, type InspectorFactor, type MatchedUnit, type InspectorConstraint, type InspectorScheme, type CrossRegionDraw, type DrawDisclosure, type FallbackDimension, type Rounding,
} from './schema/draw.schema.ts';
export {
  INSPECTION_MODES, INSPECTION_MEANS, DOCUMENTARY_CONDITIONS, NETWORK_CONDITIONS, NOTICE_TIMINGS, NOTICE_CHANNELS, NOTICE_EXEMPTIONS,
  RECORD_CARDINALITIES, SIGNATORIES, SIGNATURE_FORMS, SIGN_REFUSAL_RULES, PROFILE_SECTIONS, type InspectionMode, type InspectionMeans,
  type DocumentaryCondition, type NetworkCondition, type NoticeTiming, type NoticeChannel, type NoticeExemption, type RecordCardinality, type Signatory,
  type SignatureForm, type SignRefusalRule, type ProfileSection,
} from './schema/inspection.schema.ts';
export {
  RESULT_ENTRY_TRIGGERS, DIRECT_RESULT_CONDITIONS, EXTERNAL_RESULT_SOURCES, RESULT_ENTERED_BY, FOLLOW_UP_PRINCIPLES, FOLLOW_UP_KINDS, TRANSFER_TARGETS,
  FOLLOW_UP_CLOSINGS, CORRECTION_OVERDUE_ACTIONS, PENALTY_LINK_KEYS, DEMAND_TRIGGERS, DOSSIER_CONTENTS, ARCHIVE_STEPS, ARCHIVE_METHODS, CUSTODIANS,
  type ResultEntryTrigger, type DirectResultCondition, type ExternalResultSource, type ResultEnteredBy, type FollowUpPrinciple, type FollowUpKind,
  type TransferTo, type FollowUpClosing, type CorrectionOverdue, type PenaltyLinkKey, type DemandTrigger, type DossierContent, type ArchiveStep,
  type ArchiveMethod, type Custodian,
} from './schema/result.schema.ts';
export {
  PUBLICATION_TRIGGERS, PUBLICATION_PRINCIPLES, CHANNEL_RULES, ATTACH_TARGETS, PUBLICATION_SUBJECTS, PUBLICATION_EXEMPTIONS, EXEMPTION_MODES,
  PENALTY_KINDS, PENALTY_TRIGGERS, CORRECTION_GROUNDS, CORRECTION_LOCKS, REPAIR_APPLICANTS, CREDIT_USES, RISK_ANALYSES, type PublicationTrigger,
  type PublicationPrinciple, type ChannelRule, type AttachTo, type PublicationSubject, type PublicationExemption, type ExemptionMode, type PenaltyKind,
  type PenaltyTrigger, type CorrectionGround, type CorrectionLock, type RepairApplicant, type CreditUse, type RiskAnalysis,
} from './schema/disclosure.schema.ts';
export {
  CIRCULAR_PERIODS, CIRCULAR_SOURCES, QUARTER_DUES, SCORE_DEDUCTIONS, KPIS, type CircularPeriod, type CircularSource, type QuarterDue,
  type ScoreDeduction, type Kpi,
} from './schema/report.schema.ts';
export {
  INSPECTION_RESULT_CODES, CORRECTION_KINDS, PROBLEM_FLAGS, RESULT_NEEDS, type InspectionResultCode, type CorrectionKind, type ProblemFlag,
  type ResultNeed, type ResultCodeEntry,
} from './schema/result-code.schema.ts';
