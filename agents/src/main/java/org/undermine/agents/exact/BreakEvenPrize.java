package org.undermine.agents.exact;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.stream.Collectors;
import org.undermine.agents.Policies;
import org.undermine.env.Scenario;
import org.undermine.protocols.Parameter;

/**
 * From which worth of what it wins an attack pays, at one alpha and gamma: the least value of a model's prize, such as HFM's v.
 *
 * <p>A prize is a parameter that only payoffs depend on, linearly. So what a policy earns is a line in it, and the least prize at
 * which that policy pays is known from two points; the search goes from there to the best policy at a slightly smaller prize
 * until none pays (Newton's method), on the same bounds as {@link BreakEven}.
 *
 * @param low where no attack earns more than honest play by 1.3e-9, or by 1.3e-14 of the prize where that is more; 0 where
 *     attacking pays at any prize
 * @param high where an attack is proved to earn more; infinite if none is at the greatest prize allowed
 */
public record BreakEvenPrize(double alpha, double gamma, double low, double high) {
    private static final double EPSILON = 1e-9;
    private static final double RELATIVE = 1e-14; // what doubles leave of a large prize
    private static final double FINEST = 1e-6;
    private static final double STEP = 10;

    /**
     * @param prize one of {@link Scenario#prizes}
     * @param width of the interval as a part of {@code high}, at least 1e-6; never below the prize's last decimal
     * @param progress told the prize that is tried; may throw to give up
     */
    public static BreakEvenPrize of(
            Scenario scenario, String prize, double alpha, double gamma, double width, DoubleConsumer progress) {
        if (!(width >= FINEST && width <= 1))
            throw new IllegalArgumentException("width is " + width + "; allowed: " + FINEST + " to 1");
        return new Search(scenario, prize, alpha, gamma, progress).found(width);
    }

    private record Attack(int[] policy, double prize) {}

    private static final class Search {
        private final Scenario scenario;
        private final Parameter prize;
        private final double alpha;
        private final double gamma;
        private final DoubleConsumer progress;
        private final Map<String, Study> studies = new HashMap<>();
        private final double scale; // to whole numbers of the prize's last decimal

        Search(Scenario scenario, String name, double alpha, double gamma, DoubleConsumer progress) {
            List<Parameter> prizes = scenario.prizes();
            prize = prizes.stream()
                    .filter(p -> p.name().equals(name))
                    .findAny()
                    .orElseThrow(() -> new IllegalArgumentException("of is " + name + "; allowed: alpha"
                            + prizes.stream().map(p -> ", " + p.name()).collect(Collectors.joining())
                            + (scenario.isModel() ? "" : ", value with objective double-spend")));
            this.scenario = scenario;
            this.alpha = alpha;
            this.gamma = gamma;
            this.progress = progress;
            scale = Math.pow(10, prize.digits());
        }

        BreakEvenPrize found(double width) {
            double low = prize.min();
            Attack attack = paying(low);
            if (attack != null) return new BreakEvenPrize(alpha, gamma, 0, low);
            for (double x = Math.max(1, STEP * low); attack == null; x *= STEP) {
                if (low == prize.max()) return new BreakEvenPrize(alpha, gamma, low, Double.POSITIVE_INFINITY);
                double probe = Math.min(x, prize.max());
                attack = paying(probe);
                if (attack == null) low = probe;
            }
            while (true) {
                attack = least(attack, low);
                double step = Math.max(1 / scale, width * attack.prize / 2);
                double probe = Math.max(low, down(attack.prize - step));
                if (probe <= low) break;
                Attack better = paying(probe);
                if (better == null) low = probe;
                else attack = better;
                if (attack.prize - low <= Math.max(1 / scale, width * attack.prize)) break;
            }
            return new BreakEvenPrize(alpha, gamma, low, attack.prize);
        }

        /** The same attack at the least prize above {@code low} for which it is proved to pay. */
        private Attack least(Attack attack, double low) {
            double gain = gain(attack.policy, attack.prize);
            double slope = (gain - gain(attack.policy, low)) / (attack.prize - low);
            double crossing = attack.prize - (gain - 2 * margin(attack.prize)) / slope;
            double least = up(crossing);
            if (least >= attack.prize || least <= low || gain(attack.policy, least) <= margin(least)) return attack;
            return new Attack(attack.policy, least);
        }

        private Attack paying(double x) {
            progress.accept(x);
            Study study = at(x);
            double epsilon = EPSILON * Math.max(1, x * RELATIVE / EPSILON);
            Optimum best = Solver.optimum(study.at(alpha, gamma), epsilon);
            return best.lower() - honest(study) > margin(x) ? new Attack(best.policy(), x) : null;
        }

        private static double margin(double x) {
            return 0.2 * EPSILON * Math.max(1, x * RELATIVE / EPSILON);
        }

        private double gain(int[] policy, double x) {
            Study study = at(x);
            return study.value(policy, alpha, gamma) - honest(study);
        }

        private double honest(Study study) {
            return study.value(Policies.named(study.scenario(), "honest"), alpha, gamma);
        }

        private Study at(double x) {
            String text = String.format(Locale.ROOT, "%." + prize.digits() + "f", x);
            return studies.computeIfAbsent(text, v -> Study.of(scenario.with(prize.name(), v), states -> {}));
        }

        private double up(double x) {
            return Math.ceil(x * scale) / scale;
        }

        private double down(double x) {
            return Math.floor(x * scale) / scale;
        }
    }
}
