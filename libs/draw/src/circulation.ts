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

  /** Finds a circulation. Where there is none, gives the nodes that ask for more than can reach them. */
  solve(): { readonly feasible: boolean; readonly starved: ReadonlySet<number> } {
    const nodes = this.#edgesFrom.length;
    const source = this.addNode();
    const sink = this.addNode();
    let demand = 0;
    for (let node = 0; node < nodes; node++) {
      const owed = this.#owed[node] ?? 0;
      if (owed > 0) this.#connect(source, node, owed);
      if (owed < 0) this.#connect(node, sink, -owed);
      demand += Math.max(0, owed);
    }
    let flow = 0;
    while (this.#push(source, sink)) flow += 1;
    const reachable = this.#pathsFrom(source, null).seen;
    return { feasible: flow === demand, starved: reachable };
  }

  /** Whether an edge of capacity 1 without a lower bound carries its unit. */
  carries(edge: number): boolean {
    return this.#room[edge] === 0 && this.#room[edge ^ 1] === 1;
  }

  /** Makes an edge of capacity 1 carry its unit for good, rerouting others; where impossible, closes it for good. */
  force(edge: number): boolean {
    const carries = this.carries(edge) || (this.#room[edge] === 1 && this.#reroute(edge));
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

  /** Sends one unit along a shortest path with room; false when there is none. */
  #push(from: number, to: number): boolean {
    const { seen, cameBy } = this.#pathsFrom(from, to);
    if (!seen.has(to)) return false;
    for (let node = to; node !== from; ) {
      const edge = cameBy.get(node) ?? 0;
      this.#room[edge] = (this.#room[edge] ?? 0) - 1;
      this.#room[edge ^ 1] = (this.#room[edge ^ 1] ?? 0) + 1;
      node = this.#to[edge ^ 1] ?? from;
    }
    return true;
  }

  #pathsFrom(from: number, until: number | null): { readonly seen: ReadonlySet<number>; readonly cameBy: ReadonlyMap<number, number> } {
    const seen = new Set([from]);
    const cameBy = new Map<number, number>();
    for (const node of seen) {
      if (node === until) break;
      for (const edge of this.#edgesFrom[node] ?? []) {
        const next = this.#to[edge] ?? 0;
        if ((this.#room[edge] ?? 0) === 0 || seen.has(next)) continue;
        seen.add(next);
        cameBy.set(next, edge);
      }
    }
    return { seen, cameBy };
  }
}
