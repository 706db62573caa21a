package org.undermine.env.mdp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Numbers states in the order in which they first come.
 *
 * <p>An open-addressing table of machine words, each a state's hash beside its number, so that a state that is not there is
 * mostly told by one look at memory; a map of objects takes three, which at millions of states is what exploring waits
 * for.
 */
public final class Index<S> implements Numbering {
    private static final long NUMBER = 0xFFFF_FFFFL;

    private final List<S> states = new ArrayList<>();
    private long[] table = new long[1 << 10]; // 0 where free; else the hash above, the number plus one below
    private int mask = table.length - 1;

    /** The states, by number. */
    public List<S> states() {
        return Collections.unmodifiableList(states);
    }

    public int size() {
        return states.size();
    }

    @Override
    public int find(Object state) {
        int slot = slot(state, spread(state));
        return table[slot] == 0 ? -1 : (int) (table[slot] & NUMBER) - 1;
    }

    /** The number of {@code state}, the next one if it has none yet. */
    public int add(S state) {
        int hash = spread(state);
        int slot = slot(state, hash);
        if (table[slot] != 0) return (int) (table[slot] & NUMBER) - 1;
        states.add(state);
        table[slot] = (long) hash << 32 | states.size();
        if (2 * states.size() > table.length) grow();
        return states.size() - 1;
    }

    private static int spread(Object state) {
        int hash = state.hashCode() * 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    /** Where {@code state} stands, or would. */
    private int slot(Object state, int hash) {
        int slot = hash & mask;
        while (table[slot] != 0) {
            if ((int) (table[slot] >>> 32) == hash
                    && states.get((int) (table[slot] & NUMBER) - 1).equals(state)) return slot;
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] old = table;
        table = new long[2 * old.length];
        mask = table.length - 1;
        for (long entry : old) {
            if (entry == 0) continue;
            int slot = (int) (entry >>> 32) & mask;
            while (table[slot] != 0) slot = slot + 1 & mask;
            table[slot] = entry;
        }
    }
}
