import { invariant } from '@sortition/kernel';
import { SHA256_TREE, type TreeHash } from './tree-hash.ts';
import { nodesOf, type NodeId } from './tree-shape.ts';

/** A complete subtree with its hash, as it is stored. */
export interface TreeNode extends NodeId {
  readonly hash: Uint8Array;
}

/**
 * A tree that grows at its right edge and keeps only that edge: the roots of its complete subtrees, as many as the size has
 * ones in binary. What each entry completes is handed out to be stored.
 */
export class GrowingTree {
  readonly #hash: TreeHash;
  readonly #peaks: TreeNode[];
  #size: number;

  /** Goes on from `size` entries, whose complete subtrees (`nodesOf({from: 0, to: size})`) have these hashes. */
  constructor(size = 0, peaks: readonly Uint8Array[] = [], hash: TreeHash = SHA256_TREE) {
    const shape = nodesOf({ from: 0, to: size });
    invariant(shape.length === peaks.length, 'a tree goes on from the hashes of all its complete subtrees');
    this.#hash = hash;
    this.#size = size;
    this.#peaks = shape.map((node, i) => ({ ...node, hash: peaks[i] ?? hash.empty }));
  }

  get size(): number {
    return this.#size;
  }

  /** Takes the hash of the next entry; gives the subtrees that are complete now, the entry itself first. */
  append(leafHash: Uint8Array): TreeNode[] {
    let node: TreeNode = { level: 0, index: this.#size, hash: leafHash };
    const completed = [node];
    for (let last = this.#peaks.at(-1); last?.level === node.level; last = this.#peaks.at(-1)) {
      this.#peaks.pop();
      node = { level: node.level + 1, index: last.index / 2, hash: this.#hash.node(last.hash, node.hash) };
      completed.push(node);
    }
    this.#peaks.push(node);
    this.#size += 1;
    return completed;
  }

  root(): Uint8Array {
    const [last, ...before] = this.#peaks.toReversed();
    return last === undefined ? this.#hash.empty : before.reduce((right, { hash }) => this.#hash.node(hash, right), last.hash);
  }
}
