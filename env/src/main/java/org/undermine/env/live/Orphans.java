package org.undermine.env.live;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Valid blocks whose parents are not known, kept aside until they are: the last {@value #MOST}. */
final class Orphans {
    static final int MOST = 256;

    private final Map<Hash, Block> aside = new LinkedHashMap<>();
    private final Map<Hash, Set<Hash>> children = new LinkedHashMap<>(); // of a block that is not here

    int size() {
        return aside.size();
    }

    /** @return how many blocks had to go for it: 0 or 1; -1 if it is here already */
    int keep(Block block, Hash hash) {
        if (aside.putIfAbsent(hash, block) != null) return -1;
        children.computeIfAbsent(block.previous(), p -> new HashSet<>()).add(hash);
        if (aside.size() <= MOST) return 0;
        remove(aside.keySet().iterator().next());
        return 1;
    }

    /** Takes out the blocks that extend {@code parent}. */
    List<Block> claim(Hash parent) {
        var found = new ArrayList<Block>();
        for (Hash child : List.copyOf(children.getOrDefault(parent, Set.of()))) found.add(remove(child));
        return found;
    }

    private Block remove(Hash hash) {
        Block block = aside.remove(hash);
        Set<Hash> siblings = children.get(block.previous());
        siblings.remove(hash);
        if (siblings.isEmpty()) children.remove(block.previous());
        return block;
    }
}
