const UNSEEN = -1;
const ORIGIN = -2;

/**
 * A flow that goes round in a network with bounds on each edge. `solve` finds one if there is any; after that, `force`
 * changes it so that one edge is full, where that is possible, and nothing that was frozen moves.
 */
export class Circulation {
  readonly #edgesFrom: number[][] = [];
  /** Edge `e` and its reverse `e ^ 1` stand beside each other. */
  readonly #to: number[] = [];
  readonly #room: number[] = [];
  readonly #owed: number[] = [];

  addNode(): number {
    this.#owed.push(0);
    return this.#edgesFrom.push([]) - 1;
  }

  /** An edge that carries at least `lower` and at most `upper`. */
  addEdge(from: number, to: number, lower: number, upper: number): number {
    this.#owed[to] = (this.#owed[to] ?? 0) + lower;
    this.#owed[from] = (this.#owed[from] ?? 0) - lower;
    return this.#connect(from, to, upper - lower);
  }

  /** Finds a circulation. Where there is none, tells of each node whether it is among those that ask for more than can reach them. */
  solve(): { readonly feasible: boolean; readonly starved: (node: number) => boolean } {
    const owed = [...this.#owed];
    const sink = this.addNode();
    for (const [node, surplus] of owed.entries()) if (surplus < 0) this.#connect(node, sink, -surplus);
    for (const [node, surplus] of owed.entries()) {
      for (let unit = 0; unit < surplus; unit++) {
        if (this.#push(node, sink)) continue;
        const reached = this.#search(node, sink);
        return { feasible: false, starved: (other) => reached[other] !== UNSEEN };
      }
    }
    return { feasible: true, starved: () => false };
  }

  /** Whether an edge of capacity 1 without a lower bound carries its unit. */
  #carries(edge: number): boolean {
    return this.#room[edge] === 0 && this.#room[edge ^ 1] === 1;
  }

  /** Makes an edge of capacity 1 carry its unit for good, rerouting others; where impossible, closes it for good. */
  force(edge: number): boolean {
    const carries = this.#carries(edge) || (this.#room[edge] === 1 && this.#reroute(edge));
    this.#room[edge] = 0;
    this.#room[edge ^ 1] = 0;
    return carries;
  }

  #reroute(edge: number): boolean {
    this.#room[edge] = 0;
    const from = this.#to[edge ^ 1] ?? 0;
    return this.#push(this.#to[edge] ?? 0, from);
  }

  #connect(from: number, to: number, room: number): number {
    const edge = this.#to.push(to) - 1;
    this.#to.push(from);
    this.#room.push(room, 0);
    this.#edgesFrom[from]?.push(edge);
    this.#edgesFrom[to]?.push(edge + 1);
    return edge;
  }

  /** Sends one unit along a path with room; false when there is none. */
  #push(from: number, to: number): boolean {
    const cameBy = this.#search(from, to);
    if (cameBy[to] === UNSEEN) return false;
    for (let node = to; node !== from; ) {
      const edge = cameBy[node] ?? 0;
      this.#room[edge] = (this.#room[edge] ?? 0) - 1;
      this.#room[edge ^ 1] = (this.#room[edge ^ 1] ?? 0) + 1;
      node = this.#to[edge ^ 1] ?? from;
    }
    return true;
  }

  /** By which edge each node was reached, until a node is found. Depth first: the way over the hub, whose edges come last, is mostly open. */
  #search(from: number, until: number): Int32Array {
    const cameBy = new Int32Array(this.#edgesFrom.length).fill(UNSEEN);
    const open = [from];
    cameBy[from] = ORIGIN;
    for (let node = open.pop(); node !== undefined && cameBy[until] === UNSEEN; node = open.pop()) {
      for (const edge of this.#edgesFrom[node] ?? []) {
        const next = this.#to[edge] ?? 0;
        if (this.#room[edge] === 0 || cameBy[next] !== UNSEEN) continue;
        cameBy[next] = edge;
        open.push(next);
      }
    }
    return cameBy;
  }
}
