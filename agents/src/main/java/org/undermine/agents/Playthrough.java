package org.undermine.agents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.undermine.env.AttackEnv;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.Seeds;
import org.undermine.env.attack.Chronicle;
import org.undermine.env.attack.Chronicle.Block;

/** An attack played step by step, with all there is to see of it. */
public final class Playthrough {
    /**
     * One decision and what follows.
     *
     * @param number from 1
     * @param drawing how the attack stood before it
     * @param sees the observation; of features that number blocks, those above their least value
     * @param legal the names of all legal actions, {@code action} among them
     * @param coins what chance decided
     * @param events what became of blocks
     */
    public record Step(
            int number,
            List<String> drawing,
            Map<String, Double> sees,
            List<String> legal,
            String action,
            List<String> coins,
            List<String> events,
            double reward,
            double progress) {}

    /** Who decides; unlike an {@link Agent}, it may do so by chance. */
    @FunctionalInterface
    public interface Choice {
        int of(float[] observation, boolean[] legal);
    }

    private final AttackEnv env;
    private final Choice choice;
    private final Chronicle chronicle;
    private final List<String> coins = new ArrayList<>();
    private final float[] observation;
    private final boolean[] legal;

    /**
     * @param who the choice to make in an environment
     * @throws IllegalArgumentException one line, if there are no blocks in the scenario's space
     */
    public Playthrough(Scenario scenario, double alpha, double gamma, long seed, Function<Env, Choice> who) {
        if (!scenario.hasBlocks())
            throw new IllegalArgumentException(
                    "space is " + scenario.space() + ", which has no blocks; allowed: withholding, free");
        env = (AttackEnv) scenario.env(alpha, gamma);
        choice = who.apply(env);
        chronicle = env.chronicle(coins::add);
        observation = new float[env.features().size()];
        legal = new boolean[env.actions().size()];
        env.reset(seed);
    }

    /** Takes any legal action, all of them equally likely. */
    public static Choice anything(long seed) {
        RandomGenerator random = Seeds.stream(Seeds.of(seed, 0));
        return (observation, legal) -> {
            int action = random.nextInt(legal.length);
            while (!legal[action]) action = random.nextInt(legal.length);
            return action;
        };
    }

    public Step next() {
        int time = chronicle.moments().size();
        List<String> drawing = env.drawing();
        env.observe(observation, 0);
        env.legal(legal);
        Map<String, Double> sees = sees();
        int action = choice.of(observation, legal);
        List<String> allowed = names();
        coins.clear();
        env.step(action);
        return new Step(
                time + 1,
                drawing,
                sees,
                allowed,
                env.actions().get(action),
                List.copyOf(coins),
                events(time),
                env.reward(),
                env.progress());
    }

    /** How the attack stands now. */
    public List<String> drawing() {
        return env.drawing();
    }

    private Map<String, Double> sees() {
        var sees = new LinkedHashMap<String, Double>();
        for (int f = 0; f < observation.length; f++) {
            var feature = env.features().get(f);
            if (!Narration.numbersBlock(feature.name()) || observation[f] > feature.low())
                sees.put(feature.name(), (double) observation[f]);
        }
        return sees;
    }

    private List<String> names() {
        var names = new ArrayList<String>();
        for (int a = 0; a < legal.length; a++)
            if (legal[a]) names.add(env.actions().get(a));
        return names;
    }

    private List<String> events(int time) {
        var sent = new ArrayList<Integer>();
        var agreed = new ArrayList<Integer>();
        var lost = new ArrayList<Integer>();
        var events = new ArrayList<String>();
        List<Block> blocks = chronicle.blocks();
        for (int b = 1; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            if (block.found() == time) events.add("new #" + b + ", " + describe(block));
            if (block.released() == time && block.found() < time) sent.add(b);
            if (block.settled() == time) (block.agreed() ? agreed : lost).add(b);
        }
        add(events, "sent", sent);
        add(events, "agreed", agreed);
        add(events, "lost", lost);
        return events;
    }

    private static String describe(Block block) {
        String kind = block.kind().name().toLowerCase(Locale.ROOT);
        return switch (block.miner()) {
            case ATTACKER -> "the attacker's " + kind;
            case DEFENDER -> "a defender's " + kind;
            case NOBODY -> "a " + kind;
        };
    }

    private static void add(List<String> events, String what, List<Integer> blocks) {
        if (!blocks.isEmpty())
            events.add(what + " "
                    + String.join(" ", blocks.stream().map(b -> "#" + b).toList()));
    }
}
