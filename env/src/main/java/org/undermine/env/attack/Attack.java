package org.undermine.env.attack;

import static org.undermine.env.attack.Party.ATTACKER;
import static org.undermine.env.attack.Party.FAR;
import static org.undermine.env.attack.Party.NEAR;

import java.util.function.Function;
import org.undermine.env.mdp.Bookmark;
import org.undermine.env.mdp.Payoff;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
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
    private static final int NONE = -1;

    final Position at;
    private final Protocol protocol;
    private final boolean ownIgnored;
    private final boolean steered;
    private final Canonical canonical;
    private final Sight attacker;
    private final Sight near;
    private final Sight far;
    private final Sight everything;
    private final Function<View, Draft> byRule;
    private int reward;
    private int others;
    private int progress;
    private int found;
    private int taken;
    private final Losses losses;
    private Witness witness; // null if nobody wants to know

    /** The beginning of an attack in {@code space}: one block that all agree on. */
    public Attack(Protocol protocol, Space space) {
        this.protocol = protocol;
        ownIgnored = space.ownIgnored();
        steered = space.steersHead();
        at = new Position();
        losses = new Losses(protocol, at);
        canonical = new Canonical();
        attacker = new Sight(at, ATTACKER, space.singleDefender());
        near = new Sight(at, NEAR, space.singleDefender());
        far = new Sight(at, FAR, space.singleDefender());
        everything = Sight.everything(at);
        byRule = protocol::mine;
    }

    /** Back to the beginning. */
    public void clear() {
        at.clear();
        clearPayments();
        if (witness != null) witness.clear();
    }

    /** Makes this what {@code from} is, payments included; both on the same protocol. */
    void copy(Attack from) {
        at.copy(from.at);
        reward = from.reward;
        others = from.others;
        progress = from.progress;
        found = from.found;
        taken = from.taken;
        losses.copy(from.losses);
    }

    /** Writes down where it stands, but for payments. */
    public void leave(Bookmark mark) {
        at.leave(mark);
    }

    /** Goes on where an attack on the same protocol was left. */
    public void goOn(Bookmark mark) {
        at.goOn(mark);
        clearPayments();
    }

    /** Begins anew, and from here on writes down what happens. */
    public Chronicle chronicle() {
        var chronicle = new Chronicle(at);
        tell(chronicle);
        return chronicle;
    }

    /** Begins anew, and from here on tells {@code witness} what happens. */
    void tell(Witness witness) {
        this.witness = witness;
        clear();
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

    /** What the attacker sees of what it considers. */
    View view() {
        return attacker;
    }

    // ---- what the attacker does

    private boolean considerable(int b) {
        BlockSet ignored = at.ignored();
        return ignored.contains(b) && !ignored.meets(at.dag.parents(b));
    }

    boolean canRelease(int b) {
        return at.withheld().contains(b) && at.isNext(b, at.withheld());
    }

    private boolean releasable(int b) {
        BlockSet withheld = at.withheld();
        return withheld.contains(b) && !withheld.meets(at.dag.parents(b));
    }

    /** From here on, the attacker takes {@code b} into account, and whatever summaries that completes. */
    void consider(int b) {
        at.ignore(at.ignored().without(b));
        hear(attacker, b);
        BlockSet children = at.dag.children(b);
        for (int s = children.first(); s >= 0; s = children.next(s))
            if (at.dag.kind(s) == Kind.SUMMARY && considerable(s)) consider(s);
    }

    /** Prefers {@code head} and considers nothing but {@code known}. */
    void follow(int head, BlockSet known) {
        at.ignore(at.dag.all().minus(known));
        at.prefer(ATTACKER, head);
    }

    /** Sends {@code b}, and with it whatever summaries that completes. */
    void release(int b) {
        at.withhold(at.withheld().without(b));
        send(b);
        BlockSet children = at.dag.children(b);
        for (int s = children.first(); s >= 0; s = children.next(s))
            if (at.dag.kind(s) == Kind.SUMMARY && releasable(s)) release(s);
    }

    private void send(int b) {
        if (witness != null && !at.trying()) witness.sent(b);
        hear(far, b);
        if (at.fresh().meets(at.dag.past(b))) at.fly(at.fresh().with(b));
        else hear(near, b);
    }

    /** What the attacker's rule proposes on what it considers; null if nothing. */
    Draft proposal() {
        return protocol.propose(attacker);
    }

    /** The block that {@code draft} would be if the attacker made it; -1 if there is none yet. */
    int existing(Draft draft) {
        return existing(draft, View.ATTACKER);
    }

    private int existing(Draft draft, int miner) {
        int signer = draft.kind() == Kind.SUMMARY ? View.NOBODY : miner;
        BlockSet siblings = at.dag.children(draft.predecessor());
        for (int b = siblings.first(); b >= 0; b = siblings.next(b))
            if (at.dag.kind(b) == draft.kind()
                    && at.dag.ledger(b) == draft.ledger()
                    && at.dag.miner(b) == signer
                    && at.dag.predecessor(b) == draft.predecessor()
                    && at.dag.parents(b).equals(draft.parents())) return b;
        return NONE;
    }

    /** Appends a block of the attacker's that needs no proof-of-work; the one that it replaces is forgotten. */
    void append(Draft draft) {
        int b = append(draft, attacker);
        if (draft.kind() == Kind.SUMMARY) {
            if (at.withheld().meets(draft.parents())) at.withhold(at.withheld().with(b));
            else send(b);
        } else {
            at.withhold(at.withheld().with(b));
        }
        if (steered) at.prefer(ATTACKER, b);
        else hear(attacker, b);
        supersede(b);
    }

    private void supersede(int b) {
        BlockSet old = at.dag.children(at.dag.predecessor(b)).and(at.withheld()).without(b);
        BlockSet kept = at.dag.all();
        for (int c = old.first(); c >= 0; c = old.next(c))
            if (at.dag.kind(c) == Kind.BLOCK
                    && !protocol.needsProof(Kind.BLOCK)
                    && at.dag.miner(c) == View.ATTACKER
                    && at.dag.children(c).isEmpty()
                    && at.head(ATTACKER) != c) kept = kept.without(c);
        if (kept.size() < at.dag.size()) keep(kept, 0, 0);
    }

    /** Appends what the attacker's rule proposes until there is nothing new. */
    void appendAll() {
        for (Draft d = proposal(); d != null && existing(d) == NONE; d = proposal()) append(d);
    }

    /** What the protocol would mine. */
    Function<View, Draft> byRule() {
        return byRule;
    }

    /**
     * Time passes: what is in flight arrives, what is agreed is paid, and somebody finds a proof-of-work or makes a proposal.
     *
     * @param mining what the attacker mines
     */
    void proceed(Chance chance, Function<View, Draft> mining) {
        if (pass()) mine(chance, mining);
    }

    /**
     * Time passes until a proof-of-work is found, which {@link #mine} then does. Asks for no coins but those of hashes.
     *
     * @return whether one is found; not if a proposal comes before
     */
    boolean pass() {
        deliver();
        boolean proposed = propose();
        settle();
        return !proposed;
    }

    void deliver() {
        if (at.fresh().isEmpty()) return;
        if (!at.nears().isEmpty()) {
            deliver(at.nears());
            at.flyFirst(BlockSet.EMPTY);
        }
        deliver(at.fresh());
    }

    private void deliver(BlockSet blocks) {
        for (int b = blocks.first(); b >= 0; b = blocks.next(b)) {
            at.fly(at.fresh().without(b));
            hear(near, b);
        }
    }

    /** What all have agreed on is final, even if a block beside it, kept because it can be an uncle, is better. */
    private void hear(Sight party, int b) {
        int head = protocol.prefer(party, b);
        if (at.dag.chain(head).contains(at.paid())) at.prefer(party.party(), head);
    }

    // ---- what defenders do

    /** Defenders append what needs no proof-of-work, and send it. */
    private boolean propose() {
        Draft theirs = fresh(protocol.propose(far));
        Draft others = at.head(NEAR) == at.head(FAR) ? theirs : fresh(protocol.propose(near));
        if (theirs != null) fly(append(theirs, far));
        if (others != null && !others.equals(theirs)) {
            int b = append(others, near);
            fly(b);
            if (theirs != null) at.flyFirst(BlockSet.of(b));
        }
        return theirs != null || others != null;
    }

    private Draft fresh(Draft draft) {
        return draft == null || existing(draft, View.DEFENDER) != NONE ? null : draft;
    }

    /** A block of the defenders' sets out: the far ones hear it, and the attacker sees it. */
    private void fly(int b) {
        at.fly(at.fresh().with(b));
        at.ignore(at.ignored().with(b));
        hear(far, b);
        if (!steered && at.dag.kind(b) == Kind.SUMMARY && considerable(b)) consider(b);
    }

    /** Somebody finds a proof-of-work. */
    void mine(Chance chance, Function<View, Draft> mining) {
        if (witness != null) witness.proof();
        found++;
        if (chance.alpha()) {
            find(mining);
        } else if (at.head(NEAR) == at.head(FAR)
                || !chance.gamma()) { // where heads agree it makes no difference who found it
            find(far);
        } else {
            find(near);
        }
    }

    /** The attacker finds the proof-of-work that it was after. */
    void find(Function<View, Draft> mining) {
        int b = append(mining.apply(attacker), attacker);
        at.withhold(at.withheld().with(b));
        rank(b);
        for (int ledger = 0; ledger < protocol.ledgers(); ledger++)
            at.withhold(at.withheld().with(append(Draft.issuing(b, ledger), attacker)));
        if (ownIgnored) at.ignore(at.ignored().with(b));
        else hear(attacker, b);
    }

    /** A block that the attacker did not make reaches it, and is on its way to all. */
    void hear(Draft draft) {
        int b = append(draft, far);
        if (protocol.needsProof(draft.kind())) rank(b);
        fly(b);
    }

    /** A block that the attacker has known for long, and so has everybody unless it is withheld. */
    void recall(Draft draft, boolean own, boolean withheld) {
        int b = append(draft, own ? attacker : far);
        if (protocol.needsProof(draft.kind())) rank(b);
        if (withheld) {
            at.withhold(at.withheld().with(b));
        } else {
            hear(far, b);
            hear(near, b);
        }
    }

    /**
     * Has chance answer whatever the next {@link #proceed} would ask of hashes whoever finds the next proof-of-work, so that
     * the attacker sees it before it decides.
     */
    void foresee() {
        if (!at.hashes.open(at.dag.ballots())) return;
        at.save();
        deliver();
        protocol.propose(far);
        protocol.propose(near);
        protocol.mine(far);
        protocol.mine(near);
        protocol.mine(attacker);
        at.undo();
    }

    private void find(Sight finder) {
        int b = append(protocol.mine(finder), finder);
        rank(b);
        fly(b);
        Draft own = immediate(finder, b);
        if (own != null) fly(append(own, finder));
        for (int ledger = 0; ledger < protocol.ledgers(); ledger++) fly(append(Draft.issuing(b, ledger), finder));
    }

    private void rank(int b) {
        at.hashes.rank(b, protocol.rivals(everything, b));
    }

    /** What the finder of {@code b} can propose before anybody else hears of it; null if nothing new. */
    private Draft immediate(Sight finder, int b) {
        at.save();
        if (finder == near) {
            at.fly(at.fresh().without(b));
            hear(near, b);
        }
        finder.signOnly(b);
        Draft draft = fresh(protocol.propose(finder));
        finder.signAny();
        at.undo();
        return draft;
    }

    private int append(Draft draft, Sight finder) {
        int miner = draft.kind() == Kind.SUMMARY ? View.NOBODY : finder.me();
        int b = at.append(draft, protocol.height(everything, draft), miner);
        if (witness != null) witness.appended(b, protocol.needsProof(draft.kind()));
        return b;
    }

    // ---- agreement

    /**
     * Pays the history that all three heads agree on and forgets what can matter no longer. While uncles keep the root from
     * moving on, all that remains of what is paid is a bare chain for them to hang on.
     */
    void settle() {
        BlockSet agreed = protocol.history(far);
        if (agreed.last() == 0) return;
        agreed = agreed.and(protocol.history(attacker)).and(protocol.history(near));
        if (agreed.last() == 0) return;
        var agreement = Agreement.of(
                protocol, everything, at.dag, agreed, at.fresh(), at.withheld().or(at.ignored()));
        pay(agreement.history());
        losses.agreed(agreement);
        if (agreement.certain()) at.settle(agreement.newest());
        keep(agreement.kept(), agreement.root(), agreement.certain() ? agreement.newest() : agreement.root());
    }

    /** Pays for what of {@code history} is not paid yet. */
    private void pay(BlockSet history) {
        BlockSet due = history.minus(at.dag.chain(at.paid()));
        for (int b = due.first(); b >= 0; b = due.next(b)) {
            progress += protocol.progress(everything, b);
            taken += protocol.proofs(everything, b);
            protocol.coinbase(everything, b, this);
        }
    }

    private void keep(BlockSet kept, int root, int agreed) {
        if (witness != null) witness.settled(agreed, kept);
        if (kept.size() == at.dag.size()) return;
        int[] order = new int[kept.size()];
        int count = 0;
        for (int b = kept.first(); b >= 0; b = kept.next(b)) order[count++] = b;
        relabel(order, count);
    }

    private void relabel(int[] order, int count) {
        if (witness != null) witness.renaming(order, count);
        at.relabel(order, count);
    }

    // ---- payments since clearPayments

    public void clearPayments() {
        reward = others = progress = found = taken = 0;
        losses.clear();
    }

    public Payoff.Paid paid() {
        Payoff.Defended defended = losses.sinceCleared();
        boolean nothing = (reward | others | progress | taken) == 0 && defended == Payoff.Defended.NONE;
        if (nothing && found <= 1) return found == 0 ? Payoff.NOTHING : Payoff.FOUND;
        return new Payoff.Paid(reward, others, progress, found, taken, defended);
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
