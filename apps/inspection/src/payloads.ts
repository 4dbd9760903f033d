/** What mutations answer: ids, which survive being stored for a repeated call; the payload's resolver loads the record. */
export interface InspectionRef { readonly inspectionId: string }
export interface RecordRef { readonly recordId: string }
export interface EvidenceRef { readonly evidenceId: string }
export interface ResultRef { readonly resultId: string }
export interface FollowUpRef { readonly followUpId: string }
export interface DossierRef { readonly dossierId: string }
export interface OwnRulesRef { readonly taskId: string }
export interface DemandRef { readonly demandId: string }
export interface DisciplineReferralRef { readonly referralId: string }
export interface CaseMessageRef { readonly messageId: string }
export interface ArchiveRuleRef { readonly departmentId: string }
export interface PaperMaterialRef { readonly materialId: string }
export interface DutyNoteRef { readonly objectId: string }
