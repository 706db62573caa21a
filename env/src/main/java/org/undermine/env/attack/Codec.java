package org.undermine.env.attack;

import java.util.Arrays;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Protocol;

/**
 * Writes positions down and reads them back. Heights are not written: the protocol tells them.
 *
 * <pre>
 *   NUMBER bits     how many blocks
 *   per block       LABEL bits: miner, flags, heads; but for the root also
 *                   NUMBER bits: predecessor
 *                   1 bit: 0 if that is the only parent, else 1 and a bit for each earlier block: parent or not
 * </pre>
 */
final class Codec {
    private static final int NUMBER = 11; // enough for Space.WIDEST

    private long[] words = new long[4];
    private int length;

    /** Writes {@code at} with block {@code order[i]} called block {@code i}; {@code place} is the inverse of {@code order}. */
    State write(Position at, int[] label, int[] order, int[] place) {
        Arrays.fill(words, 0);
        length = 0;
        int n = at.dag.size();
        put(n, NUMBER);
        for (int i = 0; i < n; i++) {
            int b = order[i];
            put(label[b], Position.LABEL);
            if (i == 0) continue;
            put(place[at.dag.predecessor(b)], NUMBER);
            BlockSet parents = at.dag.parents(b);
            boolean many = parents.size() > 1;
            put(many ? 1 : 0, 1);
            if (many) for (int j = 0; j < i; j++) put(parents.contains(order[j]) ? 1 : 0, 1);
        }
        return new State(words, (length + 63) / 64);
    }

    private void put(long value, int bits) {
        int word = length >> 6;
        int shift = length & 63;
        if (word + 2 > words.length) words = Arrays.copyOf(words, 2 * words.length);
        words[word] |= value << shift;
        if (shift + bits > 64) words[word + 1] |= value >>> 64 - shift;
        length += bits;
    }

    /** Makes {@code at} the position that {@code state} describes. */
    static void read(State state, Position at, Protocol protocol) {
        at.clear();
        var all = new Sight(at, Party.FAR);
        int n = (int) state.bits(0, NUMBER);
        at.restoreRoot((int) state.bits(NUMBER, Position.LABEL));
        int next = NUMBER + Position.LABEL;
        for (int b = 1; b < n; b++) {
            int label = (int) state.bits(next, Position.LABEL);
            int predecessor = (int) state.bits(next += Position.LABEL, NUMBER);
            BlockSet parents = BlockSet.of(predecessor);
            boolean many = state.bits(next += NUMBER, 1) != 0;
            next++;
            if (many) for (int p = 0; p < b; p++) if (state.bits(next++, 1) != 0) parents = parents.with(p);
            var draft = new Draft(predecessor, parents);
            at.restore(draft, protocol.height(all, draft), label);
        }
    }
}
