package org.undermine.env.referee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.undermine.protocols.Kind;
import org.undermine.protocols.View;

/** A block DAG made by hand; each method appends a block after genesis, which is 0, and returns its place. */
final class Dag {
    static final int A = View.ATTACKER;
    static final int D = View.DEFENDER;

    final List<Entry> all = new ArrayList<>(List.of(Entry.GENESIS));

    int block(int miner, int... parents) {
        return hashed(all.size(), miner, parents);
    }

    int hashed(long hash, int miner, int... parents) {
        return add(new Entry(Kind.BLOCK, parents[0], parents, miner, hash));
    }

    int vote(long hash, int miner, int... parents) {
        return add(new Entry(Kind.VOTE, parents[0], parents, miner, hash));
    }

    int summary(int... parents) {
        return add(new Entry(Kind.SUMMARY, parents[0], parents, View.NOBODY, 0));
    }

    int add(Entry entry) {
        all.add(entry);
        return all.size() - 1;
    }

    /** The last block breaks a rule, and all before it keep the rules. */
    void refused(Referee referee, String reason) {
        referee.validate(all.subList(0, all.size() - 1));
        String message =
                assertThrows(AssertionError.class, () -> referee.validate(all)).getMessage();
        assertTrue(message.startsWith("entry " + (all.size() - 1)) && message.contains(reason), message);
    }

    void pays(Referee referee, int head, double attacker, double others, double progress, double proofs) {
        referee.validate(all);
        assertEquals(new Count(attacker, others, progress, proofs), referee.count(all, head));
    }
}
