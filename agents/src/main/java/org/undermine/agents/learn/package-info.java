/**
 * Agents that learn, in the same virtual machine, with DL4J and ND4J: {@link org.undermine.agents.learn.Dqn}, driven by a
 * {@link org.undermine.agents.learn.Trainer} that keeps the best policy it evaluated, written as an
 * {@link org.undermine.agents.learn.AgentFile}.
 *
 * <p>{@code TrainedNetwork} alone speaks to DL4J. Acting goes through {@link org.undermine.agents.learn.FloatNetwork}, plain
 * arrays, for a call to DL4J costs half a millisecond; a test holds the two together. {@code Natives} sets one thread.
 *
 * <p>To add an algorithm, implement {@link org.undermine.agents.learn.Learner} in one file and name it in the {@code train}
 * command.
 */
package org.undermine.agents.learn;
