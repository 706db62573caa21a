package org.undermine.agents;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.undermine.env.AttackEnv;
import org.undermine.env.Env;
import org.undermine.env.Scenario;
import org.undermine.env.Seeds;
import org.undermine.env.TableEnv;

/** An attack played step by step, with all there is to see of it. */
public final class Playthrough {
    /**
     * One decision and what follows.
     *
     * @param number from 1
     * @param drawing how the attack stood before it; empty where there are no blocks
     * @param sees the observation; of features that number blocks, those above their least value
     * @param legal the names of all legal actions, {@code action} among them
     * @param coins what chance decided
     * @param events what became of blocks, where there are any
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

    private final Env env;
    private final Choice choice;
    private final Scene scene;
    private final float[] observation;
    private final boolean[] legal;
    private int taken;

    /**
     * @param who the choice to make in an environment
     */
    public Playthrough(Scenario scenario, double alpha, double gamma, long seed, Function<Env, Choice> who) {
        env = scenario.env(alpha, gamma);
        choice = who.apply(env);
        scene = env instanceof AttackEnv blocks ? new BlockScene(blocks) : new TableScene((TableEnv) env);
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
        List<String> drawing = scene.drawing();
        env.observe(observation, 0);
        env.legal(legal);
        Map<String, Double> sees = sees();
        int action = choice.of(observation, legal);
        List<String> allowed = names();
        scene.opens();
        env.step(action);
        return new Step(
                ++taken,
                drawing,
                sees,
                allowed,
                env.actions().get(action),
                scene.coins(),
                scene.events(),
                env.reward(),
                env.progress());
    }

    /** How the attack stands now. */
    public List<String> drawing() {
        return scene.drawing();
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
}
