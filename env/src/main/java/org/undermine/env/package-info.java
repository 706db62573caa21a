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
 * <p>To add an environment, implement {@link org.undermine.env.Env}, and let its test implement {@code EnvContract}.
 */
package org.undermine.env;
