package org.undermine.agents.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.undermine.agents.Agent;
import org.undermine.env.mdp.Feature;

class TrainerTest {
    /** Ten steps an improvement; its policy's only parameter is the number of improvements. */
    private static final class Counting implements Learner {
        private int improvements;

        @Override
        public void improve(double spent) {
            improvements++;
        }

        @Override
        public long steps() {
            return 10L * improvements;
        }

        @Override
        public NetworkAgent policy() {
            float[] parameters = {improvements, 0, 0};
            var network = new FloatNetwork(FloatNetwork.Activation.RELU, new int[] {2, 1}, parameters);
            return new NetworkAgent(List.of(new Feature("a", 0, 1)), network);
        }
    }

    private static int improvements(Agent agent) {
        return (int) ((NetworkAgent) agent).network().parameters()[0];
    }

    /** Best after 40 improvements. */
    private static double value(Agent agent) {
        return -Math.abs(improvements(agent) - 40);
    }

    @Test
    void keeps_the_best_not_the_last() {
        var outcome =
                new Trainer(new Counting(), Budget.steps(1_000), 10, TrainerTest::value, Trainer.Watch.NOTHING).run();
        assertEquals(40, improvements(outcome.best()));
        assertEquals(0, outcome.value());
        assertEquals(1_000, outcome.steps());
        assertEquals(10, outcome.curve().size());
        assertEquals(100, outcome.curve().get(0).steps());
        assertFalse(outcome.interrupted());
    }

    @Test
    void an_interrupt_ends_training_and_keeps_the_best_so_far() {
        var watch = new Trainer.Watch() {
            @Override
            public void at(double spent, long steps, double seconds, double value) {
                if (steps == 550) Thread.currentThread().interrupt();
            }
        };
        var outcome = new Trainer(new Counting(), Budget.steps(1_000), 10, TrainerTest::value, watch).run();
        assertTrue(outcome.interrupted());
        assertEquals(560, outcome.steps());
        assertEquals(40, improvements(outcome.best()));
        assertFalse(Thread.currentThread().isInterrupted(), "the interrupt would keep files from being written");
    }

    @Test
    void an_early_interrupt_leaves_a_policy_too() {
        Thread.currentThread().interrupt();
        var outcome =
                new Trainer(new Counting(), Budget.seconds(1_000), 10, TrainerTest::value, Trainer.Watch.NOTHING).run();
        assertTrue(outcome.interrupted());
        assertEquals(1, improvements(outcome.best()));
    }

    @Test
    void a_watch_hears_of_every_improvement_of_the_best() {
        var heard = new ArrayList<Integer>();
        var watch = new Trainer.Watch() {
            @Override
            public void improved(Trainer.Outcome soFar) {
                heard.add(improvements(soFar.best()));
            }
        };
        new Trainer(new Counting(), Budget.steps(1_000), 10, TrainerTest::value, watch).run();
        assertEquals(List.of(10, 20, 30, 40), heard);
    }

    @Test
    void enough_is_enough() {
        var outcome = new Trainer(
                        new Counting(), Budget.steps(1_000), 10, TrainerTest::value, Trainer.Watch.NOTHING, -15)
                .run();
        assertEquals(30, improvements(outcome.best()));
        assertEquals(300, outcome.steps());
    }

    @Test
    void what_goes_on_knows_what_was_best() {
        var learner = new Counting();
        var first = new Trainer(learner, Budget.steps(500), 5, TrainerTest::value, Trainer.Watch.NOTHING).run();
        var trainer = new Trainer(learner, Budget.steps(1_000), 10, TrainerTest::value, Trainer.Watch.NOTHING);
        trainer.resume(first.best(), first.training("counting", "none", "ratio", 0, 1));
        var outcome = trainer.run();
        assertEquals(40, improvements(outcome.best()));
        assertEquals(1_000, outcome.steps());
        assertEquals(
                List.of(100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L, 1_000L),
                outcome.curve().stream().map(Training.Point::steps).toList());
        assertTrue(outcome.seconds() >= first.seconds());
    }

    @Test
    void training_for_a_time_ends_with_an_evaluation() {
        var outcome =
                new Trainer(new Counting(), Budget.seconds(0.02), 2, TrainerTest::value, Trainer.Watch.NOTHING).run();
        assertEquals(
                outcome.steps(), outcome.curve().get(outcome.curve().size() - 1).steps());
        assertThrows(IllegalArgumentException.class, () -> Budget.seconds(0));
        assertThrows(IllegalArgumentException.class, () -> Budget.steps(0));
    }
}
