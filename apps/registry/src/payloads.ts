/** What a mutation's stored answer says; the payload's resolvers load the records, so that a replay shows them as they are. */
export interface OfDepartment { readonly departmentId: string }
export interface OfItemList { readonly itemListId: string; readonly warnings?: readonly string[] }
export interface OfGuide { readonly guideId: string }
export interface OfInspectionObject { readonly inspectionObjectId: string }
export interface OfInspector { readonly inspectorId: string }
export interface OfExpert { readonly expertId: string }
