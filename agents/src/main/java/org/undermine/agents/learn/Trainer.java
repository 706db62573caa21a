package org.undermine.agents.learn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Lets a learner improve until its budget is spent, evaluates it now and then, and keeps the best policy, for the last
 * one is often far worse.
 */
public final class Trainer {
    private static final double MOST_EVALUATING = 0.1; // of the time, where time is what is given

    private final Learner learner;
    private final Budget budget;
    private final int evaluations;
    private final ToDoubleFunction<LearnedAgent> evaluate;
    private final Watch watch;
    private final double enough;
    private final List<Training.Point> curve = new ArrayList<>();
    private long start;
    private double earlier; // seconds of the run that is gone on with
    private double evaluating; // seconds
    private LearnedAgent best;
    private double value = Double.NEGATIVE_INFINITY;

    /** Sees training from outside, on the thread that trains. */
    public interface Watch {
        Watch NOTHING = new Watch() {};

        /** After every improvement. @param value the best so far; minus infinity before the first evaluation */
        default void at(double spent, long steps, double seconds, double value) {}

        /** After an evaluation that was better than all before. */
        default void improved(Outcome soFar) {}

        /** After every evaluation, and after {@link #improved}: between two improvements of the learner. */
        default void evaluated(Outcome soFar) {}
    }

    /**
     * @param best the best policy evaluated
     * @param value what it was found to earn
     * @param interrupted whether training ended before its budget was spent
     */
    public record Outcome(
            LearnedAgent best,
            double value,
            long steps,
            double seconds,
            List<Training.Point> curve,
            boolean interrupted) {

        /** The record that goes into an {@link AgentFile}. */
        public Training training(String agent, String start, String learn, double horizon, long seed) {
            return new Training(agent, start, learn, horizon, seed, steps, seconds, curve);
        }
    }

    /**
     * @param evaluations how many times to evaluate, evenly spread over the budget, the last time at its end; at least
     *     1. Fewer where time is given and a tenth of it is not enough
     * @param evaluate what a policy earns: exact where there is a table, else estimated with dice
     */
    public Trainer(
            Learner learner, Budget budget, int evaluations, ToDoubleFunction<LearnedAgent> evaluate, Watch watch) {
        this(learner, budget, evaluations, evaluate, watch, Double.POSITIVE_INFINITY);
    }

    /** @param enough training ends when an evaluation finds so much */
    public Trainer(
            Learner learner,
            Budget budget,
            int evaluations,
            ToDoubleFunction<LearnedAgent> evaluate,
            Watch watch,
            double enough) {
        if (evaluations < 1)
            throw new IllegalArgumentException("evaluations is " + evaluations + "; allowed: 1 or more");
        this.learner = learner;
        this.budget = budget;
        this.evaluations = evaluations;
        this.evaluate = evaluate;
        this.watch = watch;
        this.enough = enough;
    }

    /** Goes on from what an earlier run had found, with a learner that has been restored. To be called before {@link #run}. */
    public void resume(LearnedAgent bestSoFar, Training soFar) {
        best = bestSoFar;
        curve.addAll(soFar.curve());
        for (Training.Point point : curve) value = Math.max(value, point.value());
        earlier = soFar.seconds();
    }

    /**
     * Trains. Once only.
     *
     * <p>Interrupting the thread ends training early. The interrupt is used up by that, so that what was learnt can be
     * written to a file.
     */
    public Outcome run() {
        start = System.nanoTime();
        boolean interrupted = false;
        double spent = budget.spent(learner.steps(), seconds());
        for (int evaluated = (int) (spent * evaluations); spent < 1 && value < enough && !interrupted; ) {
            learner.improve(spent);
            spent = budget.spent(learner.steps(), seconds());
            interrupted = Thread.interrupted();
            boolean due = spent * evaluations >= evaluated + 1 && mayTakeTime();
            if (due || spent == 1 || interrupted && best == null) {
                evaluated = (int) (spent * evaluations);
                evaluate();
            }
            watch.at(spent, learner.steps(), seconds(), value);
        }
        return outcome(interrupted);
    }

    private boolean mayTakeTime() {
        return !budget.timed() || evaluating <= MOST_EVALUATING * (seconds() - earlier);
    }

    private void evaluate() {
        double before = seconds();
        LearnedAgent policy = learner.policy();
        double earned = evaluate.applyAsDouble(policy);
        evaluating += seconds() - before;
        curve.add(new Training.Point(seconds(), learner.steps(), earned));
        if (best == null || earned > value) {
            best = policy;
            value = earned;
            watch.improved(outcome(false));
        }
        watch.evaluated(outcome(false));
    }

    private Outcome outcome(boolean interrupted) {
        return new Outcome(best, value, learner.steps(), seconds(), List.copyOf(curve), interrupted);
    }

    private double seconds() {
        return earlier + (System.nanoTime() - start) / 1e9;
    }
}
