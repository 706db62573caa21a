package org.undermine.env.attack;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.undermine.protocols.BlockSet;

/**
 * Which parallel blocks go out with the proofs that the attacker releases in the withholding space: partial issue leaves
 * some ledgers out, late issue makes up for it.
 *
 * @param without the ledgers left out
 */
record Issue(BlockSet without) {
    static final Issue ALL = new Issue(BlockSet.EMPTY);

    /** All there is to choose from: every set of ledgers, the smaller first. */
    static List<Issue> among(int ledgers) {
        var issues = new ArrayList<Issue>();
        for (int set = 0; set < 1 << ledgers; set++) {
            BlockSet without = BlockSet.EMPTY;
            for (int b = 0; b < ledgers; b++) if ((set >> b & 1) != 0) without = without.with(b);
            issues.add(new Issue(without));
        }
        issues.sort(Comparator.comparingInt(i -> i.without.size())); // stable
        return issues;
    }

    /**
     * Whether it leaves out the ledgers that are left out already under the released blocks of the private chain since the
     * fork: in one race all proofs of the attacker's are treated alike. (Each treated differently, two ledgers at limit 5
     * make 8,590 states instead of 121.)
     */
    boolean goesOn(Attack attack, Fork fork) {
        Dag dag = attack.at.dag;
        BlockSet withheld = attack.at.withheld();
        BlockSet released = fork.mine().minus(withheld);
        if (released.isEmpty()) return true;
        BlockSet open = BlockSet.EMPTY;
        BlockSet left = dag.under(released).and(withheld);
        for (int b = left.first(); b >= 0; b = left.next(b)) open = open.with(dag.ledger(b));
        return without.equals(open);
    }

    /** Releases what belongs to the proofs that are no longer among {@code withheld}, as all once were. */
    void follow(Attack attack, BlockSet withheld) {
        BlockSet released = withheld.minus(attack.at.withheld());
        BlockSet due = attack.at.dag.under(released).and(attack.at.withheld());
        for (int b = due.first(); b >= 0; b = due.next(b))
            if (!without.contains(attack.at.dag.ledger(b))) attack.release(b);
    }

    /** The withheld parallel blocks of {@code ledger} under released proofs that are on the chain of any head. */
    static BlockSet open(Attack attack, int ledger) {
        Dag dag = attack.at.dag;
        BlockSet open = dag.parallels().and(attack.at.withheld());
        if (open.isEmpty()) return open;
        BlockSet chains = BlockSet.EMPTY;
        for (Party p : Party.values()) chains = chains.or(dag.chain(attack.at.head(p)));
        for (int b = open.first(); b >= 0; b = open.next(b))
            if (dag.ledger(b) != ledger || !chains.contains(dag.predecessor(b)) || !attack.canRelease(b))
                open = open.without(b);
        return open;
    }

    @Override
    public String toString() {
        return without.isEmpty()
                ? ""
                : "without "
                        + String.join(
                                " ",
                                without.stream().mapToObj(Integer::toString).toList());
    }
}
