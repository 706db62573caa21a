package org.undermine.env.attack;

import static org.undermine.env.attack.Party.ATTACKER;
import static org.undermine.env.attack.Party.FAR;
import static org.undermine.env.attack.Party.NEAR;

import org.undermine.env.mdp.Payoff;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Payout;
import org.undermine.protocols.Protocol;
import org.undermine.protocols.View;

/**
 * One attacker against honest miners: the one rule by which a {@link Position} changes.
 *
 * <p>Near defenders hear a release at once and a defender's fresh block on the next {@link #proceed}; far defenders hear
 * both at once, and so the fresh block first. That is the order of delivery a race needs, without a memory of it: near
 * and far know the same after every delivery and differ, at most, in the block they prefer.
 */
public final class Attack implements Payout {
    final Position at;
    private final Protocol protocol;
    private final boolean ownIgnored;
    private final Canonical canonical;
    private final Sight attacker;
    private final Sight near;
    private final Sight far;
    private int reward;
    private int others;
    private int progress;
    private int found;
    private Chronicle chronicle; // null if nobody reads one

    /** The beginning of an attack in {@code space}: one block that all agree on. */
    public Attack(Protocol protocol, Space space) {
        this.protocol = protocol;
        ownIgnored = space.ownIgnored();
        at = new Position(space.blocks());
        canonical = new Canonical(at.dag.capacity());
        attacker = new Sight(at, ATTACKER);
        near = new Sight(at, NEAR);
        far = new Sight(at, FAR);
    }

    /** Back to the beginning. */
    public void clear() {
        at.clear();
        clearPayments();
        if (chronicle != null) chronicle.clear();
    }

    /** Begins anew, and from here on writes down what happens. */
    public Chronicle chronicle() {
        clear();
        return chronicle = new Chronicle(at);
    }

    /** Numbers the blocks canonically, as they are in a table. */
    public void number() {
        relabel(canonical.orderOf(at), at.dag.size());
    }

    /** Where the attack stands: equal for positions that differ only in numbering. */
    public State state() {
        return canonical.of(at);
    }

    Canonical canonical() {
        return canonical;
    }

    Protocol protocol() {
        return protocol;
    }

    /** The block before {@code b} in the attacker's history; -1 for the root. */
    int before(int b) {
        return protocol.before(attacker, b);
    }

    // ---- what the attacker does

    boolean canConsider(int b) {
        BlockSet ignored = at.ignored();
        return ignored.contains(b) && !ignored.meets(at.dag.parents(b));
    }

    boolean canRelease(int b) {
        BlockSet withheld = at.withheld();
        return withheld.contains(b) && !withheld.meets(at.dag.parents(b));
    }

    void consider(int b) {
        at.ignore(at.ignored().without(b));
        hear(attacker, b);
    }

    /** Prefers {@code head} and considers nothing but it and its past. */
    void adopt(int head) {
        at.ignore(at.dag.all().minus(at.dag.past(head)).without(head));
        at.prefer(ATTACKER, head);
    }

    void release(int b) {
        at.withhold(at.withheld().without(b));
        hear(far, b);
        if (at.fresh().meets(at.dag.past(b))) at.fly(at.fresh().with(b));
        else hear(near, b);
    }

    /** Time passes: what is in flight arrives, what is agreed is paid, and somebody finds a proof-of-work. */
    void proceed(Chance chance) {
        deliver();
        settle();
        if (chronicle != null) chronicle.proof();
        mine(chance);
    }

    void deliver() {
        for (int b = at.fresh().first(); b >= 0; b = at.fresh().next(b)) {
            at.fly(at.fresh().without(b));
            hear(near, b);
        }
    }

    private void hear(Sight party, int b) {
        at.prefer(party.party(), protocol.prefer(party, b));
    }

    private void mine(Chance chance) {
        found++;
        if (chance.alpha()) {
            int b = append(protocol.mine(attacker), attacker);
            at.withhold(at.withheld().with(b));
            if (ownIgnored) at.ignore(at.ignored().with(b));
            else hear(attacker, b);
        } else {
            Draft theirs = protocol.mine(far);
            Draft others = protocol.mine(near);
            boolean same = theirs.equals(others); // then it makes no difference who found it
            int b = append(same || !chance.gamma() ? theirs : others, far);
            at.ignore(at.ignored().with(b));
            at.fly(at.fresh().with(b));
            hear(far, b);
        }
    }

    private int append(Draft draft, Sight finder) {
        int b = at.dag.append(draft, protocol.height(finder, draft), finder.me());
        if (chronicle != null) chronicle.appended(b);
        return b;
    }

    // ---- agreement

    /** Pays and drops the history that all three heads agree on, and forgets what has lost to it for good. */
    void settle() {
        int agreed = agreed();
        if (agreed == 0) return;
        Dag dag = at.dag;
        BlockSet kept = dag.future(agreed).with(agreed).or(dag.past(agreed));
        BlockSet fresh = at.fresh();
        for (int b = fresh.first(); b >= 0; b = fresh.next(b))
            kept = kept.with(b).or(dag.past(b));
        int root = agreed;
        while (!dag.future(root).with(root).containsAll(kept.minus(dag.past(root)))) root = before(root);
        for (int b = root; b != 0; b = before(b)) {
            progress += protocol.progress(attacker, b);
            protocol.coinbase(attacker, b, this);
        }
        keep(kept.minus(dag.past(root)), root);
    }

    /** The newest block in the common history of all three heads. */
    private int agreed() {
        int defenders = common(at.head(NEAR), at.head(FAR));
        return common(at.head(ATTACKER), defenders);
    }

    /** The newest block in the histories of both; parents have lower numbers, so the higher of two is never an ancestor. */
    int common(int b, int c) {
        while (b != c) {
            if (b > c) b = before(b);
            else c = before(c);
        }
        return b;
    }

    private void keep(BlockSet kept, int root) {
        int[] order = new int[kept.size()];
        int count = 0;
        for (int b = kept.first(); b >= 0; b = kept.next(b)) order[count++] = b;
        if (chronicle != null) chronicle.settled(root, kept);
        relabel(order, count);
    }

    private void relabel(int[] order, int count) {
        if (chronicle != null) chronicle.renaming(order, count);
        at.relabel(order, count);
    }

    // ---- payments since clearPayments

    public void clearPayments() {
        reward = others = progress = found = 0;
    }

    public Payoff.Paid paid() {
        return new Payoff.Paid(reward, others, progress, found);
    }

    /** In units of {@link Protocol#unit}, since payments were cleared. */
    public int reward() {
        return reward;
    }

    public int progress() {
        return progress;
    }

    @Override
    public void pay(int miner, int amount) {
        if (miner == View.ATTACKER) reward += amount;
        else others += amount;
    }
}
