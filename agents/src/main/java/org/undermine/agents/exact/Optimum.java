package org.undermine.agents.exact;

/**
 * The best long-run ratio of a process, between two bounds that are theorems.
 *
 * @param lower what the policy earns at least; its exact value but for {@link Bound}'s slack
 * @param upper what no policy exceeds
 * @param policy the action of each state
 * @param below potential of each state that proves {@code lower}, see {@link Bound}
 * @param above potential of each state that proves {@code upper}
 */
public record Optimum(double lower, double upper, int[] policy, double[] below, double[] above) {}
