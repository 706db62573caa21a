package org.undermine.env;

import java.util.Map;

class FreeAttackEnvTest implements EnvContract {
    @Override
    public Env env() {
        return Scenario.of("nakamoto", Map.of("space", "free", "cutoff", 7)).env(0.4, 0.5);
    }
}
