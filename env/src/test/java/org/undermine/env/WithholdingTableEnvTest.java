package org.undermine.env;

import java.util.Map;
import org.undermine.env.mdp.Compiler;

class WithholdingTableEnvTest implements EnvContract {
    @Override
    public Env env() {
        var scenario = Scenario.of("nakamoto", Map.of("space", "withholding", "cutoff", 12));
        return new TableEnv(Compiler.compile(scenario.mdp()), 0.4, 0.5, scenario.objective());
    }
}
