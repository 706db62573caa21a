package org.undermine.env.attack;

import java.util.List;
import java.util.function.Function;
import org.undermine.env.mdp.Feature;
import org.undermine.protocols.Draft;
import org.undermine.protocols.View;

/** What an attacker may do, and what it sees when it decides. Actions are numbered from 0. */
public interface Space {
    /** The most {@link #blocks} there may be. */
    int WIDEST = 4096;

    /** The same space for another thread: neither disturbs the other. */
    Space another();

    List<String> actions();

    /**
     * Writes for each action whether it is allowed and can do something useful. At least one is. Changes nothing.
     *
     * @return whether the attack is at its cutoff, where less is allowed than the rules would allow
     */
    boolean legal(Attack attack, boolean[] into);

    /** Takes a legal action, up to and including whatever chance decides before the attacker's next decision. */
    default void step(Attack attack, int action, Chance chance) {
        step(attack, action, chance, null);
    }

    /**
     * The same, and writes what is legal {@code next}, unless that is null: cheaper than asking afterwards.
     *
     * @return what {@link #legal} returns, if it is asked
     */
    default boolean step(Attack attack, int action, Chance chance, boolean[] next) {
        if (attack.protocol().comparesHashes()) attack.at.hashes.chance = chance;
        boolean waits = act(attack, action);
        if (waits) attack.proceed(chance, mining(attack, action));
        boolean cut = look(attack, waits, next);
        attack.at.hashes.chance = null;
        return cut;
    }

    /**
     * What of a legal action takes no time: the attacker considers, appends and releases.
     *
     * @return whether it then lets time pass, or decides again
     */
    boolean act(Attack attack, int action);

    /** What the attacker mines while time passes after {@code action}. */
    Function<View, Draft> mining(Attack attack, int action);

    /**
     * The attacker takes in how things stand before it decides.
     *
     * @param waited whether time has passed
     * @param next where to write what is legal, unless it is null
     * @return what {@link #legal} returns, if it is asked
     */
    boolean look(Attack attack, boolean waited, boolean[] next);

    List<Feature> features();

    void observe(Attack attack, float[] into, int offset);

    /** Whether actions or features name blocks. */
    boolean namesBlocks();

    /** The most blocks that a position of this space has at once. */
    int blocks();

    /** Whether the attacker considers its own blocks only when it chooses to. */
    boolean ownIgnored();

    /** Whether the attacker's head is where its actions put it, instead of what its rule prefers of the blocks it considers. */
    boolean steersHead();

    /** Whether all defenders are one miner who favours its own blocks, instead of many who own nothing to speak of. */
    boolean singleDefender();
}
