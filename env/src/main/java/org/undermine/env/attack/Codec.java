package org.undermine.env.attack;

import java.util.Arrays;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Protocol;

/**
 * Writes positions down and reads them back. Heights are not written: the protocol tells them.
 *
 * <pre>
 *   COUNT bits      how many blocks; a number below takes 7 bits where there are fewer than 64, else COUNT
 *   1 bit           whether hashes have been compared
 *   per block       LABEL bits: kind, miner, flags, heads; but for the root also
 *                   a number: 1 + predecessor, 0 for none
 *                   1 bit: 0 if that is the only parent, else 1
 *                   LEDGER bits, of a parallel block and of no other
 *                   if there are more parents a bit for each earlier block: parent or not
 *   if compared     per block 1 bit: whether its hash was; if so three of COUNT bits: order, low, size
 *                   COUNT bits for the length of each order, in the order of their first blocks
 * </pre>
 */
final class Codec {
    private static final int COUNT = 13; // enough for Space.WIDEST

    private static final int LEDGER = 4;

    private static int number(int n) {
        return n < 64 ? 7 : COUNT;
    }

    private long[] words = new long[4];
    private int length;
    private int[] renamed = new int[0]; // orders of hashes
    private int[] named = new int[0];

    /** Writes {@code at} with block {@code order[i]} called block {@code i}; {@code place} is the inverse of {@code order}. */
    State write(Position at, int[] label, int[] order, int[] place) {
        Arrays.fill(words, 0);
        length = 0;
        int n = at.dag.size();
        boolean compared = !at.hashes.isEmpty();
        int number = number(n);
        put(n | (compared ? 1 << COUNT : 0), COUNT + 1);
        put(label[order[0]], Position.LABEL);
        for (int i = 1; i < n; i++) {
            int b = order[i];
            int predecessor = at.dag.predecessor(b);
            boolean many = predecessor < 0 || at.dag.refersToOthers(b);
            long named = predecessor < 0 ? 0 : 1 + place[predecessor];
            put(
                    label[b] | named << Position.LABEL | (many ? 1L << Position.LABEL + number : 0),
                    Position.LABEL + number + 1);
            if (at.dag.kind(b) == Kind.PARALLEL) put(at.dag.ledger(b), LEDGER);
            if (!many) continue;
            BlockSet parents = at.dag.parents(b);
            for (int j = 0; j < i; j++) put(parents.contains(order[j]) ? 1 : 0, 1);
        }
        if (compared) write(at.hashes, order, n);
        return new State(words, (length + 63) / 64);
    }

    private void write(Hashes hashes, int[] order, int n) {
        if (renamed.length < n) {
            renamed = new int[n];
            named = new int[n];
        }
        Arrays.fill(renamed, 0, n, -1);
        int orders = 0;
        for (int i = 0; i < n; i++) {
            int b = order[i];
            boolean ranked = hashes.ranked(b);
            put(ranked ? 1 : 0, 1);
            if (!ranked) continue;
            int g = hashes.order(b);
            if (renamed[g] < 0) {
                named[orders] = g;
                renamed[g] = orders++;
            }
            put(renamed[g], COUNT);
            put(hashes.low(b), COUNT);
            put(hashes.size(b), COUNT);
        }
        for (int g = 0; g < orders; g++) put(hashes.length(named[g]), COUNT);
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
        var all = Sight.everything(at);
        int n = (int) state.bits(0, COUNT);
        int number = number(n);
        boolean compared = state.bits(COUNT, 1) != 0;
        int next = COUNT + 1;
        at.restoreRoot((int) state.bits(next, Position.LABEL));
        next += Position.LABEL;
        for (int b = 1; b < n; b++) {
            int label = (int) state.bits(next, Position.LABEL);
            int predecessor = (int) state.bits(next += Position.LABEL, number) - 1;
            BlockSet parents = predecessor < 0 ? BlockSet.EMPTY : BlockSet.of(predecessor);
            boolean many = state.bits(next += number, 1) != 0;
            next++;
            Kind kind = Position.kind(label);
            int ledger = 0;
            if (kind == Kind.PARALLEL) {
                ledger = (int) state.bits(next, LEDGER);
                next += LEDGER;
            }
            if (many) for (int p = 0; p < b; p++) if (state.bits(next++, 1) != 0) parents = parents.with(p);
            var draft = new Draft(predecessor, parents, kind, ledger);
            at.restore(draft, protocol.height(all, draft), label);
        }
        if (compared) read(state, next, n, at.hashes);
    }

    private static void read(State state, int from, int n, Hashes hashes) {
        int next = from;
        int orders = 0;
        for (int b = 0; b < n; b++) {
            if (state.bits(next++, 1) == 0) continue;
            int g = (int) state.bits(next, COUNT);
            hashes.restore(b, g, (int) state.bits(next + COUNT, COUNT), (int) state.bits(next + 2 * COUNT, COUNT));
            next += 3 * COUNT;
            orders = Math.max(orders, g + 1);
        }
        for (int g = 0; g < orders; g++, next += COUNT) hashes.restoreLength(g, (int) state.bits(next, COUNT));
    }
}
