package org.undermine.bridge;

import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.undermine.agents.exact.ModelCache;
import org.undermine.agents.exact.Study;
import org.undermine.bridge.commands.Compiling;
import org.undermine.env.Scenario;

/** Compiled scenarios, kept while memory allows: each is compiled once for any number of questions. */
final class Studies {
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final Map<Scenario, SoftReference<Study>> compiled = new ConcurrentHashMap<>();

    /** @throws IllegalArgumentException one line with an estimate, if it does not fit in memory */
    Study of(Scenario scenario) {
        var known = compiled.get(scenario);
        Study study = known == null ? null : known.get();
        if (study == null) {
            Compiling.fit(scenario);
            study = Study.of(scenario, THREADS, ModelCache.ofUser(), states -> {}, unkept -> {});
            compiled.put(scenario, new SoftReference<>(study));
        }
        return study;
    }
}
