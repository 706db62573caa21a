package org.undermine.env.attack;

import java.util.Arrays;
import java.util.List;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Policy;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Draft;
import org.undermine.protocols.Kind;
import org.undermine.protocols.Protocol;

/**
 * How an attacker on a network sees its attack: as {@link Attack} does, but what chance would decide has happened elsewhere.
 *
 * <p>The attacker takes what it has heard for heard by everybody as soon as it hears the next thing. Where messages are
 * fast and proofs are rare that is so, and then this goes through the very states of a table. Where it is not so, a block may
 * come that refers to what was believed to be settled; then {@link #heard} is refused, and {@link #restart} takes in what the
 * network still remembers.
 *
 * <p>Blocks have names that never change: those of the network.
 */
public final class Shadow {
    /**
     * A block as the network names it.
     *
     * @param predecessor {@link #NOBODY} where no parent comes first
     * @param parents the predecessor among them
     * @param ledger of a parallel block
     */
    public record Named(Kind kind, long predecessor, long[] parents, int ledger) {
        /** The name of no block. */
        public static final long NOBODY = -1;
    }

    /** What the attacker does to the network. */
    public interface Network {
        /** A block of the attacker's that needed no proof-of-work. @return its name */
        long append(Named block);

        /** Block {@code name} sets out. */
        void release(long name);

        /** Any 64 bits, as good as random; compared as unsigned numbers. */
        long hash(long name);
    }

    private static final long NONE = -1;

    private final Space space;
    private final Network network;
    private final Attack attack;
    private final RealHashes hashes = new RealHashes();
    private final boolean[] legal;
    private final float[] observation;
    private long[] name = new long[64];
    private long coming = NONE; // the name of the next block to be appended, unless it is an own proposal
    private boolean atCutoff;
    private int action;
    private long cutoffs;
    private long decisions;

    public Shadow(Protocol protocol, Space space, Network network) {
        this.space = space;
        this.network = network;
        attack = new Attack(protocol, space);
        legal = new boolean[space.actions().size()];
        observation = new float[space.features().size()];
        attack.tell(new Told());
        name[0] = 0;
        hashes.know(0, 0);
        attack.at.hashes.chance = hashes;
        see(false);
    }

    /** Where the attack stands, as a table numbers it. */
    public State state() {
        return attack.state();
    }

    public List<Feature> features() {
        return space.features();
    }

    public List<String> actions() {
        return space.actions();
    }

    public long decisions() {
        return decisions;
    }

    /** How many decisions were made at the cutoff, where the attack may not go on as it would. */
    public long cutoffs() {
        return cutoffs;
    }

    /** The name of the block that the attacker prefers. */
    public long head() {
        return name[attack.at.head(Party.ATTACKER)];
    }

    /** The names of the blocks that the attacker knows of and does not consider. */
    public long[] ignored() {
        return attack.at.ignored().stream().mapToLong(b -> name[b]).toArray();
    }

    private int find(long block) {
        for (int b = attack.at.dag.size() - 1; b >= 0; b--) if (name[b] == block) return b;
        return Draft.NONE;
    }

    public boolean knows(long block) {
        return find(block) >= 0;
    }

    /** Decides and acts until time has to pass. */
    public void decide(Policy policy) {
        while (true) {
            space.observe(attack, observation, 0);
            action = policy.act(observation, legal);
            if (action < 0 || action >= legal.length || !legal[action])
                throw new IllegalStateException("the policy took action " + action + ", which is not legal");
            decisions++;
            if (atCutoff) cutoffs++;
            if (space.act(attack, action)) return;
            see(false);
        }
    }

    /** What the attacker is trying to mine. */
    public Named mining() {
        return named(space.mining(attack, action).apply(attack.view()));
    }

    private Named named(Draft draft) {
        long predecessor = draft.predecessor() < 0 ? Named.NOBODY : name[draft.predecessor()];
        return new Named(
                draft.kind(),
                predecessor,
                draft.parents().stream().mapToLong(b -> name[b]).toArray(),
                draft.ledger());
    }

    /** The attacker finds the proof-of-work that it was after. */
    public void found(long block) {
        pass(true);
        coming = block;
        attack.find(space.mining(attack, action));
        see(true);
    }

    /**
     * Time passes, and what was in flight arrives.
     *
     * @param proof whether somebody then finds a proof-of-work; if not, it is time for proposals
     */
    public void pass(boolean proof) {
        attack.clearPayments(); // the network pays
        attack.deliver();
        if (proof) attack.settle();
    }

    /**
     * A block that the attacker did not make reaches it, after {@link #pass}.
     *
     * @return false, and nothing has happened, if a parent of it is thought to be settled and forgotten
     */
    public boolean heard(long block, Named what) {
        Draft draft = draft(what);
        if (draft == null) return false;
        coming = block;
        attack.hear(draft);
        return true;
    }

    /** After the last of what is heard at once. */
    public void seen(boolean proof) {
        if (!proof) attack.settle();
        see(true);
    }

    private void see(boolean waited) {
        atCutoff = space.look(attack, waited, legal);
    }

    private Draft draft(Named what) {
        BlockSet parents = BlockSet.EMPTY;
        for (long p : what.parents) {
            int b = find(p);
            if (b < 0) return null;
            parents = parents.with(b);
        }
        int first = what.predecessor == Named.NOBODY ? Draft.NONE : find(what.predecessor);
        return new Draft(first, parents, what.kind, what.ledger);
    }

    // ---- beginning anew

    /** Forgets all but {@code root}. */
    public void restart(long root) {
        attack.at.clear();
        attack.clearPayments();
        name[0] = root;
        hashes.know(0, network.hash(root));
    }

    /** After {@link #restart}: a block that is known, after its parents. */
    public void recall(long block, Named what, boolean own, boolean withheld) {
        Draft draft = draft(what);
        if (draft == null) return;
        coming = block;
        attack.recall(draft, own, withheld);
    }

    /** After the last of {@link #recall}: which block the attacker prefers. */
    public void prefer(long head) {
        int b = find(head);
        attack.at.prefer(Party.ATTACKER, b < 0 ? attack.at.head(Party.FAR) : b);
    }

    /** Gives blocks their names. */
    private final class Told extends Witness {
        @Override
        void clear() {}

        @Override
        void proof() {}

        @Override
        void appended(int b, boolean proof) {
            if (b >= name.length) name = Arrays.copyOf(name, 2 * b);
            name[b] = coming == NONE ? network.append(named(b)) : coming;
            coming = NONE;
            hashes.know(b, network.hash(name[b]));
        }

        private Named named(int b) {
            Dag dag = attack.at.dag;
            return Shadow.this.named(new Draft(dag.predecessor(b), dag.parents(b), dag.kind(b), dag.ledger(b)));
        }

        @Override
        void sent(int b) {
            network.release(name[b]);
        }

        @Override
        void settled(int root, BlockSet kept) {}

        @Override
        void renaming(int[] order, int count) {
            long[] renamed = new long[name.length];
            for (int i = 0; i < count; i++) renamed[i] = name[order[i]];
            name = renamed;
            hashes.rename(order, count);
        }
    }
}
