/**
 * Attacks as environments, in the manner of Gymnasium, and what they are built from.
 *
 * <p>A {@link org.undermine.env.Scenario} names a protocol and an attack space; it makes the process as rules
 * ({@code env.attack}, {@code env.models}), which {@code env.mdp} compiles, and as an {@link org.undermine.env.Env}: by its
 * rules with dice, {@link org.undermine.env.AttackEnv}, the same with a memory, {@link org.undermine.env.RememberingEnv}, or as
 * a walk on its table, {@link org.undermine.env.TableEnv}.
 * {@link org.undermine.env.Episodes} pays learners; {@link org.undermine.env.VectorEnv} steps many at once, each with a
 * random stream of its own, so that results depend neither on their number nor on threads. Who decides is in {@code agents}.
 * {@link org.undermine.env.Systems} lists all that can be attacked by name.
 *
 * <p>Of many environments, a thread has one that is {@link org.undermine.env.Resumable}: it plays them all in turn, and where each
 * stands is the number of a place, or else a {@link org.undermine.env.mdp.Bookmark}: 4 kB each on parallel k = 8 instead of 17 kB of
 * objects, which no longer fit the cache. One thread, steps a second of processor time on a busy machine, before and after in two
 * runs: parallel k = 8 with 1,024 environments 151,000 and 206,000, with 8,192 151,000 and 249,000. With numbers of places in
 * columns instead of bookmarks, 1,024 walks on Nakamoto's table make 9.2 M, before 7.3 M.
 *
 * <p>{@link org.undermine.env.RememberingEnv} is {@link org.undermine.env.AttackEnv}, toss by toss, but looks up what it has
 * seen. What that gains is how often attacks come to the same positions, numbered alike: only where no hash is ever compared may blocks be renumbered.
 * 1,024 environments, random actions, alpha 0.35, gamma 1/2, one thread, processor time on a busy machine, by the rules and
 * remembering in runs one after the other:
 *
 * <pre>
 *                     by the rules   remembering   steps remembered   places in 64 MB
 *   nakamoto                0.69 M         7.5 M               0.99   all: a few thousand
 *   tailstorm k = 8         0.25 M        0.58 M               0.89   60,000 of 1 kB each
 *   parallel k = 8          0.25 M        0.22 M               0.23   58,000, then given up
 * </pre>
 *
 * SM1 on Nakamoto, alpha 0.45, comes to 820 places and leaves them no more: 0.72 M and 8.6 M. Of the first half million steps of
 * avoid-loss on parallel k = 8 one in six leads where an earlier one has led: too few, so memory is given up there too.
 *
 * <p>To add an environment, implement {@link org.undermine.env.Resumable}, and let its test implement {@code EnvContract}.
 */
package org.undermine.env;
