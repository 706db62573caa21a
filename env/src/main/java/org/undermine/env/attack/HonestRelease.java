package org.undermine.env.attack;

import java.util.SplittableRandom;
import java.util.function.ToIntBiFunction;
import org.undermine.protocols.BlockSet;
import org.undermine.protocols.Protocol;

/** Who is honest keeps nothing back: before the next proof-of-work is found, all that came before it is released. */
public final class HonestRelease {
    private HonestRelease() {}

    /**
     * Plays a policy with dice.
     *
     * @param honest chooses an action from what is observed and what is legal
     * @throws Broken if a proof-of-work is found while an older block is withheld
     */
    public static void check(
            Protocol rules, Space space, ToIntBiFunction<float[], boolean[]> honest, int steps, long seed) {
        var attack = new Attack(rules, space);
        var dice = new Chance.Dice(0.4, 0.5, new SplittableRandom(seed));
        float[] observation = new float[space.features().size()];
        boolean[] legal = new boolean[space.actions().size()];
        for (int t = 0; t < steps; t++) {
            space.legal(attack, legal);
            space.observe(attack, observation, 0);
            attack.clearPayments();
            int action = honest.applyAsInt(observation, legal);
            space.step(attack, action, dice);
            int proofs = attack.paid().time();
            if (proofs > 0 && proofs(rules, attack.at) > proofs)
                throw new Broken(Breach.in(
                        attack.at,
                        "honest play",
                        "blocks are still withheld after the action '"
                                + space.actions().get(action) + "' and the proof-of-work that followed it"));
        }
    }

    private static int proofs(Protocol rules, Position at) {
        BlockSet withheld = at.withheld();
        int proofs = 0;
        for (int b = withheld.first(); b >= 0; b = withheld.next(b)) if (rules.needsProof(at.dag.kind(b))) proofs++;
        return proofs;
    }
}
