package org.undermine.env.attack;

import static org.undermine.env.attack.Party.ATTACKER;
import static org.undermine.env.attack.Party.FAR;
import static org.undermine.env.attack.Party.NEAR;

import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.protocols.BlockSet;

/**
 * Selfish mining's four actions, after Sapirshtein, Sompolinsky and Zohar (FC 2016), found by asking the protocol's own
 * rules instead of counting blocks. Each is followed by the next proof-of-work.
 *
 * <ul>
 *   <li>adopt: prefer what the far defenders prefer, and start anew;
 *   <li>override: release until near and far defenders are on the attacker's chain;
 *   <li>match: release until the near ones are and the far ones are not;
 *   <li>wait: release nothing.
 * </ul>
 *
 * The public tip is the far defenders' head, the private tip the attacker's; {@code h} and {@code a} count blocks above
 * their newest common ancestor. At {@code limit} blocks on a side only adopt and override are allowed.
 */
public record WithholdingSpace(int limit) implements Space {
    private static final int ADOPT = 0;
    private static final int OVERRIDE = 1;
    private static final int MATCH = 2;
    private static final int WAIT = 3;

    @Override
    public List<String> actions() {
        return List.of("adopt", "override", "match", "wait");
    }

    private boolean truncated(Fork fork) {
        return Math.max(fork.a(), fork.h()) >= limit;
    }

    @Override
    public void legal(Attack attack, boolean[] into) {
        var fork = new Fork(attack);
        boolean open = !truncated(fork);
        boolean disagree = nearOnDelivery(attack) != attack.at.head(FAR);
        into[ADOPT] = fork.h() > 0 && !(open && disagree); // in a race, waiting is as good: adopt only where one must
        into[OVERRIDE] = canRelease(attack, fork, OVERRIDE);
        into[MATCH] = open && !disagree && canRelease(attack, fork, MATCH);
        into[WAIT] = open || !into[ADOPT] && !into[OVERRIDE];
    }

    private static boolean canRelease(Attack attack, Fork fork, int action) {
        if (!attack.at.withheld().meets(fork.mine())) return false;
        attack.at.save();
        boolean reached = releaseUntil(attack, fork, action);
        attack.at.undo();
        return reached;
    }

    /** The near defenders' head once everything in flight has arrived. */
    private static int nearOnDelivery(Attack attack) {
        if (attack.at.fresh().isEmpty()) return attack.at.head(NEAR);
        attack.at.save();
        attack.deliver();
        int head = attack.at.head(NEAR);
        attack.at.undo();
        return head;
    }

    /** Releases block by block until the action's goal is reached; false, with blocks released in vain, if none reaches it. */
    private static boolean releaseUntil(Attack attack, Fork fork, int action) {
        int near = nearOnDelivery(attack);
        int far = attack.at.head(FAR);
        for (int tip = fork.mine().first(); tip >= 0; tip = fork.mine().next(tip)) {
            BlockSet due = attack.at.dag.past(tip).with(tip).and(attack.at.withheld());
            for (int b = due.first(); b >= 0; b = due.next(b)) {
                attack.release(b);
                int nowFar = attack.at.head(FAR);
                if (fork.mine().contains(nowFar) != (action == OVERRIDE)) continue;
                int nowNear = nearOnDelivery(attack);
                if (fork.mine().contains(nowNear) && (nowNear != near || nowFar != far)) return true;
            }
        }
        return false;
    }

    @Override
    public void step(Attack attack, int action, Chance chance) {
        switch (action) {
            case ADOPT -> {
                attack.adopt(attack.at.head(FAR));
                attack.deliver();
                attack.at.prefer(NEAR, attack.at.head(FAR)); // at the limit this ends a race
            }
            case OVERRIDE, MATCH -> releaseUntil(attack, new Fork(attack), action);
            default -> {}
        }
        attack.proceed(chance);
    }

    @Override
    public List<Feature> features() {
        return List.of(
                new Feature("a", 0, limit),
                new Feature("h", 0, limit),
                new Feature("lead", -limit, limit),
                Feature.flag("relevant"),
                Feature.flag("active"));
    }

    @Override
    public void observe(Attack attack, float[] into, int offset) {
        var fork = new Fork(attack);
        boolean active = nearOnDelivery(attack) != attack.at.head(FAR);
        into[offset] = fork.a();
        into[offset + 1] = fork.h();
        into[offset + 2] = fork.a() - fork.h();
        into[offset + 3] = !active && !attack.at.fresh().isEmpty() ? 1 : 0;
        into[offset + 4] = active ? 1 : 0;
    }

    @Override
    public int blocks() {
        return 2 * limit + 2;
    }

    @Override
    public boolean namesBlocks() {
        return false;
    }

    @Override
    public boolean ownIgnored() {
        return false;
    }

    /** The private and the public chain above their newest common ancestor. */
    private static final class Fork {
        private final BlockSet mine;
        private final int a;
        private final int h;

        Fork(Attack attack) {
            int tip = attack.at.head(ATTACKER);
            int ancestor = attack.common(tip, attack.at.head(FAR));
            BlockSet above = BlockSet.EMPTY;
            for (int b = tip; b != ancestor; b = attack.before(b)) above = above.with(b);
            int publicBlocks = 0;
            for (int b = attack.at.head(FAR); b != ancestor; b = attack.before(b)) publicBlocks++;
            mine = above;
            a = above.size();
            h = publicBlocks;
        }

        int a() {
            return a;
        }

        int h() {
            return h;
        }

        /** The blocks of the private chain, an ancestor before its descendants. */
        BlockSet mine() {
            return mine;
        }
    }
}
