import type { Account, Department } from '../issuer/accounts.ts';
import { officer } from './people.ts';
import type { Player, Trespass } from './player.ts';

/** An item to be listed. Its lead plans it; a participant may inspect it. */
export interface ListedItem {
  readonly name: string;
  readonly field: string;
  readonly itemClass: string;
  readonly keyGround?: string;
  readonly objectType: string;
  readonly modes: readonly string[];
  readonly legalBasis: string;
  /** Cap of the ratio, decimal text, where the class has one for each item. */
  readonly ratioMax?: string;
  /** Ground on which visits need no notice. */
  readonly noticeExemption?: string;
  /** What is looked at, and how often, where the profile asks for it. GA art.14. */
  readonly content?: string;
  readonly frequency?: string;
  /** It comes from the maker's implementation list, where the profile asks for that. GA art.14. */
  readonly implemented?: boolean;
  /** Why it is a joint item; frequency and fitness to merge by default. CQ 3.1. */
  readonly selectionGrounds?: readonly string[];
  readonly lead: Department;
  /** None for an item that one department inspects by itself. */
  readonly participants: readonly Department[];
}

export interface ItemListPlay {
  /** Unique among the lists of a play. */
  readonly key: string;
  readonly name: string;
  readonly maker: Department;
  /** A department of a level that must not make the list; it is shown to be refused. */
  readonly county?: Department;
  /** A department's own list, though some of its items are joint. GA art.14. */
  readonly ownList?: boolean;
  /** Public list of the level above that this one supplements. CQ 5.1.1. */
  readonly basedOn?: string;
  /** Whether the departments on joint items are asked; they are by default. */
  readonly agreement?: 'ALL_DEPARTMENTS' | 'NONE';
  /** Those who approve it, in the order of the profile's chain. SY art.7(2). */
  readonly reviewers?: readonly Account[];
  /** The department that decides on a local list. CQ 5.1.1. */
  readonly decider?: Account;
  readonly items: readonly ListedItem[];
}

export interface PublishedItem extends ListedItem {
  readonly id: string;
}

export interface PublishedList {
  readonly id: string;
  readonly items: readonly PublishedItem[];
}

const CREATE = 'mutation CreateItemList($input: CreateItemListInput!) { createItemList(input: $input) { itemList { id } } }';
const ADD_ITEM = 'mutation AddInspectionItem($input: AddInspectionItemInput!) { addInspectionItem(input: $input) { item { id } } }';
const SAVE_GUIDE = 'mutation SaveGuide($input: SaveGuideInput!) { saveGuide(input: $input) { guide { id } } }';
const SAVE_MATTER = 'mutation SaveRegulatoryMatter($input: SaveRegulatoryMatterInput!) { saveRegulatoryMatter(input: $input) { matter { id } } }';
const SAVE_IMPLEMENTATION = 'mutation SaveImplementationEntry($input: SaveImplementationEntryInput!) { saveImplementationEntry(input: $input) { entry { id } } }';
const SUBMIT = 'mutation SubmitItemList($input: SubmitItemListInput!) { submitItemList(input: $input) { itemList { state } } }';
const AGREE = 'mutation AgreeJointItem($input: AgreeJointItemInput!) { agreeJointItem(input: $input) { itemList { state } } }';
const PUBLISH = 'mutation PublishItemList($input: PublishItemListInput!) { publishItemList(input: $input) { itemList { state } } }';
const PROPOSE = 'mutation ProposeLocalItemList($input: ProposeLocalItemListInput!) { proposeLocalItemList(input: $input) { itemList { id } } }';
const REVIEW = 'mutation ReviewItemList($input: ReviewItemListInput!) { reviewItemList(input: $input) { itemList { state } } }';
const DECIDE = 'mutation DecideLocalItemList($input: DecideLocalItemListInput!) { decideLocalItemList(input: $input) { itemList { state } } }';
const STATE = 'query ItemListState($id: ID!) { itemList(id: $id) { state } }';

/** GA art.10: a matter of the maker's, and the entry of the implementation list that rests on it. */
async function implement(player: Player, { key, maker }: ItemListPlay, { name, legalBasis, content }: ListedItem, serialNo: number): Promise<string> {
  const by = officer(maker, 'LIST_MANAGER');
  const { saveRegulatoryMatter } = await player.act<{ saveRegulatoryMatter: { matter: { id: string } } }>({ step: `${key} matter ${serialNo}`, by, document: SAVE_MATTER, input: { kind: 'INSPECTION', name, legalBasis } });
  const { saveImplementationEntry } = await player.act<{ saveImplementationEntry: { entry: { id: string } } }>({
    step: `${key} implementation ${serialNo}`, by, document: SAVE_IMPLEMENTATION, input: { matterId: saveRegulatoryMatter.matter.id, name, content },
  });
  return saveImplementationEntry.entry.id;
}

async function addItem(player: Player, play: ItemListPlay, itemListId: string, item: ListedItem, serialNo: number): Promise<PublishedItem> {
  const { key, maker } = play;
  const { lead, participants, implemented = false, selectionGrounds = ['HIGH_FREQUENCY', 'MERGEABLE'], ...fields } = item;
  const implementationEntryId = implemented ? await implement(player, play, item, serialNo) : null;
  const { addInspectionItem } = await player.act<{ addInspectionItem: { item: { id: string } } }>({
    step: `${key} item ${serialNo}`,
    by: officer(maker, 'LIST_MANAGER'),
    document: ADD_ITEM,
    input: {
      itemListId,
      item: {
        ...fields, serialNo, joint: participants.length > 0, inspectingBody: lead.name, selectionGrounds: participants.length > 0 ? selectionGrounds : [],
        leadDepartmentId: lead.id, participatingDepartmentIds: participants.map(({ id }) => id), implementationEntryId,
      },
    },
    notBy: [{ by: officer(maker, 'INSPECTOR'), code: 'FORBIDDEN' }],
  });
  const { id } = addInspectionItem.item;
  await player.act({
    step: `${key} guide ${serialNo}`,
    by: officer(lead, 'LIST_MANAGER'),
    document: SAVE_GUIDE,
    input: {
      itemId: id, legalBasis: item.legalBasis, contentAndMethod: `${item.name}：查阅资料、现场查看、询问有关人员`, keyPoints: '出示执法证件，逐项核对，如实记录', publish: true,
    },
    notBy: [{ by: officer(lead, 'INSPECTOR'), code: 'FORBIDDEN' }],
  });
  return { ...item, id };
}

/** CQ 3.1: every department on a joint item agrees to it; the maker did so by submitting. */
async function agreeToItems(player: Player, { key, maker }: ItemListPlay, items: readonly PublishedItem[]): Promise<void> {
  for (const [index, item] of items.entries()) {
    for (const department of [item.lead, ...item.participants].filter(({ id }) => id !== maker.id)) {
      await player.act({
        step: `${key} agreement ${index + 1} of ${department.id}`,
        by: officer(department, 'LIST_MANAGER'),
        document: AGREE,
        input: { itemId: item.id, agree: true },
        notBy: [{ by: officer(department, 'INSPECTOR'), code: 'FORBIDDEN' }],
      });
    }
  }
}

const wrongMakers = ({ maker, county }: ItemListPlay): Trespass[] => [
  { by: officer(maker, 'PLANNER'), code: 'FORBIDDEN' },
  ...(county === undefined ? [] : [{ by: officer(county, 'LIST_MANAGER'), code: 'FORBIDDEN' }]),
];

async function draftList(player: Player, play: ItemListPlay): Promise<string> {
  const { key, name, maker, ownList = false, basedOn, items } = play;
  const by = officer(maker, 'LIST_MANAGER');
  if (basedOn !== undefined) {
    const { proposeLocalItemList } = await player.act<{ proposeLocalItemList: { itemList: { id: string } } }>({ step: `${key} list`, by, document: PROPOSE, input: { name, basedOnVersion: basedOn } });
    return proposeLocalItemList.itemList.id;
  }
  const joint = !ownList && items.some(({ participants }) => participants.length > 0);
  const { createItemList } = await player.act<{ createItemList: { itemList: { id: string } } }>({
    step: `${key} list`, by, document: CREATE, input: { name, joint, cause: 'WORK_NEED' }, notBy: wrongMakers(play),
  });
  return createItemList.itemList.id;
}

async function approveList(player: Player, { key, reviewers = [], decider }: ItemListPlay, itemListId: string): Promise<void> {
  for (const by of reviewers) await player.act({ step: `${key} reviewed by ${by.sub}`, by, document: REVIEW, input: { itemListId, approve: true, comment: '同意' } });
  if (decider !== undefined) await player.act({ step: `${key} decided`, by: decider, document: DECIDE, input: { itemListId, approve: true, reason: '同意' } });
}

/** CQ 5.1: a joint item list from its first draft to the public, agreed by all departments on it. */
export async function publishItemList(player: Player, play: ItemListPlay): Promise<PublishedList> {
  const { key, maker } = play;
  const by = officer(maker, 'LIST_MANAGER');
  const itemListId = await draftList(player, play);
  const items: PublishedItem[] = [];
  for (const [index, item] of play.items.entries()) items.push(await addItem(player, play, itemListId, item, index + 1));
  await player.act({ step: `${key} list submitted`, by, document: SUBMIT, input: { itemListId }, notBy: [{ by: officer(maker, 'PLANNER'), code: 'FORBIDDEN' }] });
  if (play.agreement !== 'NONE') await agreeToItems(player, play, items);
  await approveList(player, play, itemListId);
  await player.act({ step: `${key} list published`, by, document: PUBLISH, input: { itemListId }, notBy: [{ by: officer(maker, 'PLANNER'), code: 'FORBIDDEN' }] });
  await player.until<{ itemList: { state: string } | null }>({
    what: 'the item list goes public', by, document: STATE, variables: { id: itemListId }, done: ({ itemList }) => itemList?.state === 'PUBLISHED' || itemList?.state === 'SUPERSEDED',
  });
  return { id: itemListId, items };
}
