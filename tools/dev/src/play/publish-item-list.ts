import type { Department } from '../issuer/accounts.ts';
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
  readonly lead: Department;
  readonly participants: readonly Department[];
}

export interface ItemListPlay {
  /** Unique among the lists of a play. */
  readonly key: string;
  readonly name: string;
  readonly maker: Department;
  /** A department of a level that must not make the list; it is shown to be refused. */
  readonly county?: Department;
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
const SUBMIT = 'mutation SubmitItemList($input: SubmitItemListInput!) { submitItemList(input: $input) { itemList { state } } }';
const AGREE = 'mutation AgreeJointItem($input: AgreeJointItemInput!) { agreeJointItem(input: $input) { itemList { state } } }';
const PUBLISH = 'mutation PublishItemList($input: PublishItemListInput!) { publishItemList(input: $input) { itemList { state } } }';
const STATE = 'query ItemListState($id: ID!) { itemList(id: $id) { state } }';

async function addItem(player: Player, { key, maker }: ItemListPlay, itemListId: string, item: ListedItem, serialNo: number): Promise<PublishedItem> {
  const { lead, participants, ...fields } = item;
  const { addInspectionItem } = await player.act<{ addInspectionItem: { item: { id: string } } }>({
    step: `${key} item ${serialNo}`,
    by: officer(maker, 'LIST_MANAGER'),
    document: ADD_ITEM,
    input: {
      itemListId,
      item: {
        ...fields, serialNo, joint: true, inspectingBody: lead.name, selectionGrounds: ['HIGH_FREQUENCY', 'MERGEABLE'],
        leadDepartmentId: lead.id, participatingDepartmentIds: participants.map(({ id }) => id),
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

/** CQ 5.1: a joint item list from its first draft to the public, agreed by all departments on it. */
export async function publishItemList(player: Player, play: ItemListPlay): Promise<PublishedList> {
  const { key, name, maker } = play;
  const by = officer(maker, 'LIST_MANAGER');
  const { createItemList } = await player.act<{ createItemList: { itemList: { id: string } } }>({
    step: `${key} list`, by, document: CREATE, input: { name, joint: true, cause: 'WORK_NEED' }, notBy: wrongMakers(play),
  });
  const itemListId = createItemList.itemList.id;
  const items: PublishedItem[] = [];
  for (const [index, item] of play.items.entries()) items.push(await addItem(player, play, itemListId, item, index + 1));
  await player.act({ step: `${key} list submitted`, by, document: SUBMIT, input: { itemListId }, notBy: [{ by: officer(maker, 'PLANNER'), code: 'FORBIDDEN' }] });
  await agreeToItems(player, play, items);
  await player.act({ step: `${key} list published`, by, document: PUBLISH, input: { itemListId }, notBy: [{ by: officer(maker, 'PLANNER'), code: 'FORBIDDEN' }] });
  await player.until<{ itemList: { state: string } | null }>({
    what: 'the item list goes public', by, document: STATE, variables: { id: itemListId }, done: ({ itemList }) => itemList?.state === 'PUBLISHED' || itemList?.state === 'SUPERSEDED',
  });
  return { id: itemListId, items };
}
