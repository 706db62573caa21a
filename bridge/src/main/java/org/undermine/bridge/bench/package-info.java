/**
 * Benchmarks: ways to do one job, side by side in one run, as medians and ratios.
 *
 * <p>To add one, return a {@link org.undermine.bridge.bench.Benchmark} from a class of its own and list it in
 * {@link org.undermine.bridge.bench.Benchmarks}. Rounds alternate between contestants, so that a machine that slows down
 * slows all of them.
 */
package org.undermine.bridge.bench;
