"""Where the blocks of a block DAG stand in a picture of it.

Blocks are a dict by name, in the order of discovery; of each, ``parents`` (names, the predecessor first) and ``height`` count.
"""


def edges_of(blocks) -> dict[int, list[tuple[int, bool]]]:
    """Of each block the parents to draw a line to, and whether they come first: none that another one descends from."""
    past, edges = {}, {}
    for b, block in blocks.items():
        there = [p for p in block.parents if p in past]
        past[b] = set(there).union(*(past[p] for p in there))
        edges[b] = [(p, p == block.parents[0]) for p in there if not any(p in past[q] for q in there)]
    return edges


def columns_of(blocks) -> dict[int, int]:
    """Each block stands right of its parents; one without stands at its height."""
    least, columns = min(block.height for block in blocks.values()), {}
    for b, block in blocks.items():
        there = [columns[p] for p in block.parents if p in columns]
        columns[b] = 1 + max(there) if there else block.height - least
    return columns


def lanes_of(blocks, columns) -> dict[int, int]:
    """A block goes on in its first parent's lane, or takes the first one below in which there is room."""
    lanes, ends = {}, {}
    for b, block in blocks.items():
        lane = next((lanes[p] for p in block.parents if p in lanes), 0)
        while ends.get(lane, -1) >= columns[b]:
            lane += 1
        lanes[b] = lane
        ends[lane] = columns[b]
    return lanes
