package org.undermine.env.live;

import java.util.List;
import java.util.function.Function;
import org.undermine.env.AttackEnv;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.attack.Chance;
import org.undermine.env.mdp.Feature;
import org.undermine.env.mdp.Policy;

/**
 * The attack as its model sees it, kept in step with the wire: chance decides what the wire decided. So a policy is shown
 * the observations it is shown everywhere else, by the code that shows them there, and so it is with what is legal.
 */
final class Mirror {
    /** Who found a block. */
    enum Finder {
        ATTACKER,
        /** An honest miner, on the attacker's tip if there is a race. */
        NEAR,
        /** An honest miner, on the public tip. */
        FAR
    }

    private static final String WITHHOLDING = "withholding";

    private final AttackEnv env;
    private final Policy policy;
    private final List<String> actions;
    private final Wired wire = new Wired();
    private final float[] observation;
    private final boolean[] legal;
    private final int a;
    private final int h;
    private final int active;
    private int action;

    /** Chance as the wire has it. */
    private static final class Wired implements Chance {
        private Finder finder;

        @Override
        public boolean alpha() {
            return finder == Finder.ATTACKER;
        }

        @Override
        public boolean gamma() {
            return finder == Finder.NEAR;
        }

        @Override
        public int oneOf(int n) {
            throw new IllegalStateException("no ranks are drawn here");
        }

        @Override
        public boolean share(int part, int whole) {
            throw new IllegalStateException("no ranks are drawn here");
        }
    }

    /**
     * @param scenario Nakamoto's withholding space
     * @param policy who decides, in the environment it is given
     */
    Mirror(Scenario scenario, Function<Env, Policy> policy) {
        if (!scenario.protocol().equals("nakamoto") || !scenario.space().equals(WITHHOLDING))
            throw new IllegalArgumentException("space is " + scenario.space() + " of " + scenario.protocol()
                    + "; allowed on the wire: " + WITHHOLDING + " of nakamoto");
        env = new AttackEnv(scenario.rules(), scenario.attackSpace(), 0, 0, scenario.objective());
        actions = env.actions();
        List<String> features = env.features().stream().map(Feature::name).toList();
        a = features.indexOf("a");
        h = features.indexOf("h");
        active = features.indexOf("active");
        observation = new float[features.size()];
        legal = new boolean[actions.size()];
        this.policy = policy.apply(env);
        restart();
    }

    private void restart() {
        env.reset(wire);
        look();
        action = actions.indexOf("wait");
    }

    private void look() {
        env.observe(observation, 0);
        env.legal(legal);
    }

    /** A block was found, the last action taken being {@link #decide}d. */
    void found(Finder finder) {
        wire.finder = finder;
        env.step(action);
        look();
    }

    /** What the policy does now: adopt, override, match or wait. */
    String decide() {
        action = policy.act(observation, legal);
        return actions.get(action);
    }

    /** The attacker's blocks since the fork. */
    int a() {
        return (int) observation[a];
    }

    /** The public blocks since the fork. */
    int h() {
        return (int) observation[h];
    }

    /** Whether there is a race: near and far miners disagree. */
    boolean races() {
        return observation[active] > 0;
    }

    float[] observation() {
        return observation.clone();
    }

    boolean[] legal() {
        return legal.clone();
    }

    /**
     * Begins anew with a fork of {@code a} own and {@code h} public blocks, the last of them a public one: for when the
     * wire did what the model does not know of.
     *
     * @return false, with no fork at all, if that is beyond the cutoff
     */
    boolean restart(int a, int h) {
        restart();
        for (int i = 0; i < a + h; i++) {
            action = actions.indexOf("wait");
            if (!env.legal(action)) {
                restart();
                return false;
            }
            found(i < a ? Finder.ATTACKER : Finder.FAR);
        }
        return true;
    }
}
