/** Things that belong together, told pair by pair (union-find with path halving). */
export class Groups {
  readonly #parent = new Map<number, number>();

  join = (one: number, other: number): void => {
    const [a, b] = [this.#root(one), this.#root(other)];
    if (a !== b) this.#parent.set(Math.max(a, b), Math.min(a, b));
  };

  /** Groups of two and more, each in rising order. */
  all(): number[][] {
    const byRoot = new Map<number, number[]>();
    for (const id of [...this.#parent.keys()].toSorted((one, other) => one - other)) {
      const root = this.#root(id);
      const group = byRoot.get(root);
      if (group) group.push(id);
      else byRoot.set(root, [id]);
    }
    return [...byRoot.values()].filter((group) => group.length > 1);
  }

  #root(id: number): number {
    let at = id;
    for (let up = this.#parent.get(at) ?? this.#begun(at); up !== at; up = this.#parent.get(at)!) {
      const next = this.#parent.get(up)!;
      this.#parent.set(at, next);
      at = next;
    }
    return at;
  }

  #begun(id: number): number {
    this.#parent.set(id, id);
    return id;
  }
}
