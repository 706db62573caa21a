package org.undermine.env;

import java.util.Map;

class WithholdingAttackEnvTest implements EnvContract {
    @Override
    public Env env() {
        return Scenario.of("nakamoto", Map.of("space", "withholding", "cutoff", 12))
                .env(0.4, 0.5);
    }
}
