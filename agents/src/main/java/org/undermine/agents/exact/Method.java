package org.undermine.agents.exact;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A way to a best policy. The proof afterwards is the same. */
public enum Method {
    /** Modified policy iteration; where cycles are too long for it, relative value iteration. */
    AUTO,
    /** Policies are evaluated roughly while they are far from the best one (Puterman and Shin 1978). */
    MODIFIED_POLICY_ITERATION,
    /** Every policy is evaluated as exactly as doubles allow (Howard 1960). */
    POLICY_ITERATION,
    /** Without policies, on a ratio that is bisected (White 1963; Odoni 1969). */
    RELATIVE_VALUE_ITERATION;

    /** @param name as {@link #toString} gives it */
    public static Method named(String name) {
        return Arrays.stream(values())
                .filter(m -> m.toString().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("solver is " + name + "; allowed: " + names()));
    }

    /** All names, with commas between. */
    public static String names() {
        return Arrays.stream(values()).map(Method::toString).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
