package org.undermine.env.mdp;

import it.unimi.dsi.fastutil.objects.Object2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The few distinct values that outcomes share, numbered in order of appearance. One thread adds; others may read what is there. */
final class Symbols<T> {
    private final List<T> symbols = Collections.synchronizedList(new ArrayList<>());
    private final Object2IntOpenHashMap<T> number = new Object2IntOpenHashMap<>();
    private T last;
    private char lastIndex;

    List<T> all() {
        return symbols;
    }

    T get(char index) {
        return symbols.get(index);
    }

    char index(T symbol) {
        if (symbol == last) return lastIndex;
        int index = number.computeIfAbsent(symbol, s -> {
            symbols.add(symbol);
            return symbols.size() - 1;
        });
        if (index > Character.MAX_VALUE) throw new IllegalStateException("more than 65,536 distinct " + symbol);
        last = symbol;
        return lastIndex = (char) index;
    }
}
