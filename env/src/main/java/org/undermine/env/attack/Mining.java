package org.undermine.env.attack;

import java.util.List;
import java.util.function.Function;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.Uncles;
import org.undermine.protocols.View;

/** What an attacker of the withholding space takes into account when it proposes and mines on a private tip. */
enum Mining {
    /** The tip and its past: all there is where blocks refer to nothing else. */
    PLAIN("") {
        @Override
        BlockSet considered(Attack attack, int tip) {
            return chain(attack, tip);
        }
    },
    /** Also all votes for the tip and for its predecessor. */
    PROCEED("proceed") {
        @Override
        BlockSet considered(Attack attack, int tip) {
            return chain(attack, tip).or(votes(attack, tip));
        }
    },
    /** Of those votes only its own, and what they confirm. */
    PROLONG("prolong") {
        @Override
        BlockSet considered(Attack attack, int tip) {
            BlockSet votes = votes(attack, tip);
            BlockSet considered = chain(attack, tip);
            for (int v = votes.first(); v >= 0; v = votes.next(v))
                if (attack.view().own(v))
                    considered = considered.or(attack.at.dag.past(v)).with(v);
            return considered;
        }
    },
    ALL_UNCLES("all uncles", true, true),
    OWN_UNCLES("own uncles", true, false),
    FOREIGN_UNCLES("foreign uncles", false, true),
    NO_UNCLES("no uncles", false, false);

    private final String title;
    private final boolean own;
    private final boolean foreign;

    Mining(String title) {
        this(title, true, true);
    }

    Mining(String title, boolean own, boolean foreign) {
        this.title = title;
        this.own = own;
        this.foreign = foreign;
    }

    /** The ways there are to mine where the rules are {@code protocol}'s, the honest one first. */
    static List<Mining> ways(Protocol protocol) {
        if (protocol instanceof Uncles) return List.of(ALL_UNCLES, OWN_UNCLES, FOREIGN_UNCLES, NO_UNCLES);
        return protocol.votes() ? List.of(PROCEED, PROLONG) : List.of(PLAIN);
    }

    /** Which blocks the attacker considers; for uncles all, of which the miner then chooses. */
    BlockSet considered(Attack attack, int tip) {
        return attack.at.dag.all();
    }

    private static BlockSet chain(Attack attack, int tip) {
        return attack.at.dag.past(tip).with(tip);
    }

    private static BlockSet votes(Attack attack, int tip) {
        BlockSet votes = attack.at.dag.votes(tip);
        int before = attack.at.dag.predecessor(tip);
        return before < 0 ? votes : votes.or(attack.at.dag.votes(before));
    }

    Function<View, Draft> rule(Protocol protocol) {
        return protocol instanceof Uncles uncles ? view -> uncles.mine(view, own, foreign) : protocol::mine;
    }

    /** What tells this way from others on {@code tip}: two that say the same do the same. */
    Object says(Attack attack, int tip) {
        BlockSet considered = considered(attack, tip);
        if (!(attack.protocol() instanceof Uncles uncles)) return considered;
        attack.at.save();
        attack.follow(tip, considered);
        Draft draft = uncles.mine(attack.view(), own, foreign);
        attack.at.undo();
        return draft;
    }

    @Override
    public String toString() {
        return title;
    }
}
