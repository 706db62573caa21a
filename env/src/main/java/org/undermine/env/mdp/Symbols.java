package org.undermine.env.mdp;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The few distinct values that outcomes share, numbered in order of appearance. One thread adds; others may read what is there. */
final class Symbols<T> {
    private static final int RECENT = 4; // objects that are looked for before any is compared

    private final List<T> symbols = Collections.synchronizedList(new ArrayList<>());
    private final Object2IntOpenHashMap<T> number = new Object2IntOpenHashMap<>();
    private final Object[] recent = new Object[RECENT];
    private final char[] recentIndex = new char[RECENT];
    private int turn;

    Symbols() {
        number.defaultReturnValue(-1);
    }

    List<T> all() {
        return symbols;
    }

    T get(char index) {
        return symbols.get(index);
    }

    char index(T symbol) {
        for (int i = 0; i < RECENT; i++) if (recent[i] == symbol) return recentIndex[i];
        int index = number.getInt(symbol);
        if (index < 0) {
            index = number.size();
            if (index > Character.MAX_VALUE) throw new IllegalStateException("more than 65,536 distinct " + symbol);
            number.put(symbol, index);
            symbols.add(symbol);
        }
        recent[turn] = symbol;
        recentIndex[turn] = (char) index;
        turn = (turn + 1) % RECENT;
        return (char) index;
    }
}
