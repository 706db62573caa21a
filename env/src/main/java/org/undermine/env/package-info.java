/**
 * Attacks as environments, in the manner of Gymnasium, and what they are built from.
 *
 * <p>A {@link org.undermine.env.Scenario} names a protocol and an attack space; it makes the process as rules
 * ({@code env.attack}, {@code env.models}), which {@code env.mdp} compiles, and as an {@link org.undermine.env.Env}: by its
 * rules with dice, {@link org.undermine.env.AttackEnv}, or as a walk on its table, {@link org.undermine.env.TableEnv}.
 * {@link org.undermine.env.Episodes} pays learners; {@link org.undermine.env.VectorEnv} steps many at once, each with a
 * random stream of its own, so that results depend neither on their number nor on threads. Who decides is in {@code agents}.
 * {@link org.undermine.env.Systems} lists all that can be attacked by name.
 *
 * <p>Of many environments, a thread has one that is {@link org.undermine.env.Resumable}: it plays them all in turn, and where each
 * stands is a {@link org.undermine.env.mdp.Bookmark}: 4 kB each on parallel k = 8 instead of 17 kB of objects, which no longer fit the
 * cache. One thread, steps a second of processor time on a busy machine, before and after in two runs: parallel k = 8 with 1,024
 * environments 151,000 and 206,000, with 8,192 151,000 and 249,000; on tables with 8,192, 3.9 M and 6.9 M.
 *
 * <p>To add an environment, implement {@link org.undermine.env.Resumable}, and let its test implement {@code EnvContract}.
 */
package org.undermine.env;
