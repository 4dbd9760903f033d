/** What a mutation's stored answer says; the payload's resolvers load the records, so that a replay shows them as they are. */
export interface OfDepartment { readonly departmentId: string }
export interface OfItemList { readonly itemListId: string; readonly warnings?: readonly string[] }
export interface OfGuide { readonly guideId: string }
export interface OfInspectionObject { readonly inspectionObjectId: string }
export interface OfInspector { readonly inspectorId: string }
export interface OfExpert { readonly expertId: string }
export interface OfRegulatoryMatter { readonly matterId: string }
export interface OfImplementationEntry { readonly entryId: string }
export interface OfSupervisionField { readonly fieldId: string }
export interface OfKeySupervisionItem { readonly keyItemId: string }
export interface OfDirectoryStandard { readonly standardId: string }
export interface OfDirectoryBuild { readonly buildId: string }
export interface OfRuleDocument { readonly documentId: string }
export interface OfSubDirectory { readonly subDirectoryId: string }

/** A task as planning names it. */
export interface OfTask { readonly id: string }
