package org.undermine.env;

import java.util.Map;
import org.junit.jupiter.api.Nested;

/** The free space where there are votes. */
class FreeVotesAttackEnvTest {
    @Nested
    class InParallel implements EnvContract {
        @Override
        public Env env() {
            return Scenario.of("parallel", Map.of("space", "free", "cutoff", 7, "k", 2))
                    .env(0.4, 0.5);
        }
    }

    @Nested
    class InTailstorm implements EnvContract {
        @Override
        public Env env() {
            return Scenario.of("tailstorm", Map.of("space", "free", "cutoff", 7, "k", 3))
                    .env(0.4, 0.5);
        }
    }

    @Nested
    class InDagParallelWithoutNumbering implements EnvContract {
        @Override
        public Env env() {
            return Scenario.of("dag-parallel", Map.of("space", "free", "cutoff", 8, "k", 3))
                    .plainEnv(0.4, 0.5);
        }
    }
}
