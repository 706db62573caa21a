package org.undermine.env;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.undermine.env.Episodes.Learn;

/** Honest play of 0.4 earns 0.4 under every way to pay a learner. */
class EpisodesTest {
    private static final double ALPHA = 0.4;
    private static final int HORIZON = 50;

    private static Episodes episodes(Learn learn) {
        return new Episodes(Scenario.of("nakamoto", Map.of()).env(ALPHA, 0.5), learn, HORIZON, ALPHA);
    }

    /** The sum of signals of one episode of honest play; the last signal alone where {@code last}. */
    private static double play(Episodes e, long seed) {
        double sum = 0;
        for (e.reset(seed); !e.terminated() && !e.truncated(); sum += e.signal()) {
            Env env = e.env();
            e.step(env.legal(1) ? 1 : env.legal(0) ? 0 : 3); // override, adopt, wait
        }
        return sum;
    }

    @Test
    void the_running_ratio_comes_to_the_revenue() {
        Episodes e = episodes(Learn.RATIO);
        double sum = 0;
        for (int i = 0; i < 4_000; i++) {
            sum += play(e, i);
            assertTrue(e.truncated() && !e.terminated());
        }
        assertEquals(ALPHA, e.ratio(), 0.05);
        assertEquals(0, sum / 4_000 / HORIZON, 0.005);
    }

    @Test
    void termination_is_geometric_in_progress() {
        Episodes e = episodes(Learn.TERMINATION);
        double reward = 0;
        double progress = 0;
        for (int i = 0; i < 8_000; i++) {
            reward += play(e, i);
            progress += e.episodeProgress();
            assertTrue(e.terminated() && !e.truncated());
        }
        assertEquals(HORIZON, progress / 8_000, 2.5);
        assertEquals(ALPHA, reward / 8_000 / HORIZON, 0.02);
    }

    @Test
    void the_sparse_ratio_comes_at_the_end() {
        Episodes e = episodes(Learn.EPISODE);
        double sum = 0;
        for (int i = 0; i < 4_000; i++) {
            sum += play(e, i);
            assertEquals(e.episodeReward() / e.episodeProgress(), e.signal());
        }
        assertEquals(ALPHA, sum / 4_000, 0.01);
    }

    @Test
    void a_step_after_the_end_is_refused() {
        Episodes e = episodes(Learn.EPISODE);
        play(e, 1);
        assertThrows(IllegalStateException.class, () -> e.step(0));
        e.reset(2);
        assertFalse(e.terminated());
        assertThrows(IllegalArgumentException.class, () -> Learn.named("rato"));
    }
}
